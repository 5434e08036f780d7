"""The periods of outward figures: whole quarters, so that two of them never overlap in part."""

from dataclasses import dataclass
from datetime import date, timedelta

from guitu.domain.kernel.errors import DomainError

_FIRST_YEAR, _LAST_YEAR = 2008, 2999


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; ``n`` from 1 to 4."""

    year: int
    n: int

    @property
    def code(self) -> str:
        """As it stands in addresses.

        >>> Quarter(2026, 3).code
        '2026q3'
        """
        return f"{self.year}q{self.n}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.n - 2, 1)

    @property
    def last(self) -> date:
        """Its last day.

        >>> Quarter(2026, 4).last.isoformat()
        '2026-12-31'
        """
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.n // 4, self.n % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return quarter_of(self.first - timedelta(days=1))


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in.

    >>> quarter_of(date(2026, 11, 27)).code
    '2026q4'
    """
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def quarter_from(code: str) -> Quarter:
    """The quarter with that code.

    Raises:
        DomainError: "quarter.unknown".
    """
    year, _, n = code.partition("q")
    if not (year.isascii() and year.isdigit() and n in {"1", "2", "3", "4"}):
        raise DomainError("quarter.unknown", field="quarter")
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        raise DomainError("quarter.unknown", field="quarter")
    return Quarter(int(year), int(n))
