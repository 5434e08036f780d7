"""Owns groups and courses with their sessions and seats, peer mentors, whom they meet, and their supervision.

That somebody was there stands in the journal as help. A seat is a row of casework; that a list of names opens
to its leader alone, and to others for their own people, is ``guitu.workflows.group``'s to see to.
"""
