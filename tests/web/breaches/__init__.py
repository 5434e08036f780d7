"""Screens of breaches."""
