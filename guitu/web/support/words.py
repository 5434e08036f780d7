"""Applications and gifts put into words once, so that the templates only print them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from guitu.casework.support.queries import ApplicationRow, GiftRow, GiverRow, StepRow
from guitu.domain.kernel.money import written
from guitu.domain.support import applications, gifts
from guitu.domain.support.applications import DOERS, KINDS, REASONS, REMEDIES
from guitu.web.shell.tags import said


@dataclass(frozen=True)
class Line:
    """One application in words. ``next_words`` "" where nothing is to be done."""

    row: ApplicationRow
    what: str
    state: str
    is_open: bool
    next_words: str
    doer: str
    late: bool
    reason: str
    remedy: str
    is_discrimination: bool


@dataclass(frozen=True)
class LogLine:
    """One line of the status log in words."""

    row: StepRow
    state: str
    doer: str
    by: str


@dataclass(frozen=True)
class GiftLine:
    """One gift in words."""

    row: GiftRow
    what: str
    purpose: str
    amount: str
    state: str
    giver: str
    proposer: str
    approvers: tuple[str, ...]
    open_amount: str


def giver_word(row: GiverRow | None) -> str:
    """Who gives, as a page says it: their name, or that they stay unnamed."""
    if row is None:
        return "–"
    return row.name or _("一位不留名的爱心人士")


def doer_word(actor: str, owner: UUID | None, names: Mapping[UUID, str]) -> str:
    """Who does a step."""
    if owner is not None:
        return names.get(owner, said(DOERS["worker"]))
    return said(DOERS[actor]) if actor in DOERS else ""


def line(row: ApplicationRow, *, next_words: str, names: Mapping[UUID, str], today: date) -> Line:
    """An application in words."""
    return Line(
        row=row,
        what=said(KINDS[row.kind].word),
        state=said(applications.STATES[row.state]),
        is_open=row.state in applications.OPEN,
        next_words=next_words,
        doer=doer_word(row.actor, row.owner, names),
        late=row.is_late(today),
        reason=said(REASONS[row.reason]) if row.reason else "",
        remedy=said(REMEDIES[row.remedy].word) if row.remedy else "",
        is_discrimination=row.reason == applications.DISCRIMINATION,
    )


def log_line(row: StepRow, names: Mapping[UUID, str]) -> LogLine:
    """A line of the log in words."""
    return LogLine(
        row,
        said(applications.STATES[row.state]),
        doer_word(row.actor, row.owner, names),
        names.get(row.recorded_by, ""),
    )


def gift_line(row: GiftRow, *, givers: Iterable[GiverRow], names: Mapping[UUID, str]) -> GiftLine:
    """A gift in words."""
    giver = next((one for one in givers if one.id == row.giver), None)
    return GiftLine(
        row=row,
        what=said(gifts.FORMS[row.form]),
        purpose=said(gifts.PURPOSES[row.purpose]),
        amount=written(row.fen),
        state=said(gifts.STATES[row.state]),
        giver=giver_word(giver),
        proposer=names.get(row.proposed_by, ""),
        approvers=tuple(names.get(account, "") for account in row.approvals),
        open_amount=written(row.open_fen) if row.open_fen else "",
    )


def accounts_in(rows: Iterable[GiftRow]) -> set[UUID]:
    """The colleagues who stand on these gifts."""
    found: set[UUID] = set()
    for row in rows:
        found |= {row.proposed_by, *row.approvals}
        if row.handed_by is not None:
            found.add(row.handed_by)
    return found
