"""Measuring what was promised, each number beside a reference taken in the same run.

A shared machine makes every absolute time doubtful, so each line carries the time of a plain loop and, where
one exists, of the bare work underneath. What is measured runs on a database of its own, never the served one.
"""
