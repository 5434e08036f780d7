"""Errors the domain can raise. Each carries a code; the words shown to people live in web."""


class DomainError(Exception):
    """A request the rules do not allow.

    ``code`` is stable ("episode.none-open"): tests, the command line and translators match it.
    ``facts`` are ids, codes, numbers and dates that the sentence for people is filled with, never names.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
