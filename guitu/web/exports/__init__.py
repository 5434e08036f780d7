"""Tables of people that leave the house: asked for, approved, fetched once."""
