"""What codes of offers are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.employers import SKILLS
from guitu.domain.employers.wages import Wage
from guitu.domain.kernel.money import written
from guitu.web.shell.tags import said

Said = str | Promise

SCHEDULES: Final[Mapping[str, Said]] = {
    "full_time": _("全职"),
    "part_time": _("兼职"),
    "shifts": _("倒班"),
    "flexible": _("灵活"),
    "seasonal": _("季节性、临时"),
}
COURSE_KINDS: Final[Mapping[str, Said]] = {
    "skills": _("技能培训"),
    "on_the_job": _("适岗培训"),
    "work_for_training": _("以工代训"),
    "business": _("创业培训"),
    "safety": _("安全培训"),
    "other": _("其他培训"),
}
PERIODS: Final[Mapping[str, Said]] = {
    "month": _("每月"),
    "day": _("每天"),
    "hour": _("每小时"),
    "piece": _("每件"),
}
REASONS: Final[Mapping[str, Said]] = {"filled": _("已招满"), "withdrawn": _("已撤回")}
CLOSED: Final[Mapping[str, Said]] = {
    **REASONS,
    "ended": _("已结束"),
    "taken_back": _("导入已撤销"),
}
FATES: Final[Mapping[str, Said]] = {
    "accepted": _("新登记"),
    "changed": _("有更新"),
    "duplicate": _("没有变化"),
    "rejected": _("没有登记"),
}
FEED_STATES: Final[Mapping[str, Said]] = {
    "good": _("正常"),
    "down": _("没有应答"),
    "slow": _("太慢"),
    "malformed": _("内容不完整或格式不对"),
    "unsigned": _("签名不对"),
    "replayed": _("收到过去的应答"),
    "refused": _("被拒绝"),
}


def wage(of: Wage | None) -> str:
    """A wage as people read it."""
    if of is None:
        return str(_("面议"))
    least, most = written(of.least).removesuffix(".00"), written(of.most).removesuffix(".00")
    span = least if of.least == of.most else f"{least}–{most}"
    return f"{span} {PERIODS[of.per]}"


def skill(code: str) -> str:
    """A skill in the reader's language."""
    found = SKILLS.get(code)
    return said((found.zh, found.en)) if found else code


def skills() -> list[tuple[str, str]]:
    """Every skill with its name."""
    return [(code, skill(code)) for code in SKILLS]
