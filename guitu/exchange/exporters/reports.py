"""A report of figures as it is handed to a document or a workbook: words and numbers, no name of anybody.

They come ready from whoever asks; nothing is counted here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Percent:
    """A rate as every page prints it ("87.5%"); in the workbook it is that number."""

    words: str

    @property
    def value(self) -> float:
        """From 0 to 1, exactly as far as it is printed."""
        return round(float(self.words.rstrip("%")) / 100, 6)

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Signed:
    """How much a number moved: "+3.2", "-12", "0"; in the workbook a number too."""

    value: float
    digits: int

    def __str__(self) -> str:
        return f"{self.value:+.{self.digits}f}" if self.value else "0"


Cell = str | int | float | Percent | Signed | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A line over months. ``values`` from 0 to 1 where ``percent``; None where nothing is known."""

    labels: Sequence[str]
    values: Sequence[float | None]
    percent: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares from 0 to 1, one for each month from the first day on, with their limits; None: not known.

    ``at_risk`` month → how many were still watched then; the numbers stand under the axis.
    """

    shares: Sequence[float | None]
    limits: Sequence[tuple[float, float] | None]
    at_risk: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A table under its heading, with a picture where it has a course. ``note`` what the reader must know.

    ``block`` which part of the report it belongs to, by the name that a template calls it. Cells: numbers
    stay numbers in the workbook; None is "—": not known, or nothing to divide by.
    """

    block: str
    heading: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    chart: Chart | Curve | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report. ``words`` by the name that a template calls them; ``lines`` how to read the figures."""

    words: Mapping[str, str]
    lines: Sequence[str]
    sections: Sequence[Section]
