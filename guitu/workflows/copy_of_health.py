"""What stands in the room of health, for the person's copy. Counselling notes are in no copy."""

from collections.abc import Iterator
from typing import Any

from guitu.casework.health.queries import (
    checkups_of,
    crises_of,
    insurance_for,
    plans_of,
    record_of,
    referrals_of,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.health.catalogue import CHECKUPS, INSURANCE_KINDS, INSURANCE_STATES, SORTS, word_of
from guitu.domain.health.crisis import CRISES
from guitu.foundation.clock import day_of

Row = dict[str, Any]


def rows(who: AdmittedPerson) -> Iterator[Row]:
    """Everything of somebody's health, part by part; ``day`` when it was or is due."""
    for line in record_of(who):
        word = word_of(line.sort.value, line.code)
        said = "：".join(part for part in (word.zh if word else "", line.words) if part)
        yield _row(SORTS[line.sort].zh, said, line.since, line.ended_on)
    for plan in plans_of(who):
        said = "；".join(text for text in plan.words if text)
        ended = day_of(plan.replaced_at) if plan.replaced_at else None
        yield _row(f"健康计划第{plan.version}版", said, plan.from_on, ended)
    for checkup in checkups_of(who):
        said = "；".join(text for text in (checkup.words, checkup.found) if text)
        yield _row(CHECKUPS[checkup.kind].zh, said, checkup.due_on, checkup.done_on)
    for sent in referrals_of(who):
        told = "；".join(words for _, words in sent.lines)
        said = "；".join(text for text in (sent.hospital, sent.reason, told, sent.answer) if text)
        yield _row("转到医院", said, sent.sent_on, sent.until)
    known = insurance_for(who.ids, who.ring)
    if known is not None:
        kind = INSURANCE_KINDS[known.kind].zh if known.kind else ""
        yield _row("医疗保险", f"{INSURANCE_STATES[known.state].zh} {kind}".strip(), None, known.paid_until)
    for crisis in crises_of(who):
        yield _row(CRISES[crisis.crisis].zh, crisis.words, day_of(crisis.written_at), None)


def _row(field: str, words: str, since: Any, until: Any) -> Row:
    return {
        "field": field,
        "note": words,
        "day": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
    }
