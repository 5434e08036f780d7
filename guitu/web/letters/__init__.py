"""Letters and forms: those of a person, issuing one after a look at it, and the shelf of templates."""
