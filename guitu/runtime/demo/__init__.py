"""Made-up people for demonstrations, benchmarks and tests, lived through by the domain's own rules.

Everything about one person follows from a seed, an index, a world to live in and a day to stop at, so the
first thousand people of a million are the same thousand. Nobody here exists: ids begin 99, phones begin 12.
"""
