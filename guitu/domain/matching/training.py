"""What to teach: skills that open posts ask for and seekers lack. Numbers, never a list of people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guitu.domain.employers import Course
from guitu.domain.matching.seeker import Seeker


@dataclass(frozen=True, slots=True)
class Proposal:
    """One skill worth a course. ``wanted`` of those who lack it, how many would like such work."""

    skill: str
    places: int
    lacking: int
    wanted: int
    courses: tuple[Course, ...]


def proposals(
    demand: Mapping[str, int], seekers: Sequence[Seeker], courses: Iterable[Course] = ()
) -> tuple[Proposal, ...]:
    """Skills by places in open posts times seekers who lack them, the most first; none where either is none.

    Args:
        demand: places in open posts by skill.
        seekers: everybody who looks for work.
        courses: those one can enrol in.
    """
    offered = list(courses)
    found = []
    for skill, places in demand.items():
        lacking = [seeker for seeker in seekers if skill not in seeker.skills]
        if places > 0 and lacking:
            wanted = sum(1 for seeker in lacking if skill in seeker.wants)
            teach = tuple(course for course in offered if skill in course.skills)
            found.append(Proposal(skill, places, len(lacking), wanted, teach))
    return tuple(sorted(found, key=lambda one: (-one.places * one.lacking, -one.wanted, one.skill)))
