"""What anybody may see: figures of a quarter in which nobody can be found; and one such number on demand."""
