"""Owns how each release turned out, so that retention and curves are one query.

Never stores whether a window has passed: a query asks. A cache: rebuilding gives the same rows.
Source: the outlook.
"""
