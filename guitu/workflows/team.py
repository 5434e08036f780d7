"""Who stands by somebody, for how long, and who must never see them: named by the head of the unit.

An exclusion wins over every relation and takes the person off the excluded account's hands at once. Everybody
may exclude themselves; nobody lifts their own exclusion, because they no longer see whom it is about.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda import commands as agenda
from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import episodes_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.referrals import commands as referrals
from guitu.domain.access import Exclusion, Permission, Relation, Role, Viewer
from guitu.domain.access.policy import STATEMENTS
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import AccountRow, account
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import BarRow, TieRow, bars_of, is_barred, ties_of
from guitu.foundation.clock import day_of, midnight
from guitu.workflows.refresh import lock_files

LONGEST = 366  # days somebody is named for; proposed
LONGEST_CASE = 92  # days; proposed: a region manager's question about one person has an answer by then

# what a head names; the other relations follow from an assignment or from an act of their own
NAMED: Final = (Relation.TEAM, Relation.SUPERVISOR, Relation.CASE)
# why an account may exclude itself; the others are the head's to say
ONE_KNOWS: Final = (Exclusion.RELATIVE, Exclusion.FORMER_PARTNER)


@dataclass(frozen=True, slots=True)
class Team:
    """Who stands in which relation to somebody today, and who is excluded."""

    who: AdmittedPerson
    ties: tuple[TieRow, ...]
    bars: tuple[BarRow, ...]


def team_of(viewer: Viewer, person: UUID, *, at: datetime) -> Team:
    """The relations and exclusions of one person, for whoever names them.

    Raises:
        DomainError: "person.unknown".
    """
    who = person_for(viewer, person, Permission.RELATION_NAME)
    return Team(who, ties_of((who.id,), at=at), bars_of((who.id,), at=at))


def may_stand(role: Role, relation: Relation) -> bool:
    """Whether a relation would open anything to a role."""
    return any(relation in statement.through for statement in STATEMENTS[role])


@transaction.atomic
def name(*, person: UUID, to: UUID, relation: Relation, until: date | None, by: Viewer, at: datetime) -> None:
    """Put an account on somebody's team, make it their psychologist's supervisor, or give a manager a case.

    Args:
        person: whose team.
        to: the account.
        relation: one of ``NAMED``.
        until: the last day; None: until somebody ends it. A case always ends.
        by: who names; needs RELATION_NAME over the person.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "account.unknown", "team.role", "team.excluded", "team.days",
            "team.case-days".
    """
    who = person_for(by, person, Permission.RELATION_NAME)
    chosen = account(to)
    if relation not in NAMED or not chosen.is_active or not may_stand(chosen.role, relation):
        raise DomainError("team.role")
    if relation is Relation.CASE and (until is None or (until - day_of(at)).days > LONGEST_CASE):
        raise DomainError("team.case-days", most=LONGEST_CASE)
    _admit(chosen.id, who, at=at)
    _tie(who, relation, account=chosen.id, until=until, by=by, at=at)
    note("team.named", subject=who.id, by=by, at=at, account=chosen.id, relation=relation.value)


@transaction.atomic
def end(*, person: UUID, tie: UUID, by: Viewer, at: datetime) -> None:
    """End a relation now. Who works on the file changes by assigning it, not here.

    What was referred to a unit comes back to who sent it, as when it is taken back there.

    Raises:
        DomainError: "person.unknown", "team.unknown", "team.assigned".
    """
    who = person_for(by, person, Permission.RELATION_NAME)
    found = next((row for row in ties_of((who.id,), at=at) if row.id == tie), None)
    if found is None:
        raise DomainError("team.unknown")
    if found.kind is Relation.ASSIGNED:
        raise DomainError("team.assigned")
    with door.whole_files(who.ids):
        for file in who.ids:
            authorization.untie(
                file, kind=found.kind, account=found.account, unit=found.unit, at=at, by=by.id
            )
        if found.kind is Relation.REFERRED:
            referrals.end_all(who.ids, reason="taken_back", on=day_of(at), unit=found.unit)
    note("team.ended", subject=who.id, by=by, at=at, relation=found.kind.value)


@transaction.atomic
def exclude(
    *, person: UUID, account_id: UUID, kind: Exclusion, until: date | None, by: Viewer, at: datetime
) -> None:
    """From now on an account never sees a person, whatever else holds.

    Args:
        person: who shall not be seen.
        account_id: by whom.
        kind: why.
        until: the last day; None: until somebody lifts it.
        by: who says so: with RELATION_NAME over the person, or the account itself, for ``ONE_KNOWS``.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "account.unknown", "team.days", "team.not-your-own".
    """
    themself = by.id == account_id
    who = person_for(by, person, Permission.PERSON_READ if themself else Permission.RELATION_NAME)
    if themself and kind not in ONE_KNOWS:
        raise DomainError("team.not-your-own")
    chosen = account(account_id)
    ends = _last_moment(until, at)
    lock_files(who.ids)
    with door.whole_files(who.ids):
        for file in who.ids:
            authorization.bar(
                file, held_by=who.held_by, account=chosen.id, kind=kind, until=ends, at=at, by=by.id
            )
            for relation in (Relation.ASSIGNED, *NAMED, Relation.BREAK_GLASS):
                authorization.untie(file, kind=relation, account=chosen.id, at=at, by=by.id)
        _take_off(who, chosen)
    note("team.excluded", subject=who.id, by=by, at=at, account=chosen.id, kind=kind.value)


@transaction.atomic
def lift(*, person: UUID, bar: UUID, by: Viewer, at: datetime) -> None:
    """End an exclusion now.

    Raises:
        DomainError: "person.unknown", "team.unknown".
    """
    who = person_for(by, person, Permission.RELATION_NAME)
    found = next((row for row in bars_of((who.id,), at=at) if row.id == bar), None)
    if found is None:
        raise DomainError("team.unknown")
    with door.whole_files(who.ids):
        for file in who.ids:
            authorization.unbar(file, account=found.account, kind=found.kind, at=at)
    note("team.exclusion-lifted", subject=who.id, by=by, at=at, account=found.account)


@transaction.atomic
def link_own_record(*, person: UUID, account_id: UUID, by: Viewer, at: datetime) -> None:
    """An account belongs to the person of a file: staff never see it; the person's own account sees it.

    Raises:
        DomainError: "person.unknown", "account.unknown".
    """
    chosen = account(account_id)
    if chosen.role is not Role.PERSON:
        exclude(person=person, account_id=chosen.id, kind=Exclusion.OWN_RECORD, until=None, by=by, at=at)
        return
    who = person_for(by, person, Permission.RELATION_NAME)
    _tie(who, Relation.SELF, account=chosen.id, until=None, by=by, at=at)
    note("team.own-record", subject=who.id, by=by, at=at, account=chosen.id)


def _admit(account_id: UUID, who: AdmittedPerson, *, at: datetime) -> None:
    """Nobody is given somebody they must not see.

    Raises:
        DomainError: "team.excluded".
    """
    if is_barred(account_id, who.ids, at=at):
        raise DomainError("team.excluded")


def _tie(
    who: AdmittedPerson,
    relation: Relation,
    *,
    until: date | None,
    by: Viewer,
    at: datetime,
    account: UUID,
) -> None:
    ends = _last_moment(until, at)
    with door.whole_files(who.ids):
        for file in who.ids:
            authorization.tie(
                file,
                held_by=who.held_by,
                kind=relation,
                account=account,
                until=ends,
                at=at,
                by=by.id,
            )


def _last_moment(until: date | None, at: datetime) -> datetime | None:
    """The first moment after the day ``until``.

    Raises:
        DomainError: "team.days".
    """
    if until is None:
        return None
    if until < day_of(at):
        raise DomainError("team.days", most=LONGEST)
    return midnight(until + timedelta(days=1))


def _take_off(who: AdmittedPerson, chosen: AccountRow) -> None:
    """Whatever the excluded account worked on waits for somebody else in the unit's queue."""
    for row in episodes_of(who):
        if row.worker == chosen.id:
            episodes.assign(row, worker=None)
            agenda.reassign(person_id=row.person_id, episode_id=row.id, worker=None)
