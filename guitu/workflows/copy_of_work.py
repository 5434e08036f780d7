"""What stands in the room of work, for the person's copy: the work file, statuses, jobs, a small business."""

from collections.abc import Iterator
from typing import Any

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work.queries import (
    businesses_of,
    placements_of,
    refusals_of,
    sheet_of,
    slip_of,
    statuses_of,
)
from guitu.domain.access import Viewer
from guitu.domain.employers import SKILLS
from guitu.domain.work.slip import texts
from guitu.domain.work.words import (
    BARRIERS,
    BUSINESS_STATES,
    BUSINESS_STEPS,
    BY,
    EMPLOYER_REASONS,
    END_REASONS,
    PERSON_REASONS,
    STATUSES,
)
from guitu.foundation.clock import day_of

Row = dict[str, Any]
_REASONS = {**PERSON_REASONS, **EMPLOYER_REASONS, **END_REASONS}


def rows(viewer: Viewer, who: AdmittedPerson) -> Iterator[Row]:
    """Everything of somebody's work, part by part."""
    sheet = sheet_of(viewer, who)
    if sheet is not None:
        file = sheet.file
        on = day_of(sheet.recorded_at)
        yield _row("会做什么", "、".join(SKILLS[code].zh for code in file.skills if code in SKILLS), on)
        yield _row("想做什么", "、".join(SKILLS[code].zh for code in file.wants if code in SKILLS), on)
        yield _row("难处", "、".join(BARRIERS[code].zh for code in file.barriers if code in BARRIERS), on)
        yield _row("您说的", "；".join(t for t in (file.experience, file.languages, file.words) if t), on)
    for status in statuses_of(viewer, who):
        yield _row("状态", _joined(STATUSES[status.status].zh, status.words), status.since_on)
    for row in placements_of(viewer, who):
        reason = _REASONS[row.reason].zh if row.reason in _REASONS else ""
        yield _row("岗位", _joined(row.title, row.employer_name, reason), row.closed_on or row.proposed_on)
        slip = slip_of(who, row)
        if slip is not None:
            yield _row("给用人单位的简况", "；".join(text for _, text in texts(slip)), row.slip_on)
    for refusal in refusals_of(viewer, who):
        reason = _REASONS[refusal.reason].zh if refusal.reason in _REASONS else ""
        yield _row(BY[refusal.by].zh, _joined(reason, refusal.words), refusal.happened_on)
    for business in businesses_of(viewer, who):
        said = _joined(business.words, BUSINESS_STATES[business.state].zh, business.outcome)
        yield _row("自己的生意", said, business.started_on)
        for step in business.steps:
            yield _row("自己的生意", _joined(BUSINESS_STEPS[step.step].zh, step.words), step.done_on)


def _joined(*parts: str) -> str:
    return "：".join(part for part in parts if part)


def _row(what: str, said: str, day: Any) -> Row:
    return {"field": what, "note": said, "day": day.isoformat() if day else ""}
