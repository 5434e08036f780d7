"""Owns counselling: cases, sessions with private notes, and words released to one named reader.

Every row lies in the psychological compartment and opens to whoever wrote it and to the named supervisor.
Never decides whether something may be written (``guitu.domain.counselling`` does).
"""
