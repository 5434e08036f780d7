"""What is offered: posts, courses, employers and job bases; lists of them that are imported, and the feed."""
