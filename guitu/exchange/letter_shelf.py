"""Which template a unit prints a form with: its own, its region's, a region's around it, or ours.

An office's own lies at ``GUITU_HOME/templates/<unit or region>/<kind>.docx``, every one it ever had beside it
at ``<kind>/<version>.docx``; the same file is the same version. It is judged in a confined
process when it is put there, and once more in each process that prints with it, for it may have come by hand.
What is not accepted changes nothing: the template before it stays in use.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import Final

from django.conf import settings

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import LAYOUTS, layout
from guitu.exchange.importers.docx_guard import FILE_BYTES_MOST, MEGABYTE
from guitu.exchange.importers.sandbox import opened_by

_CHILD: Final = "guitu.exchange.importers.docx_child"
_PATIENCE: Final = 20  # seconds; less than a page's door stays open
_SAID: Final = {
    "roster-file.damaged": "letter-template.damaged",
    "roster-file.missing": "letter-template.unknown",
    "roster-file.too-heavy": "letter-template.too-heavy",
}
_judged: set[tuple[str, bytes]] = set()  # of this process: kind and digest


@dataclass(frozen=True, slots=True)
class Template:
    """A template. ``place`` the unit or region it is of; None: ours. ``version`` from 1; ours has none."""

    kind: str
    place: int | None
    content: bytes = field(repr=False)
    version: int = 0

    @property
    def digest(self) -> bytes:
        """SHA-256 of the file."""
        return sha256(self.content).digest()


@dataclass(frozen=True, slots=True)
class Placed:
    """What a place has put in the stead of ours."""

    kind: str
    size: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One of the templates that a place has or had."""

    number: int
    since: datetime
    is_used: bool


def places(unit: int) -> tuple[int, ...]:
    """Whose templates a unit prints with, the nearest first."""
    around = regions.region_of(unit)
    return (unit, around, *regions.ancestors(around))


def template_for(unit: int, kind: str) -> Template:
    """The template that a unit's letters of a kind are printed with.

    Raises:
        DomainError: "letter.unknown-kind"; "letter-template.…": one was put there that cannot be used.
    """
    layout(kind)
    for place in places(unit):
        path = _path(place, kind)
        if path.is_file():
            found = _read(path)
            judge(kind, found)
            return Template(kind, place, found, _version(place, kind, found))
    return Template(kind, None, ours(kind))


@lru_cache(maxsize=len(LAYOUTS))
def ours(kind: str) -> bytes:
    """The template that ships.

    Raises:
        DomainError: "letter.unknown-kind".
    """
    layout(kind)
    return (settings.BASE_DIR / "letters" / f"{kind}.docx").read_bytes()


def placed(place: int) -> dict[str, Placed]:
    """What a unit or region has put there, by kind."""
    found = {}
    for kind in LAYOUTS:
        path = _path(place, kind)
        if path.is_file():
            there = path.stat()
            found[kind] = Placed(kind, there.st_size, datetime.fromtimestamp(there.st_mtime, tz=UTC))
    return found


def own(place: int, kind: str) -> bytes:
    """What a place has put there of one kind.

    Raises:
        DomainError: "letter-template.unknown".
    """
    layout(kind)
    path = _path(place, kind)
    if not path.is_file():
        raise DomainError("letter-template.unknown")
    return _read(path)


def put(place: int, kind: str, content: bytes) -> bytes:
    """Put a template in the place of the one before, once it was judged; returns its SHA-256.

    Raises:
        DomainError: "letter.unknown-kind", "letter-template.…" with what is wrong in it.
    """
    layout(kind)
    judge(kind, content)
    _version(place, kind, content)
    path = _path(place, kind)
    _draft(path, content).replace(path)
    return sha256(content).digest()


def versions(place: int, kind: str) -> tuple[Version, ...]:
    """Every template of a kind that a place has or had, the latest first."""
    current = _path(place, kind)
    used = _read(current) if current.is_file() else b""
    return tuple(
        Version(number, datetime.fromtimestamp(path.stat().st_mtime, tz=UTC), _read(path) == used)
        for number, path in sorted(_kept(place, kind).items(), reverse=True)
    )


def version(place: int, kind: str, number: int) -> bytes:
    """One of the templates that a place has or had.

    Raises:
        DomainError: "letter-template.unknown".
    """
    layout(kind)
    path = _kept(place, kind).get(number)
    if path is None:
        raise DomainError("letter-template.unknown")
    return _read(path)


def take_away(place: int, kind: str) -> None:
    """Go back to the template of the place around it, in the end to ours; its versions stay.

    Raises:
        DomainError: "letter-template.unknown": there was none.
    """
    _version(place, kind, own(place, kind))  # one that came by hand has none yet
    _path(place, kind).unlink(missing_ok=True)


def judge(kind: str, content: bytes) -> None:
    """Have a template judged in a process of its own; what was found good is not asked again.

    Raises:
        DomainError: "letter-template.…" with what is wrong in it.
    """
    if not content:
        raise DomainError("letter-template.empty")
    if len(content) > FILE_BYTES_MOST:
        raise DomainError("letter-template.too-large", most=FILE_BYTES_MOST // MEGABYTE)
    known = (kind, sha256(content).digest())
    if known in _judged:
        return
    try:
        with _in_memory(content) as path, opened_by(_CHILD, path, given=kind, seconds=_PATIENCE) as answers:
            list(answers)
    except DomainError as error:
        raise DomainError(_SAID.get(error.code, error.code), **error.facts) from None
    _judged.add(known)


@contextmanager
def _in_memory(content: bytes) -> Iterator[Path]:
    """A file that lies on no disk; the child inherits it."""
    number = os.memfd_create("template")
    try:
        with os.fdopen(os.dup(number), "wb") as file:
            file.write(content)
        yield Path(f"/proc/self/fd/{number}")
    finally:
        os.close(number)


def _version(place: int, kind: str, content: bytes) -> int:
    """The number of a template at its place; what has none yet is kept under the next one."""
    kept = _kept(place, kind)
    for number, path in kept.items():
        if _read(path) == content:
            return number
    number = max(kept, default=0) + 1
    folder = _path(place, kind).with_suffix("")
    draft = _draft(folder / "0.docx", content)
    while True:
        try:
            (folder / f"{number}.docx").hardlink_to(draft)  # of two at once the second takes the next number
        except FileExistsError:
            number += 1
        else:
            draft.unlink()
            return number


def _kept(place: int, kind: str) -> dict[int, Path]:
    found = _path(place, kind).with_suffix("").glob("[1-9]*.docx")
    return {int(path.stem): path for path in found if path.stem.isdecimal()}


def _draft(path: Path, content: bytes) -> Path:
    """A file beside its place, whole before anybody sees it there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.stem}.{os.getpid()}.{get_ident()}.new")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    return draft


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_BYTES_MOST + 1)


def _path(place: int, kind: str) -> Path:
    """Where a place's template lies; both parts are ours: a number and a code of the catalogue."""
    return Path(settings.GUITU_HOME) / "templates" / str(int(place)) / f"{kind}.docx"
