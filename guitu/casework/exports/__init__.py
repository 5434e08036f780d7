"""Owns who asked for which table of people, who approved it, and whether it was fetched. Holds no person.

And reports of figures, which name nobody.
"""
