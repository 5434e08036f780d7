"""The outbox: what waits, what was sent and what did not arrive, for a unit and for one person."""
