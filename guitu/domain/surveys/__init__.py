"""Surveys: how many to ask, whom, and what the answers may be said to mean.

An answer is never part of a file: answering has no consequence for anybody, and refusing has none either.
"""
