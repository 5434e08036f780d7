"""The policy a second time, by another hand: plain loops over plain tables, written from the words alone.

Nothing here comes from ``guitu``; the tests hold its answers against the decision's and the database's. It is
slow, it repeats itself, and it knows nothing of scopes, reaches, contexts or SQL. A change of the policy is
written down here as well, or the tests say where the two differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Account(NamedTuple):
    """Somebody who signs in; ``unit`` 15 digits."""

    id: UUID
    role: str
    unit: int
    unit_type: str


class Tie(NamedTuple):
    """One account, or the staff of one unit, and one person, from ``since`` until just before ``until``."""

    person: UUID
    account: UUID | None
    unit: int | None
    kind: str
    since: datetime
    until: datetime | None


class Bar(NamedTuple):
    """One account never sees one person, from ``since`` until just before ``until``."""

    person: UUID
    account: UUID
    kind: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Thing:
    """What is asked about: one row or note about one person, held by a unit (below zero: sealed)."""

    person: UUID
    held_by: int
    part: str  # the compartment
    author: UUID | None = None


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


CARE = "existence casework orders whereabouts"
ORDERS = "existence orders"
READ = "person_read person_search"
NEAR = "place assigned team"
NAMED = "assigned team"
SENT = "assigned team referred"

# What care staff of any kind may do: the acts, the parts of the file, and what must stand between.
_CARE_STAFF = [
    (READ, CARE, NEAR),
    ("contact_record service_record rights_record", CARE, NEAR),
    ("who_looked_read", "existence", NEAR),
    ("person_read", "existence casework whereabouts", "break_glass"),
    (READ, CARE, "offered"),
    ("contact_record", "existence casework", "offered"),
    ("person_read family_record", "family", NAMED),
]
_CONTROL = [("test_record legal_fact_record", ORDERS, NEAR)]
_ONCE_SEALED = [("person_read", ORDERS, "unsealed")]

BOOK: dict[str, list[tuple[str, str, str]]] = {
    "social_worker": _CARE_STAFF,
    "posted_officer": _CARE_STAFF + _CONTROL + _ONCE_SEALED,
    "full_time_worker": _CARE_STAFF + _CONTROL + _ONCE_SEALED,
    "unit_head": [
        *_CARE_STAFF,
        *_CONTROL,
        *_ONCE_SEALED,
        ("assign roster_import names_in_figures relation_name break_glass_review", CARE, "place"),
        ("plan_approve", "existence casework", "place"),
    ],
    "community_police": [
        (READ + " test_record legal_fact_record", ORDERS, "place assigned"),
        *_ONCE_SEALED,
    ],
    "facility_officer": [
        (READ, "existence", "place released_here"),
        (READ, CARE, "place offered"),
        ("contact_record rights_record", "existence casework whereabouts", "place offered"),
        ("contact_record", "existence casework", "released_here"),
        ("roster_import", "existence", "place"),
    ],
    "psychologist": [
        (READ, "existence casework whereabouts", NAMED),
        ("person_read", "existence psychological", "supervisor"),
        ("person_read", "existence casework whereabouts", "break_glass"),
    ],
    "doctor": [
        (READ + " health_record", "existence medical whereabouts", NAMED),
        ("person_read", "existence casework whereabouts medical", "break_glass"),
    ],
    "legal_expert": [
        (READ, "existence orders legal", SENT),
        ("advice_record", "legal", SENT),
        ("referral_answer", "existence", "referred"),
        *_ONCE_SEALED,
    ],
    "employment_worker": [
        (READ, "existence whereabouts", SENT),
        ("service_record", "casework", SENT),
        ("referral_answer", "existence", "referred"),
    ],
    "region_manager": [("person_read", ORDERS, "case")],
    "privacy_officer": _ONCE_SEALED,
    "person": [
        (
            "person_read who_looked_read",
            "existence casework orders medical legal whereabouts",
            "self",
        )
    ],
    "evaluator": [],
    "sys_admin": [],
    "security_admin": [],
    "audit_admin": [],
}

# What opens only in what the asker wrote.
OWN_WORDS: dict[str, list[tuple[str, str, str]]] = {
    "facility_officer": [("person_read", "casework", "released_here")],
    "psychologist": [("person_read mind_record", "psychological", NAMED)],
    "employment_worker": [("person_read", "casework", SENT)],
}

# A partner's office sees the slice of its kind while a referral holds, and nothing otherwise.
SLICES = {
    "procuratorate justice_bureau justice_office police_organ political_legal": "existence orders",
    "health_dept health_centre village_clinic mmt_clinic partner_hospital": "existence",
    "civil_affairs hr_dept education_dept womens_federation youth_league anti_drug_association "
    "social_work_org legal_aid_centre law_society charity_fund residents_committee": "existence whereabouts",
}

RECORDING = words(
    "contact_record test_record legal_fact_record service_record health_record mind_record advice_record "
    "family_record rights_record assign relation_name"
)

# Kinds of units whose staff look over one place only; all others look over their region.
SMALL = words(
    "facility guidance_station rehab_site health_centre village_clinic mmt_clinic partner_hospital school "
    "social_work_org employment_base enterprise legal_aid_centre third_party_evaluator charity_fund "
    "residents_committee joint_working_team"
)


def overlooks(asker: Account, place: int) -> bool:
    """Whether a place number lies where the account looks over."""
    if asker.role == "facility_officer":
        return place == asker.unit
    if asker.unit_type in SMALL and asker.role != "region_manager":
        return place == asker.unit
    region = str(asker.unit)[:12]
    for length in (2, 4, 6, 9):
        if set(region[length:]) == {"0"}:
            region = region[:length]
            break
    return str(place).startswith(region) and len(str(place)) == 15


class Oracle:
    """Answers about one world at one moment."""

    def __init__(self, ties: list[Tie], bars: list[Bar], now: datetime) -> None:
        self.ties: dict[UUID, list[Tie]] = {}
        for tie in ties:
            if tie.since <= now and (tie.until is None or now < tie.until):
                self.ties.setdefault(tie.person, []).append(tie)
        self.bars: dict[UUID, list[Bar]] = {}
        for bar in bars:
            if bar.since <= now and (bar.until is None or now < bar.until):
                self.bars.setdefault(bar.person, []).append(bar)

    def barred(self, asker: Account, person: UUID) -> bool:
        """Whether an exclusion holds."""
        return asker.id in [bar.account for bar in self.bars.get(person, [])]

    def relations(self, asker: Account, person: UUID, held_by: int) -> set[str]:
        """Everything that stands between the two today."""
        found = set()
        for tie in self.ties.get(person, []):
            if tie.account == asker.id or (tie.account is None and tie.unit == asker.unit):
                found.add(tie.kind)
        if held_by > 0 and overlooks(asker, held_by):
            found.add("place")
        return found

    def _lines(self, asker: Account, thing: Thing, *, own: bool) -> Iterator[str]:
        """The acts of every line that opens this to the asker; ``own``: if the asker wrote it."""
        if self.barred(asker, thing.person):
            return
        between = self.relations(asker, thing.person, thing.held_by)
        if thing.held_by < 0:  # sealed: then one relation counts, and otherwise never
            between &= {"unsealed"}
        else:
            between -= {"unsealed"}
        for acts, parts, relations in self._book(asker, own=own):
            if thing.part in words(parts) and between & set(words(relations)):
                yield acts

    def _book(self, asker: Account, *, own: bool) -> Iterator[tuple[str, str, str]]:
        """Every line about the asker's role."""
        yield from BOOK.get(asker.role, [])
        if own:
            yield from OWN_WORDS.get(asker.role, [])
        if asker.role == "unit_head" and asker.unit_type == "guidance_station":
            yield "plan_approve_own", "existence casework", "place"
        if asker.role == "partner_agency":
            yield "referral_answer", "existence", "referred"
            for kinds, parts in SLICES.items():
                if asker.unit_type in words(kinds):
                    yield READ, parts, "referred"

    def may(self, asker: Account, act: str, thing: Thing) -> bool:
        """Whether the account may do this to it."""
        mine = thing.author == asker.id
        for acts in self._lines(asker, thing, own=mine):  # noqa: SIM110 - as plain as it can be said
            if act in words(acts):
                return True
        return False

    # -- rows of the database ------------------------------------------------------------------

    def selects(self, asker: Account, thing: Thing, *, is_key: bool = False) -> bool:
        """Whether the row is there for the account. A key is, to whoever may read anything it seals."""
        if is_key:
            thing = Thing(thing.person, thing.held_by, thing.part, author=asker.id)
        return self.may(asker, "person_read", thing)

    def writes(self, asker: Account, thing: Thing, *, is_key: bool = False) -> bool:
        """Whether the account may leave such a row behind, or change or remove it."""
        if is_key:
            thing = Thing(thing.person, thing.held_by, thing.part, author=asker.id)
        for act in RECORDING:  # noqa: SIM110 - as plain as it can be said
            if self.may(asker, act, thing):
                return True
        return False

    def changes(self, asker: Account, thing: Thing, *, is_key: bool = False) -> bool:
        """Whether UPDATE or DELETE reaches the row when it is named: it must be seen to be named."""
        return self.selects(asker, thing, is_key=is_key) and self.writes(asker, thing, is_key=is_key)

    def adds(self, asker: Account, thing: Thing, *, person_held_by: int, is_key: bool = False) -> bool:
        """Whether a new row about a person is taken: the person must be there for the writer."""
        known = Thing(thing.person, person_held_by, "existence")
        return self.selects(asker, known) and self.writes(asker, thing, is_key=is_key)
