"""A long list, 50 at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_T = TypeVar("_T")
PAGE = 50


@dataclass(frozen=True)
class Page(Generic[_T]):
    """Some rows. ``less`` and ``more`` the numbers of the pages beside it, None at the ends."""

    rows: Sequence[_T]
    total: int
    less: int | None
    more: int | None


def page_of(rows: Sequence[_T], number: str) -> Page[_T]:
    """The page called ``number``, from 1; the first for what is no number."""
    last = max(1, -(-len(rows) // PAGE))
    here = min(int(number), last) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    here = max(1, here)
    shown = rows[(here - 1) * PAGE : here * PAGE]
    return Page(shown, len(rows), here - 1 or None, here + 1 if here < last else None)
