"""What cannot be said with a figure, and why."""

from typing import Final

from django.utils.translation import gettext_noop as _

FIGURES: Final = {
    "figure.unknown": _("没有这个指标。请从数据页面选择。"),
    "figure.no-theme": _("没有这一类指标。请从页面上方的标签中选择。"),
    "period.day": _("没有这一天。请写成 2026-10-31 的样子，或从日历中选择。"),
    "period.months": _(
        "看不懂要看多久。可以看最近 %(months)s 个月，也可以写明一个月（2026-10）或一年（2026）。"
    ),
    "figure.no-list": _("这个指标不是由档案计数的，没有名单可以打开。请看它的来源。"),
    "snapshot.missing": _("还没有统计快照，所以没有数字可以给出。请让管理员运行 bin/guitu snapshot。"),
    "cohorts.small": _("已结束的档案只保留到县，县以下没有这张表。请改问一个县、市或省。"),
    "snapshot.later": _("统计快照只到 %(on)s，看不到之后的日子。请选择更早的日期，或先写出新的快照。"),
    "quarter.unknown": _("没有这个季度。请写成 2026q3 的样子，或从列表中选择。"),
    "quarter.not-over": _("%(quarter)s 还没有结束，不能公布。请等这个季度过完。"),
    "publication.twice": _(
        "%(quarter)s 已经公布过，不能再公布：两次的数相减会认出其中的人。请看已经公布的数。"
    ),
    "report.unknown": _("没有找到这份报告，或者它说的地方不在您的管理范围之内。请从列表中选择。"),
    "report.not-ready": _("报告还没有生成好。请等进度走完再下载。"),
    "report.not-over": _("对外的报告只能写已经过完的月份或年份。请等它过完，或先写内部的。"),
    "report.too-small": _("县以下的数太小，会认出其中的人，不能写对外的报告。请选择县或更大的地区。"),
    "report.interrupted": _("生成的时候几次被中断，没有留下半份报告。请再来一次；还是这样，请告诉管理员。"),
    "report.moved": _("计数的时候一直有人在改，几次都没有数到同一个时刻。请过几分钟再试。"),
    "report.all-withheld": _(
        "这份对外报告里的数都不能给出：背后人太少，或者同以前给出的数相减会认出其中的人。"
        "请写更大的地区或更长的时间，或用以前已经给出的那份。"
    ),
    "report.template": _(
        "本单位放的报告模板不能用，所以没有生成。请到“文书模板”里检查、重新上传或恢复原来的，再来一次。"
    ),
    "figure.no-past": _(
        "这个指标说的是档案现在的情况，过去哪天是什么样没有保存，所以没有走势。请看今天的数。"
    ),
    "period.unreadable": _("看不懂这个时间。请写成 2026-10（一个月）或 2026（一年），或从列表中选择。"),
    "period.not-begun": _("%(period)s 还没有开始，没有数据可看。请选择已经开始的月份或年份。"),
    "period.too-old": _("%(year)s 年以前没有后续照管，没有数据可看。请选择更晚的年份。"),
    "disclosure.too-few": _(
        "这一组不足 %(least)s 人，不再往下分，以免认出其中的人。请看更大的地区或更长的时间。"
    ),
    "disclosure.too-close": _(
        "这个数与您看过的另一个数相差不到 %(least)s 人，相减会认出其中的人，所以没有给出。请换一个范围。"
    ),
}
