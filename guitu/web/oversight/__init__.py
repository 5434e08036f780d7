"""Oversight: who looked at a file, why a file is opened, signs of misuse, and the access log."""
