"""Owns the table of regions, the units and which regions a unit serves. Never holds a person.

Sources: the statistics bureau's division codes; unit types from the rule book, section 3.1.
"""
