"""Sentences about tests: draws, appointments, samples, challenges."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

TESTING: Final[Mapping[str, str]] = {
    "appointment.after-the-end": _("执行期在 %(last)s 结束，之后不再要求检测，没有预约。请选期内的日子。"),
    "appointment.at-night": _("检测安排在 %(first)s 到 %(last)s 之间，没有预约。请另选时间。"),
    "appointment.at-work": _(
        "本人 %(starts)s 到 %(ends)s 在上班或者上课，没有预约。请另选时间；本人自己想在这时来的，请勾选。"
    ),
    "appointment.booked-before": _("这个人已经约好一次检测，没有再约。请改动原来的时间。"),
    "appointment.in-the-past": _("这个时间已经过去，没有预约。请选今天以后的时间。"),
    "appointment.no-reason": _("取消预约要选明原因，没有取消。请选择原因。"),
    "appointment.nothing-asked": _("当地采用的方案现在不要求这个人检测，没有预约。方案见“规则”。"),
    "appointment.outside-window": _("这次检测在 %(first)s 到 %(last)s 之间，没有预约。请选这几天中的一天。"),
    "appointment.over": _("这次预约已经办完或者取消，没有再变动。请刷新页面。"),
    "appointment.unknown": _("没有找到这次预约，或者不在您的工作范围之内。请从检测页面重新选择。"),
    "draw.drawn-before": _("这次抽检已经抽过，结果不能更改。请查看日志。"),
    "draw.not-yours": _("您的岗位不办理检测，没有抽检。请交给负责检测的同事。"),
    "draw.unknown": _("没有找到这次抽检，或者不是本单位的。请从抽检页面重新选择。"),
    "hours.incomplete": _("选了上班的日子，还要写明几点到几点；没有保存。不上班的，请把日子全部去掉。"),
    "sample.before-it-was-taken": _("日期早于采样的日子，没有保存。请核对日期。"),
    "sample.by-a-woman": _("女性的样本应当由女性工作人员采集，没有保存。请由女同事采集。"),
    "sample.disposed-before": _("B样本已经处理，没有再变动。请刷新页面。"),
    "sample.in-the-future": _("时间在现在之后，没有保存。请核对日期和时间。"),
    "sample.kept-longer": _("B样本要保存到 %(until)s，现在不能处理，没有保存。请到期后再办。"),
    "sample.no-reason": _("不采用这次检测，要选明原因；没有保存。请选择原因。"),
    "sample.not-signed": _("样本要由双方当面封存签名，没有保存。请本人签名后再勾选。"),
    "sample.outcome": _("采样时只能记阴性、未确认阳性或者结果无效，没有保存。请改选结果。"),
    "sample.own-review": _("异地检测要由另一位同事复核，没有保存。请交给别的同事。"),
    "sample.reviewed-before": _("这次异地检测已经有人复核，没有再变动。请刷新页面。"),
    "sample.same-sex": _("尿样由同性工作人员采集，没有保存。请换一位同事采集。"),
    "sample.seal-shape": _("封签号应为 3 到 24 位字母、数字或者短横，没有保存。请核对封签。"),
    "sample.seal-used": _("这个封签号已经用在这个人的另一份样本上，没有保存。请核对封签。"),
    "sample.seals-alike": _("A、B两份样本的封签号不能相同，没有保存。请核对封签。"),
    "sample.step": _("这一步不能在这里登记，没有保存。请从列表中选择。"),
    "sample.still-disputed": _("这次检测还有异议没有办完，B样本不能处理；没有保存。请先把异议办完。"),
    "sample.two-staff": _("采样要有两名工作人员在场，没有保存。请选另一位在场的同事。"),
    "sample.unknown": _("没有找到这份样本，或者不在您的工作范围之内。请从检测页面重新选择。"),
    "test.before-step": _("日期早于上一步（%(on)s），没有保存。请核对日期。"),
    "test.field-confirms-nothing": _(
        "现场检测不能直接记为确认阳性：本人还没有机会提出异议，没有保存。请记为“未确认阳性”，再按步骤办理。"
    ),
    "test.no-order": _("那一天没有正在执行的决定，不能要求检测；没有保存。请核对日期和决定。"),
    "test.unknown-act": _("没有这一步，没有保存。请刷新页面后从按钮中选择。"),
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
