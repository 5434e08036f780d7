"""Which rulebook is in force where: the packs of ``rulebooks/``, laid over the national one by region number.

Files are read once per process. Each distinct book is one object with its own number, whoever asks for it
and for whichever place, so that what is computed from a book can be kept under it.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from threading import RLock
from types import MappingProxyType

from django.conf import settings

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.compose import compose
from guitu.domain.rules.model import Pack, Rulebook
from guitu.domain.rules.parse import RulesRefusedError
from guitu.foundation.calendar import work_calendar
from guitu.foundation.rulebook_files import read_adoptions, read_folder

NATIONAL = "national"

_FIRST_PLACE = 10**14  # the smallest 15-digit place number; regions are shorter
_lock = RLock()
_numbers = count(1)


def packs() -> tuple[Pack, ...]:
    """Every pack, the national one first, then by region; superseded ones are among them.

    Raises:
        RulesRefusedError: with all faults of all files.
    """
    with _lock:
        return _packs(folder(), _adoptions())


def book_for(region: int, *, treat_as_adopted: bool | None = None) -> Rulebook:
    """The book in force at a region (2, 4, 6, 9 or 12 digits; 0 the nation) or a unit's place number.

    ``treat_as_adopted``: whether control cadences count although nobody adopted their pack; None asks
    GUITU_DEMO. Places with the same packs share one object until ``forget``.

    Raises:
        RulesRefusedError: the files may not be used.
        DomainError("region.length"): no region or place has so many digits.
    """
    as_adopted = bool(settings.GUITU_DEMO) if treat_as_adopted is None else treat_as_adopted
    with _lock:
        return _book_at(folder(), _adoptions(), region, as_adopted)


def books(*, treat_as_adopted: bool | None = None) -> tuple[Rulebook, ...]:
    """One book for each set of packs that some place has: the national one alone, then each overlay's."""
    places = [regions.NATION]
    places += [own for pack in packs() if not pack.superseded for own in pack.regions]
    found = [book_for(place, treat_as_adopted=treat_as_adopted) for place in places]
    return tuple({book.number: book for book in found}.values())


def folder() -> Path:
    """Where the rulebooks lie (GUITU_RULEBOOKS)."""
    return _path(settings.GUITU_RULEBOOKS)


def forget() -> None:
    """Read the files anew next time: after somebody changed them, and in tests."""
    with _lock:
        for cache in (_files, _packs, _book, _overlays, _book_at):
            cache.cache_clear()


def _adoptions() -> Path:
    """The operator's own list of the packs that an authority put into force."""
    return _path(settings.GUITU_HOME, "adoptions.yaml")


@lru_cache(maxsize=32)
def _path(*parts: str | Path) -> Path:
    """One object for each path: every outlook asks for a book, and making a path costs as much as a rule."""
    return Path(*parts)


@lru_cache(maxsize=8)
def _files(where: Path) -> Mapping[str, Pack]:
    found = read_folder(where)
    if NATIONAL not in found:
        raise RulesRefusedError([DomainError("rules.no-national", file=f"{NATIONAL}.yaml", line=0, rule="")])
    return MappingProxyType(found)


@lru_cache(maxsize=8)
def _packs(where: Path, adoptions: Path) -> tuple[Pack, ...]:
    found = dict(_files(where))
    for name, adoption in read_adoptions(adoptions, known=found).items():
        found[name] = replace(found[name], adopted=adoption)
    return tuple(sorted(found.values(), key=lambda pack: (pack.id != NATIONAL, _covered(pack), pack.id)))


@lru_cache(maxsize=1024)
def _book(where: Path, adoptions: Path, *, overlays: tuple[str, ...], as_adopted: bool) -> Rulebook:
    known = {pack.id: pack for pack in _packs(where, adoptions)}
    return compose(
        known[NATIONAL],
        [known[name] for name in overlays],
        adopted=lambda pack: as_adopted or pack.adopted is not None,
        calendar_revision=work_calendar().revision,
        number=next(_numbers),
    )


@lru_cache(maxsize=65536)
def _book_at(where: Path, adoptions: Path, region: int, as_adopted: bool) -> Rulebook:  # noqa: FBT001 - a key of the cache
    overlays = _overlays(where, adoptions, _whole(region))
    return _book(where, adoptions, overlays=overlays, as_adopted=as_adopted)


@lru_cache(maxsize=65536)
def _overlays(where: Path, adoptions: Path, region: int) -> tuple[str, ...]:
    """The packs in force at a 12-digit region, the widest first."""
    found = []
    for pack in _packs(where, adoptions):
        sizes = [high - low for low, high in map(regions.interval, _covered(pack)) if low <= region <= high]
        if sizes and not pack.superseded:
            found.append((-max(sizes), pack.id))
    return tuple(name for _, name in sorted(found))


def _covered(pack: Pack) -> list[int]:
    return [regions.normalise(own) for own in pack.regions]


def _whole(region: int) -> int:
    """The 12-digit region of a region written in short, or of a place number."""
    if region == regions.NATION:
        return region
    return regions.check(regions.region_of(region)) if region >= _FIRST_PLACE else regions.normalise(region)
