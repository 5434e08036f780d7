"""Accounts and units, for system administrators. Nothing here is about a person in care."""
