"""A result is told, challenged, decided on, tested again, and cleared or confirmed: one step at a time.

Only what is its turn is written (``guitu.domain.testing.chain``). What the laboratory clears, clears the test
itself, at once; what it finds confirms nothing until the police have decided.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing import commands as testing
from guitu.casework.testing.queries import samples_of
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.domain.testing.chain import CONFIRM, FIELD, LABORATORY, RETEST, Chain
from guitu.foundation.clock import day_of
from guitu.workflows.confirmation import chains_of, entries_of_file
from guitu.workflows.record import write
from guitu.workflows.refresh import lock_files

_NEXT = {FIELD: LABORATORY, LABORATORY: RETEST}
_AFTER_LAB = {"not_detected": "negative", "invalid": "invalid"}
_OUTCOMES = {
    "result_told": ("done",),
    "test_challenged": ("done",),
    "challenge_decided": ("granted", "declined"),
    "sample_delivered": ("done",),
    "lab_result": ("not_detected", "detected", "invalid"),
    CONFIRM: ("done",),
}


@transaction.atomic
def take_step(
    *,
    person: UUID,
    test: UUID,
    act: str,
    happened_on: date,
    by: Viewer,
    at: datetime,
    outcome: str = "done",
    document_number: str = "",
    decided_on: date | None = None,
    elsewhere: bool = False,
    note_text: str = "",
    id: UUID | None = None,  # noqa: A002 - made by the form
) -> Chain:
    """Record the next step of one test; the way as it then stands. Sending the same ``id`` twice is harmless.

    Args:
        person: whose test.
        test: the entry of the test, as first recorded.
        act: a kind of entry about a test, or "confirm".
        happened_on: civil day, not before the step it follows.
        by: who writes. A challenge is the person's right: whoever records rights may write it down as well.
        at: when (aware).
        outcome: of a decision "granted" or "declined"; of a laboratory "not_detected", "detected", "invalid".
        document_number: of the decision, the receipt or the report.
        decided_on: of a decision.
        elsewhere: a retest was made by another institution.
        note_text: free text; what the person said.
        id: of the entry.

    Raises:
        DomainError: "person.unknown", "test.unknown", "test.not-its-turn", "test.challenge-open",
            "test.unknown-act", "test.before-step", and what the kinds refuse.
    """
    who = person_for(by, person, _permission(act, by))
    if act not in _OUTCOMES or outcome not in _OUTCOMES[act]:
        raise DomainError("test.unknown-act", field="act")
    lock_files(who.ids)
    today = day_of(at)
    chain = chain_for(who, test, on=today)
    if id is not None and any(entry.id == str(id) for entry in entries_of_file(who)):
        return chain
    chain.require(act)
    if happened_on < chain.happened[-1].on:
        raise DomainError("test.before-step", field="happened_on", on=chain.happened[-1].on.isoformat())
    episode = _episode(who, chain)
    paper = _paper(document_number, decided_on)
    if act == CONFIRM:
        _stand_anew(who, chain, "confirmed_positive", chain.level, episode, paper, by=by, at=at, id=id)
        return chain_for(who, test, on=today)
    details = _details(chain, act, paper, elsewhere=elsewhere)
    draft = Draft(act, outcome, happened_on, details, note_text, id=id)
    write(who, draft, episode=episode, by=by, at=at)
    if act == "lab_result" and outcome in _AFTER_LAB:
        level = _NEXT[chain.level]
        _stand_anew(who, chain, _AFTER_LAB[outcome], level, episode, {}, by=by, at=at)
    if act == "sample_delivered":
        _send(who, test, happened_on, document_number, by=by, at=at)
    return chain_for(who, test, on=today)


def chain_for(who: AdmittedPerson, test: UUID, *, on: date) -> Chain:
    """The way of one test of somebody.

    Raises:
        DomainError: "test.unknown", alike for absent and somebody else's.
    """
    for chain in chains_of(who, on=on):
        if chain.test.id == str(test):
            return chain
    raise DomainError("test.unknown")


def _permission(act: str, by: Viewer) -> Permission:
    if act == "test_challenged" and not holds(by, Permission.TEST_RECORD):
        return Permission.RIGHTS_RECORD
    if act in ("challenge_decided", CONFIRM):
        return Permission.LEGAL_FACT_RECORD
    return Permission.TEST_RECORD


def _paper(number: str, decided_on: date | None) -> dict[str, object]:
    paper: dict[str, object] = {"document_number": number} if number else {}
    return {**paper, "decided_on": decided_on.isoformat()} if decided_on else paper


def _details(chain: Chain, act: str, paper: Mapping[str, object], *, elsewhere: bool) -> dict[str, object]:
    details: dict[str, object] = {"test": chain.test.id}
    if act in ("result_told", "test_challenged"):
        return {**details, "level": chain.level}
    if act == "lab_result":
        details["level"] = _NEXT[chain.level]
        if elsewhere:
            details["institution"] = "another_institution"
    wanted = ("document_number", "decided_on") if act == "challenge_decided" else ("document_number",)
    return {**details, **{name: paper[name] for name in wanted if name in paper}}


def _stand_anew(
    who: AdmittedPerson,
    chain: Chain,
    outcome: str,
    level: str,
    episode: EpisodeRow | None,
    paper: Mapping[str, object],
    *,
    by: Viewer,
    at: datetime,
    id: UUID | None = None,  # noqa: A002 - the form's
) -> None:
    """Record the test anew, on its own day: the slot it filled stays filled, the ledger reads what counts."""
    before = chain.stands_as or chain.test
    kept = {name: before.details[name] for name in ("mode", "sample") if name in before.details}
    draft = Draft(
        "drug_test",
        outcome,
        before.happened_on,
        {**kept, "level": level, **paper},
        reason="more_known",
        supersedes=UUID(before.id),
        id=id,
    )
    write(who, draft, episode=episode, by=by, at=at)


def _episode(who: AdmittedPerson, chain: Chain) -> EpisodeRow | None:
    """The order the test belongs to; None where it belonged to none."""
    return next((row for row in episodes_of(who) if str(row.id) == chain.test.episode), None)


def _send(who: AdmittedPerson, test: UUID, on: date, document: str, *, by: Viewer, at: datetime) -> None:
    """The sample's own chain of custody says the same, where the sample was written down here."""
    sample = next((row for row in samples_of(who) if row.entry == test), None)
    if sample is not None:
        testing.hand_on(who, sample.id, step="sent_to_laboratory", on=on, by=by.id, at=at, document=document)
