"""The random draw that anybody can re-check: a sealed seed, a frozen list, a ranking by HMAC-SHA-256.

Written down for people who would rather not trust this program in docs/spec/draw.md. Before the draw the
office publishes one line (``Announcement.line``): it fixes the seed, the list and the number, and tells
nothing of who will be drawn. Chance comes from outside: this module only hashes.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guitu.domain.kernel.errors import DomainError

FORMAT = "guitu-draw/1"
SEED_BYTES = 32
MOST_SALT = 12  # digits

_ENTRANT = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DRAW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SALT = re.compile(r"[0-9]{1,12}")
_MOMENT = re.compile(r"[0-9T:.+Z-]{10,40}")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is fixed and published before anybody can know the outcome.

    ``draw`` the draw's id. ``population`` the pseudonyms of everybody who may be drawn, sorted, each once.
    ``pick`` how many are to be drawn.
    """

    draw: str
    commitment: str
    population: tuple[str, ...]
    pick: int

    @property
    def digest(self) -> str:
        """The hash of the frozen list."""
        return population_digest(self.population)

    @property
    def line(self) -> str:
        """The one line to publish: it binds seed, list and number together."""
        parts = (self.draw, self.commitment, self.digest, str(len(self.population)), str(self.pick))
        return _hash("announcement", *parts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody who was drawn, and the value that says why: the smaller it is, the earlier."""

    entrant: str
    value: str


def commitment(draw: str, seed: bytes) -> str:
    """The hash that fixes a seed without telling it.

    Raises:
        ValueError: a seed of another length, which would make the hash ambiguous or easy to guess.
    """
    if len(seed) != SEED_BYTES or not _DRAW.fullmatch(draw):
        raise ValueError("a seed has 32 bytes, a draw the id of a row")
    return _hash("commitment", draw, seed.hex())


def population_digest(population: Sequence[str]) -> str:
    """The hash of a list of pseudonyms, in whatever order they are given."""
    return _hash("population", *sorted(population))


def announce(draw: str, seed: bytes, population: Sequence[str], pick: int) -> Announcement:
    """Fix seed, list and number.

    Raises:
        DomainError: "draw.nobody" with nobody to draw from; "draw.pick" unless 1 to as many as there are.
    """
    entrants = tuple(sorted(set(population)))
    if not entrants:
        raise DomainError("draw.nobody")
    if not 1 <= pick <= len(entrants):
        raise DomainError("draw.pick", field="pick", most=len(entrants))
    return Announcement(draw, commitment(draw, seed), entrants, pick)


def value_of(seed: bytes, digest: str, salt: str, entrant: str) -> str:
    """The value somebody is ranked by: HMAC-SHA-256 with the seed as its key."""
    said = "\n".join((FORMAT, "rank", digest, salt, entrant))
    return hmac.digest(seed, said.encode(), hashlib.sha256).hex()


def drawn_from(announced: Announcement, *, seed: bytes, salt: str) -> tuple[Drawn, ...]:
    """Who is drawn, in order: those with the smallest values.

    ``salt``: digits said aloud at the draw, after the line was published, so that not even whoever chose the
    seed chose the outcome.

    Raises:
        DomainError: "draw.salt".
    """
    if not _SALT.fullmatch(salt):
        raise DomainError("draw.salt", field="salt", most=MOST_SALT)
    digest = announced.digest
    ranked = sorted((value_of(seed, digest, salt, entrant), entrant) for entrant in announced.population)
    return tuple(Drawn(entrant, value) for value, entrant in ranked[: announced.pick])


def log_of(
    announced: Announcement, *, seed: bytes, salt: str, announced_at: str, drawn_at: str
) -> dict[str, object]:
    """The whole draw as a file for everybody: with it anyone computes the outcome anew.

    ``announced_at`` and ``drawn_at``: moments as ISO text.

    Raises:
        DomainError: "draw.salt".
    """
    log: dict[str, object] = {
        "format": FORMAT,
        "draw": announced.draw,
        "announced_at": announced_at,
        "commitment": announced.commitment,
        "population": list(announced.population),
        "population_digest": announced.digest,
        "pick": announced.pick,
        "announced": announced.line,
        "drawn_at": drawn_at,
        "salt": salt,
        "seed": seed.hex(),
        "drawn": [
            {"entrant": one.entrant, "value": one.value}
            for one in drawn_from(announced, seed=seed, salt=salt)
        ],
    }
    return {**log, "digest": log_digest(log)}


def log_digest(log: Mapping[str, object]) -> str:
    """The hash of everything else in a log."""
    return _hash("log", *(f"{key}={_flat(log[key])}" for key in sorted(log) if key != "digest"))


def verify(log: object, *, published: str | None = None) -> tuple[Drawn, ...]:
    """Compute a draw anew from its log; who was drawn.

    Args:
        log: the parsed file.
        published: the line as the office published it before the draw; without it, a log that was made up
            whole, seed and all, cannot be told from a true one.

    Raises:
        DomainError: the first discrepancy. "draw-file.shape" with ``field``: it is no log. "draw-log.…"
            with what stands there and what should: "order" (the list is not sorted, or somebody stands in it
            twice), "population", "commitment", "pick", "announced", "published", "drawn" with ``place``,
            "count", "digest".
    """
    given = _shaped(log)
    announced = Announcement(given["draw"], given["commitment"], tuple(given["population"]), given["pick"])
    seed = bytes.fromhex(given["seed"])
    if list(announced.population) != sorted(set(announced.population)):
        raise DomainError("draw-log.order")
    _same("population", given["population_digest"], announced.digest)
    _same("commitment", given["commitment"], commitment(announced.draw, seed))
    if not 1 <= announced.pick <= len(announced.population):
        raise DomainError("draw-log.pick", found=announced.pick, most=len(announced.population))
    _same("announced", given["announced"], announced.line)
    if published is not None:
        _same("published", announced.line, published.strip().lower())
    should = drawn_from(announced, seed=seed, salt=given["salt"])
    _compare(given["drawn"], should)
    _same("digest", given["digest"], log_digest(given))
    return should


def _compare(found: Sequence[Mapping[str, str]], should: Sequence[Drawn]) -> None:
    for place, (said, right) in enumerate(zip(found, should, strict=False), start=1):
        if (said["entrant"], said["value"]) != (right.entrant, right.value):
            raise DomainError("draw-log.drawn", place=place, found=said["entrant"], right=right.entrant)
    if len(found) != len(should):
        raise DomainError("draw-log.count", found=len(found), right=len(should))


def _same(what: str, found: str, right: str) -> None:
    if found != right:
        raise DomainError(f"draw-log.{what}", found=found, right=right)


def _shaped(log: object) -> dict[str, Any]:
    """The log, if every value has its shape and nothing else stands there.

    Raises:
        DomainError: "draw-file.shape" with the first ``field`` that has not.
    """
    if not isinstance(log, dict):
        raise DomainError("draw-file.shape", field="$")
    odd = sorted(set(log) ^ set(_SHAPES), key=str)
    if odd:
        raise DomainError("draw-file.shape", field=str(odd[0])[:40])
    for field, fits in _SHAPES.items():
        if not fits(log[field]):
            raise DomainError("draw-file.shape", field=field)
    return log


def _is_text(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_list_of(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _is_entrant(value: object) -> bool:
    return isinstance(value, str) and _ENTRANT.fullmatch(value) is not None


def _is_drawn(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {"entrant", "value"}:
        return False
    return _is_entrant(value["entrant"]) and _is_digest(value["value"])


_is_digest = _is_text(_DIGEST)
_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "format": lambda value: value == FORMAT,
    "draw": _is_text(_DRAW),
    "announced_at": _is_text(_MOMENT),
    "commitment": _is_digest,
    "population": _is_list_of(_is_entrant),
    "population_digest": _is_digest,
    "pick": lambda value: type(value) is int,
    "announced": _is_digest,
    "drawn_at": _is_text(_MOMENT),
    "salt": _is_text(_SALT),
    "seed": _is_digest,
    "drawn": _is_list_of(_is_drawn),
    "digest": _is_digest,
}


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "[" + ",".join(_flat(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{_flat(value[key])}" for key in sorted(value)) + "}"
    return str(value)


def _hash(what: str, *parts: str) -> str:
    return hashlib.sha256("\n".join((FORMAT, what, *parts)).encode()).hexdigest()
