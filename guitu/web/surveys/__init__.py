"""Surveys: set up, drawn, handed out, answered by anybody who was asked, and what came out."""
