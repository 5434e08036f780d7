"""Which help there is, when it is open, how near it is, and what somebody may be entitled to."""
