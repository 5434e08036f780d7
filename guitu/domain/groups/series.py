"""Groups and courses: what is written down about one, who may sign in, and when it is full."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from guitu.domain.groups.words import LONGEST, LONGEST_TITLE, MOST_SEATS, SORTS, THEMES
from guitu.domain.kernel.errors import DomainError


class About(NamedTuple):
    """A group as its leader describes it; nothing of it is about anybody who comes."""

    sort: str
    theme: str
    title: str
    place: str
    materials: str
    capacity: int
    starts_on: date


def check_about(about: About) -> About:
    """The group as it is kept.

    Raises:
        DomainError: "groups.choose", "groups.title", "groups.words", "groups.capacity".
    """
    if about.sort not in SORTS:
        raise DomainError("groups.choose", field="sort")
    if about.theme not in THEMES:
        raise DomainError("groups.choose", field="theme")
    title = about.title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise DomainError("groups.title", field="title", most=LONGEST_TITLE)
    for field in ("place", "materials"):
        if len(getattr(about, field).strip()) > LONGEST:
            raise DomainError("groups.words", field=field, most=LONGEST)
    if not 1 <= about.capacity <= MOST_SEATS:
        raise DomainError("groups.capacity", field="capacity", most=MOST_SEATS)
    return about._replace(title=title, place=about.place.strip(), materials=about.materials.strip())


def check_seat(*, closed: bool, taken: int, capacity: int, unfit: bool) -> None:
    """Whether somebody may take a seat. Unfit: with somebody there they are not to be brought together.

    Raises:
        DomainError: "groups.closed", "groups.full", "groups.another".
    """
    if closed:
        raise DomainError("groups.closed")
    if unfit:
        raise DomainError("groups.another")
    if taken >= capacity:
        raise DomainError("groups.full")


def check_session(theme: str, on: date, *, starts_on: date, closed: bool) -> None:
    """Whether a session may be planned.

    Raises:
        DomainError: "groups.closed", "groups.choose", "groups.before".
    """
    if closed:
        raise DomainError("groups.closed")
    if theme not in THEMES:
        raise DomainError("groups.choose", field="theme")
    if on < starts_on:
        raise DomainError("groups.before", field="on")


def check_sign_in(on: date, *, today: date, seated: Collection[object], there: Collection[object]) -> None:
    """Whether those who came may be written down.

    Raises:
        DomainError: "groups.not-yet", "groups.not-seated".
    """
    if on > today:
        raise DomainError("groups.not-yet")
    if not set(there) <= set(seated):
        raise DomainError("groups.not-seated")
