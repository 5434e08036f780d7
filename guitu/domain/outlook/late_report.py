"""Reporting in: reminders before the day, a human afterwards, and a good reason that ends both (B-03, B-09).

Nothing here counts against anybody. A reason that somebody accepted stands until it is corrected: neither
the clock nor a later entry without a reason takes it back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from guitu.domain.journal.entry import Entry

from .slots import DONE, OPEN, Duty
from .windows import NEVER

RUNGS: Final = (3, 7, 12, 14)  # days after the order was received; where no book says otherwise (proposed)
_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Rung:
    """A reminder that is to be sent: of which duty, which day of the ladder, the last day to report."""

    rule: str
    n: int
    day: int
    on: int
    due: int


def is_report(duty: Duty) -> bool:
    """Whether a duty is the person's own, to report in."""
    rule = duty.window.rule
    return rule.owed_by == _PERSON and rule.satisfies is not None and rule.satisfies.kind == "report_in"


def accepted(duty: Duty, reasons: Iterable[Entry]) -> Entry | None:
    """The reason that somebody accepted for this duty, the last one said; None: nobody has yet."""
    found = [e for e in reasons if e.outcome == "accepted" and e.day >= duty.window.opens]
    return found[-1] if found else None


def with_reasons(duties: Sequence[Duty], reasons: Sequence[Entry]) -> list[Duty]:
    """The duties, with those to report in not late where there is a good reason.

    They stay to be done: until the day the person means to come, and without such a day without end.
    """
    if not reasons:
        return list(duties)
    made = []
    for duty in duties:
        reason = accepted(duty, reasons) if duty.state == OPEN and is_report(duty) else None
        if reason is not None:
            said = reason.details.get("expected_on")
            until = date.fromisoformat(str(said)).toordinal() if said else NEVER
            window = replace(duty.window, late_after=max(duty.window.late_after, until))
            duty = replace(duty, window=window)
        made.append(duty)
    return made


def overdue_days(duties: Iterable[Duty]) -> tuple[int, ...]:
    """The first day on which a report is late: what a human then looks into. None where a reason stands."""
    return tuple(
        duty.window.late_after + 1
        for duty in duties
        if is_report(duty)
        and duty.window.late_after < NEVER
        and (
            duty.state == OPEN
            or (duty.state == DONE and duty.by is not None and duty.by.day > duty.window.due)
        )
    )


def rung(
    duties: Iterable[Duty],
    reasons: Sequence[Entry],
    *,
    gaps: Iterable[tuple[int, int]],
    parameters: Mapping[str, object],
    today: int,
) -> Rung | None:
    """The reminder that is due to the person today, or None.

    The latest day of the ladder that has come, so that a night that was missed sends one and not three. None
    after the last day to report, where a reason was accepted, and while the order rests.

    Args:
        duties: of one episode.
        reasons: its ``late_report`` entries, effective, in order.
        gaps: stretches in which nothing is asked (first day inclusive, last exclusive).
        parameters: of the book in force.
        today: ordinal.
    """
    if any(first <= today < last for first, last in gaps):
        return None
    days = parameters.get("report_in.remind_days", RUNGS)
    ladder = sorted(int(str(day)) for day in days) if isinstance(days, list | tuple) else list(RUNGS)
    for duty in duties:
        window = duty.window
        if duty.state != OPEN or not is_report(duty) or today > window.due or accepted(duty, reasons):
            continue
        come = [day for day in ladder if window.opens + day <= today]
        if come:
            return Rung(window.rule.id, window.n, come[-1], window.opens + come[-1], window.due)
    return None
