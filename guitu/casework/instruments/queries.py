"""The shelf, one instrument, somebody's own drafts, and the level that waits."""

from uuid import UUID

from guitu.casework.instruments.models import Confirmation, Draft, Proposal, Shelved
from guitu.casework.instruments.translate import (
    DraftRow,
    OnShelf,
    ProposalRow,
    draft_row,
    proposal_row,
)
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import read
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.instrument_files import shipped

__all__ = ["DraftRow", "OnShelf", "ProposalRow"]


def shelf() -> tuple[OnShelf, ...]:
    """Every version of every instrument, by code, the newest version last. Nobody's data: no viewer."""
    rows = {(row.instrument, row.version): row for row in Shelved.objects.all()}
    found = []
    for definition in shipped():
        row = rows.pop((definition.code, definition.version), None)
        state = definition.status if row is None else row.state
        found.append(OnShelf(definition, state, came_with=True))  # type: ignore[arg-type] # checked by a constraint
    found += [
        OnShelf(read(row.body), row.state, came_with=False)  # type: ignore[arg-type] # as above
        for row in rows.values()
        if row.body is not None  # a file that was taken out of the folder has no body here either
    ]
    return tuple(sorted(found, key=lambda each: each.order))


def in_use() -> dict[str, Definition]:
    """The newest active version of each instrument, by code."""
    return {each.definition.code: each.definition for each in shelf() if each.state == "active"}


def in_use_called(code: str) -> Definition:
    """The newest active version of one.

    Raises:
        DomainError("instrument.unknown").
    """
    found = in_use().get(code)
    if found is None:
        raise DomainError("instrument.unknown")
    return found


def version_of(code: str, version: str) -> OnShelf:
    """One version, in use or not: what was answered stays readable.

    Raises:
        DomainError("instrument.unknown").
    """
    for each in shelf():
        if (each.definition.code, each.definition.version) == (code, version):
            return each
    raise DomainError("instrument.unknown")


def draft_of(viewer: Viewer, who: AdmittedPerson, instrument: str) -> DraftRow | None:
    """The viewer's own draft of one form about somebody."""
    mine = Draft.objects.filter(person_id__in=who.ids, instrument=instrument, changed_by=viewer.id)
    row = mine.order_by("-changed_at").first()
    return None if row is None else draft_row(row, who.ring)


def drafts_of(viewer: Viewer, who: AdmittedPerson) -> dict[str, DraftRow]:
    """The viewer's own drafts about somebody, by instrument."""
    mine = Draft.objects.filter(person_id__in=who.ids, changed_by=viewer.id).order_by("changed_at")
    opened = (draft_row(row, who.ring) for row in mine)
    return {row.instrument: row for row in opened if row is not None}


def open_proposal(who: AdmittedPerson) -> ProposalRow | None:
    """The level that waits for confirmation, or None."""
    row = Proposal.objects.filter(person_id__in=who.ids, state="open").order_by("-made_at").first()
    return None if row is None else proposal_row(row, who.ring, _confirmers(who, row.id))


def proposal_of(who: AdmittedPerson, proposal: UUID) -> ProposalRow | None:
    """The proposal a level came from, with who confirmed it; None of a level that came another way."""
    row = Proposal.objects.filter(person_id__in=who.ids, id=proposal).first()
    return None if row is None else proposal_row(row, who.ring, _confirmers(who, row.id))


def _confirmers(who: AdmittedPerson, proposal: UUID) -> tuple[UUID, ...]:
    found = Confirmation.objects.filter(person_id__in=who.ids, proposal=proposal).order_by("confirmed_at")
    return tuple(found.values_list("confirmed_by", flat=True))
