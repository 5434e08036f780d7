"""Somebody is referred to whoever can help: written, sent with their consent, taken back, given an address.

What the partner sees is copied when it is sent and nothing is read from the file afterwards. A partner with
an account sees it while the referral is with them; one without gets an address and, by another way, a code.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.directory.queries import ServiceRow, service
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson, contacts
from guitu.casework.referrals import commands as referrals
from guitu.casework.referrals.commands import NewReferral
from guitu.casework.referrals.queries import ReferralRow, Words, live_of, referral_for
from guitu.domain.access import Permission, Relation, Role, Viewer, may
from guitu.domain.access.policy import STATEMENTS
from guitu.domain.directory.page import takes_from
from guitu.domain.family.apart import Apart
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals import machine
from guitu.domain.referrals.machine import LIVE, Side
from guitu.domain.referrals.slice import LONGEST_NAME, LONGEST_PURPOSE, check_words
from guitu.foundation.accounts.queries import partners_near
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of, midnight
from guitu.workflows.consent import consents_of
from guitu.workflows.family_apart import apart_of
from guitu.workflows.plan import admitted
from guitu.workflows.plan_clock import number_at
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files

LONGEST: Final = 366  # days a partner may see anything; proposed: who helps for longer is asked anew
USUAL: Final = 90  # days; proposed
BY_LAW: Final = "law"
ASKED: Final = "help_referral"  # the consent that is asked on the spot
# What a referral stands on: a consent that holds, or a duty by law; never what is published or researched.
BASES: Final = (ASKED, "job_referral", "peer_mentor", "family_sharing", "aftercare", BY_LAW)
FIRST_ANSWER, NEXT_WORD = "referral.first_answer_days", "referral.next_word_days"
LINK_DAYS: Final = 14  # an address opens for so long, and once; proposed
_CODE_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes; ``service`` (of the directory), ``unit`` or ``partner`` says whom it goes to."""

    help: str
    purpose: str
    service: UUID | None = None
    unit: int | None = None
    partner: str = ""
    may_call: bool = False
    need: UUID | None = None
    instead_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An address and its code, said once: neither is kept where it could be read."""

    token: str
    code: str
    until: datetime


def may_refer_to(viewer: Viewer) -> dict[int, str]:
    """The units of the viewer's county where somebody would see a person referred to them, with their names.

    Raises:
        DomainError: "access.refused".
    """
    return {row.unit: row.unit_name for row in partners_near(viewer) if _may_be_referred_to(row.role)}


def _may_be_referred_to(role: Role) -> bool:
    return any(Relation.REFERRED in statement.through for statement in STATEMENTS[role])


@transaction.atomic
def write_down(*, person: UUID, written: Written, by: Viewer, at: datetime, id_: UUID | None = None) -> UUID:
    """A draft; returns its id. The same ``id_`` twice is one draft.

    Raises:
        DomainError: "person.unknown", "referral.partner", "referral.words", "referral.not-neutral",
            "referral.service-closed", "referral.service-gone", "referral.unknown" (of ``instead_of``).
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    before = referral_for(who, written.instead_of) if written.instead_of else None
    new = _new(who, written, by)
    made = referrals.begin(who, new, by=by.id, at=at, id_=id_)
    if before is not None and before.state not in LIVE and before.is_open:
        with door.whole_files(who.ids):
            referrals.keep(before, machine.settle(before.stands), on=day_of(at))
    note("referral.written", subject=who.id, by=by, at=at, referral=made)
    return made


@transaction.atomic
def rewrite(*, person: UUID, referral: UUID, written: Written, by: Viewer, at: datetime) -> None:
    """Another text in a draft.

    Raises:
        DomainError: as ``write_down``; "referral.not-now".
    """
    who, row = _mine(by, person, referral)
    if row.state is not machine.State.DRAFT:
        raise DomainError("referral.not-now", state=row.state.value)
    referrals.rewrite(row, _new(who, written, by), by=by.id)
    note("referral.rewritten", subject=who.id, by=by, at=at, referral=row.id)


def _new(who: AdmittedPerson, written: Written, by: Viewer) -> NewReferral:
    purpose = check_words(written.purpose, field="purpose", most=LONGEST_PURPOSE, required=True)
    apart = apart_of(who.ids)
    apart.check_words(purpose, place="purpose")
    offered = _offered(by, written.service) if written.service else None
    units = may_refer_to(by)
    unit = offered.unit if offered else written.unit
    if offered is None and unit is not None and unit not in units:
        raise DomainError("referral.partner", field="unit")
    partner = (offered.provider or offered.name) if offered else units.get(unit or 0, written.partner.strip())
    if not partner or len(partner) > LONGEST_NAME * 2:
        raise DomainError("referral.partner", field="partner")
    said = Words(partner=partner, service=offered.name if offered else "", purpose=purpose)
    if written.may_call:
        said = replace(said, contact=_phone(who, apart))
    return NewReferral(
        written.help, said, written.need, written.instead_of, written.service,
        unit if unit in units else None, written.may_call,
    )  # fmt: skip


def _offered(by: Viewer, id_: UUID) -> ServiceRow:
    try:
        found = service(by, id_)
    except DomainError:
        raise DomainError("referral.service-gone", field="service") from None
    if not found.is_open:
        raise DomainError("referral.service-closed", field="service", name=found.name)
    return found


def check_apart(who: AdmittedPerson, said: Words) -> None:
    """Whether what was written then may leave now: somebody may have been kept apart since.

    Raises:
        DomainError: "family.kept-apart".
    """
    apart = apart_of(who.ids)
    apart.check_words(said.purpose, place="purpose")
    apart.check_words(said.contact, place="may_call")


def closed_to(viewer: Viewer, offered: Iterable[ServiceRow]) -> frozenset[UUID]:
    """Of these services those that take nobody on from the viewer; a colleague may send what they draft."""
    role, unit_type = viewer.role.value, viewer.unit_type
    return frozenset(
        row.id for row in offered if not takes_from(row.referrers, role=role, unit_type=unit_type)
    )


def _phone(who: AdmittedPerson, apart: Apart) -> str:
    """Their own number, unless somebody who is kept apart from them has it as well."""
    own = (c.value for c in contacts(who) if c.kind == "phone" and c.of == "self")
    return next((number for number in own if not apart.touches(number)), "")


@transaction.atomic
def send(
    *,
    person: UUID,
    referral: UUID,
    basis: str,
    agreed: bool,
    until: date,
    by: Viewer,
    at: datetime,
) -> None:
    """Hand a draft to the partner. From now on they see their slice, the day ``until`` inside.

    Args:
        person: whose.
        referral: a draft.
        basis: one of ``BASES``; by law only whoever names relations.
        agreed: the person agreed on the spot; written down as their consent where none holds yet.
        until: the last day.
        by: who sends and waits for the answer.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "referral.unknown", "referral.not-now", "referral.basis",
            "referral.no-consent", "referral.until", "referral.service-closed", "referral.service-gone",
            "referral.service-referrer": that service takes people on from others alone;
            "consent.guardian-needed", "family.kept-apart".
    """
    who, row = _mine(by, person, referral)
    on = day_of(at)
    if (until - on).days > LONGEST:
        raise DomainError("referral.until", field="until_on", most=LONGEST)
    days = number_at(who.held_by, FIRST_ANSWER, 7)
    to = machine.send(row.stands, on=on, until=until, days=days)
    if row.service is not None and closed_to(by, [_offered(by, row.service)]):
        raise DomainError("referral.service-referrer", field="service")
    check_apart(who, row.words)
    _stand_on(who, basis, agreed=agreed, by=by, at=at)
    referrals.send(row, to, basis=basis, by=by.id, on=on)
    keep_ties(who, row.unit, by=by.id, at=at)
    note("referral.sent", subject=who.id, by=by, at=at, referral=row.id, unit=row.unit or 0, basis=basis)


def _stand_on(who: AdmittedPerson, basis: str, *, agreed: bool, by: Viewer, at: datetime) -> None:
    """See that the basis holds; a consent that was just given is written down.

    Raises:
        DomainError: "referral.basis", "referral.no-consent", "consent.guardian-needed".
    """
    if basis not in BASES:
        raise DomainError("referral.basis", field="basis")
    if basis == BY_LAW:
        if not may(by, Permission.RELATION_NAME, held_by=who.held_by, person=who.id):
            raise DomainError("referral.by-law", field="basis")
        return
    word = consents_of(who).get(basis)
    if word is not None and word.outcome == "given":
        return
    if not agreed or basis != ASKED:
        raise DomainError("referral.no-consent", field="agreed" if basis == ASKED else "basis")
    draft = Draft("consent", "given", day_of(at), {"purpose": ASKED})
    write(who, draft, episode=None, by=by, at=at)


@transaction.atomic
def end(*, person: UUID, referral: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """Take it back: the person does not wish it any more, or it is not needed, or nobody answers.

    Raises:
        DomainError: "person.unknown", "referral.unknown", "referral.not-now", "referral.reason".
    """
    who, row = _mine(by, person, referral)
    to = machine.end(row.stands, Side.OWNER, reason=reason)
    with door.whole_files(who.ids):
        if row.state is machine.State.DRAFT:
            referrals.drop(row)
        else:
            referrals.keep(row, to, on=day_of(at))
    keep_ties(who, row.unit, by=by.id, at=at)
    note("referral.ended", subject=who.id, by=by, at=at, referral=row.id, reason=reason)


@transaction.atomic
def settle(*, person: UUID, referral: UUID, by: Viewer, at: datetime) -> None:
    """Seen that it came back; the need goes on waiting by its own clock.

    Raises:
        DomainError: "person.unknown", "referral.unknown", "referral.not-now".
    """
    who, row = _mine(by, person, referral)
    with door.whole_files(who.ids):
        referrals.keep(row, machine.settle(row.stands), on=day_of(at))
    note("referral.settled", subject=who.id, by=by, at=at, referral=row.id)


@transaction.atomic
def give_link(*, person: UUID, referral: UUID, by: Viewer, at: datetime) -> Given:
    """An address for a partner without an account, and the code that is told by another way.

    One given before opens nothing any more.

    Raises:
        DomainError: "person.unknown", "referral.unknown", "referral.not-now", "family.kept-apart".
    """
    who, row = _mine(by, person, referral)
    check_apart(who, row.words)
    if row.state not in LIVE or row.stands.until_on is None or row.stands.until_on < day_of(at):
        raise DomainError("referral.not-now", state=row.state.value)
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS))
    until = min(at + timedelta(days=LINK_DAYS), midnight(row.stands.until_on + timedelta(days=1)))
    with door.whole_files(who.ids):
        referrals.give_link(row, key=hash_of(token), code=hash_of(token, code), until=until, by=by.id, at=at)
    note("referral.link-given", subject=who.id, by=by, at=at, referral=row.id)
    return Given(token, code, until)


def hash_of(token: str, code: str = "") -> bytes:
    """What is kept of an address, or of an address and its code.

    The address is 256 bits of chance, so that a plain hash cannot be tried; the code is hashed with it, so
    that whoever reads the table cannot try codes either.
    """
    return hashlib.sha256(f"guitu referral {token} {code}".encode()).digest()


def keep_ties(who: AdmittedPerson, unit: int | None, *, by: UUID | None, at: datetime) -> None:
    """Let the partner's unit see the person for as long as a referral is with it, by each basis apart."""
    if unit is None:
        return
    with door.whole_files(who.ids):
        until: dict[str, date] = {}
        for row in live_of(who.ids, unit=unit):
            if row.stands.until_on is not None:
                until[row.basis] = max(row.stands.until_on, until.get(row.basis, date.min))
        for file in who.ids:
            for basis in BASES:
                if basis not in until:
                    authorization.untie(file, kind=Relation.REFERRED, unit=unit, basis=basis, at=at, by=by)
                    continue
                authorization.tie(
                    file, held_by=who.held_by, kind=Relation.REFERRED, unit=unit, basis=basis, at=at, by=by,
                    until=midnight(until[basis] + timedelta(days=1)),
                )  # fmt: skip


def _mine(by: Viewer, person: UUID, referral: UUID) -> tuple[AdmittedPerson, ReferralRow]:
    """The pass and the referral, the person locked.

    Raises:
        DomainError: "person.unknown", "referral.unknown".
    """
    who = admitted(by, person, Permission.SERVICE_RECORD)
    lock_files(who.ids)
    return who, referral_for(who, referral)
