"""Tests that are fair: the station's week, one person's tests and challenges, draws."""
