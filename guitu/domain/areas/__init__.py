"""What is known of an area and of no person: its status and why, entered facts, and what follows from two."""
