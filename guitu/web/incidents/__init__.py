"""Unfair treatment: told by the person, brought to an authority if they agree, and asked after."""
