"""Writing referrals and links. Whether somebody may is the callers' question.

All in the caller's transaction, which holds the person's lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.models import OPEN, Link, Referral
from guitu.casework.referrals.queries import LinkRow, ReferralRow, Words
from guitu.casework.referrals.translate import CASEWORK, FEEDBACK, NOTE, as_text
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals import machine
from guitu.foundation.crypto import keys
from guitu.foundation.ids import new_id
from guitu.foundation.tables import rewrite_holder


@dataclass(frozen=True, slots=True)
class NewReferral:
    """What a draft says. ``unit`` None: an organisation without one here."""

    help: str
    words: Words
    need: UUID | None = None
    instead_of: UUID | None = None
    service: UUID | None = None
    unit: int | None = None
    may_call: bool = False


def begin(who: AdmittedPerson, new: NewReferral, *, by: UUID, at: datetime, id_: UUID | None = None) -> UUID:
    """A draft; returns its id. The same ``id_`` twice is one draft.

    Raises:
        DomainError("referral.unknown"): somebody else's row has that id.
    """
    if id_ is not None and Referral.objects.filter(person_id__in=who.ids, id=id_).exists():
        return id_
    row = Referral(
        id=id_ or new_id(), person_id=who.id, held_by=who.held_by, need=new.need, instead_of=new.instead_of,
        service=new.service, unit=new.unit, help=new.help, may_call=new.may_call, owner=by, made_at=at,
        made_by=by,
    )  # fmt: skip
    row.note = _sealed(row.person_id, row.held_by, row.id, NOTE, as_text(new.words))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DomainError("referral.unknown") from None
    return row.id


def rewrite(row: ReferralRow, new: NewReferral, *, by: UUID) -> None:
    """Another text in a draft."""
    _find(row).update(
        need=new.need, service=new.service, unit=new.unit, help=new.help, may_call=new.may_call, owner=by,
        note=_sealed(row.person_id, row.held_by, row.id, NOTE, as_text(new.words)),
    )  # fmt: skip


def send(row: ReferralRow, to: machine.Referral, *, basis: str, by: UUID, on: date) -> None:
    """The draft goes out."""
    _find(row).update(**_columns(to), basis=basis, owner=by, sent_on=on)


def keep(
    row: ReferralRow, to: machine.Referral, *, on: date, feedback: str = "", entry: UUID | None = None
) -> None:
    """Where it stands from now on, with what the partner said and the help that was given, if any."""
    columns = _columns(to) | {"entry": entry}
    if to.state not in machine.LIVE and row.state in machine.LIVE:
        columns["closed_on"] = on
    elif to.state in machine.LIVE:
        columns["closed_on"] = None
    if feedback.strip():
        said = "\n".join(part for part in (row.feedback, f"{on.isoformat()} {feedback.strip()}") if part)
        columns["feedback"] = _sealed(row.person_id, row.held_by, row.id, FEEDBACK, said)
    _find(row).update(**columns)
    if to.state not in machine.LIVE:
        drop_links(row)


def _columns(to: machine.Referral) -> dict[str, object]:
    return {
        "state": to.state.value, "reason": to.reason, "outcome": to.outcome, "until_on": to.until_on,
        "due_on": to.due_on, "answered_on": to.answered_on, "agreed_on": to.agreed_on, "settled": to.settled,
    }  # fmt: skip


def drop(row: ReferralRow) -> None:
    """Take a draft away. In a context of the system."""
    _find(row).filter(state=machine.State.DRAFT.value).delete()


def end_all(
    persons: Iterable[UUID],
    *,
    reason: str,
    on: date,
    basis: str | None = None,
    unit: int | None = None,
    run_out: bool = False,
) -> int:
    """Whatever is with a partner ends without anybody's press; returns how many. In a context of the system.

    ``basis``: only those that stand on this consent. ``unit``: only those with that partner.
    ``run_out``: only those whose last day is over.
    """
    listed = list(persons)
    live = [state.value for state in machine.LIVE]
    found = Referral.objects.filter(person_id__in=listed, state__in=live)
    if basis is not None:
        found = found.filter(basis=basis)
    if unit is not None:
        found = found.filter(unit=unit)
    if run_out:
        found = found.filter(until_on__lt=on)
    ids = list(found.values_list("id", flat=True))
    Link.objects.filter(person_id__in=listed, referral__in=ids).delete()
    ended = Referral.objects.filter(person_id__in=listed, id__in=ids)
    return ended.update(state=machine.State.ENDED.value, reason=reason, due_on=None, closed_on=on)


def close_all(persons: Iterable[UUID], *, on: date) -> None:
    """Of a file that closes nothing waits any more. In a context of the system."""
    listed = list(persons)
    end_all(listed, reason="file_closed", on=on)
    Referral.objects.filter(person_id__in=listed, state=machine.State.DRAFT.value).delete()
    came_back = [machine.State.DECLINED.value, machine.State.ENDED.value]
    Referral.objects.filter(OPEN, person_id__in=listed, state__in=came_back).update(settled=True)


def give_link(row: ReferralRow, *, key: bytes, code: bytes, until: datetime, by: UUID, at: datetime) -> None:
    """An address for the partner; the ones before it open nothing any more. In a context of the system."""
    drop_links(row)
    Link(
        key=key, person_id=row.person_id, held_by=row.held_by, referral=row.id, code=code, made_at=at,
        made_by=by, until=until,
    ).save(force_insert=True)  # fmt: skip


def count_try(link: LinkRow) -> None:
    """One wrong code more. In a context of the system."""
    Link.objects.filter(key=link.key).update(tries=link.tries + 1)


def use_link(link: LinkRow, *, at: datetime) -> None:
    """The address was answered through and opens nothing any more. In a context of the system."""
    Link.objects.filter(key=link.key).update(used_at=at)


def drop_links(row: ReferralRow) -> None:
    """No address opens it any more. In a context of the system."""
    Link.objects.filter(person_id=row.person_id, referral=row.id).delete()


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder((Referral, Link), person_id, to_held_by=to_held_by)


def erase(persons: Iterable[UUID]) -> None:
    """What is left of referrals of somebody whose keys are destroyed: days and codes."""
    listed = list(persons)
    Link.objects.filter(person_id__in=listed).delete()
    Referral.objects.filter(person_id__in=listed).update(note=b"", feedback=b"")


def _find(row: ReferralRow) -> QuerySet[Referral]:
    return Referral.objects.filter(person_id=row.person_id, id=row.id)


def _sealed(person: UUID, held_by: int, row: UUID, place: bytes, text: str) -> bytes:
    return keys.ring_to_write([(person, CASEWORK)], {person: held_by}).seal(
        person, CASEWORK, place, row, text
    )
