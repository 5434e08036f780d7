"""What stands in the rooms of applications, gifts and unfair treatment, for the person's copy."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guitu.casework.incidents.queries import acts_of, advice_of, incidents_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.support.queries import applications_of, gifts_of, steps_of
from guitu.domain.discrimination import incidents
from guitu.domain.kernel.money import written
from guitu.domain.support import applications, gifts
from guitu.foundation.clock import day_of

Row = dict[str, Any]


def asked_for(who: AdmittedPerson) -> Iterator[Row]:
    """Applications with their status log, the latest line first."""
    for row in applications_of(who):
        what = applications.KINDS[row.kind].word.zh
        yield _row(what, row.words, row.begun_on)
        for step in steps_of(who, row):
            state = applications.STATES[step.state].zh
            yield _row(
                f"{what}：{state}", "；".join(filter(None, (step.words, step.next_words))), step.happened_on
            )
        if row.reason:
            until = f"，最晚 {row.remedy_until.isoformat()}" if row.remedy_until else ""
            remedy = applications.REMEDIES[row.remedy].word.zh
            yield _row(f"{what}：理由", f"{applications.REASONS[row.reason].zh}；{remedy}{until}", None)


def given(who: AdmittedPerson) -> Iterator[Row]:
    """Gifts and loans, and how loans are paid back; never who gave."""
    for row in gifts_of(who):
        what = f"{gifts.FORMS[row.form].zh}（{gifts.PURPOSES[row.purpose].zh}）{written(row.fen)}"
        said = "；".join(filter(None, (row.words, gifts.STATES[row.state].zh, row.answer)))
        yield _row(what, said, row.received_on or day_of(row.proposed_at))
        for part in row.parts:
            paid = f"{part.paid_on.isoformat()} 已还" if part.paid_on else "约定的日子"
            yield _row(f"还款 {written(part.fen)}", paid, part.due_on)


def told(who: AdmittedPerson) -> Iterator[Row]:
    """Unfair treatment, what was done about it, and legal words where the reader may read them."""
    for row in incidents_of(who):
        what = f"{incidents.AREAS[row.area].zh}：{incidents.KINDS[row.kind].zh}"
        said = "；".join(filter(None, (row.where, row.words, incidents.WISHES[row.wish].zh)))
        yield _row(what, said, row.happened_on)
        for act in acts_of(who, row):
            way = incidents.ROUTES[act.route].zh if act.route else ""
            said = "；".join(filter(None, (way, act.words)))
            yield _row(incidents.STATES[act.state].zh, said, act.happened_on)
        if row.outcome:
            yield _row("结果", incidents.OUTCOMES[row.outcome].zh, None)
    for words in advice_of(who):
        sort = "给律师的问题" if words.sort == "question" else "法律意见"
        yield _row(sort, words.words, day_of(words.written_at))


def _row(what: str, said: str, day: date | None) -> Row:
    return {"field": what, "note": said, "day": day.isoformat() if day else ""}
