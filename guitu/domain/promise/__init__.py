"""What was promised to each person each year (“311”), and how far we kept it. Never a fault of the person."""
