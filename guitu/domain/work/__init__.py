"""Somebody's work: what they can and wish, where they stand, what was tried, what an employer reads."""
