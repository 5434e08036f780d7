"""A crisis: the help first, on one page, and the little that is written down afterwards."""
