"""The examples in the journal's docstrings hold."""

import doctest

from guitu.domain.journal import kinds


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(kinds) == (0, 3)
