"""A sample is taken: by two staff, sealed in two parts, written down with what was found on the spot.

A test taken elsewhere waits until a second person has looked at it; only then is it an entry. Nobody is
forced.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing import commands as testing
from guitu.casework.testing.queries import SampleRow, appointment_for, sample_for
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.chain import FIELD, UNCONFIRMED
from guitu.domain.testing.sample import CUSTODY, FOUND, NOT_ACCEPTED, Taken, check, check_disposal, kept_until
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.workflows.confirmation import chains_of
from guitu.workflows.orders import running_order
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files

_BY_HAND = ("stored", "handed_to_police", "returned")  # steps that no other act writes


@dataclass(frozen=True, slots=True)
class Collected:
    """The sample's id and the test's; the entry is None while a second person has not looked at it."""

    sample: UUID
    entry: UUID | None


@transaction.atomic
def collect(
    *,
    person: UUID,
    taken: Taken,
    outcome: str,
    taken_at: datetime,
    medicines: str,
    told: bool,
    by: Viewer,
    at: datetime,
    appointment: UUID | None = None,
    note_text: str = "",
    id: UUID | None = None,  # noqa: A002 - made by the form
) -> Collected:
    """Write down a sample taken here and what it showed on the spot.

    Args:
        person: whose.
        taken: by whom, how it was sealed, and that the person signed.
        outcome: "negative", "non_negative_unconfirmed" or "invalid"; nothing is confirmed here.
        taken_at: when (aware), not after ``at``.
        medicines: what the person says they take; sealed.
        told: the person was told the result on the spot, so their days to challenge it run from today.
        by: who writes; needs TEST_RECORD.
        at: when it is written (aware).
        appointment: the one that was kept; None: none was made.
        note_text: free text of the entry.
        id: of the sample, so that sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "appointment.unknown", "appointment.over", "test.no-order",
            "sample.outcome", "sample.in-the-future", "sample.seal-used", and what
            ``guitu.domain.testing.sample.check`` refuses.
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    lock_files(who.ids)
    if id is not None and testing.has_sample(who, id):
        return Collected(id, sample_for(who, id).entry)
    booked = appointment_for(who, appointment) if appointment else None
    _check_found(outcome, taken_at, at)
    day = day_of(taken_at)
    order = running_order(who, booked.episode if booked else None, on=day)
    parameters = order.seen.book.parameters
    check(taken, of=who.sex, parameters=parameters)
    mode = booked.mode if booked else "scheduled"
    details = {"mode": mode, "sample": taken.sample, "level": FIELD}
    entry = _write_test(who, order.row, day, outcome, details, note_text, by=by, at=at)
    sealed = {"test": str(entry), "sample": taken.sample}
    _about(who, order.row, "sample_sealed", day, sealed, by=by, at=at)
    if told and outcome == UNCONFIRMED:
        about = {"test": str(entry), "level": FIELD}
        _about(who, order.row, "result_told", day, about, by=by, at=at)
    sample = testing.keep_sample(
        who, episode=order.row.id, mode=mode, outcome=outcome, taken_at=taken_at, taken=taken,
        sample=taken.sample, medicines=medicines.strip(), kept_until=kept_until(day, parameters),
        state="recorded", by=by.id, at=at, appointment=appointment, entry=entry, id=id,
    )  # fmt: skip
    testing.hand_on(who, sample, step="sealed", on=day, by=by.id, at=at)
    if booked:
        testing.close(booked, state="kept", entry=entry)
    note("sample.taken", subject=who.id, by=by, at=at, sample=sample, entry=entry)
    return Collected(sample, entry)


@transaction.atomic
def report_remote(
    *,
    person: UUID,
    sample: str,
    outcome: str,
    taken_at: datetime,
    medicines: str,
    by: Viewer,
    at: datetime,
    appointment: UUID | None = None,
    id: UUID | None = None,  # noqa: A002 - made by the form
) -> Collected:
    """Write down a test that was taken elsewhere; it counts once a second person has accepted it.

    Raises:
        DomainError: "person.unknown", "appointment.unknown", "test.no-order", "sample.outcome",
            "sample.in-the-future".
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    lock_files(who.ids)
    if id is not None and testing.has_sample(who, id):
        return Collected(id, sample_for(who, id).entry)
    booked = appointment_for(who, appointment) if appointment else None
    _check_found(outcome, taken_at, at)
    order = running_order(who, booked.episode if booked else None, on=day_of(taken_at))
    made = testing.keep_sample(
        who, episode=order.row.id, mode="remote", outcome=outcome, taken_at=taken_at, taken=None,
        sample=sample, medicines=medicines.strip(), kept_until=None, state="waits", by=by.id, at=at,
        appointment=appointment, id=id,
    )  # fmt: skip
    note("sample.reported", subject=who.id, by=by, at=at, sample=made)
    return Collected(made, None)


@transaction.atomic
def review_remote(
    *, person: UUID, sample: UUID, accepted: bool, reason: str, by: Viewer, at: datetime
) -> UUID | None:
    """A second person accepts a remote test, which makes it an entry, or says why not; the entry's id.

    What is not accepted is offered again and counts against nobody.

    Raises:
        DomainError: "person.unknown", "sample.unknown", "sample.own-review", "sample.reviewed-before",
            "sample.no-reason", "test.no-order".
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    lock_files(who.ids)
    row = sample_for(who, sample)
    if not accepted and reason not in NOT_ACCEPTED:
        raise DomainError("sample.no-reason", field="reason")
    entry = new_id() if accepted else None
    testing.review(row, accepted=accepted, reason="" if accepted else reason, entry=entry, by=by.id, at=at)
    if entry is not None:
        _count(who, row, entry, by=by, at=at)
    note("sample.reviewed", subject=who.id, by=by, at=at, sample=sample, accepted=accepted)
    return entry


def _count(who: AdmittedPerson, row: SampleRow, entry: UUID, *, by: Viewer, at: datetime) -> None:
    """Write an accepted test into the journal, on the day it was taken."""
    day = day_of(row.taken_at)
    order = running_order(who, row.episode, on=day)
    booked = appointment_for(who, row.appointment) if row.appointment else None
    # somebody who was drawn and tested where they work has had the test they were drawn for
    mode = "random" if booked is not None and booked.draw else "remote"
    details = {"mode": mode, "sample": row.sample, "level": FIELD}
    _write_test(who, order.row, day, row.outcome, details, "", by=by, at=at, id=entry)
    if booked is not None and booked.state == "booked":
        testing.close(booked, state="kept", entry=entry)


@transaction.atomic
def hand_on(
    *, person: UUID, sample: UUID, step: str, on: date, document: str, by: Viewer, at: datetime
) -> None:
    """One more step of the chain of custody; disposing of part B is one, and not before its time.

    Raises:
        DomainError: "person.unknown", "sample.unknown", "sample.step", "sample.in-the-future",
            "sample.before-it-was-taken", "sample.disposed-before", "sample.kept-longer",
            "sample.still-disputed".
    """
    who = person_for(by, person, Permission.TEST_RECORD)
    lock_files(who.ids)
    row = sample_for(who, sample)
    if step not in (*_BY_HAND, CUSTODY[-1]):
        raise DomainError("sample.step", field="step")
    if on > day_of(at):
        raise DomainError("sample.in-the-future", field="on")
    if on < day_of(row.taken_at):
        raise DomainError("sample.before-it-was-taken", field="on")
    if testing.is_disposed(who, sample):
        raise DomainError("sample.disposed-before")
    if step == CUSTODY[-1]:
        _dispose(who, row, on, by=by, at=at)
    testing.hand_on(who, sample, step=step, on=on, by=by.id, at=at, document=document)
    note("sample.handed-on", subject=who.id, by=by, at=at, sample=sample, step=step)


def _dispose(who: AdmittedPerson, row: SampleRow, on: date, *, by: Viewer, at: datetime) -> None:
    check_disposal(on, row.kept_until)
    if row.entry is None:
        return
    disputed = [c for c in chains_of(who, on=day_of(at)) if c.test.id == str(row.entry) and not c.is_over]
    if disputed:
        raise DomainError("sample.still-disputed")
    episode = next((each for each in episodes_of(who) if each.id == row.episode), None)
    _about(who, episode, "sample_disposed", on, {"test": str(row.entry)}, by=by, at=at)


def _check_found(outcome: str, taken_at: datetime, at: datetime) -> None:
    if outcome not in FOUND:
        raise DomainError("sample.outcome", field="outcome")
    if taken_at > at:
        raise DomainError("sample.in-the-future", field="taken_on")


def _write_test(
    who: AdmittedPerson,
    episode: EpisodeRow,
    day: date,
    outcome: str,
    details: Mapping[str, object],
    note_text: str,
    *,
    by: Viewer,
    at: datetime,
    id: UUID | None = None,  # noqa: A002 - made before
) -> UUID:
    draft = Draft("drug_test", outcome, day, details, note_text, id=id)
    return write(who, draft, episode=episode, by=by, at=at).entry_id


def _about(
    who: AdmittedPerson,
    episode: EpisodeRow | None,
    kind: str,
    day: date,
    details: Mapping[str, object],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    write(who, Draft(kind, "done", day, details), episode=episode, by=by, at=at)
