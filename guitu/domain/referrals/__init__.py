"""Referring somebody to whoever can help: the way of one referral, and the little the other side gets."""
