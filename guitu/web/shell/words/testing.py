"""Sentences about tests: draws, appointments, samples, challenges."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

TESTING: Final[Mapping[str, str]] = {
    "draw-file.not-json": _("这个文件不是 JSON，不是抽检日志。请使用抽检页面下载的日志。"),
    "draw-file.shape": _("这个文件不是完整的抽检日志：“%(field)s”缺少、多出或者格式不对。请重新下载日志。"),
    "draw-log.announced": _(
        "不符：公布的那一行与日志的内容对不上（应为 %(right)s）。请不要采用这份日志，并查明原因。"
    ),
    "draw-log.commitment": _(
        "不符：种子与事先公布的承诺对不上（应为 %(right)s）。请不要采用这份日志，并查明原因。"
    ),
    "draw-log.count": _(
        "不符：日志写着抽中 %(found)s 人，应为 %(right)s 人。请不要采用这份日志，并查明原因。"
    ),
    "draw-log.digest": _(
        "不符：日志在抽检之后改动过（摘要应为 %(right)s）。请不要采用这份日志，并查明原因。"
    ),
    "draw-log.drawn": _(
        "不符：第 %(place)s 位写的是 %(found)s，应为 %(right)s。请不要采用这份日志，并查明原因。"
    ),
    "draw-log.order": _("不符：名单没有按顺序排列，或者有人列了两次。请不要采用这份日志，并查明原因。"),
    "draw-log.pick": _("不符：要抽 %(found)s 人，名单只有 %(most)s 人。请不要采用这份日志，并查明原因。"),
    "draw-log.population": _("不符：名单改动过（摘要应为 %(right)s）。请不要采用这份日志，并查明原因。"),
    "draw-log.published": _(
        "不符：这份日志的公布行是 %(found)s，与事先公布的不同。请不要采用这份日志，并查明原因。"
    ),
    "test.challenge-open": _(
        "现在还不能记为确认阳性：本人还可以提出异议，或者异议还没有办完。请先把这一步办完，再登记公安机关的决定。"
    ),
    "test.not-its-turn": _("现在还轮不到这一步，没有保存。请看这次检测走到了哪里，按下一步办理。"),
    "test.unknown": _("没有找到这次检测，或者它从来不是未确认阳性。请从检测页面重新选择。"),
    "test.confirmed-without-decision": _(
        "确认阳性要有公安机关决定的文号和日期，没有保存。现场检测的阳性请记为“未确认阳性”。"
    ),
    "test.declined-without-document": _(
        "公安机关不同意检测的，要写明决定的文号，本人才能申诉；没有保存。请补上文号。"
    ),
    "test.evaded-without-ground": _(
        "认定逃避检测要由人选明依据，没有保存。未到不等于逃避，不清楚时请选“未到，原因不明”。"
    ),
    "test.ground-not-evaded": _("只有“逃避检测”才填写认定依据，没有保存。请删去依据，或改选结果。"),
    "test.not-a-laboratory": _("实验室结果的级别应为实验室检测或者复检，没有保存。请改选级别。"),
    "test.retest-elsewhere": _("复检应由另一机构进行，没有保存。请核对报告出自哪个机构。"),
    "draw.nobody": _("没有可以抽检的人：没有人在执行期内，或者当地采用的方案不要求随机检测。没有抽检。"),
    "draw.pick": _("抽取人数应在 1 到 %(most)s 之间，没有公布。请改正人数。"),
    "draw.salt": _("现场报出的数应为 1 到 %(most)s 位数字，没有抽取。请重新填写。"),
}
