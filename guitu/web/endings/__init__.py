"""Who completes soon, what is owed by whom before that, and the papers a person takes along."""
