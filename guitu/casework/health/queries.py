"""Reading somebody's health, and a doctor's list of people. Row-level security shows nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.casework.health.models import Checkup, Crisis, Insurance, Line, Plan, Referral
from guitu.casework.health.translate import (
    MEDICAL,
    CheckupRow,
    CrisisRow,
    LineRow,
    PlanRow,
    ReferralRow,
    checkup_row,
    crisis_row,
    insurance_of,
    line_row,
    plan_row,
    referral_row,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.health import insurance as insured
from guitu.domain.health.catalogue import SORTS
from guitu.domain.health.checkups import Outcome
from guitu.domain.health.referral import State
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings
from guitu.foundation.crypto import keys
from guitu.foundation.crypto.keys import Ring

__all__ = ["CheckupRow", "CrisisRow", "LineRow", "PlanRow", "ReferralRow"]

_ORDER = {sort: n for n, sort in enumerate(SORTS)}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes next for one person of a doctor's list; None where nothing is planned."""

    person_id: UUID
    plan_check_on: date | None = None
    checkup_on: date | None = None
    silent_since: date | None = None
    """The day by which a hospital should have answered."""

    def next_on(self) -> date | None:
        """The earliest of them."""
        days = [day for day in (self.plan_check_on, self.checkup_on, self.silent_since) if day is not None]
        return min(days, default=None)


def record_of(who: AdmittedPerson) -> tuple[LineRow, ...]:
    """Every line of the record, sort by sort; what is not so any more comes last."""
    sightings.saw(who.ids, MEDICAL)
    rows = [line_row(row, who.ring) for row in Line.objects.filter(person_id__in=who.ids)]
    known = [row for row in rows if row is not None]
    return tuple(sorted(known, key=lambda r: (r.ended_on is not None, _ORDER[r.sort], r.id)))


def line_for(who: AdmittedPerson, line: UUID) -> LineRow:
    """One line.

    Raises:
        DomainError: "health.unknown".
    """
    found = next((row for row in record_of(who) if row.id == line), None)
    if found is None:
        raise DomainError("health.unknown")
    return found


def plans_of(who: AdmittedPerson) -> tuple[PlanRow, ...]:
    """Every version of the medical plan, the latest first."""
    sightings.saw(who.ids, MEDICAL)
    found = Plan.objects.filter(person_id__in=who.ids).order_by("-version", "-written_at")
    rows = (plan_row(row, who.ring) for row in found)
    return tuple(row for row in rows if row is not None)


def latest_version(ids: Iterable[UUID]) -> int:
    """The number of the version in force; 0 where there is none. In a context that sees the file."""
    found = Plan.objects.filter(person_id__in=tuple(ids)).order_by("-version")
    return found.values_list("version", flat=True).first() or 0


def checkups_of(who: AdmittedPerson) -> tuple[CheckupRow, ...]:
    """Every check-up: those to come first, then what was, the latest first."""
    sightings.saw(who.ids, MEDICAL)
    found = Checkup.objects.filter(person_id__in=who.ids)
    rows = [row for row in (checkup_row(each, who.ring) for each in found) if row is not None]
    ahead = sorted((r for r in rows if r.state is Outcome.OPEN), key=lambda r: (r.due_on, r.id))
    past = sorted((r for r in rows if r.state is not Outcome.OPEN), key=lambda r: (r.due_on, r.id))
    return (*ahead, *reversed(past))


def checkup_for(who: AdmittedPerson, checkup: UUID) -> CheckupRow:
    """One check-up.

    Raises:
        DomainError: "health.unknown".
    """
    found = next((row for row in checkups_of(who) if row.id == checkup), None)
    if found is None:
        raise DomainError("health.unknown")
    return found


def referrals_of(who: AdmittedPerson) -> tuple[ReferralRow, ...]:
    """Every referral to a hospital, the latest first."""
    sightings.saw(who.ids, MEDICAL)
    found = Referral.objects.filter(person_id__in=who.ids).order_by("-written_at", "-id")
    rows = (referral_row(row, who.ring) for row in found)
    return tuple(row for row in rows if row is not None)


def referral_for(who: AdmittedPerson, referral: UUID) -> ReferralRow:
    """One referral.

    Raises:
        DomainError: "health.unknown".
    """
    found = next((row for row in referrals_of(who) if row.id == referral), None)
    if found is None:
        raise DomainError("health.unknown")
    return found


def insurance_for(ids: Iterable[UUID], ring: Ring) -> insured.Insurance | None:
    """What is known of somebody's insurance; None where nothing is, or its key is not on the ring."""
    found = Insurance.objects.filter(person_id__in=tuple(ids)).order_by("-written_at", "-id").first()
    return None if found is None else insurance_of(found, ring)


def crises_of(who: AdmittedPerson) -> tuple[CrisisRow, ...]:
    """Every crisis, the latest first."""
    sightings.saw(who.ids, MEDICAL)
    found = Crisis.objects.filter(person_id__in=who.ids).order_by("-written_at", "-id")
    rows = (crisis_row(row, who.ring) for row in found)
    return tuple(row for row in rows if row is not None)


def has_crisis(ids: Iterable[UUID], entry: UUID) -> bool:
    """Whether the words of a crisis were kept already; in a context that sees the file."""
    return Crisis.objects.filter(person_id__in=tuple(ids), entry=entry).exists()


def ahead_for(persons: Iterable[UUID]) -> dict[UUID, Ahead]:
    """What comes next for each of a doctor's people. Three queries, however many they are."""
    ids = tuple(persons)
    plans = Plan.objects.filter(person_id__in=ids, replaced_at__isnull=True)
    planned = Checkup.objects.filter(person_id__in=ids, state=Outcome.OPEN.value).order_by("-due_on")
    sent = Referral.objects.filter(person_id__in=ids, state=State.SENT.value).order_by("-answer_by_on")
    # the latest first, so that of several the earliest is what stays
    checks = dict(plans.values_list("person_id", "check_on"))
    checkups = dict(planned.values_list("person_id", "due_on"))
    silent = dict(sent.values_list("person_id", "answer_by_on"))
    return {one: Ahead(one, checks.get(one), checkups.get(one), silent.get(one)) for one in ids}


def ring_of(ids: Iterable[UUID]) -> Ring:
    """The medical keys of one person; in a context that sees the file."""
    return keys.ring(tuple(ids), (MEDICAL,))
