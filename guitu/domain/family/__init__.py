"""The family around somebody: relatives with a word of their own, children, carers, and who is kept apart."""
