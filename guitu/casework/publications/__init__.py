"""What was published without names, quarter by quarter, and which protected numbers somebody was given.

Owns the issues, their cells and the answers. About no person.
"""
