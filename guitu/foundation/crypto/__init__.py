"""Owns the keys: one data key per person and compartment, and the ledger of those that were destroyed.

Seals and opens what rooms store about people, makes the look-up values that equality needs, and keeps the
key-encryption keys in GUITU_HOME/keys, outside the database. Never knows what it seals. Source: design, 5;
docs/adr/0012-keys-beside-the-data.md.
"""
