"""Everything that is kept about somebody, gathered for them: what, why, until when, and who looked.

Read as the person themselves (the policy's statement ``self``) or as the colleague who hands it over, and
then only what that colleague may read. Codes and ISO dates; a writer in ``exchange`` puts them into words.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda.queries import duties_of
from guitu.casework.episodes.queries import episodes_of
from guitu.casework.handoffs.queries import handoffs_of, lines_of
from guitu.casework.journal.queries import Line, timeline
from guitu.casework.letters.queries import letters_of, words_for
from guitu.casework.outcomes.queries import releases_of
from guitu.casework.outreach.queries import messages_of
from guitu.casework.people.queries import AdmittedPerson, facts, person_for
from guitu.casework.records.queries import flags_of, notices_of, requests_of
from guitu.casework.testing.queries import appointments_of, entrants_of, samples_of
from guitu.casework.transfers.queries import transfers_of
from guitu.domain.access import Compartment, Permission, Relation, Role, Viewer, compartments
from guitu.domain.instruments.response import in_words
from guitu.domain.journal.kinds import KINDS
from guitu.domain.journal.words import code_word
from guitu.domain.keeping import GROUND, KEPT, UNTIL, WHY
from guitu.domain.kernel.dates import add_months
from guitu.domain.letters.catalogue import FORMS
from guitu.foundation.audit.who_looked import YEARS, looks
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of, midnight
from guitu.foundation.organisations.queries import unit_names
from guitu.workflows import (
    copy_of_health,
    copy_of_honours,
    copy_of_plan,
    copy_of_referrals,
    copy_of_support,
    copy_of_work,
)
from guitu.workflows.family_apart import shown_contacts

Row = dict[str, Any]
Copy = dict[str, list[Row]]
_LINES = 100_000


def themselves(person: UUID) -> Viewer:
    """The person as the viewer of their own file, and of nothing else."""
    return Viewer(
        id=person, role=Role.PERSON, unit=0, lo=1, hi=0, relations={person: frozenset({Relation.SELF})}
    )


@transaction.atomic
def copy_for_the_person(person: UUID, *, at: datetime) -> Copy:
    """The whole copy, as the person may read it. From the command line: whoever runs it knows whose it is.

    Raises:
        DomainError: "person.unknown".
    """
    viewer = themselves(person)
    with door.open_for(viewer):
        return gather(viewer, person, at=at)


def gather(viewer: Viewer, person: UUID, *, at: datetime) -> Copy:
    """The copy as ``viewer`` may read it, section by section. Inside a context of the viewer's.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    today = day_of(at)
    flags = flags_of(who)
    opened = compartments(viewer, held_by=who.held_by, person=who.id)
    return {
        "about": [
            {
                "made_at": at.isoformat(timespec="minutes"),
                "compartments": sorted(opened.whole),
                "held_by": unit_names({who.held_by}).get(who.held_by, ""),
            }
        ],
        "identity": [
            {
                "name": who.name,
                "sex": who.sex,
                "birth_on": who.birth_on.isoformat() if who.birth_on else "",
                "citizen_id": who.citizen_id or "",
                "disputed": _flag(flags.get(who.id)),
            }
        ],
        "contacts": [
            {
                "kind": c.kind,
                "value": c.value,
                "of": c.of,
                "relation": c.relation,
                "as_of": _day(c.as_of),
                "is_current": c.is_current,
                "disputed": _flag(flags.get(c.id)),
            }
            for c in shown_contacts(who, only_current=False)
        ],
        "facts": [
            {
                "group": f.group,
                "field": f.field,
                "value": f.value,
                "as_of": _day(f.as_of),
                "disputed": _flag(flags.get(f.id)),
            }
            for f in facts(who)
        ],
        "episodes": [
            {
                "kind": e.kind.value,
                "phase": e.phase,
                "opened_on": _day(e.opened_on),
                "released_on": _day(e.released_on),
                "order_document": e.order_document,
                "term_from": _day(e.term_from),
                "term_to": _day(e.term_to),
            }
            for e in episodes_of(who)
        ],
        "entries": list(_entries(viewer, who)),
        "duties": [
            {"rule": d.rule, "kind": d.kind, "due_on": _day(d.due_on), "state": d.state}
            for d in duties_of(who, today=today)
        ],
        "releases": [
            {"released_on": _day(row.released_on), "months": str(months), "window": code}
            for row in releases_of(who)
            for months, code in row.windows
            if add_months(row.released_on, months) <= today
        ],
        "appointments": [
            {"day": _day(a.due_on), "mode": a.mode, "sample": a.sample, "appointment": a.state}
            for a in appointments_of(who)
        ],
        "samples": [
            {
                "happened_on": _day(day_of(s.taken_at)),
                "sample": s.sample,
                "outcome": s.outcome,
                "seal_a": s.seal_a,
                "seal_b": s.seal_b,
                "medicines": s.medicines,
                "until": _day(s.kept_until),
            }
            for s in samples_of(who)
        ],
        "draws": [{"token": e.token, "place": e.place or ""} for e in entrants_of(who)],
        "handoffs": list(_handoffs(who)),
        "transfers": list(_transfers(who)),
        "letters": list(_letters(viewer, who)),
        "messages": list(_messages(who)),
        "plans": list(copy_of_plan.plans(who)),
        "support": list(copy_of_plan.support(who)),
        "group": list(copy_of_plan.group(who)),
        "opinions": list(copy_of_plan.opinions(who)),
        "work": list(copy_of_work.rows(viewer, who)),
        "health": list(copy_of_health.rows(who)) if Compartment.MEDICAL in opened.whole else [],
        "honours": list(copy_of_honours.honours(viewer, who)),
        "stories": list(copy_of_honours.stories(who)),
        "referrals": list(copy_of_referrals.referrals(who)),
        "applications": list(copy_of_support.asked_for(who)),
        "gifts": list(copy_of_support.given(who)),
        "unfair": list(copy_of_support.told(who)),
        "requests": list(_requests(who)),
        "notices": [
            {"made_at": made.isoformat(timespec="minutes"), "basis": basis, "document": document}
            for made, basis, document, _ in notices_of(who.ids)
        ],
        "looks": list(_looks(who, at=at)),
        "kept": list(_kept()),
    }


def _flag(state: object) -> str:
    return "" if state is None else str(state)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _entries(viewer: Viewer, who: AdmittedPerson) -> Iterator[Row]:
    flags = flags_of(who)
    for line in timeline(viewer, who, limit=_LINES):
        yield {
            "happened_on": _day(line.happened_on),
            "kind": line.kind,
            "outcome": line.outcome,
            "details": dict(line.details),
            "note": in_words(line.note) if _is_form(line) else line.note,
            "recorded_on": _day(day_of(line.recorded_at)),
            "corrected": line.superseded_by is not None,
            "disputed": _flag(flags.get(line.id)),
        }


def _is_form(line: Line) -> bool:
    return KINDS[line.kind].note_holds == "response"


def _handoffs(who: AdmittedPerson) -> Iterator[Row]:
    """Releases, and the words that are being written for one."""
    for row in handoffs_of(who):
        told = {
            "released_on": _day(row.released_on),
            "order_document": row.order_document,
            "document": row.certificate_document,
        }
        lines = lines_of(who, row)
        for line in lines:
            yield {**told, "field": code_word(line.code, "zh"), "note": line.words}
        if not lines:
            yield {**told, "field": "", "note": ""}


def _transfers(who: AdmittedPerson) -> Iterator[Row]:
    """Offers of the file to other offices, and what the two said."""
    rows = transfers_of(who)
    units = unit_names({number for row in rows for number in (row.from_unit, row.to_unit)})
    for row in rows:
        yield {
            "day": _day(row.effective_on),
            "from_unit": units.get(row.from_unit, ""),
            "to_unit": units.get(row.to_unit, ""),
            "offer": row.state.value,
            "note": row.words,
            "answer": row.answer,
        }


def _letters(viewer: Viewer, who: AdmittedPerson) -> Iterator[Row]:
    """Each letter with what was filled in; the file itself is the office's to hand over again."""
    for row in letters_of(viewer, who, limit=_LINES):
        form, said = FORMS[row.kind], words_for(viewer, who, row.id)
        filled = [f"{one.label[0]}：{said[one.code]}" for one in form.fields if said.get(one.code)]
        yield {
            "day": _day(row.issued_on),
            "letter": row.kind,
            "number": row.number_in_words,
            "note": "；".join(filled),
        }


def _messages(who: AdmittedPerson) -> Iterator[Row]:
    """What was said to the person; what colleagues are told about their work is left out."""
    for row in messages_of(who, limit=_LINES):
        if row.account is None:
            yield {
                "day": _day(row.due_on),
                "note": row.text,
                "value": row.address,
                "message": row.state.value,
            }


def _requests(who: AdmittedPerson) -> Iterator[Row]:
    for asked in requests_of(who):
        yield {
            "asked_on": _day(asked.asked_on),
            "kind": asked.kind.value,
            "of": asked.of.value,
            "words": asked.words,
            "due_on": _day(asked.due_on),
            "state": asked.state.value,
            "reason": asked.reason,
            "answer": asked.answer,
        }


def _looks(who: AdmittedPerson, *, at: datetime) -> Iterator[Row]:
    since = midnight(add_months(day_of(at), -12 * YEARS))
    found = looks(who.ids, since=since, until=at)
    names = unit_names({look.unit for look in found if look.unit is not None})
    for look in found:
        yield {
            "day": _day(look.day),
            "unit": names.get(look.unit or 0, ""),
            "role": look.role,
            "act": look.act,
            "purpose": look.purpose,
            "times": look.times,
        }


def _kept() -> Iterator[Row]:
    """Why each table about a person is kept, said once for each purpose."""
    for table, some in KEPT.items():
        if any("person_id" in kept.columns for kept in some):
            for kept in some:
                yield {
                    "table": table,
                    "columns": list(kept.columns),
                    "why": WHY[kept.why].zh,
                    "ground": GROUND[kept.ground].zh,
                    "until": UNTIL[kept.until].zh,
                }
