"""Telling of leave, putting off the return, coming back: one screen for both sides."""
