"""The working group: five kinds of members (Drug Rehabilitation Regulation 17), and why one is missing.

A family member joins only where that is safe for the person, and only with their word (rule book 3.3).
"""

from collections.abc import Collection, Mapping
from typing import Final

from guitu.domain.journal.codes import GROUP_GAPS, MEMBER_KINDS
from guitu.domain.kernel.errors import DomainError

KINDS: Final = "working_group.members"
"""The parameter of the rulebook that names the kinds."""

# Reasons that fit a kind; the others fit all.
_OF_FAMILY: Final = frozenset({"no_family", "family_declined", "family_not_safe"})


def kinds_asked(parameter: object) -> tuple[str, ...]:
    """The kinds a place asks for, from its parameter; the five of the law where it says nothing.

    >>> kinds_asked(None)
    ('full_time_worker', 'community_police', 'medical_staff', 'family_member', 'volunteer')
    """
    if isinstance(parameter, tuple | list):
        return tuple(kind for kind in MEMBER_KINDS if kind in parameter)
    return MEMBER_KINDS[:5]


def check_member(kind: str, *, is_safe: bool) -> None:
    """Whether somebody may join.

    Raises:
        DomainError: "group.kind", "group.family-not-safe".
    """
    if kind not in MEMBER_KINDS:
        raise DomainError("group.kind", field="kind")
    if kind == "family_member" and not is_safe:
        raise DomainError("group.family-not-safe", field="is_safe")


def gaps_for(kind: str) -> tuple[str, ...]:
    """The reasons that a kind may be missing for."""
    if kind == "family_member":
        return tuple(gap for gap in GROUP_GAPS if not gap.startswith(("no_medical", "no_volunteer")))
    own = {"medical_staff": "no_medical_staff", "volunteer": "no_volunteer"}.get(kind)
    return tuple(gap for gap in ("person_declined", "being_appointed", own) if gap is not None)


def check_group(asked: Collection[str], members: Collection[str], gaps: Mapping[str, str]) -> None:
    """Whether a group is complete or says of each missing kind why.

    Raises:
        DomainError("group.gap-unreasoned"): with the ``kind``.
    """
    for kind in asked:
        if kind not in members and gaps.get(kind) not in gaps_for(kind):
            raise DomainError("group.gap-unreasoned", kind=kind)
