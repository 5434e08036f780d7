"""An office issues a letter or form: it gets its number, the journal keeps the fact, its words are sealed.

What burdens needs LEGAL_FACT_RECORD, tests TEST_RECORD, help SERVICE_RECORD, everything else CONTACT_RECORD
(``guitu.domain.letters``); and whoever issues one writes in the case file. The file itself is made in
``guitu.exchange``. What only the police issue has no form.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.letters import commands as letters
from guitu.casework.letters.commands import NewLetter, Printed
from guitu.casework.letters.queries import LetterRow, by_entry, letter_for, words_for
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Compartment, Permission, Record, Viewer, decide
from guitu.domain.episode import CLOSED
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters import filling
from guitu.domain.letters.catalogue import FORMS, form
from guitu.domain.letters.filling import Known
from guitu.domain.letters.form import Form, Recipient
from guitu.domain.outreach import telling
from guitu.foundation.accounts.queries import account
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.organisations.queries import region, unit
from guitu.foundation.rulebooks import book_for
from guitu.workflows.family_apart import apart_of
from guitu.workflows.refresh import lock_files, refresh

Press = Callable[[int, str, Mapping[str, str]], Printed]  # a unit, a kind and the words make a file
_WRITES = (Permission.CONTACT_RECORD, Permission.SERVICE_RECORD)
_NEUTRAL_OFFICE = "便民服务窗口"
_COURSES = {"aftercare": "后续照管", "community_rehab": "社区康复", "community_detox": "社区戒毒"}


def admit(by: Viewer, person: UUID, kind: str) -> AdmittedPerson:
    """The pass for issuing this kind about this person.

    Raises:
        DomainError: "letter.unknown-kind"; "person.unknown", also where the role writes in no case file.
    """
    who = person_for(by, person, form(kind).need)
    if not _writes(by, who):
        raise DomainError("person.unknown")
    return who


def forms_open_to(by: Viewer, who: AdmittedPerson) -> tuple[Form, ...]:
    """The forms that somebody may issue about a person, in the rule book's order."""
    if not _writes(by, who):
        return ()
    record = [Record(who.id, who.held_by, part) for part in (Compartment.CASEWORK, Compartment.ORDERS)]
    return tuple(one for one in FORMS.values() if any(decide(by, one.need, part).allowed for part in record))


def _writes(by: Viewer, who: AdmittedPerson) -> bool:
    record = Record(who.id, who.held_by, Compartment.CASEWORK)
    return any(decide(by, act, record).allowed for act in _WRITES)


def words(
    who: AdmittedPerson, kind: str, facts: Mapping[str, object], *, by: Viewer, number: str, on: date
) -> dict[str, str]:
    """Everything that will stand in a letter, by placeholder: for a preview, or with its number for good.

    Raises:
        DomainError: "letter.…" where the facts do not fit, with the field.
    """
    chosen = form(kind)
    return filling.fill(chosen, filling.check(chosen, facts), _known(who, by=by), number=number, on=on)


@transaction.atomic
def issue(
    *,
    person: UUID,
    kind: str,
    facts: Mapping[str, object],
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
    press: Press | None = None,
) -> LetterRow:
    """Issue one letter, all or nothing; its number has no gap before it.

    Args:
        person: about whom.
        kind: a code of ``guitu.domain.letters.catalogue.FORMS``.
        facts: what was filled in, by field: text, dates or ISO days.
        by: who issues it; the number is their unit's.
        at: when (aware).
        entry_id: made by the form, so that sending twice gives the letter of the first time.
        press: what prints the file, so that a letter that cannot be printed takes no number; None: it is
            printed when it is fetched first.

    Raises:
        DomainError: "person.unknown"; "letter.…" and "family.kept-apart" with the field it is about.
    """
    who = admit(by, person, kind)
    chosen, on = form(kind), day_of(at)
    said = words(who, kind, facts, by=by, number="", on=on)  # refused before anybody waits
    _check_apart(who, chosen, facts)
    lock_files(who.ids)
    if entry_id is not None and (before := by_entry(who, entry_id)) is not None:
        return before
    draft = Draft(kind="letter", outcome="done", happened_on=on, details={"template": kind}, id=entry_id)
    entry = journal.append(who, draft, by=by, at=at).id
    number = letters.next_number(by.unit, on.year)
    said["number"] = filling.number_in_words(on.year, number)
    kept = letters.keep(
        who,
        NewLetter(
            entry=entry,
            kind=kind,
            recipient=chosen.recipient.value,
            unit=by.unit,
            number=number,
            issued_on=on,
            issued_at=at,
            issued_by=by.id,
            words=said,
        ),
        press(by.unit, kind, said) if press else None,
    )
    refresh(who.ids, on=on)  # last: a file that closed by the clock is sealed with its letter
    note("letter.issued", subject=who.id, by=by, at=at, letter=kept.id, kind=kind)
    return kept


def _check_apart(who: AdmittedPerson, chosen: Form, facts: Mapping[str, object]) -> None:
    """What the person holds in their hands, or leaves us, leads to nobody who is kept apart from them.

    Authorities are told what they must know; the person's own statement to them is not cut.
    """
    if chosen.recipient in {Recipient.PERSON, Recipient.OUTSIDE}:
        apart = apart_of(who.ids)
        for name, value in facts.items():
            apart.check_words(str(value), place=name)


def check_handed_out(by: Viewer, who: AdmittedPerson, letter: UUID) -> None:
    """Whether a letter that was issued may be handed out now: somebody may have been kept apart since.

    Inside a transaction.

    Raises:
        DomainError: "letter.unknown", "family.kept-apart".
    """
    chosen = form(letter_for(by, who, letter).kind)
    said = words_for(by, who, letter)
    _check_apart(who, chosen, {f.code: said.get(f.code, "") for f in chosen.fields})


def _known(who: AdmittedPerson, *, by: Viewer) -> Known:
    place = unit(by.unit)
    course = _course(episodes_of(who))
    around = region(place.region)
    named = book_for(place.region).parameters
    return Known(
        name=who.name,
        citizen_id=who.citizen_id or "",
        birth_on=who.birth_on,
        course=_COURSES.get(course.kind.value, "") if course else "",
        order_document=course.order_document if course else "",
        term_from=course.term_from if course else None,
        term_to=course.term_to if course else None,
        unit=place.name,
        neutral_unit=_neutral(place.name, around.name if around else ""),
        unit_phone=place.phone,
        unit_address=place.address,
        worker=account(by.id).display_name,
        review_days=int(str(named.get("remedy.review_days", 60))),
        lawsuit_months=int(str(named.get("remedy.lawsuit_months", 6))),
    )


def _neutral(name: str, place: str) -> str:
    """What strangers may read in place of a unit's name that tells what it is for."""
    return name if telling(name) is None else f"{place}{_NEUTRAL_OFFICE}"


def _course(rows: tuple[EpisodeRow, ...]) -> EpisodeRow | None:
    """The course a letter speaks of: what is open before what is closed, an order before aftercare."""
    return max(
        rows,
        key=lambda row: (row.phase not in CLOSED, bool(row.order_document), row.opened_on, row.id),
        default=None,
    )
