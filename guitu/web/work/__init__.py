"""Work: the yearly promise of job notices, a person's work file, matches, slips and placements."""
