"""Where a message can reach somebody. For sending only: what is found here is shown to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from guitu.casework.people.models import ContactPoint
from guitu.casework.people.translate import WHEREABOUTS, contacts_opened
from guitu.foundation.crypto import keys


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody's own latest phone number and mail address, "" where none is known. Never a relative's."""

    phone: str = field(repr=False)
    mail: str = field(repr=False)


def reach_of(ids: Iterable[UUID]) -> Reach:
    """How to reach the person of these files, as far as their keys are open here. Two queries."""
    files = list(ids)
    rows = ContactPoint.objects.filter(
        person_id__in=files, of="self", is_current=True, kind__in=("phone", "mail")
    )
    latest: dict[str, str] = {}
    ring = keys.ring(files, (WHEREABOUTS,))
    for row, text in contacts_opened(ring, rows.order_by("recorded_at", "id")):
        latest[row.kind] = text
    return Reach(phone=latest.get("phone", ""), mail=latest.get("mail", ""))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Somebody's own numbers, and those they gave for relatives."""

    own: frozenset[str] = field(repr=False)
    relatives: frozenset[str] = field(repr=False)


def numbers_of(ids: Iterable[UUID]) -> dict[UUID, Numbers]:
    """Every number of these people, to tell whether two of them are relatives. In a context of the system."""
    files = list(ids)
    found: dict[UUID, dict[str, set[str]]] = {file: {"self": set(), "relative": set()} for file in files}
    rows = ContactPoint.objects.filter(person_id__in=files, kind="phone")
    for row, text in contacts_opened(keys.ring(files, (WHEREABOUTS,)), rows):
        found[row.person_id][row.of].add(text)
    return {
        file: Numbers(frozenset(known["self"]), frozenset(known["relative"])) for file, known in found.items()
    }
