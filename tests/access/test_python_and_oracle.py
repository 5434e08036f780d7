"""What the house decides, beside what the oracle says: the same, for everybody, about everything."""

import logging
from itertools import product
from uuid import UUID

import pytest

from guitu.domain.access import Compartment, Permission, Record, Relation, Role, Viewer, decide, may
from guitu.foundation.accounts.models import Account as AccountRow
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.organisations.models import Unit as UnitRow
from guitu.foundation.organisations.unit_types import UNIT_TYPES
from tests.access import oracle, worlds

_log = logging.getLogger(__name__)


def viewer(world: worlds.World, account: oracle.Account) -> Viewer:
    """The viewer the house makes of an account and what stands between it and people."""
    unit = UnitRow(number=account.unit, type=account.unit_type, region_id=account.unit // 1000)
    bare = viewer_of(AccountRow(id=account.id, role=account.role, unit=unit))
    at = worlds.NOW
    relations: dict = {}
    for tie in world.ties:
        mine = tie.account == account.id or tie.unit == account.unit
        if mine and tie.since <= at and (tie.until is None or tie.until > at):
            relations.setdefault(tie.person, set()).add(Relation(tie.kind))
    barred = {
        bar.person
        for bar in world.bars
        if bar.account == account.id and bar.since <= at and (bar.until is None or bar.until > at)
    }
    return Viewer(
        id=bare.id, role=bare.role, unit=bare.unit, unit_type=bare.unit_type, lo=bare.lo, hi=bare.hi,
        relations={p: frozenset(kinds) for p, kinds in relations.items()}, barred=frozenset(barred),
    )  # fmt: skip


def whom(world: worlds.World, asker: oracle.Account, count: int) -> list[UUID]:
    """People worth asking about, twice that many: tied, excluded, near, and strangers."""
    near = [p for p, held in world.people.items() if oracle.overlooks(asker, abs(held))]
    tied = [t.person for t in world.ties if t.account == asker.id or t.unit == asker.unit]
    barred = [b.person for b in world.bars if b.account == asker.id]
    some = [*barred[:1], *tied, *barred][:count]
    return [*some, *world.rng.sample(near, min(len(near), count - 1)), world.rng.choice(list(world.people))]


def test_the_oracle_speaks_of_every_role_relation_compartment_and_kind_of_unit() -> None:
    assert set(worlds.ROLES) == set(Role)
    assert set(oracle.BOOK) | {"partner_agency"} == set(Role)
    assert set(worlds.PARTS) == set(Compartment)
    assert {*worlds.KINDS, "office", "place"} == set(Relation)
    assert set(worlds.TYPES) == set(UNIT_TYPES)


def agree(seed: int, *, count: int) -> tuple[int, int]:
    """How many decisions were compared, and how many of them say yes; all must agree."""
    world = worlds.random_world(seed, units=220, people=2000, accounts=60)
    knows = world.oracle()
    asked = allowed = 0
    for asker in world.accounts:
        seen_as = viewer(world, asker)
        for person in whom(world, asker, count):
            held = world.people[person]
            authors = (asker.id, world.rng.choice((None, world.rng.choice(world.accounts).id)))
            for part, act, author in product(Compartment, Permission, authors):
                record = Record(person=person, held_by=held, compartment=part, author=author)
                ours = decide(seen_as, act, record)
                theirs = knows.may(asker, act.value, oracle.Thing(person, held, part.value, author))
                assert ours.allowed is theirs, (asker, act, record, ours)
                asked, allowed = asked + 1, allowed + theirs
    _log.info("%s decisions, %s of them yes, 0 differences", asked, allowed)
    return asked, allowed


def test_house_and_oracle_agree_on_every_decision() -> None:
    asked, allowed = agree(1, count=4)

    assert asked >= 100_000
    assert allowed >= 2_000


@pytest.mark.full
@pytest.mark.parametrize("seed", range(2, 6))
def test_house_and_oracle_agree_in_many_worlds(seed: int) -> None:
    assert agree(seed, count=8)[0] >= 200_000


def test_an_act_open_in_any_part_of_the_file_is_open() -> None:
    world = worlds.random_world(3, units=80, people=300, accounts=36)
    knows = world.oracle()

    for asker in world.accounts:
        seen_as = viewer(world, asker)
        for person, act in product(whom(world, asker, 8), Permission):
            held = world.people[person]
            theirs = any(
                knows.may(asker, act.value, oracle.Thing(person, held, part, asker.id))
                for part in worlds.PARTS
            )
            assert may(seen_as, act, held_by=held, person=person) is theirs, (asker, act, held)
