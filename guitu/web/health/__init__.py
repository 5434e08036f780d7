"""The doctor’s screens: their people, one person’s record, plan, check-ups, hospital, insurance."""
