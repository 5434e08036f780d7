"""Needs of one person, referrals to whoever can help, the board, and the page behind a one-time link."""
