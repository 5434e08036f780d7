"""What a column about somebody can be kept for, on which ground, and until when: the words of ``keeping``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Words(NamedTuple):
    """One sentence in both languages."""

    zh: str
    en: str


class Why(StrEnum):
    """What for."""

    KNOW = "know"
    REACH = "reach"
    CARE = "care"
    ORDER = "order"
    PLAN = "plan"
    PLACE = "place"
    TRACE = "trace"
    FIND = "find"
    GUARD = "guard"
    RIGHTS = "rights"
    FIGURES = "figures"
    STAFF = "staff"


class Ground(StrEnum):
    """On which ground."""

    DUTY = "duty"
    EITHER = "duty_or_consent"
    RIGHTS = "rights"
    SECURITY = "security"
    SEALING = "sealing"
    WORK = "work"
    NOBODY = "nobody"


class Until(StrEnum):
    """Until when."""

    FILE = "file"
    CURRENT = "current"
    THREE_YEARS = "three_years"
    ENDED = "ended"
    SEALED = "sealed"
    ALWAYS = "always"
    ACCOUNT = "account"


WHY: Mapping[Why, Words] = MappingProxyType(
    {
        Why.KNOW: Words("确认是谁，避免认错人", "to know who it is and mistake nobody for another"),
        Why.REACH: Words("联系本人", "to reach the person"),
        Why.CARE: Words("照管、帮助和走访", "care, help and visits"),
        Why.ORDER: Words("执行决定、计算期限", "carrying out an order and counting its term"),
        Why.PLAN: Words("安排该做的事", "planning what is due"),
        Why.PLACE: Words("确定由哪个单位、哪位同事负责", "knowing which unit and colleague is responsible"),
        Why.TRACE: Words(
            "知道一条记录何时、由谁、从哪份名单而来", "knowing when, by whom and from which list"
        ),
        Why.FIND: Words(
            "按姓名、证号、电话查找，不留明文", "finding by name, number or phone without plain text"
        ),
        Why.GUARD: Words("保护档案、查清谁看过", "guarding the file and knowing who looked"),
        Why.RIGHTS: Words("答复本人的请求", "answering what the person asks"),
        Why.FIGURES: Words("统计，不含任何人", "figures, without anybody"),
        Why.STAFF: Words("工作人员登录和履职", "colleagues signing in and doing their work"),
    }
)
GROUND: Mapping[Ground, Words] = MappingProxyType(
    {
        Ground.DUTY: Words(
            "法定职责：《禁毒法》第三十三至三十五条、第四十八条，《戒毒条例》第七、十三至二十三、三十七至四十条；"
            "《个人信息保护法》第十三条第一款第三项、第三十四条",
            "statutory duty: Anti-Drug Law 33–35, 48; Drug Rehabilitation Regulation 7, 13–23, 37–40; "
            "PIPL 13(1)(3), 34",
        ),
        Ground.EITHER: Words(
            "执行决定和检测依法定职责；照管、帮扶、转介依本人单独同意，随时可以撤回："
            "《个人信息保护法》第十三条第一款第一项、第三项，第十四至十六、二十九条",
            "orders and tests: statutory duty; care, help and referrals: separate consent, which can be "
            "withdrawn at any time: PIPL 13(1)(1), 13(1)(3), 14–16, 29",
        ),
        Ground.RIGHTS: Words(
            "《个人信息保护法》第四十四至五十条", "PIPL 44–50"
        ),
        Ground.SECURITY: Words(
            "《个人信息保护法》第五十一条，《网络安全法》第二十一条，《网络数据安全管理条例》第十二条",
            "PIPL 51; Cybersecurity Law 21; Network Data Regulation 12",
        ),
        Ground.SEALING: Words(
            "《治安管理处罚法》第一百三十六条，《戒毒条例》第七条",
            "Public Security Administration Punishments Law 136; Drug Rehabilitation Regulation 7",
        ),
        Ground.WORK: Words(
            "《个人信息保护法》第十三条第一款第二项：实施人力资源管理所必需",
            "PIPL 13(1)(2): needed to manage staff",
        ),
        Ground.NOBODY: Words(
            "不是个人信息：《个人信息保护法》第四条", "no personal information: PIPL 4"
        ),
    }
)  # fmt: skip
UNTIL: Mapping[Until, Words] = MappingProxyType(
    {
        Until.FILE: Words(
            "照管结束当天封存；封存后的年限由运行单位规定（建议三年）；本人可以请求删除",
            "sealed on the day care ends; kept sealed for years the operator sets (proposed: three); "
            "the person may ask for deletion",
        ),
        Until.CURRENT: Words(
            "不再有效时停用，照管结束当天封存，三年后删除（建议）",
            "out of use once outdated, sealed on the day care ends, deleted three years later (proposed)",
        ),
        Until.THREE_YEARS: Words("三年", "three years"),
        Until.ENDED: Words("关系结束后，与档案一同封存", "sealed with the file once it has ended"),
        Until.SEALED: Words(
            "只在封存期间保存，与封存的档案一同删除", "only while the file is sealed; deleted with it"
        ),
        Until.ALWAYS: Words("长期保存，不能指向任何人", "kept; it leads to nobody"),
        Until.ACCOUNT: Words("账号停用后三年（建议）", "three years after the account ends (proposed)"),
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Some columns of a table, and why, on which ground and until when they are kept."""

    columns: tuple[str, ...]
    why: Why
    ground: Ground
    until: Until


def kept(columns: str, why: Why, ground: Ground, until: Until) -> Kept:
    """Columns, parted by blanks, kept alike."""
    return Kept(tuple(columns.split()), why, ground, until)
