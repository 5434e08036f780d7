"""Owns the trail of what was done, by whom, to whose record. Never holds names or content."""
