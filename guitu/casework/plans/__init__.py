"""Owns each person's plan, version by version, their support map, working group, and opinions about our work.

That a plan was made, reviewed or signed stands in the journal. Never decides whether something may be written
or approved (``guitu.domain.plans`` does).
"""
