"""Made-up worlds at random, the same for the same seed: places, accounts, people and what stands between.

Plain data; ``storing`` writes one into the database. A few people are sealed; ties and exclusions lie in the
past, the present and the future.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from tests.access.oracle import Account, Bar, Oracle, Tie, words

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

ROLES = words(
    "facility_officer posted_officer full_time_worker social_worker community_police unit_head psychologist "
    "doctor legal_expert employment_worker partner_agency evaluator region_manager privacy_officer sys_admin "
    "security_admin audit_admin person"
)
KINDS = words(
    "assigned team supervisor referred released_here offered case break_glass unsealed self"
)  # "office" and "place" need no tie
EXCLUSIONS = words("relative former_partner complaint_pending own_record")
PARTS = words("existence casework orders medical psychological legal whereabouts family")
HOLDERS = words("guidance_station township_office facility guidance_centre rehab_site joint_working_team")
TYPES = words(
    "township_office police_organ police_station facility provincial_bureau bureau guidance_centre "
    "guidance_station rehab_site narcotics_office political_legal procuratorate justice_bureau "
    "justice_office health_dept health_centre village_clinic mmt_clinic partner_hospital civil_affairs "
    "hr_dept education_dept school womens_federation youth_league anti_drug_association social_work_org "
    "employment_base enterprise law_society legal_aid_centre third_party_evaluator charity_fund "
    "residents_committee joint_working_team"
)
PARTNERS = [t for t in TYPES if t not in HOLDERS]


@dataclass(frozen=True)
class Unit:
    """A unit and its kind."""

    number: int
    type: str

    @property
    def region(self) -> int:
        """Its region's 12 digits."""
        return self.number // 1000


@dataclass(frozen=True)
class Note:
    """A journal entry: its part of the file, and who wrote it."""

    id: UUID
    person: UUID
    part: str
    author: UUID


@dataclass(frozen=True)
class World:
    """Everything there is, as data. ``people``: the place number that holds each; below zero: sealed."""

    regions: dict[int, str]  # level by code
    units: list[Unit]
    accounts: list[Account]
    people: dict[UUID, int]
    ties: list[Tie]
    bars: list[Bar]
    notes: list[Note]
    rng: Random = field(repr=False)

    def oracle(self) -> Oracle:
        """Somebody who knows this world at ``NOW``."""
        return Oracle(self.ties, self.bars, NOW)


def random_world(seed: int, *, units: int, people: int, accounts: int, ties: int = 6) -> World:
    """A world of that many units, people and accounts. ``ties``: per account, in the mean."""
    rng = Random(seed)  # noqa: S311 - the same world for the same seed is the point
    regions = _regions(rng)
    made = _units(rng, regions, units)
    staff = _accounts(rng, made, accounts)
    holders = [u.number for u in made if u.type in HOLDERS]
    held = {_id(rng): rng.choice(holders) * rng.choice((1,) * 7 + (-1,)) for _ in range(people)}
    found = _ties(rng, staff, list(held), ties * accounts)
    bars = _bars(rng, staff, held, found)
    return World(regions, made, staff, held, found, bars, _notes(rng, staff, list(held)), rng)


def _id(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def _regions(rng: Random) -> dict[int, str]:
    """Two provinces with prefectures, counties, townships, villages; neighbouring codes."""
    found = {}
    for province in (43, 44):
        found[province * 10**10] = "province"
        for prefecture in range(1, 3):
            above = province * 10**10 + prefecture * 10**8
            found[above] = "prefecture"
            for county in rng.sample(range(1, 60), 3):
                middle = above + county * 10**6
                found[middle] = "county"
                for township in range(1, 4):
                    low = middle + township * 10**3
                    found[low] = "township"
                    found[low + 1] = "village"
    return found


def _units(rng: Random, regions: dict[int, str], count: int) -> list[Unit]:
    """At least one of each kind, half of them such as hold people; numbers beside each other on purpose."""
    codes = list(regions)
    townships = [code for code in codes if regions[code] == "township"]
    taken: dict[int, int] = {}
    made = []
    for n in range(count):
        kind = TYPES[n] if n < len(TYPES) else rng.choice(HOLDERS if n % 2 else TYPES)
        region = rng.choice(townships if kind in HOLDERS else codes)
        taken[region] = taken.get(region, 0) + 1
        made.append(Unit(region * 1000 + taken[region], kind))
    return made


def _accounts(rng: Random, units: list[Unit], count: int) -> list[Account]:
    """Every role in turn, in units of every kind: fit or unfit."""
    made = []
    for n in range(count):
        role = ROLES[n % len(ROLES)]
        fit = [u for u in units if u.type in (PARTNERS if role == "partner_agency" else HOLDERS)]
        unit = rng.choice(fit if rng.random() < 0.8 else units)
        made.append(Account(_id(rng), role, unit.number, unit.type))
    return made


def _ties(rng: Random, accounts: list[Account], people: list[UUID], count: int) -> list[Tie]:
    made = []
    for n in range(count):
        since, until = _span(rng)
        asker = accounts[n % len(accounts)]
        by_unit = rng.random() < 0.3
        kind = rng.choice(_fitting(asker.role) if rng.random() < 0.7 else KINDS)
        made.append(
            Tie(
                rng.choice(people), None if by_unit else asker.id, asker.unit if by_unit else None,
                kind, since, until,
            )
        )  # fmt: skip
    return made


def _fitting(role: str) -> list[str]:
    """Relations that a role's work brings with it."""
    more = {
        "partner_agency": ["referred"],
        "region_manager": ["case"],
        "person": ["self"],
        "privacy_officer": ["unsealed"],
        "facility_officer": ["released_here"],
        "psychologist": ["assigned", "team", "supervisor"],
        "legal_expert": ["referred", "assigned", "unsealed"],
        "employment_worker": ["referred", "team"],
    }
    return more.get(role, ["assigned", "team", "break_glass", "unsealed"])


def _span(rng: Random) -> tuple[datetime, datetime | None]:
    """Past, present (mostly), future; sometimes to the very moment."""
    day = timedelta(days=1)
    return rng.choice(
        [
            (NOW - 9 * day, None),
            (NOW - 9 * day, None),
            (NOW - 9 * day, NOW + day),
            (NOW - 9 * day, NOW + timedelta(seconds=1)),
            (NOW, None),
            (NOW - 9 * day, NOW),
            (NOW - 9 * day, NOW - day),
            (NOW + timedelta(seconds=1), None),
            (NOW + day, NOW + 9 * day),
        ]
    )


def _bars(rng: Random, accounts: list[Account], held: dict[UUID, int], ties: list[Tie]) -> list[Bar]:
    """Against somebody tied, against somebody held nearby, and against anybody."""
    people = list(held)
    made = []
    for asker in accounts:
        mine = [t.person for t in ties if t.account == asker.id or t.unit == asker.unit]
        near = [p for p in people if held[p] == asker.unit]
        for some in (mine, near, people):
            if some:
                since, until = _span(rng)
                made.append(Bar(rng.choice(some), asker.id, rng.choice(EXCLUSIONS), since, until))
    return made


def _notes(rng: Random, accounts: list[Account], people: list[UUID]) -> list[Note]:
    """Three notes a person, of every part of the file in turn, by anybody."""
    return [
        Note(_id(rng), person, PARTS[(3 * n + m) % len(PARTS)], rng.choice(accounts).id)
        for n, person in enumerate(people)
        for m in range(3)
    ]
