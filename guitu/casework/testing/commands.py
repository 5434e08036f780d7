"""Writing appointments, samples, custody and draws. Whether it may be is the workflows' question."""

from collections.abc import Iterable
from datetime import date, datetime, time
from os import urandom
from uuid import UUID

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.testing.models import Appointment, Custody, Draw, Entrant, Hours, Sample
from guitu.casework.testing.queries import AppointmentRow, DrawRow, EntrantRow, SampleRow
from guitu.casework.testing.translate import MEDICINES, ORDERS, appointment_row, draw_row, entrant_row
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing import draw as drawing
from guitu.domain.testing.sample import Taken
from guitu.foundation.crypto import installation, keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder

_SEED = b"testing_draw.seed"


def book(
    *,
    person: UUID,
    held_by: int,
    episode: UUID,
    mode: str,
    sample: str,
    opens_on: date,
    due_on: date,
    starts_at: datetime | None,
    by: UUID,
    at: datetime,
    draw: UUID | None = None,
    id: UUID | None = None,  # noqa: A002 - the form's
) -> UUID:
    """A new appointment; the same ``id`` twice is one."""
    made = Appointment(
        id=id or new_id(), person_id=person, held_by=held_by, episode=episode, mode=mode, sample=sample,
        opens_on=opens_on, due_on=due_on, starts_at=starts_at, draw=draw, made_at=at, made_by=by,
    )  # fmt: skip
    Appointment.objects.bulk_create([made], ignore_conflicts=True)
    return made.id


def rebook(row: AppointmentRow, *, starts_at: datetime) -> None:
    """Another time.

    Raises:
        DomainError: "appointment.over": it was kept, missed or cancelled meanwhile.
    """
    moved = row.moved + (row.starts_at is not None)
    _change(row, starts_at=starts_at, moved=moved)


def keep_time(row: AppointmentRow) -> None:
    """Leave an appointment at its time although the file moved: the office it went to agreed to that.

    Raises:
        DomainError: "appointment.over".
    """
    _change(row, starts_at=row.starts_at)


def close(row: AppointmentRow, *, state: str, reason: str = "", entry: UUID | None = None) -> None:
    """What became of it: "kept", "not_kept" or "cancelled".

    Raises:
        DomainError: "appointment.over".
    """
    _change(row, state=state, reason=reason, entry=entry)


def _change(row: AppointmentRow, **values: object) -> None:
    waiting = Appointment.objects.filter(person_id=row.person_id, id=row.id, state="booked")
    if not waiting.update(**values):
        raise DomainError("appointment.over")


def close_with(who: AdmittedPerson, *, day: date, entry: UUID, attended: bool) -> None:
    """Close the appointment whose days a test lies in: it was kept, or it was not; the earliest due first."""
    waiting = Appointment.objects.filter(
        person_id__in=who.ids, state="booked", opens_on__lte=day, due_on__gte=day
    )
    first = waiting.order_by("due_on", "id").first()
    if first is not None:
        _change(appointment_row(first), state="kept" if attended else "not_kept", entry=entry)


def say_hours(
    who: AdmittedPerson, *, days: str, starts: time | None, ends: time | None, by: UUID, at: datetime
) -> None:
    """When somebody works, as they say now; what they said before stays."""
    Hours.objects.create(
        id=new_id(), person_id=who.id, held_by=who.held_by, days=days, starts=starts, ends=ends,
        made_at=at, made_by=by,
    )  # fmt: skip


def keep_sample(
    who: AdmittedPerson,
    *,
    episode: UUID,
    mode: str,
    outcome: str,
    taken_at: datetime,
    taken: Taken | None,
    sample: str,
    medicines: str,
    kept_until: date | None,
    state: str,
    by: UUID,
    at: datetime,
    appointment: UUID | None = None,
    entry: UUID | None = None,
    id: UUID | None = None,  # noqa: A002 - the form's
) -> UUID:
    """Write a sample down. ``taken`` None: it was taken elsewhere.

    Raises:
        DomainError: "sample.seal-used": this person has a sample with that seal.
    """
    made = Sample(
        id=id or new_id(), person_id=who.id, held_by=who.held_by, episode=episode, appointment=appointment,
        entry=entry, mode=mode, sample=sample, outcome=outcome, taken_at=taken_at,
        taken_by=taken.collector if taken else by, kept_until=kept_until, state=state, made_at=at, made_by=by,
    )  # fmt: skip
    if taken is not None:
        seals = {taken.seal_a, taken.seal_b}
        used = Sample.objects.filter(person_id__in=who.ids).values_list("seal_a", "seal_b")
        if any(seals & {a, b} for a, b in used):
            raise DomainError("sample.seal-used", field="seal_a")
        made.second_by, made.sex = taken.second, taken.sex
        made.seal_a, made.seal_b, made.is_signed = taken.seal_a, taken.seal_b, taken.is_signed
    if medicines:
        ring = keys.ring_to_write([(who.id, ORDERS)], {who.id: who.held_by})
        made.note = ring.seal(who.id, ORDERS, MEDICINES, made.id, medicines)
    made.save(force_insert=True)
    return made.id


def has_sample(who: AdmittedPerson, sample: UUID) -> bool:
    """Whether the same form was sent before."""
    return Sample.objects.filter(person_id__in=who.ids, id=sample).exists()


def review(
    row: SampleRow, *, accepted: bool, reason: str, entry: UUID | None, by: UUID, at: datetime
) -> None:
    """What the second person says of a remote test.

    Raises:
        DomainError: "sample.own-review", "sample.reviewed-before".
    """
    if by == row.made_by:
        raise DomainError("sample.own-review")
    state = "recorded" if accepted else "not_accepted"
    waiting = Sample.objects.filter(person_id=row.person_id, id=row.id, state="waits")
    if not waiting.update(state=state, reason=reason, entry=entry, reviewed_by=by, reviewed_at=at):
        raise DomainError("sample.reviewed-before")


def hand_on(
    who: AdmittedPerson, sample: UUID, *, step: str, on: date, by: UUID, at: datetime, document: str = ""
) -> None:
    """One more step of custody."""
    Custody.objects.create(
        id=new_id(), person_id=who.id, held_by=who.held_by, of=sample, step=step, on=on,
        order_document=document, made_at=at, made_by=by,
    )  # fmt: skip


def is_disposed(who: AdmittedPerson, sample: UUID) -> bool:
    """Whether part B is no longer there."""
    return Custody.objects.filter(person_id__in=who.ids, of=sample, step="disposed").exists()


def new_draw_id() -> UUID:
    """The id of a draw that is about to be announced: pseudonyms are made with it."""
    return new_id()


def announce(
    draw: UUID, *, unit: int, population: Iterable[str], pick: int, by: UUID, at: datetime
) -> DrawRow:
    """Take a seed from chance, fix it with the list and the number, and keep it sealed.

    Raises:
        DomainError: "draw.nobody", "draw.pick".
    """
    seed = urandom(drawing.SEED_BYTES)
    fixed = drawing.announce(str(draw), seed, list(population), pick)
    made = Draw.objects.create(
        id=draw, unit=unit, commitment=fixed.commitment, announced=fixed.line,
        population=list(fixed.population), pick=pick, seed=installation.seal(seed, _SEED + draw.bytes),
        announced_at=at, announced_by=by,
    )  # fmt: skip
    return draw_row(made)


def enter(draw: UUID, entrants: Iterable[tuple[UUID, int, UUID, str]]) -> None:
    """Who is in a draw: person, who holds them, their order, their pseudonym."""
    Entrant.objects.bulk_create(
        Entrant(
            id=new_id(), person_id=person, held_by=held_by, episode=episode, draw=draw,
            token=bytes.fromhex(token),
        )
        for person, held_by, episode, token in entrants
    )  # fmt: skip


def draw(row: DrawRow, *, salt: str, by: UUID, at: datetime) -> tuple[DrawRow, tuple[EntrantRow, ...]]:
    """Draw, once: tell the seed, write the log; the draw and who was drawn.

    Raises:
        DomainError: "draw.salt"; "draw.drawn-before".
    """
    held = Draw.objects.select_for_update().get(id=row.id)
    if held.state != "announced":
        raise DomainError("draw.drawn-before")
    seed = installation.unseal(held.seed, _SEED + row.id.bytes)
    log = drawing.log_of(
        row.announcement,
        seed=seed,
        salt=salt,
        announced_at=row.announced_at.isoformat(timespec="seconds"),
        drawn_at=at.isoformat(timespec="seconds"),
    )
    places = {one.entrant: n for n, one in enumerate(drawing.verify(log, published=held.announced), start=1)}
    held.state, held.log, held.drawn_at, held.drawn_by = "drawn", log, at, by
    held.save(update_fields=["state", "log", "drawn_at", "drawn_by"])
    drawn = list(Entrant.objects.filter(draw=row.id, token__in=[bytes.fromhex(t) for t in places]))
    for one in drawn:
        one.place = places[bytes(one.token).hex()]
        Entrant.objects.filter(person_id=one.person_id, id=one.id).update(place=one.place)
    return draw_row(held), tuple(map(entrant_row, sorted(drawn, key=lambda one: one.place or 0)))


def settle_entrant(row: EntrantRow, *, reason: str = "", appointment: UUID | None = None) -> None:
    """What came of somebody who was drawn: an appointment, or why there is none."""
    found = Entrant.objects.filter(person_id=row.person_id, draw=row.draw)
    found.update(reason=reason, appointment=appointment)


def seal(*, person_id: UUID, episode_id: UUID, to_held_by: int) -> None:
    """Turn what belongs to a closed order to the sealed side; nothing stays booked. Under ``even_sealed``."""
    mine = {"person_id": person_id, "episode": episode_id}
    Appointment.objects.filter(**mine, state="booked").update(state="cancelled", reason="order_over")
    samples = list(Sample.objects.filter(**mine).values_list("id", flat=True))
    Custody.objects.filter(person_id=person_id, of__in=samples).update(held_by=to_held_by)
    for table in (Appointment, Sample, Entrant):
        table._default_manager.filter(**mine).update(held_by=to_held_by)  # noqa: SLF001 - public


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person. What was booked elsewhere is agreed on anew: its times are taken off."""
    rewrite_holder((Appointment, Sample, Custody, Hours, Entrant), person_id, to_held_by=to_held_by)
    Appointment.objects.filter(person_id=person_id, state="booked").update(starts_at=None)
