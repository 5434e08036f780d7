"""Owns the messages that leave the house: what waits, what was sent, what was dropped and why.

Never sends anything (a workflow does, through the channels of foundation) and never decides that somebody is
to be reminded. Source: rule book B-09, PR-18; requirement of a neutral reminder outbox.
"""
