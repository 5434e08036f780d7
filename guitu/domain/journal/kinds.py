"""Every kind of entry by its id, the check that an entry passes before it is written, and what kinds mean.

The check is compiled once per kind, because a synthetic population passes it a million times.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from guitu.domain.journal import (
    assessment,
    breach,
    contact,
    correction,
    crisis,
    decision,
    drug_tests,
    leave,
    letter,
    lifecycle,
    outcomes,
    services,
)
from guitu.domain.journal.detail import REFUSED
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kind import Family, Kind, Said
from guitu.domain.kernel.errors import DomainError

_MODULES: Final = (
    lifecycle,
    contact,
    drug_tests,
    leave,
    breach,
    assessment,
    services,
    crisis,
    letter,
    decision,
    correction,
)

KINDS: Final[Mapping[str, type[Kind]]] = MappingProxyType(
    {kind.kind: kind for module in _MODULES for kind in module.KINDS}
)

CONTACT_KINDS: Final = frozenset(k.kind for k in KINDS.values() if issubclass(k, contact.Contact))
CONTACT_MADE: Final = frozenset({outcomes.Contact.DONE.value, outcomes.Contact.VERIFIED.value})
_ATTENDED: Final = frozenset({"negative", "non_negative_unconfirmed", "confirmed_positive", "invalid"})
_CODE_LIKE = re.compile(r"[A-Za-z0-9_.-]{1,40}")


@dataclass(frozen=True, slots=True)
class _Form:
    """One kind's check, compiled: nothing is looked up in the dataclass while entries pass."""

    kind: type[Kind]
    outcomes: frozenset[str]
    accept: Mapping[str, Callable[[object], object]]
    aliases: Mapping[str, str]
    nullable: frozenset[str]
    past: tuple[str, ...]
    defaults: tuple[tuple[str, object], ...]
    always: tuple[str, ...]
    recorded: tuple[str, ...]
    settle: Callable[[dict[str, object], Said], None] | None

    def allowed(self, name: str) -> object:
        """What may stand in this detail; only messages need it."""
        return self.kind.declared()[name].shape.allowed


def _form(kind: type[Kind]) -> _Form:
    declared = kind.declared()
    defaults = [(name, d.default) for name, d in declared.items() if d.default is not None]
    nullable = frozenset(name for name, d in declared.items() if d.nullable)
    return _Form(
        kind=kind,
        outcomes=frozenset(outcome.value for outcome in kind.outcomes),
        accept={name: d.shape.accept for name, d in declared.items()},
        aliases={alias: name for name, d in declared.items() for alias in d.aliases},
        nullable=nullable,
        past=tuple(name for name, d in declared.items() if d.past),
        defaults=(*defaults, *((name, None) for name in sorted(nullable))),
        always=tuple(name for name, d in declared.items() if d.need == "always"),
        recorded=tuple(name for name, d in declared.items() if d.need != "optional"),
        settle=kind.settle if kind.settles else None,
    )


_FORMS: Final = {kind_id: _form(kind) for kind_id, kind in KINDS.items()}


def check(
    kind: str,
    outcome: str,
    details: Mapping[str, object],
    *,
    happened_on: date,
    today: date | None = None,
    reason: str | None = None,
    complete: bool = True,
) -> dict[str, object]:
    """The details as they are stored: codes, numbers and ISO dates only. Checking twice changes nothing.

    Without ``today`` nothing is said about the future. ``reason`` is the entry's own: a missed contact may
    say there whose matter it was. ``complete`` is False for a file written by hand: details may be missing
    where a sensible reading of the entry remains, and details nobody knows are left out instead of refused
    (see ``unknown_details``).

    Raises:
        DomainError: journal.unknown-kind, journal.unknown-outcome, journal.in-the-future,
            journal.detail-unknown, journal.detail-shape, journal.detail-missing, journal.dates-reversed,
            journal.reason-kind-missing, journal.reason-not-missed, journal.reason-disagrees; always with
            the facts ``kind``, ``field`` and ``allowed``.
    """
    form = _form_for(kind, outcome)
    if today is not None and happened_on > today:
        raise DomainError("journal.in-the-future", kind=kind, field="happened_on", allowed=today.isoformat())
    stored = _stored(form, details, complete=complete) if details else {}
    for name, value in form.defaults:
        stored.setdefault(name, value)
    for name in form.recorded if complete else form.always:
        if name not in stored:
            raise DomainError("journal.detail-missing", kind=kind, field=name, allowed=form.allowed(name))
    if today is not None and form.past:
        _refuse_future(form, stored, today.isoformat())
    if form.settle is not None:
        form.settle(stored, Said(kind, outcome, happened_on, reason, complete))
    return stored


def _form_for(kind: str, outcome: str) -> _Form:
    form = _FORMS.get(kind)
    if form is None:
        raise DomainError("journal.unknown-kind", kind=_shown(kind), field="kind", allowed=tuple(KINDS))
    if outcome not in form.outcomes:
        allowed = tuple(o.value for o in form.kind.outcomes)
        raise DomainError("journal.unknown-outcome", kind=kind, field="outcome", allowed=allowed)
    return form


def _stored(form: _Form, details: Mapping[str, object], *, complete: bool) -> dict[str, object]:
    """Each given detail in its stored form. None says nothing, except where it is an answer."""
    stored: dict[str, object] = {}
    for given, value in details.items():
        name = form.aliases.get(given, given)
        accept = form.accept.get(name)
        if accept is None:
            if complete:
                raise DomainError(
                    "journal.detail-unknown",
                    kind=form.kind.kind,
                    field=_shown(given),
                    allowed=tuple(form.accept),
                )
        elif value is not None:
            accepted = accept(value)
            if accepted is REFUSED:
                raise DomainError(
                    "journal.detail-shape", kind=form.kind.kind, field=name, allowed=form.allowed(name)
                )
            stored[name] = accepted
        elif name in form.nullable:
            stored[name] = None
    return stored


def _refuse_future(form: _Form, stored: Mapping[str, object], today: str) -> None:
    for name in form.past:
        value = stored.get(name)
        if value is not None and str(value) > today:  # ISO dates sort as text
            raise DomainError("journal.in-the-future", kind=form.kind.kind, field=name, allowed=today)


def _shown(word: object) -> str:
    """What was sent, if it looks like a code; anything else could be a name, and errors are logged."""
    return word if isinstance(word, str) and _CODE_LIKE.fullmatch(word) else "?"


def unknown_details(kind: str, details: Mapping[str, object]) -> tuple[str, ...]:
    """The details of a known kind that nobody will read, for a warning about a file written by hand."""
    form = _FORMS[kind]
    return tuple(_shown(name) for name in details if form.aliases.get(name, name) not in form.accept)


# Words people write by hand, by kind ("" for all kinds); tried only when the word is not an outcome itself.
_OUTCOME_ALIASES: Final[Mapping[str, Mapping[str, str]]] = {
    "": {
        "made": "done",
        "contact": "done",
        "verified_contact": "verified",
        "attempt": "attempted",
        "signed": "done",
        "refused": "declined",
        "non_negative": "non_negative_unconfirmed",
    },
    "consent": {"done": "given"},
    "unauthorised_absence": {"done": "unauthorised"},
    "relapse": {"done": "confirmed"},
}


def canonical_outcome(kind: str, outcome: str) -> str:
    """The kind's own word for what a file written by hand calls it; unknown words come back as they are.

    >>> canonical_outcome("talk", "made"), canonical_outcome("home_visit", "verified_contact")
    ('done', 'verified')
    """
    form = _FORMS.get(kind)
    if form is None or outcome in form.outcomes:
        return outcome
    meant = _OUTCOME_ALIASES.get(kind, {}).get(outcome) or _OUTCOME_ALIASES[""].get(outcome)
    return meant if meant in form.outcomes else outcome


def is_contact(kind: str, outcome: str) -> bool:
    """Whether somebody reached the person (done or verified); an attempt is none."""
    return kind in CONTACT_KINDS and outcome in CONTACT_MADE


def is_verified_contact(kind: str, outcome: str) -> bool:
    """Whether somebody reached the person and made sure who it was."""
    return kind in CONTACT_KINDS and outcome == "verified"


def attended(outcome: str) -> bool:
    """Whether a test's outcome says that a sample was taken, whatever it showed."""
    return outcome in _ATTENDED


def confirmed_fields(kind: str, outcome: str, details: Mapping[str, object]) -> tuple[str, ...]:
    """What the entry made fresh: phone, address, work, and last_contact for a contact."""
    if kind == "contact_confirmed":
        named = details.get("fields")
        return tuple(named) if isinstance(named, list | tuple) else ()
    if not is_contact(kind, outcome):
        return ()
    named = details.get("confirmed")
    return (*named, "last_contact") if isinstance(named, list | tuple) else ("last_contact",)


def absence_days(details: Mapping[str, object], *, happened_on: date, until: date) -> int:
    """Days away: return minus leaving, so the day of leaving is not counted (rulebook 4.6).

    ``details`` as stored. Without ``from`` the absence starts on ``happened_on``; without ``to``, or where it
    lies beyond ``until``, it is counted up to ``until``. Never negative.

    >>> away = {"from": "2026-03-10", "to": "2026-03-12"}
    >>> absence_days(away, happened_on=date(2026, 3, 12), until=date.max)
    2
    """
    start, end = details.get("from"), details.get("to")
    first = date.fromisoformat(start) if isinstance(start, str) else happened_on
    last = date.fromisoformat(end) if isinstance(end, str) else until
    return max(0, min(last, until).toordinal() - first.toordinal())


def is_official(entry: Entry) -> bool:
    """Whether a decision entry may move a term or a status by itself; otherwise it is only a proposal to act.

    Kinds that need a document are official with its number; its date is ``decided_on``, else the entry's own
    day. The other decisions (a transfer, a found relapse) are facts and always are. What is no decision is
    not official.
    """
    kind = KINDS.get(entry.kind)
    if kind is None or kind.family is not Family.DECISION:
        return False
    if not kind.needs_document:
        return True
    aliases = _FORMS[entry.kind].aliases
    named = {aliases.get(name, name) for name, value in entry.details.items() if value}
    return "document_number" in named
