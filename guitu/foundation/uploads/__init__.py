"""Files that people send or fetch: under names of our own, sealed, and never as they came."""
