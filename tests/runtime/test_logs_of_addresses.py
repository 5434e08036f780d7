"""An address that was given to one person stands in no log: with the time it would tell who answered."""

import logging

import pytest

from guitu.config.logs import Line


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /s/KSYKCEFQRUBYZSF6", "Not Found: /s/…"),
        ("Unprocessable Entity: /r/Zx-9_abc?x=1", "Unprocessable Entity: /r/…?x=1"),
        ("Not Found: /surveys/new", "Not Found: /surveys/new"),
        ("Not Found: /referrals/", "Not Found: /referrals/"),
    ],
)
def test_addresses_of_partners_and_respondents_are_not_written(said, kept):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (said,), None)

    assert Line().format(record) == kept
