"""Owns what is in the making between a centre and the offices that receive somebody.

Here stands whose turn it is, and the words of a packet until it was accepted; what happened stands in the
journal. Never decides whose turn it is (``guitu.domain.handoff`` does).
"""
