"""Owns the courses of care: aftercare, community rehab, community detox, and who works on them.

Never decides a phase: it stores what the outlook derived. Reported, received and consented days are journal
entries, never columns. Sources: release rosters, orders.
"""
