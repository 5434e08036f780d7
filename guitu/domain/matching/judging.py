"""What speaks for and against one vacancy for one seeker, each reason with its weight.

The weights are a Guitu proposal: near and wanted before skilled, because a skill can be learned. They order a
list that people read; nothing is decided by them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from guitu.domain.employers import Vacancy
from guitu.domain.matching.seeker import Firm, Near, Seeker, near

NEARNESS: Final = {Near.TOWNSHIP: 30, Near.COUNTY: 24, Near.PREFECTURE: 12, Near.PROVINCE: 4, Near.COUNTRY: 0}
WANTED, UNWANTED = 20, -4
SKILL, SKILLS_MOST = 10, 3
NO_SKILL_ASKED: Final = 6
LACKING, LACKING_MOST = -5, 3
SCHEDULE_FITS, SCHEDULE_OFF = 10, -10
TOO_LONG: Final = -10
NIGHTS, NIGHTS_UNSAID = -20, -2
TOO_FAR: Final = -12


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: ``facts`` are codes that fill its sentence; a ``weight`` above zero speaks for."""

    code: str
    weight: int
    facts: tuple[str, ...] = ()
    firm: Firm | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One vacancy for one seeker. ``score`` the sum of its reasons' weights."""

    vacancy: Vacancy
    score: int
    reasons: tuple[Reason, ...]

    @property
    def speak_for(self) -> tuple[Reason, ...]:
        """What speaks for it."""
        return tuple(reason for reason in self.reasons if reason.weight > 0)

    @property
    def speak_against(self) -> tuple[Reason, ...]:
        """What speaks against it; nothing here closes anything."""
        return tuple(reason for reason in self.reasons if reason.weight < 0)


def of_place(seeker: Seeker, region: int) -> Iterator[Reason]:
    """How near the work is."""
    how = near(seeker.region, region)
    yield Reason("near", NEARNESS[how], (how.name.lower(),))
    if how > seeker.farthest:
        yield Reason("too_far", TOO_FAR, (how.name.lower(),), Firm.AREA)


def of_skills(seeker: Seeker, asked: frozenset[str]) -> Iterator[Reason]:
    """What the post asks for, and what they can and would like to do."""
    if not asked:
        yield Reason("no_skill_asked", NO_SKILL_ASKED)
    if has := asked & seeker.skills:
        yield Reason("has_skills", SKILL * min(len(has), SKILLS_MOST), tuple(sorted(has)))
    if lacks := asked - seeker.skills:
        yield Reason("lacks_skills", LACKING * min(len(lacks), LACKING_MOST), tuple(sorted(lacks)))
    if liked := asked & seeker.wants:
        yield Reason("wanted", WANTED, tuple(sorted(liked)))
    elif seeker.wants and asked:
        yield Reason("other_kind", UNWANTED, (), Firm.KIND)


def of_time(
    seeker: Seeker,
    schedule: str,
    hours_week: int | None,
    night_work: bool | None,  # noqa: FBT001 - a vacancy's column
) -> Iterator[Reason]:
    """When the work is done."""
    if schedule and seeker.schedules:
        if schedule in seeker.schedules:
            yield Reason("schedule_fits", SCHEDULE_FITS, (schedule,))
        else:
            yield Reason("schedule_off", SCHEDULE_OFF, (schedule,), Firm.SCHEDULE)
    if seeker.hours_most is not None and hours_week is not None and hours_week > seeker.hours_most:
        yield Reason("too_long", TOO_LONG, (str(hours_week),), Firm.HOURS)
    if seeker.nights is False and night_work:
        yield Reason("nights", NIGHTS, (), Firm.NIGHTS)
    elif seeker.nights is False and night_work is None:
        yield Reason("nights_unsaid", NIGHTS_UNSAID)


def judge(seeker: Seeker, vacancy: Vacancy) -> Match | None:
    """One vacancy for one seeker; None where it goes against what they set as firm."""
    reasons = (
        *of_place(seeker, vacancy.region),
        *of_skills(seeker, vacancy.skills),
        *of_time(seeker, vacancy.schedule, vacancy.hours_week, vacancy.night_work),
    )
    if any(reason.firm in seeker.firm for reason in reasons if reason.firm is not None):
        return None
    return Match(vacancy, sum(reason.weight for reason in reasons), reasons)
