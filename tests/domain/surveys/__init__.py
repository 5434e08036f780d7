"""Tests of surveys: sizes, draws, shares and what is hidden."""
