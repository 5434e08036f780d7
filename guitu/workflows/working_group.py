"""The working group is put together: five kinds, each with somebody or with a reason why nobody is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans import commands as plans
from guitu.casework.plans.commands import NewMember
from guitu.casework.plans.queries import MemberRow, members_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.journal.codes import MEMBER_KINDS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.group import KINDS, check_group, check_member, kinds_asked
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import is_barred
from guitu.foundation.rulebooks import book_for
from guitu.workflows.family_apart import apart_of
from guitu.workflows.plan import admitted
from guitu.workflows.record import Recorded, write
from guitu.workflows.refresh import lock_files


def kinds_at(place: int) -> tuple[str, ...]:
    """The kinds of members a place asks for (C-04)."""
    return kinds_asked(book_for(place).parameters.get(KINDS))


def group_of(who: AdmittedPerson) -> tuple[MemberRow, ...]:
    """Who works with somebody, and why a kind is missing."""
    return members_of(who)


@transaction.atomic
def set_up(
    *,
    person: UUID,
    members: Sequence[NewMember],
    gaps: Mapping[str, str],
    family_is_safe: bool,
    on: date,
    by: Viewer,
    at: datetime,
    entry_id: UUID | None = None,
) -> Recorded:
    """Say who works with somebody from now on; the journal keeps which kinds were there and which were not.

    Args:
        person: with whom.
        members: each with an account or with words that name them.
        gaps: the reason for each kind that is missing.
        family_is_safe: whether somebody made sure, with the person, that family taking part is safe.
        on: the day.
        by: who puts it together.
        at: when (aware).
        entry_id: made by the form, so that sending twice is harmless.

    Raises:
        DomainError: "person.unknown", "group.…", "family.kept-apart", "family.withdrew", "journal.…".
    """
    who = admitted(by, person, Permission.CONTACT_RECORD)
    lock_files(who.ids)
    there = {member.kind for member in members}
    apart = apart_of(who.ids) if "family_member" in there else None
    for member in members:
        check_member(member.kind, is_safe=family_is_safe)
        if member.account is None and not member.words.strip():
            raise DomainError("group.nobody-named", field=member.kind)
        if member.account is not None and is_barred(member.account, who.ids, at=at):
            raise DomainError("group.excluded", field=member.kind)
        if apart is not None and member.kind == "family_member":
            apart.check_member(member.words, place="family_member-words")
    asked = kinds_at(who.held_by)
    check_group(asked, there, gaps)
    missing = [kind for kind in MEMBER_KINDS if kind in asked and kind not in there]
    details: dict[str, object] = {}
    if there:
        details["members"] = [kind for kind in MEMBER_KINDS if kind in there]
    if missing:
        details |= {"missing": missing, "gap": gaps[missing[0]]}
    draft = Draft(kind="working_group", happened_on=on, outcome="done", details=details, id=entry_id)
    done = write(who, draft, episode=None, by=by, at=at)
    if done.was_new:
        kept = [*members, *(NewMember(kind, gap=gaps[kind]) for kind in missing)]
        with door.whole_files(who.ids):
            plans.set_group(who, kept, by=by.id, at=at)
    return done
