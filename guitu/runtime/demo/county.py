"""The units of the demo county: a real county's townships, made-up offices that all say they are a demo's."""

from collections.abc import Iterator
from typing import NamedTuple

COUNTY = 431381000000
PREFECTURE = 431300000000
PEOPLE_CODES = (9900, 100)  # made-up numbers 999900… to 999999…: the demo's alone


class Township(NamedTuple):
    """One of the county's ten. ``people`` its share; ``station`` the name of its station, "" without one."""

    region: int
    office: str
    people: int
    station: str = ""
    centre: str = "centre"


class Planned(NamedTuple):
    """A unit to be made. ``key`` what this package calls it; ``own`` its number inside its region."""

    key: str
    type: str
    name: str
    region: int
    own: int
    address: str
    phone: str
    days: str = "1,2,3,4,5"
    parent: str = ""
    serves: tuple[int, ...] = ()


# The first station is the one the sign-ins begin with.
TOWNSHIPS = (
    Township(431381001000, "演示城中街道", 21, "林荫站"),
    Township(431381002000, "演示城北街道", 12, "云岭站", "north"),
    Township(431381003000, "演示城南街道", 13, "望江站"),
    Township(431381004000, "演示城西街道", 12, "青石站"),
    Township(431381100000, "演示禾青镇", 12, "禾苗站", "east"),
    Township(431381102000, "演示渣渡镇", 7, "", "north"),
    Township(431381103000, "演示铎山镇", 8, "", "east"),
    Township(431381105000, "演示三尖镇", 6, "", "east"),
    Township(431381106000, "演示金竹山镇", 6),
    Township(431381205000, "演示中连乡", 3, "", "north"),
)
_STATION_DAYS = ("1,2,3,4,5,6", "1,2,3,4,5", "1,3,5", "2,4,6", "1,2,4,5")
_WEEK = "1,2,3,4,5"
_EVERY_DAY = "1,2,3,4,5,6,7"


def units() -> Iterator[Planned]:
    """Every unit, those above before those below."""
    yield Planned("above", "bureau", "演示地区戒毒管理局", PREFECTURE, 1, "演示地区和平路9号", _phone(9))
    yield Planned("bureau", "bureau", "演示市戒毒管理局", COUNTY, 1, "演示市和平路1号", _phone(1))
    yield Planned(
        "narcotics", "narcotics_office", "演示市禁毒委员会办公室", COUNTY, 2, "演示市和平路3号", _phone(2)
    )
    yield Planned(
        "facility", "facility", "演示强制隔离戒毒所", COUNTY, 3, "演示市青山路88号", _phone(3), _EVERY_DAY
    )
    yield from _centres()
    yield from _around_townships()
    yield from _partners()


def _phone(number: int) -> str:
    return f"1200000{number:04d}"


def _centres() -> Iterator[Planned]:
    for own, (key, name, region) in enumerate(
        (
            ("centre", "演示中心康复指导中心", COUNTY),
            ("east", "演示东片康复指导中心", 431381100000),
            ("north", "演示北片康复指导中心", 431381002000),
        ),
        start=11,
    ):
        serves = tuple(t.region for t in TOWNSHIPS if t.centre == key and t.region != region)
        yield Planned(
            key,
            "guidance_centre",
            name,
            region,
            own,
            f"演示市康宁路{own}号",
            _phone(own),
            _WEEK,
            "bureau",
            serves,
        )


def _around_townships() -> Iterator[Planned]:
    """Each township's office and police station, and its guidance station where it has one."""
    days = iter(_STATION_DAYS)
    for n, town in enumerate(TOWNSHIPS):
        street = f"{town.office}政务路{n + 2}号"
        yield Planned(
            office_of(town),
            "township_office",
            f"{town.office}社区戒毒社区康复工作办公室",
            town.region,
            1,
            street,
            _phone(100 + n),
            _WEEK,
            "narcotics",
        )
        name = f"{town.office}派出所"
        yield Planned(
            police_of(town), "police_station", name, town.region, 2, street, _phone(200 + n), _EVERY_DAY
        )
        if town.station:
            address = f"{town.office}林荫道{n + 6}号"
            yield Planned(
                station_of(town),
                "guidance_station",
                town.station,
                town.region,
                3,
                address,
                _phone(300 + n),
                next(days),
                town.centre,
            )


def _partners() -> Iterator[Planned]:
    for own, (key, type_, name) in enumerate(
        (
            ("hospital", "partner_hospital", "演示市第二人民医院"),
            ("mmt", "mmt_clinic", "演示市维持治疗门诊"),
            ("hr", "hr_dept", "演示市人力资源和社会保障局"),
            ("base", "employment_base", "演示阳光就业安置基地"),
            ("legal_aid", "legal_aid_centre", "演示市法律援助中心"),
            ("social_work", "social_work_org", "演示同行社会工作服务中心"),
            ("civil_affairs", "civil_affairs", "演示市民政局"),
            ("evaluator", "third_party_evaluator", "演示市平安第三方评估中心"),
        ),
        start=21,
    ):
        yield Planned(key, type_, name, COUNTY, own, f"演示市人民路{own}号", _phone(own))


def office_of(town: Township) -> str:
    """The key of a township's office."""
    return f"office-{town.region}"


def police_of(town: Township) -> str:
    """The key of a township's police station."""
    return f"police-{town.region}"


def station_of(town: Township) -> str:
    """The key of a township's guidance station, whether it has one or not."""
    return f"station-{town.region}"
