"""What each figure of the registry means, as plain loops over files: the reference of every faster way.

Slow and written to be read. Tests feed the same made-up files to these loops, to the SQL on the live database
and to the columns of a snapshot and compare, so that a faster query can never quietly change a definition.
"""

from collections.abc import Iterable

from guitu.domain.cohort import CohortRow
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.entries import entry_cases
from guitu.domain.measures.files import Case, Count, File, Question, may_be_counted
from guitu.domain.measures.recommitted import rehab_cases, sealed_rehab
from guitu.domain.measures.registry import (
    Entries,
    Metric,
    Recommitted,
    Released,
    Slots,
    Standing,
    Watched,
)
from guitu.domain.measures.released import release_cases, sealed_releases, sealed_watched, watched_cases
from guitu.domain.measures.slots import slot_cases
from guitu.domain.measures.standing import standing_cases


def cases(metric: Metric, files: Iterable[File], asked: Question) -> list[Case]:
    """Every case of a figure, in no promised order.

    Raises:
        DomainError: "figure.no-list" where the figure is not made from files.
    """
    seen = [file for file in files if may_be_counted(file, asked)]
    match metric.made:
        case Slots():
            return slot_cases(metric.made, seen, asked)
        case Entries():
            return entry_cases(metric.made, seen, asked)
        case Standing():
            return standing_cases(metric.id, seen, asked)
        case Released():
            return release_cases(metric.made, seen, asked)
        case Watched():
            return watched_cases(seen, asked)
        case Recommitted():
            return rehab_cases(metric.made, seen, asked)
    raise DomainError("figure.no-list", metric=metric.id)


def sealed(metric: Metric, rows: Iterable[CohortRow], asked: Question) -> Count | None:
    """What closed files, of which nobody keeps a name, add to a figure; None where none can be in it."""
    match metric.made:
        case Released():
            return sealed_releases(metric.made, rows, asked)
        case Watched():
            return sealed_watched(rows, asked)
        case Recommitted():
            return sealed_rehab(metric.made, rows, asked)
    return None
