"""Applications that are followed, gifts and small loans, and what a giver may be told: all of it care."""
