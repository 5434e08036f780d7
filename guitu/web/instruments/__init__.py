"""Forms about a person: choosing, filling in, reading, over time; risk levels; the shelf of instruments."""
