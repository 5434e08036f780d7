"""Health of one person as their doctor keeps it: what may be written, and what follows from it."""
