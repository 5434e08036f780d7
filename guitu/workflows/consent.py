"""A person's word on a purpose takes effect in the transaction that writes it down.

Consent to aftercare lets the centre that released the person follow up; withdrawing it ends that at once, and
withdrawing any other purpose ends the referrals that stand on it. What honours show and tell follows too.
Nothing here touches an order.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from guitu.casework.episodes.queries import EpisodeRow, files_of
from guitu.casework.groups import commands as groups
from guitu.casework.groups import teams
from guitu.casework.honours import commands as honours
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import entries_for
from guitu.casework.outreach import commands as outreach
from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals import commands as referrals
from guitu.domain.access import Relation, Viewer
from guitu.domain.consent import AFTERCARE, check, given, standing
from guitu.domain.episode import CLOSED, EpisodeKind
from guitu.domain.groups.peers import CONSENT as PEERS
from guitu.domain.journal.codes import CONSENT_PURPOSES
from guitu.domain.journal.entry import RETRACTION, Entry, effective
from guitu.domain.outreach import Reason
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of

MOVES_CONSENT: Final = frozenset({"consent", RETRACTION})


def check_speaker(who: AdmittedPerson, draft: Draft) -> None:
    """Whether this person may give the consent that is about to be written.

    Raises:
        DomainError: "consent.no-publicity-under-18", "consent.guardian-needed".
    """
    if draft.kind != "consent" or draft.outcome != "given":
        return
    purpose = str(draft.details.get("purpose") or AFTERCARE)
    by_guardian = draft.details.get("said_by") == "guardian"
    check(purpose, birth_on=who.birth_on, on=draft.happened_on, by_guardian=by_guardian)


def act_on_consents(who: AdmittedPerson, *, by: Viewer, at: datetime) -> None:
    """Make the relations that stand on consent what the person's word now says.

    In the caller's transaction, which holds the person's lock and has written the word down.
    """
    with door.whole_files(who.ids):
        agreed = given(effective(entries_for(who.ids)).entries)
        courses = [row for rows in files_of(who.ids).values() for row in rows]
        honours.follow_consent(who.ids, honours="honours" in agreed, publicity="publicity" in agreed, at=at)
    with door.as_system("consent"):
        for purpose in CONSENT_PURPOSES:
            if purpose not in agreed:
                _end(who, purpose, by=by, at=at)
                referrals.end_all(who.ids, reason="consent_withdrawn", on=day_of(at), basis=purpose)
                outreach.drop_all(who.ids, Reason.WITHDRAWN, at=at, basis=purpose)
        if PEERS not in agreed:
            groups.let_go(who.ids, on=day_of(at))
            teams.let_go(who.ids, on=day_of(at))
        if AFTERCARE in agreed:
            for unit in _released_from(courses):
                authorization.tie(
                    who.id,
                    held_by=who.held_by,
                    kind=Relation.RELEASED_HERE,
                    unit=unit,
                    at=at,
                    basis=AFTERCARE,
                    by=by.id,
                )


def _end(who: AdmittedPerson, purpose: str, *, by: Viewer, at: datetime) -> None:
    for file in who.ids:
        if purpose == AFTERCARE:
            authorization.untie(file, kind=Relation.RELEASED_HERE, at=at, by=by.id)
        authorization.untie(file, kind=Relation.REFERRED, basis=purpose, at=at, by=by.id)


def _released_from(courses: list[EpisodeRow]) -> list[int]:
    """The centres that released the person into an aftercare that is open."""
    return sorted(
        {
            row.facility_unit
            for row in courses
            if row.kind is EpisodeKind.AFTERCARE and row.facility_unit and row.phase not in CLOSED
        }
    )


def consents_of(who: AdmittedPerson) -> dict[str, Entry]:
    """The last word on each purpose; a purpose nobody spoke of is left out."""
    with door.whole_files(who.ids):
        return dict(standing(effective(entries_for(who.ids)).entries))


def aftercare_of(who: AdmittedPerson) -> UUID | None:
    """The open aftercare that consent to it belongs to, or None."""
    with door.whole_files(who.ids):
        rows = [row for rows in files_of(who.ids).values() for row in rows]
    fitting = [r for r in rows if r.kind is EpisodeKind.AFTERCARE and r.phase not in CLOSED]
    return fitting[-1].id if fitting else None
