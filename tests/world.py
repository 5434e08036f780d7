"""The small world tests speak of: named officers, their units and people, made the way the system makes them.

One county with two subdistricts and a neighbour county. Lin (林岚) is posted at the station 林荫站, Mo (莫凡)
at the neighbour station; everybody else is called by what they are for. All people are made up.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import EpisodeRow, episode_for
from guitu.casework.people import commands as people
from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission, Role, Viewer
from guitu.domain.kernel import citizen_id
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.commands import create_unit
from guitu.foundation.organisations.models import Region

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in China
TODAY = date(2026, 3, 2)
PASSWORD = "a quiet road home 7"

PROVINCE = 430000000000
PREFECTURE = 430100000000
COUNTY = 430102000000
TOWN = 430102001000  # 林荫站 and the township office
OTHER_TOWN = 430102002000  # the neighbour station
OTHER_COUNTY = 430103000000
_REGIONS = (
    (PROVINCE, "湖南省", "province", None, "湖南省"),
    (PREFECTURE, "长沙市", "prefecture", PROVINCE, "湖南省长沙市"),
    (COUNTY, "芙蓉区", "county", PREFECTURE, "湖南省长沙市芙蓉区"),
    (TOWN, "文艺路街道", "township", COUNTY, "湖南省长沙市芙蓉区文艺路街道"),
    (OTHER_TOWN, "朝阳街街道", "township", COUNTY, "湖南省长沙市芙蓉区朝阳街街道"),
    (OTHER_COUNTY, "天心区", "county", PREFECTURE, "湖南省长沙市天心区"),
)

_serial = count(1)


@dataclass(frozen=True)
class World:
    """Units by place number, and everybody as the viewer they are."""

    station: int
    other_station: int
    township: int
    other_township: int
    police: int
    bureau: int
    centre: int
    lin: Viewer  # posted officer at the station
    mo: Viewer  # posted officer at the other station
    head: Viewer  # unit head of the station
    worker: Viewer  # full-time worker of the township office
    social: Viewer  # social worker of the township office
    officer: Viewer  # community police of the township
    manager: Viewer  # region manager of the county
    admin: Viewer
    gate: Viewer  # facility officer of the centre
    psychologist: Viewer  # at the station
    doctor: Viewer  # of the township
    legal: Viewer  # legal expert of the county
    guardian: Viewer  # privacy officer
    security: Viewer
    auditor: Viewer
    partner: Viewer  # at civil affairs

    @property
    def everyone(self) -> tuple[Viewer, ...]:
        """The whole cast."""
        care = (self.lin, self.mo, self.head, self.worker, self.social)
        experts = (self.psychologist, self.doctor, self.legal, self.partner)
        offices = (self.manager, self.guardian, self.admin, self.security, self.auditor)
        return (*care, self.officer, self.gate, *experts, *offices)


@dataclass(frozen=True)
class Case:
    """Somebody in care, the unit that holds them, and their episode."""

    person: UUID
    held_by: int
    episode: UUID

    def seen_by(self, viewer: Viewer) -> AdmittedPerson:
        """The pass, as this viewer gets it."""
        return person_for(viewer, self.person, Permission.PERSON_READ)

    def episode_for(self, viewer: Viewer) -> EpisodeRow:
        """The episode, as this viewer gets it."""
        return episode_for(self.seen_by(viewer), self.episode)


def lay_out() -> World:
    """Make the world in the current transaction."""
    columns = ("code", "name", "level", "parent", "full_name")
    Region.objects.bulk_create(
        [Region(**dict(zip(columns, row, strict=True))) for row in _REGIONS], ignore_conflicts=True
    )
    bureau = _unit(PREFECTURE, "bureau", "长沙演示戒毒管理局")
    centre = _unit(COUNTY, "facility", "芙蓉演示戒毒所")
    station = _unit(TOWN, "guidance_station", "林荫站")
    township = _unit(TOWN, "township_office", "文艺路街道社戒社康办")
    police = _unit(TOWN, "police_station", "文艺路派出所")
    other_station = _unit(OTHER_TOWN, "guidance_station", "朝阳站")
    other_township = _unit(OTHER_TOWN, "township_office", "朝阳街街道社戒社康办")
    county_bureau = _unit(COUNTY, "narcotics_office", "芙蓉区禁毒办")
    civil_affairs = _unit(COUNTY, "civil_affairs", "芙蓉区民政局")
    return World(
        station=station,
        other_station=other_station,
        township=township,
        other_township=other_township,
        police=police,
        bureau=bureau,
        centre=centre,
        lin=_viewer("lin", "林岚", Role.POSTED_OFFICER, station),
        mo=_viewer("mo", "莫凡", Role.POSTED_OFFICER, other_station),
        head=_viewer("head", "站长何", Role.UNIT_HEAD, station),
        worker=_viewer("worker", "专干吴", Role.FULL_TIME_WORKER, township),
        social=_viewer("social", "社工苏", Role.SOCIAL_WORKER, township),
        officer=_viewer("officer", "民警方", Role.COMMUNITY_POLICE, police),
        manager=_viewer("manager", "主管卢", Role.REGION_MANAGER, county_bureau),
        admin=_viewer("admin", "管理员安", Role.SYS_ADMIN, bureau),
        gate=_viewer("gate", "管教高", Role.FACILITY_OFFICER, centre),
        psychologist=_viewer("psychologist", "咨询师裴", Role.PSYCHOLOGIST, station),
        doctor=_viewer("doctor", "医生钟", Role.DOCTOR, township),
        legal=_viewer("legal", "律师严", Role.LEGAL_EXPERT, county_bureau),
        guardian=_viewer("guardian", "隐私专员柳", Role.PRIVACY_OFFICER, bureau),
        security=_viewer("security", "安全员石", Role.SECURITY_ADMIN, bureau),
        auditor=_viewer("auditor", "审计员季", Role.AUDIT_ADMIN, bureau),
        partner=_viewer("partner", "民政温", Role.PARTNER_AGENCY, civil_affairs),
    )


def _unit(region: int, kind: str, name: str) -> int:
    return create_unit(region=region, type=kind, name=name, by=None, at=NOW)


def _viewer(username: str, name: str, role: Role, unit: int) -> Viewer:
    account = create_account(
        username=username,
        display_name=name,
        role=role,
        unit=unit,
        password=PASSWORD,
        by=None,
        at=NOW,
        must_change_password=False,
    )
    return viewer_of(Account.objects.get(id=account))


@pytest.fixture
def world(db: None) -> World:
    """The world, in the test's own transaction."""
    return lay_out()


def someone(
    held_by: int,
    *,
    name: str = "王小明",
    birth_on: date = date(1990, 5, 1),
    with_citizen_id: bool = True,
    contacts: tuple[people.NewContact, ...] = (),
    facts: tuple[people.NewFact, ...] = (),
    batch: UUID | None = None,
) -> people.NewPerson:
    """A made-up person, not stored yet; every call gives another identity number."""
    number = next(_serial)
    made = citizen_id.make(990000 + number // 500, birth_on, number % 500 * 2 + 1)
    return people.NewPerson(
        id=new_id(),
        held_by=held_by,
        name=name,
        sex="male",
        birth_on=birth_on,
        citizen_id=made if with_citizen_id else None,
        created_at=NOW,
        batch=batch,
        contacts=contacts,
        facts=facts,
    )


def in_aftercare(
    held_by: int,
    *,
    since: date = date(2026, 1, 1),
    person: people.NewPerson | None = None,
    phase: str = "active",
    worker: UUID | None = None,
) -> Case:
    """Somebody released on ``since`` who agreed to aftercare; held by that unit."""
    return _opened(held_by, "aftercare", since=since, person=person, phase=phase, worker=worker)


def in_rehab(
    held_by: int,
    *,
    since: date = date(2026, 1, 1),
    person: people.NewPerson | None = None,
    phase: str = "executing",
    worker: UUID | None = None,
) -> Case:
    """Somebody ordered to community rehab who has reported; held by that unit, in term from ``since``."""
    return _opened(
        held_by,
        "community_rehab",
        since=since,
        person=person,
        phase=phase,
        worker=worker,
        order_document="演公社康决字〔2026〕0001号",
        decided_on=since,
        executing_unit=held_by,
    )


def _opened(held_by: int, kind: str, *, since: date, person: people.NewPerson | None, **columns: Any) -> Case:
    made = person or someone(held_by)
    people.register(made)
    episode = episodes.open_episode(
        episodes.NewEpisode(
            id=new_id(),
            person_id=made.id,
            held_by=held_by,
            kind=kind,
            region=held_by // 1000,
            opened_on=since,
            created_at=NOW,
            released_on=since,
            term_from=since,
            term_to=since.replace(year=since.year + 3),
            **columns,
        )
    )
    return Case(made.id, held_by, episode)
