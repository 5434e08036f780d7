"""A person's month on one page, printed large and folded so that nothing shows outside."""
