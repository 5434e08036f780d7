"""The ways through the house: one row per screen, shown to roles that may open it.

``WAYS`` are the house's own; ``BESIDE`` those that lie beside one person's page.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.access import Permission, Role, Viewer, may
from guitu.domain.access.policy import STATEMENTS


@dataclass(frozen=True)
class Way:
    """A screen in the navigation. ``name`` its URL name; ``thumb`` whether it is in the phone's bar.

    ``group`` which of ``GROUPS`` it stands in.
    """

    label: str | Promise
    name: str
    icon: str
    permission: Permission
    thumb: bool = False
    group: str = "day"


@dataclass(frozen=True)
class Shown:
    """A way as a template draws it. ``heading`` of the group it is the first of, else empty."""

    label: str | Promise
    url: str
    icon: str
    thumb: bool
    heading: str | Promise = ""


# Groups of the house's ways, in order. The first needs no heading: it is what a day begins with.
GROUPS: dict[str, Promise | str] = {
    "day": "",
    "work": _("帮扶与工作"),
    "papers": _("手续与交接"),
    "watch": _("查阅与权利"),
    "figures": _("数据"),
    "house": _("资料与设置"),
}

WAYS = (
    Way(_("我的病人"), "health:start", "hands", Permission.HEALTH_RECORD, thumb=True),
    Way(_("我的咨询"), "counselling:start", "talk", Permission.MIND_RECORD, thumb=True),
    Way(_("给律师的问题"), "incidents:questions", "scale", Permission.ADVICE_RECORD, thumb=True),
    Way(_("今天"), "desk:desk", "home", Permission.PERSON_SEARCH, thumb=True),
    Way(_("人员"), "people:search", "people", Permission.PERSON_SEARCH, thumb=True),
    Way(_("帮扶"), "help:desk", "hands", Permission.SERVICE_RECORD, thumb=True),
    Way(_("转介"), "referrals:board", "next", Permission.SERVICE_RECORD),
    Way(_("转介"), "referrals:board", "next", Permission.REFERRAL_ANSWER),
    Way(_("分派"), "assignment:queue", "assign", Permission.ASSIGN, thumb=True),
    Way(_("移交"), "handoffs:board", "hands", Permission.CONTACT_RECORD, thumb=True),
    Way(_("检测"), "testing:week", "test", Permission.TEST_RECORD),
    Way(_("办事与资助"), "support:board", "hands", Permission.SERVICE_RECORD, group="work"),
    Way(_("岗位与培训"), "employers:vacancies", "search", Permission.SERVICE_RECORD, group="work"),
    Way(_("找工作的人"), "work:seekers", "people", Permission.SERVICE_RECORD, group="work"),
    Way(_("每年的承诺"), "work:behind", "clock", Permission.CONTACT_RECORD, group="work"),
    Way(_("小组和课程"), "groups:groups", "people", Permission.CONTACT_RECORD, group="work"),
    Way(_("不公对待"), "incidents:board", "scale", Permission.SERVICE_RECORD, group="work"),
    Way(_("计划与意见"), "plans:waiting", "check", Permission.PLAN_APPROVE, group="papers"),
    Way(_("期满与证明"), "endings:endings", "clock", Permission.LEGAL_FACT_RECORD, group="papers"),
    Way(_("转接"), "transfers:board", "next", Permission.CONTACT_RECORD, group="papers"),
    Way(_("发件箱"), "outbox:outbox", "out", Permission.CONTACT_RECORD, group="papers"),
    Way(_("导入名单"), "rosters:start", "upload", Permission.ROSTER_IMPORT, group="papers"),
    Way(_("随机抽检"), "testing:draws", "scale", Permission.TEST_RECORD, group="papers"),
    Way(_("紧急查阅"), "team:ask", "alert", Permission.BREAK_GLASS, group="watch"),
    Way(_("复核紧急查阅"), "team:reviews", "check", Permission.BREAK_GLASS_REVIEW, group="watch"),
    Way(_("异常提示"), "oversight:alerts", "alert", Permission.ALERTS_READ, thumb=True, group="watch"),
    Way(_("访问日志"), "oversight:log", "file", Permission.AUDIT_READ, thumb=True, group="watch"),
    Way(_("权利请求"), "records:waiting", "scale", Permission.RIGHTS_ANSWER, group="watch"),
    Way(_("封存档案"), "records:openings", "key", Permission.UNSEAL_ASK, group="watch"),
    Way(_("审批解封"), "records:openings", "key", Permission.UNSEAL_APPROVE, group="watch"),
    Way(_("数据"), "figures:region", "chart", Permission.FIGURES_READ, thumb=True, group="figures"),
    Way(_("看板"), "dashboards:place", "chart", Permission.FIGURES_READ, group="figures"),
    Way(_("对外数字"), "public:outward", "out", Permission.FIGURES_READ, group="figures"),
    Way(_("调查"), "surveys:surveys", "check", Permission.FIGURES_READ, group="figures"),
    Way(_("操守荣誉"), "honours:board", "check", Permission.FIGURES_READ, group="figures"),
    Way(_("地区"), "areas:counties", "pin", Permission.AREAS_KEEP, group="figures"),
    Way(_("导出"), "exports:start", "file", Permission.EXPORT, group="figures"),
    Way(_("审批导出"), "exports:waiting", "check", Permission.EXPORT_APPROVE, group="figures"),
    Way(_("账号"), "admin:accounts", "users-gear", Permission.ACCOUNTS_MANAGE, thumb=True, group="house"),
    Way(_("登录异常"), "admin:odd", "alert", Permission.ALERTS_READ, thumb=True, group="house"),
    Way(_("单位"), "admin:units", "pin", Permission.UNITS_MANAGE, thumb=True, group="house"),
    Way(_("服务目录"), "directory:services", "pin", Permission.SERVICES_READ, group="house"),
    Way(_("量表与表格"), "instruments:shelf", "file", Permission.UNITS_MANAGE, group="house"),
    Way(_("文书模板"), "letters:shelf", "file", Permission.RELATION_NAME, group="house"),
    Way(_("文书模板"), "letters:shelf", "file", Permission.UNITS_MANAGE, group="house"),
    Way(_("文书模板"), "letters:shelf", "file", Permission.AREAS_KEEP, group="house"),
    Way(_("规则"), "rulebook:book", "book", Permission.RULEBOOK_READ, group="house"),
)

# The same of what lies beside one person.
GROUPS_BESIDE: dict[str, Promise | str] = {
    "now": _("有事的时候"),
    "help": _("帮扶"),
    "care": _("计划与评估"),
    "file": _("手续与权利"),
}

BESIDE = (
    Way(_("危机：先帮人"), "crisis:crisis", "alert", Permission.CONTACT_RECORD, group="now"),
    Way(_("危机：先帮人"), "crisis:crisis", "alert", Permission.HEALTH_RECORD, group="now"),
    Way(_("危机：先帮人"), "crisis:crisis", "alert", Permission.MIND_RECORD, group="now"),
    Way(_("联系不上时"), "breaches:lost", "phone", Permission.CONTACT_RECORD, group="now"),
    Way(_("又使用了：先帮助"), "breaches:use", "hands", Permission.CONTACT_RECORD, group="now"),
    Way(_("健康档案和计划"), "health:health", "hands", Permission.HEALTH_RECORD, group="help"),
    Way(_("心理咨询"), "counselling:counselling", "talk", Permission.MIND_RECORD, group="help"),
    Way(_("医生和咨询师"), "counselling:shared", "people", Permission.CONTACT_RECORD, group="help"),
    Way(
        _("正在办的事：户口、医保、低保"),
        "support:applications",
        "check",
        Permission.SERVICE_RECORD,
        group="help",
    ),
    Way(_("受到不公对待时"), "incidents:incidents", "scale", Permission.SERVICE_RECORD, group="help"),
    Way(_("给律师的问题和法律意见"), "incidents:advice", "scale", Permission.ADVICE_RECORD, group="help"),
    Way(_("资助、借款和物品"), "support:gifts", "hands", Permission.SERVICE_RECORD, group="help"),
    Way(_("工作：档案、岗位、简况"), "work:file", "hands", Permission.SERVICE_RECORD, group="help"),
    Way(_("操守荣誉与故事"), "honours:person", "check", Permission.CONTACT_RECORD, group="help"),
    Way(_("家庭"), "family:family", "home", Permission.FAMILY_RECORD, group="help"),
    Way(_("可以申请的政策"), "directory:entitlements", "hands", Permission.SERVICE_RECORD, group="help"),
    Way(_("小组、课程和同伴"), "groups:person", "people", Permission.CONTACT_RECORD, group="help"),
    Way(_("量表与评估"), "instruments:choose", "chart", Permission.CONTACT_RECORD, group="care"),
    Way(_("量表与评估"), "instruments:choose", "chart", Permission.MIND_RECORD, group="care"),
    Way(_("量表与评估"), "instruments:choose", "chart", Permission.HEALTH_RECORD, group="care"),
    Way(_("检测与异议"), "testing:person", "test", Permission.TEST_RECORD, group="care"),
    Way(_("检测与异议"), "testing:person", "test", Permission.RIGHTS_RECORD, group="care"),
    Way(_("请假与返回"), "leave:leave", "calendar", Permission.CONTACT_RECORD, group="care"),
    Way(_("计数与听取说明"), "breaches:breach", "scale", Permission.PERSON_READ, group="care"),
    Way(_("权利、协议与计划"), "plans:plan", "file", Permission.CONTACT_RECORD, group="care"),
    Way(_("打印：给本人的一个月"), "month:month", "print", Permission.CONTACT_RECORD, group="care"),
    Way(_("本人的支持图和安全计划"), "plans:support", "people", Permission.CONTACT_RECORD, group="care"),
    Way(_("文书：出具、下载"), "letters:letters", "file", Permission.CONTACT_RECORD, group="file"),
    Way(_("出所与移交"), "handoffs:person", "hands", Permission.CONTACT_RECORD, group="file"),
    Way(_("本人的权利：同意、更正、副本"), "records:rights", "scale", Permission.RIGHTS_RECORD, group="file"),
    Way(_("消息"), "outbox:person", "phone", Permission.CONTACT_RECORD, group="file"),
    Way(_("转给另一个单位"), "transfers:offer", "next", Permission.LEGAL_FACT_RECORD, group="file"),
    Way(_("小组与回避"), "team:team", "people", Permission.RELATION_NAME, group="file"),
    Way(_("我认识这个人，请让我回避"), "team:i-know", "alert", Permission.PERSON_READ, group="file"),
    Way(_("谁看过这份档案"), "oversight:who-looked", "file", Permission.WHO_LOOKED_READ, group="file"),
)


@lru_cache(maxsize=len(Role))
def ways(role: Role) -> tuple[Shown, ...]:
    """The ways open to ``role``, in order."""
    granted = {act for statement in STATEMENTS[role] for act in statement.acts}
    first: dict[str, Way] = {}  # of two ways to one screen the first that is open
    for way in WAYS:
        if way.permission in granted:
            first.setdefault(way.name, way)
    return tuple(_shown(list(first.values()), GROUPS, lambda way: reverse(way.name)))


def beside(viewer: Viewer, person: UUID, *, held_by: int) -> tuple[Shown, ...]:
    """The screens about one person that are open to ``viewer``, in order; each takes the person alone."""
    first: dict[str, Way] = {}  # of two ways to one screen the first that is open
    for way in BESIDE:
        if may(viewer, way.permission, held_by=held_by, person=person):
            first.setdefault(way.name, way)
    return tuple(_shown(list(first.values()), GROUPS_BESIDE, lambda way: reverse(way.name, args=[person])))


def _shown(
    open_: list[Way], headings: Mapping[str, Promise | str], url: Callable[[Way], str]
) -> Iterator[Shown]:
    """Ways as templates draw them: the first of each group carries its heading."""
    begun: set[str] = set()
    for way in open_:
        heading = "" if way.group in begun else headings[way.group]
        begun.add(way.group)
        yield Shown(way.label, url(way), way.icon, way.thumb, heading)


def first_page(role: Role) -> str:
    """The address a role begins its day on; its own account where it has no screen yet."""
    open_ways = ways(role)
    return open_ways[0].url if open_ways else reverse("account:me")
