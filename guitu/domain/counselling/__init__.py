"""Counselling: cases, sessions, what the team may learn of them, and handing a case to somebody else."""
