"""Screens of endings."""
