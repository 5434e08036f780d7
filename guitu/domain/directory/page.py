"""What may be written about a service, and by whom for where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from guitu.domain.directory import hours
from guitu.domain.kernel import money
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError

REFERRERS: Final = ("anyone", "care_staff", "unit_head", "township_office", "medical_staff", "police")
_CARE_STAFF: Final = frozenset(
    {"posted_officer", "full_time_worker", "social_worker", "unit_head", "employment_worker"}
)
_POLICE: Final = frozenset({"posted_officer", "community_police"})
DOCUMENTS: Final = (
    "identity_card",
    "household_register",
    "residence_permit",
    "release_certificate",
    "income_proof",
    "unemployment_record",
    "disability_certificate",
    "medical_record",
    "insurance_card",
    "photo",
    "bank_card",
    "consent",
)
MOST_PLACES: Final = 100_000  # more is a slip of the finger: proposed
MOST_FEN: Final = 100_000_00  # the same of a cost: proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What somebody writes about one service. ``unit`` None: an organisation outside gives it."""

    kind: str
    name: str
    place: int
    area: int
    unit: int | None = None
    organisation: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    capacity: int | None = None
    hours: str = ""
    on_holidays: bool = False
    cost: int = 0
    cost_words: str = ""
    referrers: tuple[str, ...] = ("care_staff",)
    documents: tuple[str, ...] = ()
    terms: str = ""


def takes_from(referrers: Iterable[str], *, role: str, unit_type: str) -> bool:
    """Whether a service takes somebody on whom staff of this role and kind of unit refer.

    >>> takes_from(("township_office",), role="social_worker", unit_type="guidance_station")
    False
    """
    mine = {"anyone"}
    if role in _CARE_STAFF:
        mine.add("care_staff")
    if role == "unit_head":
        mine.add("unit_head")
    if unit_type == "township_office":
        mine.add("township_office")
    if role == "doctor":
        mine.add("medical_staff")
    if role in _POLICE or unit_type in {"police_station", "police_organ"}:
        mine.add("police")
    return not mine.isdisjoint(referrers)


def check(page: Page, *, kinds: Iterable[str], keeper: int) -> None:
    """Refuse what cannot be.

    ``kinds`` the codes of the catalogue; ``keeper`` the unit that answers for the page: it writes about its
    own surroundings, not about another county's.

    Raises:
        DomainError: "service.kind", "service.name", "service.giver", "service.area", "service.place",
            "service.capacity", "service.referrers", "service.documents", "money.…", "hours.…"; each with the
            ``field`` it is about.
    """
    if page.kind not in set(kinds):
        raise DomainError("service.kind", field="kind")
    if not page.name.strip():
        raise DomainError("service.name", field="name")
    if (page.unit is None) == (not page.organisation.strip()):
        raise DomainError("service.giver", field="organisation")
    _where(page, regions.region_of(keeper))
    _numbers(page)
    _codes(page)
    try:
        hours.read(page.hours)
    except DomainError as error:
        raise DomainError(error.code, **{**error.facts, "field": "hours"}) from None


def _where(page: Page, home: int) -> None:
    for field, region in (("area", page.area), ("place", page.place)):
        _region(field, region)
    if not (regions.contains(page.area, home) or regions.contains(home, page.area)):
        raise DomainError("service.area", field="area")


def _region(field: str, region: int) -> None:
    if region < regions.NATION or (region == regions.NATION and field == "place"):
        raise DomainError("service.place", field=field)
    try:
        regions.check(region)
    except DomainError:
        raise DomainError("service.place", field=field) from None


def _numbers(page: Page) -> None:
    if page.capacity is not None and not 0 <= page.capacity <= MOST_PLACES:
        raise DomainError("service.capacity", field="capacity", most=MOST_PLACES)
    if page.cost != 0:  # nothing is free, and written as that
        money.check(page.cost, most=MOST_FEN, field="cost")


def _codes(page: Page) -> None:
    if not page.referrers or not set(page.referrers) <= set(REFERRERS):
        raise DomainError("service.referrers", field="referrers")
    if not set(page.documents) <= set(DOCUMENTS):
        raise DomainError("service.documents", field="documents")


def check_free(free: int | None, capacity: int | None) -> None:
    """Refuse a number of free places that cannot be; None: not known.

    Raises:
        DomainError: "service.free-places" with the ``most`` there can be.
    """
    most = MOST_PLACES if capacity is None else capacity
    if free is not None and not 0 <= free <= most:
        raise DomainError("service.free-places", field="free_places", most=most)
