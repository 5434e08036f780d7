"""Applications that are followed, gifts and small loans beside a person, and what comes up in a unit."""
