"""Reading surveys: by those whose place they are about, and by the evaluator they were given to."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet

from guitu.casework.people.queries import within
from guitu.casework.surveys.models import Answer, Campaign, Invitation, Questionnaire, Ticket
from guitu.casework.surveys.translate import (
    CampaignRow,
    QuestionnaireRow,
    Stratum,
    campaign_row,
    questionnaire_row,
)
from guitu.domain import access
from guitu.domain.access import Permission, Role, Viewer, holds
from guitu.domain.kernel.errors import DomainError

__all__ = ["AnswerRow", "CampaignRow", "InvitationRow", "QuestionnaireRow", "Stratum", "TicketRow"]


_MOST_LISTED: Final = 200  # questionnaires on one page, the newest; proposed


class InvitationRow(NamedTuple):
    """Somebody who was drawn, for staff who may see them."""

    person_id: UUID
    held_by: int
    pseudonym: str


class TicketRow(NamedTuple):
    """One address: whose pseudonym, from which region, and whether it was used."""

    key: bytes
    campaign: UUID
    pseudonym: str
    stratum: int
    is_used: bool


class AnswerRow(NamedTuple):
    """One filled questionnaire."""

    stratum: int
    mode: str
    answers: Mapping[str, Any]


def campaigns(viewer: Viewer, *, limit: int = 100) -> tuple[CampaignRow, ...]:
    """The surveys of the viewer's places, or those an evaluator was given; the latest first. One query."""
    found = _seen_by(viewer).defer("body", "announced", "logs").order_by("-made_at")[:limit]
    return tuple(campaign_row(row) for row in _light(found))


def _light(found: "QuerySet[Campaign]") -> Iterable[Campaign]:
    """Rows of a list: what is large is left in the database."""
    for row in found:
        row.body, row.announced, row.logs = {}, [], []
        yield row


def campaign_for(viewer: Viewer, id_: UUID) -> CampaignRow:
    """One survey.

    Raises:
        DomainError("survey.unknown"): not there, of other places, or not given to this evaluator.
    """
    row = _seen_by(viewer).filter(id=id_).first()
    if row is None:
        raise DomainError("survey.unknown")
    return campaign_row(row)


def _seen_by(viewer: Viewer) -> "QuerySet[Campaign]":
    if not holds(viewer, Permission.FIGURES_READ):
        return Campaign.objects.none()
    if viewer.role is Role.EVALUATOR:
        return Campaign.objects.filter(evaluator=viewer.unit)
    return Campaign.objects.filter(lo__lte=viewer.hi, hi__gte=viewer.lo)


def questionnaires_of(viewer: Viewer) -> tuple[QuestionnaireRow, ...]:
    """What offices brought of whose places the viewer's are a part, or that are a part of them; oldest first.

    Nobody's data; for those who hold surveys. One query.
    """
    found = _questionnaires(viewer).order_by("-made_at", "-id")[:_MOST_LISTED]
    return tuple(map(questionnaire_row, reversed(found)))


def _questionnaires(viewer: Viewer) -> "QuerySet[Questionnaire]":
    if not holds(viewer, Permission.SURVEYS_KEEP):
        return Questionnaire.objects.none()
    return Questionnaire.objects.filter(lo__lte=viewer.hi, hi__gte=viewer.lo)


def questionnaire_for(viewer: Viewer, id_: UUID) -> QuestionnaireRow:
    """One of them.

    Raises:
        DomainError("questionnaire.unknown").
    """
    row = _questionnaires(viewer).filter(id=id_).first()
    if row is None:
        raise DomainError("questionnaire.unknown")
    return questionnaire_row(row)


def may_keep(viewer: Viewer, row: CampaignRow) -> bool:
    """Whether the viewer may draw, take in answers without an invitation, and finish it."""
    return holds(viewer, Permission.SURVEYS_KEEP) and viewer.lo <= row.lo and row.hi <= viewer.hi


def may_read_results(viewer: Viewer, row: CampaignRow) -> bool:
    """Whether the viewer may read what came out: of a place that is all theirs, or as its evaluator."""
    if viewer.role is Role.EVALUATOR:
        return row.evaluator == viewer.unit
    return holds(viewer, Permission.FIGURES_READ) and viewer.lo <= row.lo and row.hi <= viewer.hi


def invitations(viewer: Viewer, campaign: UUID, *, limit: int = 500) -> tuple[InvitationRow, ...]:
    """Those drawn whom the viewer records contacts with. One query."""
    scope = access.scope(viewer, Permission.CONTACT_RECORD)
    if scope == access.NOBODY:
        return ()
    found = Invitation.objects.filter(within(scope), campaign=campaign).order_by("held_by", "id")[:limit]
    return tuple(InvitationRow(row.person_id, row.held_by, bytes(row.pseudonym).hex()) for row in found)


def ticket(key: bytes) -> TicketRow | None:
    """The ticket of an address, or None. About nobody."""
    row = Ticket.objects.filter(key=key).first()
    return _ticket(row) if row else None


def tickets(campaign: UUID) -> tuple[TicketRow, ...]:
    """Every ticket of a survey, by pseudonym. About nobody."""
    found = Ticket.objects.filter(campaign=campaign).exclude(pseudonym="").order_by("pseudonym")
    return tuple(map(_ticket, found))


def used(campaign: UUID, pseudonyms: Iterable[str]) -> frozenset[str]:
    """Which of these pseudonyms have answered."""
    found = Ticket.objects.filter(campaign=campaign, pseudonym__in=set(pseudonyms), is_used=True)
    return frozenset(found.values_list("pseudonym", flat=True))


def _ticket(row: Ticket) -> TicketRow:
    return TicketRow(bytes(row.key), row.campaign, row.pseudonym, row.stratum, row.is_used)


def campaign_of(id_: UUID) -> CampaignRow | None:
    """The survey a ticket belongs to. For whoever answers it: nothing of it is about a person."""
    row = Campaign.objects.filter(id=id_).first()
    return campaign_row(row) if row else None


def campaign_at(address: str) -> CampaignRow | None:
    """The survey behind an open address, or None."""
    row = Campaign.objects.filter(address=address).first() if address else None
    return campaign_row(row) if row else None


def how_many(campaigns_: Iterable[UUID]) -> dict[UUID, int]:
    """How many have answered, by survey. One query."""
    counted = Answer.objects.filter(campaign__in=set(campaigns_)).values("campaign").annotate(n=Count("id"))
    return {line["campaign"]: line["n"] for line in counted}


def answered_by_stratum(campaign: UUID) -> dict[int, int]:
    """How many have answered, by region."""
    counted = Answer.objects.filter(campaign=campaign).values("stratum").annotate(n=Count("id"))
    return {line["stratum"]: line["n"] for line in counted}
