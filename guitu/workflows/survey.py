"""Holding a survey: announced with frozen lists, drawn with digits said aloud, handed out, finished.

Nobody who sets one up learns whom the program drew, unless they are responsible for the person anyway.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import in_care_between
from guitu.casework.people.queries import PersonRow, joined_files, people_of
from guitu.casework.surveys import commands as surveys
from guitu.casework.surveys.queries import (
    CampaignRow,
    campaign_for,
    campaign_of,
    invitations,
    may_keep,
    tickets,
    used,
)
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import About, check_about
from guitu.domain.surveys.sampling import draw_id, stratum_of
from guitu.domain.surveys.size import size_for
from guitu.foundation.audit import pseudonym
from guitu.foundation.audit.commands import note
from guitu.foundation.authorization import door
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import UnitRow, units
from guitu.foundation.organisations.queries import region as region_row
from guitu.workflows.bring_questionnaire import offered

EVALUATORS = "third_party_evaluator"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How large a sample is to be. ``pick`` None: what the formula says. ``by_region`` stratified."""

    confidence: float
    error: float
    pick: int | None = None
    by_region: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was drawn, for staff who may see them. ``address`` what their link ends with."""

    who: PersonRow
    pseudonym: str
    address: str
    has_answered: bool


@dataclass(frozen=True, slots=True)
class Sampled:
    """Somebody who was drawn, as an evaluator sees them."""

    pseudonym: str
    region: int
    has_answered: bool


def frame_size(viewer: Viewer, region: int) -> int:
    """How many people a survey of a region would draw from.

    Raises:
        DomainError: "access.refused", "place.unknown".
    """
    lo, hi = _bounds(viewer, region)
    return len(_frame(lo, hi))


@transaction.atomic
def start(
    about: About,
    *,
    questionnaire: str,
    wanted: Wanted | None,
    by: Viewer,
    at: datetime,
    campaign: UUID | None = None,
) -> CampaignRow:
    """Begin a survey: of the register it is announced only, of others it is open at once.

    ``campaign`` the id, made with the form, so that sending twice is harmless.

    Raises:
        DomainError: "access.refused", "place.unknown", "survey.questionnaire", "survey.evaluator",
            "survey.unknown" where the id is of a survey the viewer does not see, what
            ``check_about`` and ``size_for`` refuse, "survey.frame-empty", "survey.sample".
    """
    bounds = _bounds(by, about.region)
    today = day_of(at)
    check_about(about, today=today)
    found = offered(by).get(questionnaire)
    if found is None:
        raise DomainError("survey.questionnaire", field="questionnaire")
    if about.evaluator is not None and about.evaluator not in {row.number for row in evaluators()}:
        raise DomainError("survey.evaluator", field="evaluator")
    definition, body = found
    id_ = campaign or new_id()
    before = _before(by, id_)
    if before is not None:
        return before
    if about.audience != "register":
        made = surveys.begin(id_, about, definition, body=body, bounds=bounds, unit=by.unit, by=by.id, at=at)
        note("survey.begun", by=by, at=at, campaign=id_)
        return made
    if wanted is None:
        raise DomainError("survey.error", field="error", least=0.5, most=20)
    people = _frame(*bounds)
    size = size_for(len(people), confidence=wanted.confidence, error=wanted.error)
    made = surveys.announce(
        id_, about, definition, body=body, bounds=bounds, unit=by.unit, by=by.id, at=at,
        frame=_named(id_, people, about.region, by_region=wanted.by_region),
        pick=size.asked if wanted.pick is None else wanted.pick,
        wanted=(wanted.confidence, wanted.error), on=today,
    )  # fmt: skip
    note("survey.announced", by=by, at=at, campaign=id_, line=made.line, people=len(people))
    return made


def _before(by: Viewer, id_: UUID) -> CampaignRow | None:
    """The survey this form has begun already; of somebody else's it is not told that it is there.

    Raises:
        DomainError("survey.unknown").
    """
    return campaign_for(by, id_) if campaign_of(id_) is not None else None


def evaluators() -> tuple[UnitRow, ...]:
    """The organisations a survey can be given to."""
    return units(types=(EVALUATORS,))


def _bounds(viewer: Viewer, region: int) -> tuple[int, int]:
    """The place numbers a viewer's survey of a region is about.

    Raises:
        DomainError: "access.refused", "place.unknown".
    """
    if not holds(viewer, Permission.SURVEYS_KEEP):
        raise DomainError("access.refused")
    lo, hi = regions.place_interval(regions.check(region))
    if viewer.lo == viewer.hi and lo <= viewer.lo <= hi and region == regions.region_of(viewer.lo):
        return viewer.lo, viewer.hi  # a station: those it holds itself
    if region_row(region) is None or not (viewer.lo <= lo and hi <= viewer.hi):
        raise DomainError("place.unknown")
    return lo, hi


def _frame(lo: int, hi: int) -> dict[UUID, int]:
    """Everybody in care between two place numbers, each once whatever files they have: person to holder."""
    with door.as_system("the frame of a survey"):
        found = in_care_between(lo, hi)
        first = {file: group[0] for group in joined_files() for file in group}
    held: dict[UUID, int] = {}
    for person, holder in found.items():
        held.setdefault(first.get(person, person), holder)
    return held


def _named(
    campaign: UUID, people: Mapping[UUID, int], region: int, *, by_region: bool
) -> dict[int, list[str]]:
    """The frame under pseudonyms, by stratum."""
    frame: dict[int, list[str]] = {}
    for person, holder in people.items():
        stratum, name = _name(campaign, person, holder, region, by_region=by_region)
        frame.setdefault(stratum, []).append(name)
    return frame


def _name(campaign: UUID, person: UUID, holder: int, region: int, *, by_region: bool) -> tuple[int, str]:
    stratum = stratum_of(holder, within=region) if by_region else region
    return stratum, pseudonym.in_draw(draw_id(campaign, stratum), person)


@transaction.atomic
def draw(*, campaign: UUID, salt: str, by: Viewer, at: datetime) -> CampaignRow:
    """Draw, once, with digits said aloud; whoever is still here can be asked from now on.

    Raises:
        DomainError: "survey.unknown", "access.refused", "draw.salt", "survey.drawn-before".
    """
    row = _kept(by, campaign)
    done, drawn = surveys.draw(row, salt=salt, at=at)
    names = _who(row, drawn)
    keys = {name: key_of(pseudonym.of_invitation(campaign, name)) for _, _, name in names}
    with door.as_system("inviting to a survey"):
        done = surveys.invite(done, names, keys, drawn)
    note("survey.drawn", by=by, at=at, campaign=campaign, people=len(names))
    return done


def _who(row: CampaignRow, drawn: Mapping[str, int]) -> list[tuple[UUID, int, str]]:
    """The people behind the pseudonyms drawn; those who left the frame since it was frozen are not asked."""
    found = []
    for person, holder in _frame(row.lo, row.hi).items():
        for stratum in {stratum_of(holder, within=row.region), row.region}:
            name = pseudonym.in_draw(draw_id(row.id, stratum), person)
            if drawn.get(name) == stratum:
                found.append((person, holder, name))
    return found


def key_of(address: str) -> bytes:
    """What is kept of an address: its hash. Small letters, spaces and dashes make no difference."""
    plain = "".join(ch for ch in address.upper() if ch.isascii() and ch.isalnum())
    return hashlib.sha256(b"survey " + plain.encode()).digest()


@transaction.atomic
def finish(*, campaign: UUID, by: Viewer, at: datetime) -> None:
    """End it: what leads from a person to an address or an answer is deleted.

    Raises:
        DomainError: "survey.unknown", "access.refused", "survey.finished-before".
    """
    row = _kept(by, campaign)
    with door.even_sealed("finishing a survey"):
        surveys.finish(row, at=at)
    note("survey.finished", by=by, at=at, campaign=campaign)


def _kept(by: Viewer, campaign: UUID) -> CampaignRow:
    row = campaign_for(by, campaign)
    if not may_keep(by, row):
        raise DomainError("access.refused")
    return row


def asked(viewer: Viewer, row: CampaignRow) -> tuple[Asked, ...]:
    """Those drawn whom the viewer is responsible for, with their addresses. None for an evaluator."""
    found = invitations(viewer, row.id)
    people = people_of(viewer, {one.person_id for one in found})
    done = used(row.id, [one.pseudonym for one in found])
    return tuple(
        Asked(
            people[one.person_id],
            one.pseudonym,
            pseudonym.of_invitation(row.id, one.pseudonym),
            one.pseudonym in done,
        )
        for one in found
        if one.person_id in people
    )


def sample(viewer: Viewer, row: CampaignRow) -> tuple[Sampled, ...]:
    """The sample as the evaluator it was given to sees it: pseudonyms and regions.

    Raises:
        DomainError("access.refused").
    """
    if not holds(viewer, Permission.SURVEY_SAMPLE) or row.evaluator != viewer.unit:
        raise DomainError("access.refused")
    return tuple(Sampled(one.pseudonym, one.stratum, one.is_used) for one in tickets(row.id))
