"""Releases and hand-offs: the board, a centre's calendar, one person's way from gate to station."""
