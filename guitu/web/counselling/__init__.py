"""The psychologist’s screens: their people, cases and sessions; and what the team may see of it."""
