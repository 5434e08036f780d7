"""What employers and schools offer, as values. Other rooms match on these; none of them knows a person."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from guitu.domain.employers.wages import Wage

SCHEDULES: Final = ("full_time", "part_time", "shifts", "flexible", "seasonal")
"""How work is spread over the week; "" where nobody said."""

COURSE_KINDS: Final = ("skills", "on_the_job", "work_for_training", "business", "safety", "other")
"""Kinds of training; ``on_the_job`` is 适岗培训, ``work_for_training`` 以工代训."""


@dataclass(frozen=True, slots=True)
class Employer:
    """Who offers work. ``contact`` an office, never a person.

    ``source`` the feed it came from, "" where people entered it. ``closed_on`` None while it takes part.
    """

    id: UUID
    name: str
    region: int
    address: str = ""
    phone: str = ""
    contact: str = ""
    note: str = field(default="", repr=False)
    source: str = ""
    kept_by: int | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """A job base (就业基地): an agreement with one employer, with seats and dates, both included."""

    id: UUID
    employer: UUID
    employer_name: str
    region: int
    document: str
    seats: int
    from_on: date
    to_on: date
    kept_by: int
    note: str = field(default="", repr=False)
    ended_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether the agreement holds on a day."""
        if self.ended_on is not None and on >= self.ended_on:
            return False
        return self.from_on <= on <= self.to_on


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that is offered.

    ``region`` 12 digits, where the work is. ``skills`` codes of ``SKILLS`` it asks for; ``wants`` the
    same and more in the employer's words. ``hours_week`` and ``night_work`` None: not
    said. ``wage`` None: to be agreed. ``open_until`` the last day, included. ``closed_on`` the day it was
    filled, withdrawn or taken back, with ``close_reason``.
    """

    id: UUID
    employer: UUID
    employer_name: str
    title: str
    region: int
    open_until: date
    skills: frozenset[str] = frozenset()
    wants: str = ""
    schedule: str = ""
    hours_week: int | None = None
    night_work: bool | None = None
    wage: Wage | None = None
    places: int = 1
    contact: str = ""
    note: str = ""
    source: str = ""
    revision: int = 0
    kept_by: int | None = None
    closed_on: date | None = None
    close_reason: str = ""

    def is_open(self, on: date) -> bool:
        """Whether somebody can still apply on a day."""
        return self.closed_on is None and on <= self.open_until

    @property
    def words(self) -> str:
        """Everything the employer wrote."""
        return "\n".join(filter(None, (self.title, self.wants, self.note)))


@dataclass(frozen=True, slots=True)
class Course:
    """A training course. ``cost`` what the learner pays, ``subsidy`` what comes back, both fen, 0 for none.

    ``region`` where it is held. ``skills`` what it teaches. ``open_until`` the last day to enrol, included.
    """

    id: UUID
    title: str
    kind: str
    provider: str
    region: int
    starts_on: date
    ends_on: date
    open_until: date
    skills: frozenset[str] = frozenset()
    hours: int | None = None
    cost: int = 0
    subsidy: int = 0
    places: int | None = None
    contact: str = ""
    note: str = ""
    source: str = ""
    kept_by: int | None = None
    closed_on: date | None = None
    close_reason: str = ""

    def is_open(self, on: date) -> bool:
        """Whether somebody can still enrol on a day."""
        return self.closed_on is None and on <= self.open_until
