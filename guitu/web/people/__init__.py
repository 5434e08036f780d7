"""One person: how they are, what is next and why. And finding somebody within one's own area."""
