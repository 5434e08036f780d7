"""The family file of one person: relatives and their word, children, carers, and who is kept apart."""
