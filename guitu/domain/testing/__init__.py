"""Tests of people under an order: the draw anyone can check, the sample, the way of a challenge."""
