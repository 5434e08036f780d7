"""Why a duty is there: the rule, its source words, the day it counts from and what answered it.

Explanations are made when somebody asks, never with the outlook: they cost more than the duty.
"""

from dataclasses import dataclass
from datetime import date

from guitu.domain.rules.model import Confidence, Deadline, Nature, Recurring, Rule, Source, Words

from .course import Course
from .slots import DONE, EXCUSED, Duty


@dataclass(frozen=True, slots=True)
class Answer:
    """The entry that filled or excused a duty. ``entry`` "" when a fixed fact of the episode did."""

    entry: str
    on: date
    outcome: str
    excused: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything needed to say why. ``anchor`` is the event it counts from; ``anchor_on`` its day."""

    rule: str
    book: str
    title: Words
    why: Words
    source: Source
    confidence: Confidence
    nature: Nature
    owed_by: str
    kind: str
    anchor: str
    anchor_on: date | None
    opens_on: date
    due_on: date
    late_after: date
    answer: Answer | None


def explain(duty: Duty, course: Course) -> Explanation:
    """The explanation of one duty of an episode."""
    window = duty.window
    rule = window.rule
    anchor, anchor_on = _anchor(rule, duty, course)
    answer = None
    if duty.by is not None and duty.state in {DONE, EXCUSED}:
        entry = duty.by
        answer = Answer(entry.id, entry.happened_on, entry.outcome, excused=duty.state == EXCUSED)
    return Explanation(
        rule=rule.id,
        book=rule.book,
        title=rule.title,
        why=rule.why,
        source=rule.source,
        confidence=rule.confidence,
        nature=rule.nature,
        owed_by=rule.owed_by,
        kind=rule.satisfies.kind if rule.satisfies else "",
        anchor=anchor,
        anchor_on=anchor_on,
        opens_on=date.fromordinal(window.opens),
        due_on=date.fromordinal(window.due),
        late_after=date.fromordinal(window.late_after),
        answer=answer,
    )


def _anchor(rule: Rule, duty: Duty, course: Course) -> tuple[str, date | None]:
    body = rule.body
    if not isinstance(body, (Deadline, Recurring)):
        return "", None
    days = course.anchors.get(body.anchor, ())
    if not days:
        return body.anchor, None
    place = duty.window.n - 1 if isinstance(body, Deadline) else 0
    return body.anchor, date.fromordinal(days[min(place, len(days) - 1)])
