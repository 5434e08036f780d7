"""Somebody who asks for two protected numbers and subtracts them learns of no small group how large it is.

The attacker knows the rules: what is hidden lies from 1 to 7, what is shown was rounded, and what was
answered was not refused. They know every place and period, and choose the pair as they like.
"""

import os
import random
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from guitu.domain.disclosure import DRILL, LEAST, STEP, Asked, refusal, rounded, sift

PAIRS = 100_000 if os.environ.get("GUITU_FULL") else 10_000
QUARTERS = [(date(2026, 1 + 3 * q, 1), date(2026, 3 + 3 * q, 30)) for q in range(4)]
PERIODS = [*QUARTERS, (QUARTERS[0][0], QUARTERS[1][1]), (QUARTERS[0][0], QUARTERS[3][1])]


class Land:
    """Counties of townships; in each some people, each with a quarter and whether they count."""

    def __init__(self, chance: random.Random) -> None:
        self.people = [
            (place, quarter, chance.random() < 0.6)
            for place in range(12)
            for quarter in range(4)
            for _ in range(chance.choice([0, 0, 1, 2, 3, 5, 8, 13, 30]))
        ]

    def ask(self, place: tuple[int, int], period: tuple[date, date]) -> Asked:
        inside = [
            counted
            for where, quarter, counted in self.people
            if place[0] <= where <= place[1]
            and period[0] <= QUARTERS[quarter][0]
            and QUARTERS[quarter][1] <= period[1]
        ]
        return Asked("m", *place, *period, sum(inside), len(inside))


PLACES = [(n, n) for n in range(12)] + [(n, n + 3) for n in (0, 4, 8)] + [(0, 11)]


def shown(asked: Asked) -> tuple[int | None, int | None]:
    """What is printed: the numerator and the denominator, or hidden."""
    parts = (asked.counted, asked.of - asked.counted, asked.of)
    if any(0 < part < LEAST for part in parts[:2]):
        return None, rounded(asked.of)
    return rounded(asked.counted), rounded(asked.of)


def could_be(cell: int | None) -> list[int]:
    """Every count that is printed like that."""
    if cell is None:
        return list(range(1, LEAST))
    return [n for n in range(max(0, cell - STEP), cell + STEP) if rounded(n) == cell and not 0 < n < LEAST]


def test_no_pair_of_answers_tells_how_large_a_small_group_is():
    chance = random.Random(6)  # noqa: S311 - made-up people
    tried = small = refused = 0
    while tried < PAIRS:
        land = Land(chance)
        seen: list[Asked] = []
        for _ in range(40):
            asked = land.ask(chance.choice(PLACES), chance.choice(PERIODS))
            if refusal(asked, seen) is not None:
                refused += 1
                continue
            for before in seen:
                tried += 1
                outer, inner = (asked, before) if asked.holds(before) else (before, asked)
                if not outer.holds(inner):
                    continue
                small += _learned(outer, inner)
            seen.append(asked)

    assert small == 0
    assert refused > PAIRS // 100, "an attack that is never refused tries nothing"


def _learned(outer: Asked, inner: Asked) -> int:
    """1 if the attacker knows the exact size of a part that holds one to seven people."""
    truths = (outer.of - inner.of, outer.counted - inner.counted)
    for truth, one, other in zip(truths, reversed(shown(outer)), reversed(shown(inner)), strict=True):
        possible = {a - b for a, b in product(could_be(one), could_be(other)) if a >= b}
        possible -= set(range(1, DRILL))  # they know what would have been refused
        if 0 < truth < LEAST and (not possible or possible == {truth}):
            return 1
    return 0


def test_without_the_limits_the_same_attack_succeeds():
    """The attack is a real one: it finds people where answers are neither rounded nor refused."""
    land = Land(random.Random(7))  # noqa: S311 - made-up people
    everything = [land.ask(place, period) for place in PLACES for period in PERIODS]
    found = [
        outer.of - inner.of
        for outer in everything
        for inner in everything
        if outer.holds(inner) and 0 < outer.of - inner.of < LEAST
    ]
    assert len(found) > 10


def test_few_people_are_never_looked_into():
    few = Asked("m", 1, 1, *QUARTERS[0], counted=2, of=9)
    assert refusal(few, ()).code == "disclosure.too-few"
    assert refusal(Asked("m", 1, 1, *QUARTERS[0], counted=0, of=0), ()) is None


def test_two_answers_a_few_people_apart_are_not_given_to_one_asker():
    county = Asked("m", 1, 9, *QUARTERS[0], counted=50, of=100)
    town = Asked("m", 1, 1, *QUARTERS[0], counted=47, of=60)
    other_figure = Asked("n", 1, 1, *QUARTERS[0], counted=47, of=60)
    far = Asked("m", 20, 29, *QUARTERS[0], counted=47, of=60)

    assert refusal(town, [county]).code == "disclosure.too-close"
    assert refusal(county, [town]).code == "disclosure.too-close"
    assert refusal(other_figure, [county]) is None
    assert refusal(far, [county]) is None
    assert refusal(county, [county]) is None, "the same question again is the same answer"


@given(st.integers(0, 10_000), st.integers(0, 40))
def test_what_is_said_together_and_after_one_another_is_never_close(seed, said_before):
    chance = random.Random(seed)  # noqa: S311 - made-up people
    land = Land(chance)
    asked = [land.ask(place, period) for place, period in product(PLACES, PERIODS)]
    chance.shuffle(asked)
    earlier = sift(asked[:said_before], ()).given
    sifted = sift(asked, earlier)

    assert {*sifted.given, *sifted.refused} == {*asked}
    known = [*earlier, *sifted.given]
    for n, one in enumerate(known):
        assert refusal(one, known[:n]) is None


def test_what_lies_inside_a_number_that_is_not_said_is_not_said_either():
    """Its parts, each of them harmless, would add up to it."""
    before = Asked("m", 1, 9, *QUARTERS[0], counted=60, of=103)
    county = Asked("m", 1, 9, *QUARTERS[0], counted=60, of=100)  # three fewer than was said before
    towns = [Asked("m", n, n, *QUARTERS[0], counted=20, of=of) for n, of in ((1, 30), (2, 30), (3, 40))]

    assert sift([county, *towns], [before]).given == ()
    assert len(sift(towns, [before]).given) == 3
