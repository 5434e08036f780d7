"""Owns groups and courses with sessions and seats, peer mentors and whom they meet, and teams of peers.

That somebody was there stands in the journal as help. Who sits together opens to those named to each of them
(the compartment of the family), which the database holds; a whole list to its leader, by
``guitu.workflows.group`` alone.
"""
