"""Owns what is known of an area: entered facts with their sources, its status, proposals, imported lists.

About no person. Never what is counted from files or units: that is the analytics' alone.
"""
