"""Owns the directory of services: who helps with what, for which area, when, at what cost, who may refer.

About no person. Never the referrals themselves, never what somebody is entitled to: the first are another
room's, the second is worked out anew whenever somebody asks.
Source: issue 5; the kinds come from ``services/catalogue.yaml``.
"""
