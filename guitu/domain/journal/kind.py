"""What every kind of entry has: an id, a family, the words its outcome may be, and typed details."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal, NamedTuple, Self

from guitu.domain.journal.detail import Detail

Compartment = Literal[
    "existence", "casework", "orders", "medical", "psychological", "legal", "whereabouts", "family"
]


class Family(StrEnum):
    """The eight families of kinds; forms, filters and the timeline group by them. Corrections stand apart."""

    LIFECYCLE = "lifecycle"
    CONTACT = "contact"
    TEST = "test"
    LEAVE = "leave"
    ASSESSMENT = "assessment"
    SERVICE = "service"
    LETTER = "letter"
    DECISION = "decision"
    CORRECTION = "correction"


class Said(NamedTuple):
    """What was said around the details: a kind needs it to judge them. ``complete`` False: by hand."""

    kind: str
    outcome: str
    happened_on: date
    reason: str | None
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The typed details of one entry. A field ``from_`` is the detail ``from``."""

    kind: ClassVar[str]
    family: ClassVar[Family]
    outcomes: ClassVar[type[StrEnum]]
    compartment: ClassVar[Compartment] = "casework"
    apart: ClassVar[Mapping[str, Compartment]] = {}  # outcomes that lie in a compartment of their own
    # Only a numbered and dated document of an authority makes it more than a proposal.
    needs_document: ClassVar[bool] = False
    # What the sealed note holds: words, or a filled form that only its own screen puts into words.
    note_holds: ClassVar[Literal["words", "response"]] = "words"
    settles: ClassVar[bool] = False  # whether ``settle`` does anything; it is not called otherwise

    @classmethod
    def settle(cls, details: dict[str, object], said: Said) -> None:
        """Check what several details say together, and fill in what follows from the others."""

    @classmethod
    def compartment_of(cls, outcome: str) -> Compartment:
        """Where an entry lies that turned out like this: who may read it follows from there."""
        return cls.apart.get(outcome, cls.compartment)

    @classmethod
    def declared(cls) -> dict[str, Detail]:
        """Each detail's name and declaration, in order."""
        return {f.name.rstrip("_"): f.metadata["detail"] for f in fields(cls)}

    @classmethod
    def of(cls, details: Mapping[str, Any]) -> Self:
        """Details that were checked, typed: dates are dates, lists are tuples."""
        return cls(
            **{
                f.name: f.metadata["detail"].shape.read(details[name])
                for f in fields(cls)
                if (name := f.name.rstrip("_")) in details
            }
        )

    def as_details(self) -> dict[str, object]:
        """The details as they are stored; the inverse of ``of``."""
        stored: dict[str, object] = {}
        for f in fields(self):
            declared: Detail = f.metadata["detail"]
            value = getattr(self, f.name)
            if value is not None or declared.nullable:
                stored[f.name.rstrip("_")] = declared.shape.write(value)
        return stored
