"""Owns what a doctor keeps of somebody: record, medical plan, check-ups, referrals, insurance, crises.

Every row lies in the medical compartment, and what it says, its sort included, is sealed: that somebody has a
row at all is the doctor's to know. Never decides whether something may be written (``guitu.domain.health``).
"""
