"""Owns the family file: relatives and their own words, children, carers, and who is kept apart.

Everything here stands in a compartment of its own, which opens to those who are assigned or on the team.
"""
