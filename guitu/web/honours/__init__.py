"""Honours: of one person, of the team without strangers, stories that are told, and the book of a year."""
