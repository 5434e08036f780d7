"""The work file: what somebody can do and wishes, as they said it on one day. The latest version counts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from guitu.domain.employers import SKILLS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.matching.seeker import Firm, Near, Seeker
from guitu.domain.work.words import BARRIERS, DISTANCES, FIRM, SCHEDULES

LONGEST: Final = 1000  # characters of one field of words; proposed
HOURS_MOST: Final = 84  # a week; above it a number is a slip of the pen. Proposed

NIGHTS: Final = ("", "yes", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFile:
    """One version. ``region`` None: where their file is kept; ``nights`` "" not said.

    ``experience``, ``languages`` and ``words`` are the person's; they are sealed.
    """

    skills: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    hours_most: int | None = None
    nights: str = ""
    farthest: str = "country"
    region: int | None = None
    firm: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    available_on: date | None = None
    experience: str = field(default="", repr=False)
    languages: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


def check(file: WorkFile) -> None:
    """Whether a version says what can be said.

    Raises:
        DomainError: "work.code", "work.hours", "work.firm-unsaid", "work.words"; with the ``field``.
    """
    _known("skills", file.skills, SKILLS)
    _known("wants", file.wants, SKILLS)
    _known("schedules", file.schedules, SCHEDULES)
    _known("firm", file.firm, FIRM)
    _known("barriers", file.barriers, BARRIERS)
    _known("farthest", (file.farthest,), DISTANCES)
    _known("nights", (file.nights,), NIGHTS)
    if file.hours_most is not None and not 1 <= file.hours_most <= HOURS_MOST:
        raise DomainError("work.hours", field="hours_most", most=HOURS_MOST)
    _check_firm(file)
    for name in ("experience", "languages", "words"):
        if len(getattr(file, name)) > LONGEST:
            raise DomainError("work.words", field=name, most=LONGEST)


def _known(name: str, said: Iterable[str], codes: Collection[str]) -> None:
    if not all(code in codes for code in said):
        raise DomainError("work.code", field=name)


def _check_firm(file: WorkFile) -> None:
    """A condition that nobody said what it is would close posts by accident, so it is asked for."""
    said = {
        Firm.AREA: file.farthest != "country",
        Firm.NIGHTS: file.nights == "no",
        Firm.SCHEDULE: bool(file.schedules),
        Firm.HOURS: file.hours_most is not None,
        Firm.KIND: bool(file.wants),
    }
    if any(not said[Firm(code)] for code in file.firm):
        raise DomainError("work.firm-unsaid", field="firm")


def seeker(person: UUID, file: WorkFile, *, region: int) -> Seeker:
    """What matching knows of somebody; ``region`` where their file is kept, for those who named no other."""
    return Seeker(
        id=person,
        region=file.region or region,
        skills=frozenset(file.skills),
        wants=frozenset(file.wants),
        schedules=frozenset(file.schedules),
        hours_most=file.hours_most,
        nights={"yes": True, "no": False}.get(file.nights),
        farthest=Near[file.farthest.upper()],
        firm=frozenset(Firm(code) for code in file.firm),
    )
