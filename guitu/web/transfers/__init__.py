"""Transfers: a file offered to another office, the answer, and care that two offices share."""
