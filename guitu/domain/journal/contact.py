"""Meeting the person: tried, reached, made sure of, or an appointment that did not take place and why."""

from dataclasses import dataclass
from typing import ClassVar

from guitu.domain.journal import codes, outcomes
from guitu.domain.journal.detail import detail, one_of, some_of
from guitu.domain.journal.kind import Family, Kind, Said
from guitu.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Kind):
    """Any contact. ``confirmed`` the fields the person said are still right.

    ``reason_kind`` whose matter it was that a missed appointment failed; ``reason`` the code below it.
    """

    family: ClassVar = Family.CONTACT
    outcomes: ClassVar = outcomes.Contact
    settles: ClassVar = True
    mode: str | None = detail(one_of(codes.CONTACT_MODES))
    reason_kind: str | None = detail(one_of(codes.REASON_KINDS))
    reason: str | None = detail(one_of(codes.REASONS))
    confirmed: tuple[str, ...] | None = detail(some_of(codes.CONFIRMABLE))

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """A missed appointment says whose matter it was; nothing else carries such a reason.

        Raises:
            DomainError("journal.reason-kind-missing"): missed, and neither a kind nor a reason is given.
            DomainError("journal.reason-not-missed"): a kind of reason on what was not missed.
            DomainError("journal.reason-disagrees"): the reason belongs to another kind of reason.
        """
        given = details.get("reason_kind")
        if said.outcome != outcomes.Contact.MISSED:
            if given is not None:
                raise DomainError(
                    "journal.reason-not-missed", kind=said.kind, field="reason_kind", allowed=()
                )
            return
        _take_over(details, said.reason)
        implied = codes.REASONS.get(str(details.get("reason")))
        kind = details.get("reason_kind", implied)
        if implied is not None and kind != implied:
            raise DomainError(
                "journal.reason-disagrees", kind=said.kind, field="reason_kind", allowed=(implied,)
            )
        if kind is not None:
            details["reason_kind"] = kind
        elif said.complete:
            raise DomainError(
                "journal.reason-kind-missing",
                kind=said.kind,
                field="reason_kind",
                allowed=codes.REASON_KINDS,
            )


def _take_over(details: dict[str, object], entry_reason: str | None) -> None:
    """Use the entry's own reason where the details are silent."""
    if entry_reason in codes.REASON_KINDS:
        details.setdefault("reason_kind", entry_reason)
    elif entry_reason in codes.REASONS:
        details.setdefault("reason", entry_reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting(Contact):
    """A contact long enough to see what weighs on somebody and what holds them, by areas of life."""

    weighs: tuple[str, ...] | None = detail(some_of(codes.AREAS))
    holds: tuple[str, ...] | None = detail(some_of(codes.AREAS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(_Meeting):
    """A talk, wherever it took place."""

    kind: ClassVar = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisit(_Meeting):
    """A visit where the person lives."""

    kind: ClassVar = "home_visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(_Meeting):
    """The return visit of aftercare, half-yearly in Hunan (rulebook J-01)."""

    kind: ClassVar = "follow_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class InPersonCheck(Contact):
    """A meeting to see that the person is there and well."""

    kind: ClassVar = "in_person_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCall(Contact):
    """A call."""

    kind: ClassVar = "phone_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactConfirmed(Kind):
    """Fields found to be still right, by whatever way; by itself it is no contact."""

    kind: ClassVar = "contact_confirmed"
    family: ClassVar = Family.CONTACT
    outcomes: ClassVar = outcomes.Done
    fields: tuple[str, ...] | None = detail(some_of(codes.CONFIRMABLE), "recorded")


KINDS: tuple[type[Kind], ...] = (Talk, HomeVisit, FollowUp, InPersonCheck, PhoneCall, ContactConfirmed)
