"""All seekers against all vacancies, quickly: what vacancies have in common is weighed once for each seeker.

The same weights as ``judging``, in whole numbers and bits; a test holds the two together. The order is the
score, then what closes first, then the id, so that the same facts always give the same list.
"""

from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest
from typing import Any

from guitu.domain.employers import Vacancy
from guitu.domain.matching import judging
from guitu.domain.matching.judging import Match, judge, of_time
from guitu.domain.matching.seeker import COUNTY, STEPS, Firm, Near, Seeker

_CLOSED = -(10**6)
_MOST = 200  # skills one post or person can name, with room to spare
_HAS = [judging.SKILL * min(n, judging.SKILLS_MOST) for n in range(_MOST)]
_LACKS = [judging.LACKING * min(n, judging.LACKING_MOST) for n in range(_MOST)]


class Market:
    """Vacancies laid out to be compared with many seekers."""

    def __init__(self, vacancies: Iterable[Vacancy]) -> None:
        self.vacancies = sorted(vacancies, key=lambda v: (v.open_until, str(v.id)))
        codes = sorted({code for vacancy in self.vacancies for code in vacancy.skills})
        self._bit = {code: 1 << n for n, code in enumerate(codes)}
        places, self._place = _distinct(self.vacancies, lambda v: v.region)
        asked, self._asked = _distinct(self.vacancies, lambda v: self._mask(v.skills))
        self._times, self._time = _distinct(
            self.vacancies, lambda v: (v.schedule, v.hours_week, v.night_work)
        )
        self._steps = [_steps(region, unlike=-1) for region in places]
        self._masks: list[int] = asked

    def best_for(self, seeker: Seeker, *, limit: int) -> tuple[Match, ...]:
        """The vacancies that suit a seeker best, at most ``limit``, the best first."""
        places, skills, times = self._near(seeker), self._skilled(seeker), self._timely(seeker)
        scores = [
            places[r] + skills[s] + times[t]
            for r, s, t in zip(self._place, self._asked, self._time, strict=True)
        ]
        found = nlargest(limit, range(len(scores)), key=scores.__getitem__)
        matches = (judge(seeker, self.vacancies[n]) for n in found if scores[n] > _CLOSED // 2)
        return tuple(match for match in matches if match is not None)

    def _mask(self, skills: Iterable[str]) -> int:
        return sum(self._bit.get(code, 0) for code in skills)

    def _near(self, seeker: Seeker) -> list[int]:
        too_far = judging.TOO_FAR + (_CLOSED if Firm.AREA in seeker.firm else 0)
        town, county, prefecture, province, country = (
            judging.NEARNESS[how] + (too_far if how > seeker.farthest else 0) for how in Near
        )
        st, sc, sp, sv = _steps(seeker.region, unlike=-2)
        return [
            town
            if t == st
            else county
            if c == sc
            else prefecture
            if p == sp
            else province
            if v == sv
            else country
            for t, c, p, v in self._steps
        ]

    def _skilled(self, seeker: Seeker) -> list[int]:
        have, wants = self._mask(seeker.skills), self._mask(seeker.wants)
        lack = ~have
        other = judging.UNWANTED + (_CLOSED if Firm.KIND in seeker.firm else 0) if seeker.wants else 0
        return [
            _HAS[(m & have).bit_count()]
            + _LACKS[(m & lack).bit_count()]
            + (judging.WANTED if m & wants else other)
            if m
            else judging.NO_SKILL_ASKED
            for m in self._masks
        ]

    def _timely(self, seeker: Seeker) -> list[int]:
        return [
            sum(
                reason.weight + (_CLOSED if reason.firm is not None and reason.firm in seeker.firm else 0)
                for reason in of_time(seeker, *times)
            )
            for times in self._times
        ]


def _steps(region: int, *, unlike: int) -> tuple[int, int, int, int]:
    """The region and those around it; one that is no township equals no township (``unlike`` nobody's)."""
    town, county, prefecture, province = (region // step for step in STEPS)
    return (unlike if region % COUNTY == 0 else town), county, prefecture, province


def _distinct(vacancies: Sequence[Vacancy], of: Callable[[Vacancy], Any]) -> tuple[list[Any], list[int]]:
    """The distinct values of one side of all vacancies, and which of them each vacancy has."""
    known: dict[Any, int] = {}
    place = [known.setdefault(of(vacancy), len(known)) for vacancy in vacancies]
    return list(known), place


def best(
    seekers: Iterable[Seeker], vacancies: Iterable[Vacancy], *, limit: int
) -> dict[Seeker, tuple[Match, ...]]:
    """The best vacancies of each seeker, in the seekers' order."""
    market = Market(vacancies)
    return {seeker: market.best_for(seeker, limit=limit) for seeker in seekers}
