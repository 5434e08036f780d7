"""What leaves the house: one way of writing cells, one way of writing tables, one export of people."""
