"""Groups, courses and peers: people in the same place helping each other, and nobody listed."""
