"""One statement for each figure that is made from files: its cases, as ``guitu.domain.measures`` means them.

A statement gives rows (who, counted, episode_id, rule, n, due, act); counted is null where it is unknown.
Bounds and days are values of the statement: the planner sees them, and no statement asks what day it is.
"""
