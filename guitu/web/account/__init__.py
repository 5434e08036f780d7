"""Signing in and out, one's own password, who one is here, and how the pages look and speak."""
