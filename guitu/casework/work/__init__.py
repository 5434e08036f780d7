"""Owns each person's work file and its versions, where they stand, refusals, a small business and placements.

What was offered and whether a job was kept stands in the journal. Never decides what suits whom or what may
leave (``guitu.domain.matching`` and ``guitu.domain.work`` do). Everything has an author: an employment worker
reads what they wrote themselves, care staff read all of it.
"""
