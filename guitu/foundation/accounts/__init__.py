"""Owns accounts, sign-in and its throttle.

Never decides what an account may do: that is ``guitu.domain.access``.
"""
