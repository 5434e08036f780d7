"""What list of the desk was asked for, read from the address and written back into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast
from urllib.parse import urlencode
from uuid import UUID

from guitu.casework.agenda.queries import Whose, Window
from guitu.domain.access import Role

Place = tuple[date, UUID, UUID, str, int]

WINDOWS: tuple[Window, ...] = ("today", "week", "late")
_PARTS = 5
_OWN_LIST = frozenset({Role.FULL_TIME_WORKER, Role.SOCIAL_WORKER})  # they carry people by name


@dataclass(frozen=True)
class Asked:
    """Which window, whose duties, and behind which row the page begins (None: at the start)."""

    window: Window
    whose: Whose
    after: Place | None

    def address(
        self, *, window: Window | None = None, whose: Whose | None = None, after: Place | None = None
    ) -> str:
        """The address of the same list, or of another window, of others, of the next page."""
        parts = {"window": window or self.window, "whose": whose or self.whose}
        if after is not None:
            parts["after"] = ",".join((after[0].isoformat(), *map(str, after[1:])))  # type: ignore[assignment] # text
        return f"?{urlencode(parts)}"


def asked(query: Mapping[str, str], role: Role) -> Asked:
    """The list a query names; anything unreadable is the start of today's."""
    window = query.get("window", "today")
    whose = query.get("whose", "")
    if whose not in ("mine", "unit"):
        whose = "mine" if role in _OWN_LIST else "unit"
    return Asked(
        window=window if window in WINDOWS else "today",
        whose=cast('Literal["mine", "unit"]', whose),
        after=_place(query.get("after", "")),
    )


def _place(text: str) -> Place | None:
    parts = text.split(",")
    if len(parts) != _PARTS:
        return None
    try:
        return date.fromisoformat(parts[0]), UUID(parts[1]), UUID(parts[2]), parts[3], int(parts[4])
    except ValueError:
        return None
