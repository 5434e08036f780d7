"""Groups and courses of a place, and somebody's seats, mentor and people they are there for."""
