"""Taking in an answer: through somebody's own address, through the open one, from paper or by phone.

Nothing here reads or writes a row about a person. Answering has no consequence, refusing has none, and no
refusal is written down anywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db import transaction

from guitu.casework.surveys import commands as surveys
from guitu.casework.surveys.queries import (
    CampaignRow,
    campaign_at,
    campaign_for,
    campaign_of,
    may_keep,
    ticket,
)
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.instruments.answers import Settled, settle
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import MOST_OPEN, Mode, as_codes, check_open
from guitu.foundation.audit import pseudonym
from guitu.foundation.clock import day_of
from guitu.foundation.ids import new_id
from guitu.workflows.survey import key_of

MOST_AN_HOUR = 30  # forms one network address may send in an hour: a family, or a room; proposed
_SALT = "guitu.survey.form"
_FORM_LIVES = 6 * 3600  # seconds; proposed


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address shows. ``form`` the mark that makes a form of the open address count once; else ""."""

    row: CampaignRow
    form: str = ""


def open_address(address: str, *, at: datetime) -> Opened:
    """The questionnaire behind an address.

    Raises:
        DomainError: "survey.address" (guessed, or of a survey that is over and deleted), "survey.answered",
            "survey.not-yet", "survey.over", "survey.no-link".
    """
    row = campaign_at(address) if address.isascii() and address.isprintable() else None
    if row is None:
        found = ticket(key_of(address))
        row = campaign_of(found.campaign) if found else None
        if found is None or row is None:
            raise DomainError("survey.address")
        if found.is_used:
            raise DomainError("survey.answered")
    check_open(row.state, row.opens_on, row.closes_on, today=day_of(at))
    if Mode.LINK not in row.modes:
        raise DomainError("survey.no-link")
    mark = signing.dumps([row.id.hex, new_id().hex], salt=_SALT) if row.address else ""
    return Opened(row, mark)


@transaction.atomic
def knock(address: str, *, at: datetime) -> None:
    """Count whoever sends a form from a network address. Before the answer, in a transaction of its own.

    Raises:
        DomainError("survey.throttled").
    """
    hour = at.strftime("%Y%m%d%H")
    surveys.knock(pseudonym.of_address(address, hour), at=at, most=MOST_AN_HOUR)


@transaction.atomic
def answer(address: str, typed: Mapping[str, Sequence[str]], *, form: str = "", at: datetime) -> Settled:
    """One answer through an address; what was typed judged, and kept if it is whole.

    Raises:
        DomainError: as ``open_address``; "survey.nothing"; "survey.form-old"; "survey.full".
    """
    row = open_address(address, at=at).row
    settled = _settled(row, typed)
    if not settled.is_complete:
        return settled
    if row.address:
        _take_open(row, _mark(row, form), settled, mode=Mode.LINK)
    else:
        surveys.take(row, key_of(address), as_codes(settled.answers), mode=Mode.LINK)
    return settled


@transaction.atomic
def enter(
    *,
    campaign: UUID,
    number: str,
    mode: str,
    typed: Mapping[str, Sequence[str]],
    form: UUID,
    by: Viewer,
    at: datetime,
) -> Settled:
    """An answer on paper or by phone, written down by staff or by the evaluator.

    ``number`` what stands on the sheet; "" where nobody is invited. ``form`` of the page: once is once.

    Raises:
        DomainError: "survey.unknown", "access.refused", "survey.mode", "survey.number", "survey.answered",
            "survey.not-yet", "survey.over", "survey.nothing", "survey.full".
    """
    row = campaign_for(by, campaign)
    if not may_enter(by, row):
        raise DomainError("access.refused")
    if mode not in row.modes or mode == Mode.LINK:
        raise DomainError("survey.mode", field="mode")
    check_open(row.state, row.opens_on, row.closes_on, today=day_of(at))
    settled = _settled(row, typed)
    if not settled.is_complete:
        return settled
    if row.audience != "register":
        _take_open(row, key_of(form.hex), settled, mode=mode)
        return settled
    found = ticket(key_of(number))
    if found is None or found.campaign != row.id:
        raise DomainError("survey.number", field="number")
    surveys.take(row, found.key, as_codes(settled.answers), mode=mode)
    return settled


def may_enter(viewer: Viewer, row: CampaignRow) -> bool:
    """Whether the viewer may write down answers: of a third party's survey that party alone."""
    if row.evaluator is not None:
        return holds(viewer, Permission.SURVEY_SAMPLE) and viewer.unit == row.evaluator
    return holds(viewer, Permission.CONTACT_RECORD) or may_keep(viewer, row)


def number_for(viewer: Viewer, row: CampaignRow, name: str) -> str:
    """What stands on the sheet of somebody the evaluator knows by their pseudonym.

    Raises:
        DomainError: "access.refused", "survey.number".
    """
    if not holds(viewer, Permission.SURVEY_SAMPLE) or viewer.unit != row.evaluator:
        raise DomainError("access.refused")
    number = pseudonym.of_invitation(row.id, name)
    if ticket(key_of(number)) is None:
        raise DomainError("survey.number")
    return number


def _settled(row: CampaignRow, typed: Mapping[str, Sequence[str]]) -> Settled:
    settled = settle(row.definition, typed)
    if settled.is_complete and not settled.answers:
        raise DomainError("survey.nothing")
    return settled


def _mark(row: CampaignRow, form: str) -> bytes:
    """The key of one form of the open address.

    Raises:
        DomainError("survey.form-old"): not made here, of another survey, or too old.
    """
    try:
        campaign, nonce = signing.loads(form, salt=_SALT, max_age=_FORM_LIVES)
    except (signing.BadSignature, ValueError, TypeError):
        raise DomainError("survey.form-old") from None
    if campaign != row.id.hex:
        raise DomainError("survey.form-old")
    return key_of(str(nonce))


def _take_open(row: CampaignRow, key: bytes, settled: Settled, *, mode: str) -> None:
    surveys.take_open(row, key, as_codes(settled.answers), mode=mode, most=MOST_OPEN)
