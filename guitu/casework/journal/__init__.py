"""Owns what happened: one row per entry, written once. Never changes or interprets one.

Sources: forms, phones, spreadsheets and partner systems, all through the same verb.
"""
