"""Owns what two offices agree on about one person: a file that is to move, or care that is to be shared.

Never moves a file (a workflow does, on acceptance) and never decides whether somebody may live elsewhere.
Source: rule book G-01 to G-05; 戒毒条例 22.
"""
