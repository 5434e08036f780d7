"""Areas: their status and why, what was entered about them, which units they have. It is about nobody."""
