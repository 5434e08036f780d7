"""One person, one plan: what may be written, signed, approved and reviewed, and in which words."""
