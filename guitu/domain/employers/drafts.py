"""What somebody says of a post or a course before it is kept: from a form, from a list, from a feed.

The limits are plausibility, not law: what lies beyond them is a slip of the pen (Guitu proposals).
"""

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from guitu.domain.employers.offers import COURSE_KINDS, SCHEDULES
from guitu.domain.employers.wages import Wage
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError

TITLE_MOST: Final = 80
NAME_MOST: Final = 120
WANTS_MOST: Final = 400
NOTE_MOST: Final = 4000
CONTACT_MOST: Final = 120
PLACES_MOST: Final = 9999
WEEK_HOURS_MOST: Final = 84
COURSE_HOURS_MOST: Final = 5000
COURSE_FEN_MOST: Final = 10_000_000
AHEAD: Final = timedelta(days=2 * 366)
"""How far ahead a last day may lie."""

_COUNTY = 10**6
_EARLY = timedelta(days=3 * 366)  # a course that began longer ago is a wrong year


def plain_name(name: str) -> str:
    """An office's name as names are compared: narrow, small, without spaces and marks.

    >>> plain_name("长沙 演示（集团）服装厂") == plain_name("长沙演示(集团)服装厂")
    True
    """
    narrow = unicodedata.normalize("NFKC", name).lower()
    return "".join(c for c in narrow if c.isalnum())[:160]


def county_of(region: int) -> int:
    """The county a region lies in, or itself where it is larger: it tells an employer from its namesakes."""
    return region if region % _COUNTY == 0 else region - region % _COUNTY


def _told(value: str, code: str, field: str, most: int, *, needed: bool = True) -> None:
    if needed and not value.strip():
        raise DomainError(f"{code}-missing", field=field)
    if len(value) > most:
        raise DomainError("offer.too-long", field=field, most=most, length=len(value))


def _between(value: int | None, code: str, field: str, least: int, most: int) -> None:
    if value is not None and (type(value) is not int or not least <= value <= most):
        raise DomainError(code, field=field, least=least, most=most)


@dataclass(frozen=True, slots=True)
class EmployerDraft:
    """Who offers work, as somebody said it."""

    name: str
    region: int
    address: str = ""
    phone: str = ""
    contact: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What makes two employers the same: the name and the county."""
        return plain_name(self.name), county_of(self.region)

    def check(self) -> None:
        """Refuse what cannot be kept.

        Raises:
            DomainError: "employer.name-missing", "offer.too-long", "region.length".
        """
        _told(self.name, "employer.name", "employer", NAME_MOST)
        if not plain_name(self.name):
            raise DomainError("employer.name-missing", field="employer")
        _told(self.address, "employer", "address", 200, needed=False)
        _told(self.phone, "employer", "phone", 40, needed=False)
        _told(self.contact, "employer", "contact", 80, needed=False)
        regions.check(self.region)


@dataclass(frozen=True, slots=True)
class VacancyDraft:
    """A post as somebody said it. ``open_until`` None: no last day was said; the keeper puts one."""

    employer: EmployerDraft
    title: str
    region: int
    skills: frozenset[str] = frozenset()
    wants: str = ""
    schedule: str = ""
    hours_week: int | None = None
    night_work: bool | None = None
    wage: Wage | None = None
    places: int = 1
    open_until: date | None = None
    contact: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """What makes two posts of one employer the same; last day, places and words may change."""
        wage = "" if self.wage is None else f"{self.wage.least}-{self.wage.most}/{self.wage.per}"
        said = (plain_name(self.title), self.region, self.schedule, self.night_work, wage)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def check(self, *, today: date) -> None:
        """Refuse what cannot be kept.

        Raises:
            DomainError: "employer.…", "vacancy.title-missing", "vacancy.schedule", "vacancy.places",
                "vacancy.hours", "vacancy.over", "vacancy.too-far", "offer.too-long", "region.length".
        """
        self.employer.check()
        _told(self.title, "vacancy.title", "title", TITLE_MOST)
        _told(self.wants, "vacancy", "wants", WANTS_MOST, needed=False)
        _told(self.note, "vacancy", "note", NOTE_MOST, needed=False)
        _told(self.contact, "vacancy", "contact", CONTACT_MOST, needed=False)
        regions.check(self.region)
        if self.schedule and self.schedule not in SCHEDULES:
            raise DomainError("vacancy.schedule", field="schedule")
        _between(self.places, "vacancy.places", "places", 1, PLACES_MOST)
        _between(self.hours_week, "vacancy.hours", "hours_week", 1, WEEK_HOURS_MOST)
        self._check_day(today)

    def _check_day(self, today: date) -> None:
        if self.open_until is None:
            return
        if self.open_until < today:
            raise DomainError("vacancy.over", field="open_until", day=self.open_until.isoformat())
        if self.open_until > today + AHEAD:
            raise DomainError("vacancy.too-far", field="open_until", day=self.open_until.isoformat())

    def until(self, day: date) -> "VacancyDraft":
        """The same, with this last day where none was said."""
        return self if self.open_until is not None else replace(self, open_until=day)


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course as somebody said it. ``open_until`` None: one can enrol until the day it begins."""

    title: str
    kind: str
    provider: str
    region: int
    starts_on: date
    ends_on: date
    open_until: date | None = None
    skills: frozenset[str] = frozenset()
    hours: int | None = None
    cost: int = 0
    subsidy: int = 0
    places: int | None = None
    contact: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """What makes two courses the same: who gives it, what it is called, where and when it begins."""
        said = (plain_name(self.provider), plain_name(self.title), self.region, self.starts_on.isoformat())
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def last_day(self) -> date:
        """The last day to enrol."""
        return self.open_until or self.starts_on

    def check(self, *, today: date) -> None:
        """Refuse what cannot be kept.

        Raises:
            DomainError: "course.title-missing", "course.provider-missing", "course.kind", "course.backwards",
                "course.over", "course.too-far", "course.hours", "course.places", "course.money",
                "offer.too-long", "region.length".
        """
        _told(self.title, "course.title", "title", TITLE_MOST)
        _told(self.provider, "course.provider", "provider", NAME_MOST)
        _told(self.note, "course", "note", NOTE_MOST, needed=False)
        _told(self.contact, "course", "contact", CONTACT_MOST, needed=False)
        regions.check(self.region)
        if self.kind not in COURSE_KINDS:
            raise DomainError("course.kind", field="kind")
        _between(self.hours, "course.hours", "hours", 1, COURSE_HOURS_MOST)
        _between(self.places, "course.places", "places", 1, PLACES_MOST)
        for field, fen in (("cost", self.cost), ("subsidy", self.subsidy)):
            if type(fen) is not int or not 0 <= fen <= COURSE_FEN_MOST:
                raise DomainError("course.money", field=field, most=COURSE_FEN_MOST // 100)
        self._check_days(today)

    def _check_days(self, today: date) -> None:
        if self.ends_on < self.starts_on:
            raise DomainError("course.backwards", field="ends_on")
        if self.starts_on < today - _EARLY or self.ends_on > today + AHEAD:
            raise DomainError("course.too-far", field="starts_on", day=self.starts_on.isoformat())
        if self.last_day > self.ends_on:
            raise DomainError("course.enrol-after-end", field="open_until")
        if self.last_day < today:
            raise DomainError("course.over", field="open_until", day=self.last_day.isoformat())
