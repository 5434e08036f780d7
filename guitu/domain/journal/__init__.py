"""What can be written into the journal: the entry, its kinds, their details and outcomes, and their words."""
