"""The columns of the table, in order, and a row as people read it."""

from dataclasses import dataclass
from datetime import date

from guitu.casework.outcomes.models import Release

COLUMNS = (
    "person_id", "released_on", "episode_id", "held_by", "times", "at_6", "at_12", "at_24", "at_36",
    "relapsed_on", "died_on", "known_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release. ``windows`` months after it and how they ended, whether they have passed or not."""

    released_on: date
    windows: tuple[tuple[int, str], ...]


def release_row(row: Release) -> ReleaseRow:
    """The frozen row."""
    return ReleaseRow(row.released_on, ((6, row.at_6), (12, row.at_12), (24, row.at_24), (36, row.at_36)))
