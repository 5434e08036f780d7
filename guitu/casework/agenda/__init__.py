"""Owns the duties of every open episode as dates, so that desks and figures are one query.

Never stores lateness: a query compares with today. A cache: rebuilding gives the same rows.
Source: the outlook.
"""
