"""Who stands by somebody, who must not see them, and files opened in an emergency."""
