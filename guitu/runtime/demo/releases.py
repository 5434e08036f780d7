"""A dozen people the demo centre holds or has just released, each at another place between two offices.

Made by the product's own acts, so that the board, the calendar and the pages show what they would.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.people.commands import NewContact
from guitu.casework.people.queries import match_by_citizen_id
from guitu.domain.access import Viewer
from guitu.domain.handoff.machine import Side
from guitu.domain.handoff.release import DIMENSIONS, PACKET
from guitu.domain.kernel import citizen_id
from guitu.domain.kernel.region import place_number
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.authorization.queries import with_relations
from guitu.runtime.demo import county
from guitu.runtime.demo.chance import chance
from guitu.runtime.demo.county import TOWNSHIPS, office_of, station_of
from guitu.runtime.demo.people import draw_name, draw_phone
from guitu.workflows import offer_release, prepare_release
from guitu.workflows.prepare_release import Assessment, NewStay
from guitu.workflows.record import record_entry

# days until release, and how far things have come
WAYS: Final = (
    (80, "opened"),
    (62, "assessed"),
    (41, "assessed"),
    (24, "opened"),
    (16, "packed"),
    (12, "packed"),
    (9, "offered"),
    (5, "offered"),
    (4, "half"),
    (3, "returned"),
    (15, "stayed"),
    (-2, "accepted"),
    (-4, "accepted"),
    (-6, "reached"),
)
_SERIAL: Final = 991  # made-up numbers that nobody else of the county has
_WORDS: Final = {
    "abstinence": "两年内检测均为阴性。",
    "conduct": "表现稳定，愿意学习。",
    "job_skills": "取得电工初级证。",
    "harm_level": "一般。",
    "risk_assessment": "家人支持，暂无突出风险。",
    "body": "血压偏高，按时服药。",
    "mind": "情绪平稳，担心找工作。",
    "social_adaptation": "妻子和孩子在等他回家。",
}


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who acts, and the offices that receive."""

    gate: Viewer
    township: Viewer
    station: Viewer


def make_releases(*, on: date, seed: int) -> int:
    """Let the centre prepare and hand over; returns how many people. Nothing where it was done before."""
    cast = _cast()
    at = clock.midnight(on) + timedelta(hours=9)
    made = 0
    with transaction.atomic():
        for n, (days, way) in enumerate(WAYS):
            made += _one(cast, n, on + timedelta(days=days), way, at=at, seed=seed)
    return made


def _cast() -> _Cast:
    town = next(t for t in TOWNSHIPS if t.station == "林荫站")
    numbers = {unit.key: place_number(unit.region, unit.own) for unit in county.units()}
    known = viewers_named(("yangfan", "fuwen", "linlan", "tangli"))
    there = {viewer.unit: viewer for viewer in known.values()}
    return _Cast(known["yangfan"], there[numbers[office_of(town)]], there[numbers[station_of(town)]])


def _one(cast: _Cast, n: int, released_on: date, way: str, *, at: datetime, seed: int) -> int:
    rng = chance(seed, f"release {n}")
    number = citizen_id.make(999999, date(1986, 1 + n % 12, 3 + n), _SERIAL - 2 * n)
    if match_by_citizen_id([number]):
        return 0
    stay = NewStay(
        name=draw_name(rng, "male"),
        sex="male",
        birth_on=citizen_id.parse(number, allow_demo=True).birth_on,
        citizen_id=number,
        decided_on=released_on - timedelta(days=730),
        released_on=released_on,
        order_document=f"演强戒决字〔{released_on.year - 2}〕{1000 + n}号",
        township=cast.township.unit,
        station=cast.station.unit,
        contacts=(NewContact("phone", draw_phone(rng)),),
    )
    prepare_release.open_at_centre(stay, by=cast.gate, at=at)
    (person,) = match_by_citizen_id([number]).values()
    _come_so_far(cast, person, way, on=clock.day_of(at), at=at)
    return 1


def _come_so_far(cast: _Cast, person: UUID, way: str, *, on: date, at: datetime) -> None:
    if way == "opened":
        return
    words = {side: _WORDS[side] for side in DIMENSIONS}
    found = Assessment(on, ("counsellor", "social_worker"), words, "no")
    prepare_release.assess(person=person, found=found, by=cast.gate, at=at)
    if way == "assessed":
        return
    _pack(cast, person, on=on, at=at)
    if way == "packed":
        return
    if way == "stayed":
        offer_release.stay(person=person, reason="in_hospital", document="", words="", by=cast.gate, at=at)
        return
    offer_release.offer(
        person=person, township=cast.township.unit, station=cast.station.unit, by=cast.gate, at=at
    )
    _answer(cast, person, way, on=on, at=at)


def _pack(cast: _Cast, person: UUID, *, on: date, at: datetime) -> None:
    prepare_release.name_need(
        person=person, code="work", words="想做电工", inside=cast.gate.id, outside=Side.STATION,
        by=cast.gate, at=at,
    )  # fmt: skip
    words = {code: _WORDS[code] for code in PACKET}
    prepare_release.write_packet(
        person=person,
        words=words,
        order="演强戒决字〔2024〕1号",
        certificate="",
        rehab="",
        by=cast.gate,
        at=at,
    )
    for kind, details in (
        ("release_notice", {"told": ["deciding_organ", "family_member", "police_station"]}),
        ("pick_up_agreed", {"collector": "family_member"}),
    ):
        record_entry(
            person=person, kind=kind, happened_on=on, outcome="done", details=details, by=cast.gate, at=at
        )


def _answer(cast: _Cast, person: UUID, way: str, *, on: date, at: datetime) -> None:
    if way == "offered":
        return
    if way == "returned":
        station = with_relations(cast.station, at=at)
        offer_release.send_back(
            person=person, reason="packet_incomplete", words="请补充本人现住址。", by=station, at=at
        )
        return
    for viewer in (cast.township, cast.station):
        offer_release.accept(person=person, by=with_relations(viewer, at=at), at=at)
        if way == "half":
            return
    if way == "reached":
        record_entry(
            person=person,
            kind="phone_call",
            happened_on=on - timedelta(days=4),
            outcome="done",
            details={"mode": "phone"},
            by=with_relations(cast.station, at=at),
            at=at,
        )
