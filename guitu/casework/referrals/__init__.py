"""Owns referrals to whoever can help, and the one-time links by which partners without an account answer.

That help was given stands in the journal. Never decides what may be done (``guitu.domain.referrals`` does).
"""
