"""Figures in SQL. Reads the rooms' tables, never writes.

What each figure means is ``guitu.domain.measures``; a test feeds both the same files and compares.
"""
