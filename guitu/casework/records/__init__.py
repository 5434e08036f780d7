"""Owns what stays when a file closes, and what people ask about their own.

Statistics without anybody, the look-up of sealed files, requests to open one, rights requests with their
flags and answers, notices. Never decides when a file is sealed (a workflow does) and never opens one.
Source: rule book M-03 to M-06, N-10.
"""
