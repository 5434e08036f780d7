"""Owns applications that are followed, gifts and small loans with their approvals, and who gives.

That something was granted or received stands in the journal. Never decides whether something may be written
or approved (``guitu.domain.support`` does).
"""
