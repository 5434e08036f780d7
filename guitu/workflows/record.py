"""Somebody writes down what happened: the entry is kept, duties and phase follow, the trail is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import EpisodeRow, episode_for
from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.queries import Line, line_of
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing import commands as testing
from guitu.domain.access import Compartment, Permission, Viewer
from guitu.domain.journal.entry import RETRACTION
from guitu.domain.journal.kind import Family
from guitu.domain.journal.kinds import KINDS, attended
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.ending import is_legal_act
from guitu.foundation.audit.commands import note
from guitu.foundation.clock import day_of
from guitu.workflows.confirmation import check_confirmation
from guitu.workflows.consent import MOVES_CONSENT, act_on_consents, check_speaker
from guitu.workflows.derive import Derived
from guitu.workflows.expect_release import announce, expected
from guitu.workflows.family_apart import check_draft
from guitu.workflows.followed import follow
from guitu.workflows.kept_beside import BY_AN_ACT, check_alone
from guitu.workflows.plausible import check_plausible
from guitu.workflows.refresh import lock_files, refresh

# Who may write what: care is open to every case worker, what burdens or has legal effect is not.
NEEDED: Mapping[Family, Permission] = MappingProxyType(
    {
        Family.LIFECYCLE: Permission.CONTACT_RECORD,
        Family.CONTACT: Permission.CONTACT_RECORD,
        Family.TEST: Permission.TEST_RECORD,
        Family.LEAVE: Permission.CONTACT_RECORD,
        Family.ASSESSMENT: Permission.CONTACT_RECORD,
        Family.SERVICE: Permission.SERVICE_RECORD,
        Family.LETTER: Permission.LEGAL_FACT_RECORD,
        Family.DECISION: Permission.LEGAL_FACT_RECORD,
    }
)
# Kinds that need another permission than their family: an absence burdens, an order is a legal fact.
NEEDED_BY_KIND: Mapping[str, Permission] = MappingProxyType(
    {
        "unauthorised_absence": Permission.LEGAL_FACT_RECORD,
        "decision_received": Permission.LEGAL_FACT_RECORD,
        "report_in": Permission.LEGAL_FACT_RECORD,
        "late_report": Permission.LEGAL_FACT_RECORD,
        "assignment": Permission.ASSIGN,
        "test_challenged": Permission.RIGHTS_RECORD,
        "challenge_decided": Permission.LEGAL_FACT_RECORD,
        "hearing_offered": Permission.LEGAL_FACT_RECORD,
        "breach_confirmed": Permission.LEGAL_FACT_RECORD,
        "breach_closed": Permission.LEGAL_FACT_RECORD,
        "lost_contact": Permission.LEGAL_FACT_RECORD,
    }
)
# A filled form is written by who may write in its compartment, and a level by nobody alone: both by acts of
# their own (``answer_instrument``, ``risk_level``).
NEEDED_IN: Mapping[Compartment, Permission] = MappingProxyType(
    {
        Compartment.CASEWORK: Permission.CONTACT_RECORD,
        Compartment.MEDICAL: Permission.HEALTH_RECORD,
        Compartment.PSYCHOLOGICAL: Permission.MIND_RECORD,
    }
)
# Signatures, groups and plans have guards of their own as well (``agree``, ``working_group``, ``plan``).
OWN_ACTS = frozenset(
    {
        "assessment",
        "risk_assessment",
        "rights_read",
        "agreement",
        "voluntary_paper",
        "working_group",
        "plan",
        "plan_review",
        "crisis",
    }
)
# Of these, what a room keeps beside the entry; taking back the entry alone would part the two.
_KEPT_BESIDE = frozenset({"working_group", "plan"})

# Kinds whose turn must have come first, written by no form and no program but by workflows/breach.py and, of
# one test, by workflows/collect.py and workflows/challenge.py.
IN_TURN = frozenset(
    {
        *("hearing_offered", "breach_confirmed", "breach_closed", "serious_breach_report", "lost_contact"),
        *("sample_sealed", "result_told", "test_challenged", "challenge_decided", "sample_delivered"),
        *("lab_result", "sample_disposed"),
    }
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The entry's id, whether it was new, and the duties it answered as (rule, slot).

    ``sealed``: with it the person's last course closed, and the file is sealed.
    """

    entry_id: UUID
    was_new: bool
    settled: tuple[tuple[str, int], ...]
    sealed: bool = False


def permission_for(kind: str) -> Permission:
    """What somebody needs to write an entry of a kind.

    Raises:
        DomainError("journal.unknown-kind").
    """
    if kind in NEEDED_BY_KIND:
        return NEEDED_BY_KIND[kind]
    if kind not in KINDS or KINDS[kind].family not in NEEDED:
        raise DomainError("journal.unknown-kind", kind=kind)
    return NEEDED[KINDS[kind].family]


@transaction.atomic
def record_entry(
    *,
    person: UUID,
    kind: str,
    happened_on: date,
    outcome: str,
    details: Mapping[str, object],
    note_text: str = "",
    reason: str = "",
    episode: UUID | None = None,
    supersedes: UUID | None = None,
    entry_id: UUID | None = None,
    by: Viewer,
    at: datetime,
) -> Recorded:
    """Write one entry about a person, all or nothing. Sending the same ``entry_id`` twice is harmless.

    Args:
        person: whose.
        kind: what happened, one of ``guitu.domain.journal.kinds.KINDS``.
        happened_on: civil date, not after ``at``.
        outcome: one of the kind's words.
        details: codes, numbers and ISO dates.
        note_text: the only free text.
        reason: a code: why a visit did not happen, or why an entry is corrected.
        episode: the order or aftercare it belongs to; None where it belongs to none.
        supersedes: the entry it corrects.
        entry_id: made by the author's device; None makes one.
        by: who writes.
        at: when (aware).

    Raises:
        DomainError: "person.unknown", "episode.unknown", "journal.…", "beside.…", what ``followed.follow``
            and ``expect_release`` refuse.
    """
    if kind in OWN_ACTS:
        raise DomainError("journal.own-act", kind=kind, field="kind")
    who = person_for(by, person, permission_for(kind))
    if kind in IN_TURN or BY_AN_ACT & details.keys():
        raise DomainError("journal.own-page", kind=kind, field="kind")
    draft = Draft(
        kind=kind,
        outcome=outcome,
        happened_on=happened_on,
        details=details,
        note=note_text,
        reason=reason,
        supersedes=supersedes,
        id=entry_id,
    )
    if supersedes is not None:
        lock_files(who.ids)
        wrong = line_of(by, who, supersedes)
        check_alone(by, who, wrong)
        follow(who, wrong, draft, by=by, at=at)
    coming = expected(who, kind, details, happened_on=happened_on)
    done = write(
        who,
        draft,
        episode=episode_for(who, episode) if episode else None,
        by=by,
        at=at,
    )
    if kind == "drug_test" and done.was_new and supersedes is None:
        testing.close_with(who, day=happened_on, entry=done.entry_id, attended=attended(outcome))
    if coming is not None and done.sealed:
        announce(who, coming, at=at)
    return done


@transaction.atomic
def take_back(
    *, person: UUID, entry: UUID, by: Viewer, at: datetime, entry_id: UUID | None = None
) -> Recorded:
    """Undo what was just saved: say it did not happen, or, of a correction, bring back what it corrected.

    Raises:
        DomainError: "person.unknown", "journal.unknown"; "journal.already-corrected"; "journal.own-act",
            "beside.…": what the entry stands for is kept elsewhere, and is changed there; what
            ``followed.follow`` refuses.
    """
    who = person_for(by, person, Permission.PERSON_READ)
    lock_files(who.ids)
    wrong = line_of(by, who, entry)
    person_for(by, person, _permission_to_undo(wrong))
    if wrong.kind in _KEPT_BESIDE:
        raise DomainError("journal.own-act", kind=wrong.kind, field="kind")
    check_alone(by, who, wrong)
    if wrong.superseded_by is not None:
        raise DomainError("journal.already-corrected", id=entry)
    before = line_of(by, who, wrong.supersedes) if wrong.supersedes else None
    kept = episode_for(who, wrong.episode_id) if wrong.episode_id else None
    draft = _withdrawing(wrong, entry_id) if before is None else _restoring(wrong, before, entry_id)
    follow(who, wrong, draft, by=by, at=at)
    return write(who, draft, episode=kept, by=by, at=at)


def withdraw(who: AdmittedPerson, wrong: Line, *, words: str = "", by: Viewer, at: datetime) -> None:
    """Say that help did not happen, for a room's own page; what was corrected already stays.

    In the caller's transaction, which holds the lock and asked for the permission.

    Raises:
        DomainError: what ``followed.follow`` refuses.
    """
    if wrong.superseded_by is not None:
        return
    draft = _withdrawing(wrong, None)._replace(note=words.strip())
    follow(who, wrong, draft, by=by, at=at)
    write(who, draft, episode=None, by=by, at=at)


def _permission_to_undo(wrong: Line) -> Permission:
    return NEEDED_IN[wrong.compartment] if wrong.kind == "assessment" else permission_for(wrong.kind)


def _withdrawing(wrong: Line, entry_id: UUID | None) -> Draft:
    return Draft(
        kind=RETRACTION,
        outcome="done",
        happened_on=wrong.happened_on,
        reason="entered_by_mistake",
        supersedes=wrong.id,
        id=entry_id,
        compartment=wrong.compartment,
    )


def _restoring(wrong: Line, before: Line, entry_id: UUID | None) -> Draft:
    return Draft(
        kind=before.kind,
        outcome=before.outcome,
        happened_on=before.happened_on,
        details=before.details,
        note=before.note,
        reason=before.reason or "entered_by_mistake",
        region=before.region,
        supersedes=wrong.id,
        id=entry_id,
        compartment=before.compartment,
    )


def write(
    who: AdmittedPerson, draft: Draft, *, episode: EpisodeRow | None, by: Viewer, at: datetime
) -> Recorded:
    """Lock, append, act on consents, refresh, note: the same for every way an entry comes.

    In the caller's transaction; ``who`` comes from the permission that the caller asked for.
    """
    lock_files(who.ids)
    check_speaker(who, draft)
    check_plausible(who, draft, episode)
    check_confirmation(who, draft, on=day_of(at))
    check_draft(who, draft)
    appended = journal.append(who, draft, by=by, at=at, episode=episode)
    if appended.was_new and draft.kind in MOVES_CONSENT:
        act_on_consents(who, by=by, at=at)
    derived = refresh(who.ids, on=day_of(at))
    if derived is not None:
        _refuse_postponement(derived, draft)
    if appended.was_new:
        note("entry.recorded", subject=who.id, by=by, at=at, entry=appended.id, kind=draft.kind)
    sealed = derived is not None and derived.sealed
    return Recorded(appended.id, appended.was_new, _settled(derived, appended.id), sealed)


def _refuse_postponement(derived: Derived, draft: Draft) -> None:
    """Nothing but a document of an authority moves the end of a term to a later day.

    Raises:
        DomainError: "term.postponed-without-act".
    """
    if is_legal_act(draft.kind, draft.details):
        return
    revision = derived.seen.book.revision  # a term that other rules gave is no promise of these
    for row, of in zip(derived.files, derived.seen.episodes, strict=True):
        if row.term_to is None or of.course.term is None or row.revision != revision:
            continue
        if of.course.term[1] > row.term_to.toordinal():
            raise DomainError("term.postponed-without-act", was=row.term_to.isoformat())


def _settled(derived: Derived | None, entry: UUID) -> tuple[tuple[str, int], ...]:
    if derived is None:
        return ()
    answered = str(entry)
    return tuple(
        (duty.window.rule.id, duty.window.n)
        for episode in derived.seen.episodes
        for duty in episode.duties
        if duty.by is not None and duty.by.id == answered
    )
