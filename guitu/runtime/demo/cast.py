"""The 35 people who work in the demo county. All sign in with one password, printed at each start."""

from typing import NamedTuple

from guitu.domain.access import Role
from guitu.runtime.demo.county import TOWNSHIPS, Township, office_of, police_of, station_of

PASSWORD = "guitu-demo-12"  # noqa: S105 - of made-up accounts, and meant to be read


class Member(NamedTuple):
    """One account. ``unit`` the key of its unit; ``introduced`` whether it is among the sign-ins printed."""

    username: str
    name: str
    role: Role
    unit: str
    introduced: str = ""


def _town(name: str) -> Township:
    return next(t for t in TOWNSHIPS if name in {t.station, t.office})


def _at(name: str) -> str:
    town = _town(name)
    return station_of(town) if town.station == name else office_of(town)


CAST = (
    Member("linlan", "林岚", Role.POSTED_OFFICER, _at("林荫站"), "指导站民警 · station officer, 林荫站"),
    Member("hejing", "何静", Role.UNIT_HEAD, _at("林荫站"), "站长，分派 · head of the station, assigns"),
    Member(
        "tangli", "唐丽", Role.FULL_TIME_WORKER, _at("演示渣渡镇"), "镇专职人员 · full-time worker, township"
    ),
    Member(
        "fangyuan", "方圆", Role.SOCIAL_WORKER, _at("演示铎山镇"), "社工，只做帮扶 · social worker, care only"
    ),
    Member(
        "luobin",
        "罗斌",
        Role.COMMUNITY_POLICE,
        police_of(TOWNSHIPS[0]),
        "社区民警 · community police officer",
    ),
    Member(
        "yangfan", "杨帆", Role.FACILITY_OFFICER, "facility", "戒毒所，导入名册 · centre, imports rosters"
    ),
    Member("chenfeng", "陈峰", Role.UNIT_HEAD, "bureau", "局里分派未定人员 · bureau, places and assigns"),
    Member(
        "zhoumin",
        "周敏",
        Role.REGION_MANAGER,
        "bureau",
        "全市统计，不见姓名 · figures of the county, no names",
    ),
    Member("lujing", "陆静", Role.REGION_MANAGER, "above", "上一级，决定地区状态 · decides one level up"),
    Member(
        "peiran",
        "裴然",
        Role.PSYCHOLOGIST,
        _at("林荫站"),
        "心理咨询师，只看名下的人 · psychologist, named people",
    ),
    Member("zhongyi", "钟宜", Role.DOCTOR, "hospital", "医生，只看名下的人 · doctor, named people"),
    Member("yanhe", "严禾", Role.LEGAL_EXPERT, "legal_aid", "法律专家，只看名下的人 · legal expert"),
    Member("wenting", "温婷", Role.EMPLOYMENT_WORKER, "hr", "就业专员，只看转介的人 · employment worker"),
    Member("minzheng", "民政温", Role.PARTNER_AGENCY, "civil_affairs", "民政，转介期内 · partner, referrals"),
    Member("pinggu", "评估乔", Role.EVALUATOR, "evaluator", "评估，只有数字 · evaluator, figures only"),
    Member("liuqing", "柳青", Role.PRIVACY_OFFICER, "bureau", "隐私专员 · privacy officer, the guardian"),
    Member("admin", "管理员", Role.SYS_ADMIN, "bureau", "账号与单位 · accounts and units"),
    Member("security", "安全员", Role.SECURITY_ADMIN, "bureau", "异常提示，不见姓名 · signs of misuse"),
    Member("auditor", "审计员", Role.AUDIT_ADMIN, "bureau", "查阅日志，不见姓名 · the access log"),
    Member("zhaoyu", "赵宇", Role.POSTED_OFFICER, _at("林荫站")),
    Member("xiaoqing", "肖晴", Role.UNIT_HEAD, "centre"),
    Member("pengtao", "彭涛", Role.UNIT_HEAD, "east"),
    Member("wuyue", "吴悦", Role.UNIT_HEAD, "north"),
    Member("jiangbo", "蒋波", Role.POSTED_OFFICER, _at("云岭站")),
    Member("dengxia", "邓霞", Role.POSTED_OFFICER, _at("望江站")),
    Member("caoyang", "曹阳", Role.POSTED_OFFICER, _at("望江站")),
    Member("qinlu", "秦露", Role.POSTED_OFFICER, _at("青石站")),
    Member("liaokai", "廖凯", Role.POSTED_OFFICER, _at("禾苗站")),
    Member("fuwen", "符文", Role.FULL_TIME_WORKER, office_of(TOWNSHIPS[0])),
    Member("sunqi", "孙琪", Role.FULL_TIME_WORKER, _at("演示铎山镇")),
    Member("maning", "马宁", Role.FULL_TIME_WORKER, _at("演示三尖镇")),
    Member("hulei", "胡蕾", Role.FULL_TIME_WORKER, _at("演示金竹山镇")),
    Member("gaojie", "高洁", Role.FULL_TIME_WORKER, _at("演示中连乡")),
    Member("weiran", "韦然", Role.SOCIAL_WORKER, _at("演示渣渡镇")),
    Member("duanhao", "段浩", Role.COMMUNITY_POLICE, police_of(TOWNSHIPS[4])),
)


def sign_ins() -> str:
    """What is printed at each start: who to sign in as, and the one password."""
    lines = ["演示县，人物均为虚构 · a demo county, everybody in it is made up"]
    lines += [f"  {m.username:<10}{m.introduced}" for m in CAST if m.introduced]
    lines.append(f"  密码 password: {PASSWORD}")
    return "\n".join(lines)
