"""A log that cannot be changed unseen: lines, the tree of their hashes, signed heads, and what is wrong."""
