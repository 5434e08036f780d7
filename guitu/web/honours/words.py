"""What tiers, merits, states, levels, uses and pictures are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.honours.course import Level, State
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Merit, Tier

TIERS: Final[dict[str, Promise]] = {
    Tier.TEAM: _("操守团队成员"),
    Tier.ROLE_MODEL: _("戒毒典型"),
    Tier.SUCCESS_CASE: _("成功案例"),
}
MERITS: Final[dict[str, Promise]] = {
    Merit.WORK: _("就业创业"),
    Merit.LAWFUL: _("守法诚信"),
    Merit.FAMILY: _("爱护家庭"),
    Merit.SERVICE: _("服务社会"),
    Merit.TEACHING: _("禁毒宣传"),
}
STATES: Final[dict[str, Promise]] = {
    State.DRAFT: _("草稿，只有您看得到"),
    State.REVIEW: _("评议中"),
    State.GRANTED: _("已授予"),
    State.DECLINED: _("这次没有通过"),
    State.CLOSED: _("已结束"),
}
LEVELS: Final[dict[str, Promise]] = {
    Level.GOLD: _("金奖"),
    Level.SILVER: _("银奖"),
    Level.BRONZE: _("铜奖"),
}
USES: Final[dict[str, Promise]] = {
    Use.BOOK: _("年度书籍"),
    Use.WEB: _("网页"),
    Use.TALK: _("宣讲"),
    Use.MEDIA: _("报纸、电视"),
    Use.EXHIBITION: _("展览"),
}
PICTURES: Final[dict[str, Promise]] = {
    Picture.NONE: _("不用照片"),
    Picture.HANDS: _("只拍手"),
    Picture.BACK: _("只拍背影"),
    Picture.OBJECTS: _("只拍物品"),
    Picture.FACE: _("可以露脸，本人另外同意"),
}
