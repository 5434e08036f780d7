"""The room of testing: appointments, samples and who held them, draws.

Owns what the journal cannot hold: times agreed on, seal numbers, what waits for a second person's review,
the hours in which somebody works, draws before and after. What happened to a person is the journal's.
"""
