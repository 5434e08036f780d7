"""Letters and forms: which there are, what stands in them, who gets them."""
