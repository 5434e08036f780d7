"""What to do first where answers tell of danger. Steps for whoever sits with the person, before any score.

12356 is the country's psychological help line (National Health Commission, from 1 May 2025), 12338 that
of the women's federations; 120 ambulance, 110 police.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Help:
    """One danger: its heading, whom to call, what to do, in order, and what can be said."""

    title: str | Promise
    lines: tuple[tuple[str, str | Promise], ...]
    steps: tuple[str | Promise, ...]
    say: tuple[str | Promise, ...] = ()


FIRST: Final = (
    ("120", _("叫不醒、受伤、抽搐：马上打")),
    ("110", _("有人正在被伤害，或者找不到人")),
    ("12356", _("心理援助热线，可以和本人一起打")),
)
HELP: Final = {
    "self_harm": Help(
        _("先帮人：有自伤或轻生的念头"),
        (
            ("12356", _("全国统一心理援助热线，可以一起打")),
            ("120", _("已经受伤、服药，或马上有危险")),
            ("110", _("有立即的危险，找不到人")),
        ),
        (
            _("现在不要让本人独处。坐下来，听，不评判，不许诺保密。"),
            _("直接问：是否想过怎样做、有没有准备。问了不会让人更危险。"),
            _("把药物、绳索、刀具和高处隔开。"),
            _("有打算或做过的：一起去最近的精神专科或综合医院急诊。"),
            _("告诉单位负责人，约好今天之内再联系一次，写下是谁、几点。"),
        ),
        (
            _("“谢谢你告诉我。我在这里，不急着走。”"),
            _("“你有没有想过怎么做？手边有没有？”"),
            _("“现在不用想以后，先把今晚过好。我们一起打这个电话。”"),
        ),
    ),
    "overdose": Help(
        _("先救人：有过量的危险"),
        (("120", _("叫不醒、呼吸慢或停、嘴唇发青：马上打")), ("12356", _("心理援助热线"))),
        (
            _("不省人事的：侧卧，保持呼吸道通畅，不要灌水，不要离开。"),
            _("有纳洛酮的，马上用；没有呼吸的，做人工呼吸。"),
            _("告诉本人：停用一段时间后，同样的量可能致命；不要一个人用。"),
            _("今天之内联系医生或药物维持治疗门诊。求助不会被处罚。"),
        ),
        (
            _("“听得见吗？我陪着你，救护车在路上。”"),
            _("对急救的人照实说用了什么、多少、什么时候：说清楚能救命，不会因此被处罚。"),
        ),
    ),
    "acute_withdrawal": Help(
        _("先帮人：身体一下子很难受"),
        (
            ("120", _("抽搐、意识不清、高烧、一直呕吐、胸痛：马上打")),
            ("12356", _("心里慌、撑不住，可以一起打")),
        ),
        (
            _("不要让本人独处。坐下或侧躺，慢慢喝温水，不强迫进食。"),
            _("不要自己给药、加量或者突然停药，问医生。"),
            _("正在用镇静药、喝酒很多、怀孕、有心脏病或癫痫的：今天就去医院。"),
            _("陪着去最近的医院急诊，或者联系本人的医生、门诊。"),
        ),
        (
            _("“难受是身体在恢复，会过去的。我们去让医生看看。”"),
            _("“去看病是帮你，不是查你。”"),
        ),
    ),
    "violence": Help(
        _("先保护人：有人打骂或威胁本人"),
        (
            ("110", _("正在发生，或马上有危险")),
            ("12338", _("妇女维权热线")),
            ("120", _("受了伤")),
        ),
        (
            _("单独和本人谈，不要当着对方的面问。"),
            _("问今晚有没有安全的地方住，没有的，联系临时庇护。"),
            _("留下可以安全联系的时间和方式；可以申请人身安全保护令。"),
        ),
        (
            _("“这不是你的错。我相信你说的。”"),
            _("“今晚在哪里是安全的？什么时候打给你才方便？”"),
        ),
    ),
}


def help_for(dangers: Iterable[str]) -> tuple[Help, ...]:
    """The help that these dangers open, in order."""
    return tuple(HELP[danger] for danger in dangers)
