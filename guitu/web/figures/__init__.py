"""Figures: how well are we doing, and what do we not know? Every number opens its list."""
