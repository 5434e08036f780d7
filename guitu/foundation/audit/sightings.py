"""What one answer shows of whom, gathered while it is made: the doors report, and who answers writes it down.

Reports outside of any ``watching`` go nowhere: the command line and the night show nobody anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from guitu.domain.access import Viewer
from guitu.domain.ledger.line import Act

# of several ways one answer showed the same person, the one that tells most is written down
_TELLING = (Act.API, Act.LIST, Act.SEARCH, Act.ANSWER, Act.OPEN, Act.CHANGE, Act.PRINT, Act.EXPORT)

# codes of the domain that say "not yours", or "not there" for what is somebody else's
_NOT_YOURS = (".unknown", ".refused", ".not-yours-to-agree", ".not-your-own")


@dataclass(slots=True)
class Shown:
    """One person as an answer shows them. ``held_by`` 0: not reported."""

    act: Act
    held_by: int
    compartments: set[str]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is a line by itself: a sign-in, an unsealing."""

    act: Act
    actor: Viewer | None
    account: UUID | None
    person: UUID | None
    purpose: str


@dataclass
class Watch:
    """What was reported so far. ``hits`` how many persons a search found; None: nobody searched."""

    shown: dict[UUID, Shown] = field(default_factory=dict)
    denied: list[UUID | None] = field(default_factory=list)
    happened: list[Happening] = field(default_factory=list)
    hits: int | None = None

    def __bool__(self) -> bool:
        return bool(self.shown or self.denied or self.happened) or self.hits is not None


_watch: ContextVar[Watch | None] = ContextVar("guitu_watch", default=None)


@contextmanager
def watching() -> Iterator[Watch]:
    """Gather what is reported inside the block."""
    watch = Watch()
    mark = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(mark)


def saw(people: Iterable[UUID] | Mapping[UUID, int], *compartments: str, act: Act = Act.LIST) -> None:
    """These persons are shown, in these compartments.

    ``people``: with the unit that holds each, where the caller knows it.
    """
    watch = _watch.get()
    if watch is None:
        return
    held = people if isinstance(people, Mapping) else {}
    for person in people:
        shown = watch.shown.setdefault(person, Shown(act, 0, set()))
        shown.compartments.update(compartments)
        shown.held_by = held.get(person, 0) or shown.held_by
        if _TELLING.index(act) > _TELLING.index(shown.act):
            shown.act = act


def denied(person: UUID | None = None) -> None:
    """Somebody was refused: this person's file, or a screen."""
    watch = _watch.get()
    if watch is not None:
        watch.denied.append(person)


def turned_away(code: str) -> None:
    """The domain refused with this code: a denial, where it means "not yours" and no door has said so yet."""
    watch = _watch.get()
    if watch is not None and not watch.denied and code.endswith(_NOT_YOURS):
        watch.denied.append(None)


def searched(hits: int) -> None:
    """Somebody looked for people and found that many."""
    watch = _watch.get()
    if watch is not None:
        watch.hits = (watch.hits or 0) + hits


def happened(
    act: Act,
    *,
    actor: Viewer | None = None,
    account: UUID | None = None,
    person: UUID | None = None,
    purpose: str = "",
) -> None:
    """Something that is a line of its own.

    Args:
        act: what.
        actor: who did it; None: whoever is asking, or nobody known.
        account: an account without a viewer (a refused sign-in).
        person: whose file it is about.
        purpose: where it is another than the screen's.
    """
    watch = _watch.get()
    if watch is not None:
        watch.happened.append(Happening(act, actor, account, person, purpose))
