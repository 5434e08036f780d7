"""Two people who are kept apart: nothing of this house goes from one to the other, in either direction.

Who is to be kept safe, and from what, changes nothing of it; nobody is accused. Where a way names nobody (a
call through the family), it is closed while anybody is kept apart, because it might be them. Lifting takes
two people; setting takes one, at once.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from guitu.domain.kernel.errors import DomainError

# What a list from elsewhere calls them may be less exact: such contacts are closed along with them.
_CALLED: Final[Mapping[str, frozenset[str]]] = {
    "former_spouse": frozenset({"spouse", "other", ""}),
    "grandparent": frozenset({"other", ""}),
    "other": frozenset({"other", ""}),
}
_SHORTEST_NUMBER = 7  # digits: less would be found in any number
_WAYS: Final = frozenset({"family_member", "through_family"})
"""The codes in an entry's details that mean somebody of the family."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One relative kept apart. ``asked_by`` who asks to lift it, ``lifted_by`` who agreed."""

    set_by: UUID
    asked_by: UUID | None = None
    lifted_by: UUID | None = None

    @property
    def stands(self) -> bool:
        """Whether they are kept apart now; asking to lift it changes nothing yet."""
        return self.lifted_by is None

    def ask(self, by: UUID) -> "Hold":
        """Somebody asks to lift it.

        Raises:
            DomainError: "family.not-apart", "family.lift-asked".
        """
        if not self.stands:
            raise DomainError("family.not-apart")
        if self.asked_by is not None:
            raise DomainError("family.lift-asked")
        return replace(self, asked_by=by)

    def keep(self) -> "Hold":
        """What was asked is turned down: they stay apart.

        Raises:
            DomainError: "family.lift-not-asked".
        """
        if not self.stands or self.asked_by is None:
            raise DomainError("family.lift-not-asked")
        return replace(self, asked_by=None)

    def lift(self, by: UUID) -> "Hold":
        """A second person agrees.

        Raises:
            DomainError: "family.lift-not-asked", "family.lift-own".
        """
        if not self.stands or self.asked_by is None:
            raise DomainError("family.lift-not-asked")
        if by == self.asked_by:
            raise DomainError("family.lift-own")
        return replace(self, lifted_by=by)


@dataclass(frozen=True, slots=True)
class Known:
    """A relative as other rooms could meet them: by relation, name and number."""

    relation: str
    name: str = field(repr=False)
    phone: str = field(repr=False)

    def is_in(self, words: str) -> bool:
        """Whether words speak of them by name or by number, however it is written."""
        plain = _plain(words)
        name = _plain(self.name)
        if len(name) > 1 and name in plain:
            return True
        number = _digits(self.phone)
        return len(number) >= _SHORTEST_NUMBER and number in _digits(words)


@dataclass(frozen=True, slots=True)
class Apart:
    """Who of a family is closed: ``held`` kept apart, ``withdrew`` took it all back; ``open`` the others."""

    held: tuple[Known, ...] = ()
    withdrew: tuple[Known, ...] = ()
    open: tuple[Known, ...] = ()

    def __bool__(self) -> bool:
        """Whether anybody is kept apart."""
        return bool(self.held)

    def touches(self, words: str) -> bool:
        """Whether words lead to somebody who is kept apart."""
        return any(known.is_in(words) for known in self.held)

    def hides(self, relation: str, value: str) -> bool:
        """Whether a relative's contact is shown to nobody: kept apart or withdrawn, or perhaps theirs."""
        if any(known.is_in(value) for known in (*self.held, *self.withdrew)):
            return True
        if any(known.is_in(value) for known in self.open):
            return False
        return any(relation in {known.relation, *_CALLED.get(known.relation, ())} for known in self.held)

    def check_words(self, words: str, *, place: str) -> None:
        """Whether words may stand where somebody acts on them.

        Raises:
            DomainError: "family.kept-apart".
        """
        if self.touches(words):
            raise DomainError("family.kept-apart", field=place)

    def check_member(self, words: str, *, place: str) -> None:
        """Whether these words may name the relative who takes part.

        While anybody is kept apart, only one who is on file and open.

        Raises:
            DomainError: "family.kept-apart", "family.withdrew".
        """
        if any(known.is_in(words) for known in self.withdrew):
            raise DomainError("family.withdrew", field=place)
        if self.touches(words) or (self.held and not any(known.is_in(words) for known in self.open)):
            raise DomainError("family.kept-apart", field=place)

    def check_unnamed(self, *, place: str) -> None:
        """Whether somebody of the family, unnamed, may be part of it: it might be who is kept apart.

        Raises:
            DomainError: "family.kept-apart".
        """
        if self.held:
            raise DomainError("family.kept-apart", field=place)

    def check_details(self, details: Mapping[str, object]) -> None:
        """Whether an entry may say that the family was a way: it names nobody, so nobody may be apart.

        Raises:
            DomainError: "family.kept-apart", with the detail.
        """
        place = way_in(details)
        if place is not None:
            self.check_unnamed(place=place)


def way_in(details: Mapping[str, object]) -> str | None:
    """The detail that speaks of a way through the family, or None.

    >>> way_in({"mode": "through_family"}), way_in({"told": ["police_station"]})
    ('mode', None)
    """
    return next((name for name, value in details.items() if _WAYS & set(_codes(value))), None)


def _codes(value: object) -> Collection[str]:
    if isinstance(value, str):
        return (value,)
    return [str(one) for one in value] if isinstance(value, Iterable) else ()


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _digits(words: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", words))
