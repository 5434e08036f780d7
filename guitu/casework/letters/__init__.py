"""Owns the letters that were issued: their numbers, whom they are about, and the file as it was printed.

That a letter was issued is an entry in the journal. What stands in one is ``guitu.domain.letters``' matter.
"""
