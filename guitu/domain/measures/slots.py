"""Figures made from slots of rules, read plainly."""

from collections.abc import Iterable
from datetime import date

from guitu.domain.measures.files import Case, DutyLine, File, Question
from guitu.domain.measures.registry import Slots

ASKED_STATES = frozenset({"open", "done"})  # what was excused was never asked
UNKNOWN_STATES = frozenset({"unrecorded"})  # it fell due before this office kept the file


def slot_cases(made: Slots, files: Iterable[File], asked: Question) -> list[Case]:
    """Every slot due in the period, answered or not; what another office kept is unknown."""
    found = []
    for file in files:
        for duty in file.duties:
            if not _is_meant(made, duty) or not _is_due(made, duty.due_on, asked):
                continue
            if duty.state in ASKED_STATES:
                done = _done(made, duty, asked)
                by = duty.done_by if done else None
                found.append(Case(file.canonical, done, duty.episode, duty.rule, duty.n, duty.due_on, by))
            elif duty.state in UNKNOWN_STATES:
                found.append(Case(file.canonical, None, duty.episode, duty.rule, duty.n, duty.due_on))
    return found


def _is_meant(made: Slots, duty: DutyLine) -> bool:
    return (
        (not made.rules or duty.rule in made.rules)
        and (not made.kinds or duty.kind in made.kinds)
        and (not made.natures or duty.nature in made.natures)
    )


def _is_due(made: Slots, due_on: date, asked: Question) -> bool:
    """In time is known once the day has passed: it was yesterday or earlier."""
    if made.answered == "in_time":
        return asked.first <= due_on < asked.as_of
    return asked.first <= due_on <= asked.as_of


def _done(made: Slots, duty: DutyLine, asked: Question) -> bool:
    if duty.state != "done" or duty.done_on is None:
        return False
    return duty.done_on <= (duty.due_on if made.answered == "in_time" else asked.as_of)
