"""Release rosters: a file is looked at, its columns are put right, it is imported, and can be taken back."""
