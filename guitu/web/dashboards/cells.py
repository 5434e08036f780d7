"""A number of a report in a cell: read as a number again where it was printed as one."""

from guitu.exchange.exporters.reports import Cell, Percent
from guitu.web.shell.numbers import NONE


def cell(words: str) -> Cell:
    """A number as it is printed everywhere, that stays a number in a workbook."""
    if words in ("", NONE):
        return None
    if words.endswith("%"):
        return Percent(words)
    return int(words) if words.isdecimal() else float(words)
