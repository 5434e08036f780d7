"""Figures made from entries of a period, read plainly."""

from collections.abc import Iterable
from uuid import UUID

from guitu.domain.journal.entry import Entry, effective
from guitu.domain.measures.files import Case, File, Question
from guitu.domain.measures.registry import Entries


def entry_cases(made: Entries, files: Iterable[File], asked: Question) -> list[Case]:
    """Every effective entry that is meant and happened in the period, both days inside."""
    found = []
    for file in files:
        for entry in effective(file.entries).entries:
            if not asked.first <= entry.happened_on <= asked.as_of or not _is_meant(made, entry):
                continue
            counted = None if entry.outcome in made.unknown else entry.outcome in made.counted
            found.append(Case(file.canonical, counted, on=entry.happened_on, by=UUID(entry.id), rule="", n=0))
    return found


def _is_meant(made: Entries, entry: Entry) -> bool:
    if entry.kind not in made.kinds or entry.outcome not in made.outcomes | made.unknown:
        return False
    return all(str(entry.details.get(key, "")) in codes for key, codes in made.details.items())
