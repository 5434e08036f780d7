"""A thousand seekers against a thousand vacancies, as a province would have them; no database."""

import random
import time
from datetime import date, timedelta
from uuid import UUID

from guitu.domain.employers import SCHEDULES, SKILLS, Vacancy
from guitu.domain.matching.market import Market
from guitu.domain.matching.seeker import Firm, Near, Seeker
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.machine import loop_ms

MANY = 1000
SHOWN = 20
MOST = 2.0  # seconds
_FIRST = date(2026, 1, 1)
_CODES = sorted(SKILLS)


def measure(many: int = MANY) -> list[Line]:
    """The best twenty vacancies of every seeker, the laying out of the vacancies included."""
    dice = random.Random(5)  # noqa: S311 - the same made-up province every time
    vacancies = [_vacancy(dice, n) for n in range(many)]
    seekers = [_seeker(dice, n) for n in range(many)]
    loop = loop_ms(1)
    began = time.process_time()
    market = Market(vacancies)
    found = sum(len(market.best_for(seeker, limit=SHOWN)) for seeker in seekers)
    took = time.process_time() - began
    return [
        Line(
            name="matching",
            what=f"{many} seekers × {many} vacancies, the best {SHOWN} of each with reasons",
            value=took,
            unit="s",
            target=at_most(MOST),
            reference="a million additions",
            ratio=took * 1000 / loop,
            more={"matches": found},
        )
    ]


def _region(dice: random.Random) -> int:
    """A township of a made-up province: 14 prefectures of 9 counties of 15."""
    county = dice.randint(1, 14) * 10**8 + dice.randint(1, 9) * 10**6
    return 43 * 10**10 + county + dice.randint(1, 15) * 10**3


def _skills(dice: random.Random, most: int) -> frozenset[str]:
    return frozenset(dice.sample(_CODES, dice.randint(0, most)))


def _vacancy(dice: random.Random, n: int) -> Vacancy:
    return Vacancy(
        id=UUID(int=n + 1),
        employer=UUID(int=n % 90 + 1),
        employer_name="演示用人单位",
        title="普工",
        region=_region(dice),
        open_until=_FIRST + timedelta(days=dice.randint(0, 99)),
        skills=_skills(dice, 3),
        schedule=dice.choice(SCHEDULES),
        hours_week=dice.choice((None, 40, 48, 56)),
        night_work=dice.choice((True, False, None)),
    )


def _seeker(dice: random.Random, n: int) -> Seeker:
    return Seeker(
        id=UUID(int=n + 1),
        region=_region(dice),
        skills=_skills(dice, 5),
        wants=_skills(dice, 3),
        schedules=frozenset(dice.sample(SCHEDULES, 2)),
        hours_most=dice.choice((None, 44)),
        nights=dice.choice((False, None)),
        farthest=dice.choice(list(Near)),
        firm=frozenset(dice.sample(list(Firm), dice.randint(0, 1))),
    )
