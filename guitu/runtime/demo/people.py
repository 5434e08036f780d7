"""Who somebody is: name, birth, made-up numbers, family, where they live and what the facility wrote down."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import gcd
from random import Random

from guitu.casework.people.commands import NewContact, NewFact
from guitu.domain.kernel import citizen_id
from guitu.domain.kernel.citizen_id import Sex
from guitu.foundation.names_data import name_parts
from guitu.runtime.demo import words
from guitu.runtime.demo.chance import Table, between
from guitu.runtime.demo.world import Place, World

WOMEN = 0.15
_SERIALS = 500  # serial numbers of one region and one sex
_STRIDES = (7_654_321, 48_271, 7_919, 1)  # coprime to most sizes; 1 to all


@dataclass(frozen=True, slots=True)
class Someone:
    """A made-up person as their papers say."""

    name: str
    sex: Sex
    birth_on: date
    citizen_id: str
    phone: str
    former_treatments: int


@dataclass(frozen=True, slots=True)
class _Names:
    surnames: Table[str]
    given: dict[Sex, Table[str]]
    pairs: dict[Sex, tuple[str, ...]]


@lru_cache(maxsize=1)
def _names() -> _Names:
    parts = name_parts()
    return _Names(
        Table.of(parts.surnames),
        {"male": Table.of(parts.male), "female": Table.of(parts.female)},
        {"male": parts.male_pairs, "female": parts.female_pairs},
    )


def draw_name(rng: Random, sex: Sex) -> str:
    """A name; one in six has one character behind the surname."""
    names = _names()
    surname = names.surnames.draw(rng)
    kind = rng.random()
    if kind < 1 / 6:
        return surname + names.given[sex].draw(rng)
    if kind < 2 / 3:
        pairs = names.pairs[sex]
        return surname + pairs[int(rng.random() * len(pairs))]
    return surname + names.given[sex].draw(rng) + names.given[sex].draw(rng)


def draw_phone(rng: Random) -> str:
    """A number that no network hands out: it begins 12."""
    return f"12{int(rng.random() * 1_000_000_000):09d}"


def draw_someone(rng: Random, index: int, world: World, *, on: date) -> Someone:
    """Person number ``index``, 20 to 60 years old on ``on``."""
    sex: Sex = "female" if rng.random() < WOMEN else "male"
    age = rng.triangular(20, 60, 37)
    birth_on = on - timedelta(days=int(age * 365.25) + 1)
    return Someone(
        name=draw_name(rng, sex),
        sex=sex,
        birth_on=birth_on,
        citizen_id=citizen_id_of(index, sex, birth_on, world),
        phone=draw_phone(rng),
        former_treatments=words.TIMES_TREATED.draw(rng),
    )


def citizen_id_of(index: int, sex: Sex, birth_on: date, world: World) -> str:
    """A made-up number that nobody else of this population has: the index is folded into it."""
    room = world.codes * _SERIALS
    stride = next(s for s in _STRIDES if gcd(s, room) == 1)
    region, serial = divmod(index * stride % room, _SERIALS)
    return citizen_id.make(
        f"99{world.code_first + region:04d}", birth_on, 2 * serial + (1 if sex == "male" else 0)
    )


def draw_contacts(rng: Random, someone: Someone, place: Place, *, as_of: date) -> tuple[NewContact, ...]:
    """Own phone and addresses, and mostly a relative's phone."""
    region, village = place.villages[int(rng.random() * len(place.villages))]
    address = f"{place.name}{village}{between(rng, 1, 320)}号"
    domicile = address if rng.random() < 0.7 else f"{place.name}{between(rng, 1, 320)}号"
    found = [
        NewContact("address", address, region, as_of=as_of),
        NewContact("domicile", domicile, place.region, as_of=as_of),
    ]
    if rng.random() < 0.96:
        found.append(NewContact("phone", someone.phone, as_of=as_of))
    if rng.random() < 0.8:
        relation = words.RELATIONS.draw(rng)
        found.append(NewContact("phone", draw_phone(rng), of="relative", relation=relation, as_of=as_of))
    return tuple(found)


def draw_facts(
    rng: Random, someone: Someone, place: Place, *, released_on: date | None, as_of: date
) -> tuple[NewFact, ...]:
    """What the roster of the facility said; now and then a whole group is missing."""
    left_out = words.MISSING_GROUP.draw(rng)
    made = [
        NewFact(group, field, table.draw(rng), as_of)
        for group, field, table in words.FACTS
        if group != left_out
    ]
    if left_out != "treatment_history":
        made.append(NewFact("treatment_history", "detention_count", str(someone.former_treatments), as_of))
    if left_out != "supervision" and released_on is not None:
        stay = timedelta(days=between(rng, 365, 730))
        made.append(NewFact("supervision", "admitted_on", (released_on - stay).isoformat(), as_of))
        made.append(NewFact("supervision", "released_on", released_on.isoformat(), as_of))
        made.append(NewFact("supervision", "receiving_township", place.name, as_of))
    return tuple(made)
