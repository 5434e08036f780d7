"""The help desk of a unit: needs, referrals, what is agreed on this week, and whom a promise is owed to."""
