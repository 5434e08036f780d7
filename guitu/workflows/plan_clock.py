"""When a plan is looked at next follows from the entries: derived whenever they change, then cached."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from guitu.casework.plans import commands as plans
from guitu.casework.plans.queries import approved_of
from guitu.domain.journal.entry import Entry, effective
from guitu.domain.plans.plan import REVIEW_MONTHS, review_due
from guitu.foundation.clock import day_of
from guitu.foundation.rulebooks import book_for


def number_at(place: int, parameter: str, otherwise: int) -> int:
    """A whole number of the place's rulebook; ``otherwise`` where it names none."""
    found = book_for(place).parameters.get(parameter)
    return found if isinstance(found, int) else otherwise


def keep_up(ids: Sequence[UUID], entries: Iterable[Entry]) -> None:
    """Cache the last and the next review of a person's plan; one query, none where no plan was made.

    In the caller's transaction, which holds the person's lock and sees the whole file.
    """
    counted = effective(entries).entries
    if not any(entry.kind == "plan" for entry in counted):
        return
    found = approved_of(ids)
    if found is None:
        return
    person, plan, approved_at, held_by = found
    approved_on = day_of(approved_at)
    reviews = [e.happened_on for e in counted if e.kind == "plan_review" and e.happened_on >= approved_on]
    last = max(reviews, default=None)
    months = number_at(held_by, REVIEW_MONTHS, 6)
    plans.stamp(person, plan, reviewed_on=last, due_on=review_due(last or approved_on, months))
