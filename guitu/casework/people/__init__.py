"""Owns who somebody is: identity, names to search by, contacts and the facts of the four record groups.

Never says what happened to somebody (journal) nor what they are in (episodes). Everything about a person asks
for the pass that ``queries.person_for`` gives. Sources: release rosters, intake at the township.
"""
