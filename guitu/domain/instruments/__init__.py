"""Questions put to people the same way each time: read from FHIR R4, answered, branched and scored.

A score is a number with its published words. It sets no level, no status and no duty (rulebook L-06).
"""
