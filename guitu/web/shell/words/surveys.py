"""Sentences about surveys. Those a respondent reads say nothing of what the office is about."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

SURVEYS: Final[Mapping[str, str]] = {
    "questionnaire.asks-who": _("%(at)s：这一题问“%(word)s”，会让人认出是谁，不能使用。请删去这一题。"),
    "questionnaire.danger": _(
        "%(at)s：标了危险信号。答的人不留名，没有人能及时帮到；请删去标记，改用档案里的量表。"
    ),
    "questionnaire.full": _("本单位已经有 %(most)s 份问卷，没有导入。请先删除不用的草稿。"),
    "questionnaire.hidden": _("%(at)s：文字里有看不见的字符，不能使用。请重新打一遍这段文字。"),
    "questionnaire.may-ask-who": _("%(at)s：这一题提到“%(word)s”。请确认它不会让人觉得在问自己是谁。"),
    "questionnaire.name-ours": _("名称（name）“%(name)s”是随系统提供的问卷用的，没有导入。请换一个名称。"),
    "questionnaire.no-chinese": _("%(at)s：没有中文。请写上中文，英文可以放在翻译里。"),
    "questionnaire.no-english": _("有的文字没有英文，英文页面上显示中文。需要时请补上。"),
    "questionnaire.not-active": _("只有正在使用的可以停用，没有变动。请刷新页面查看现在的状态。"),
    "questionnaire.not-draft": _("它已经不是草稿，没有变动。请刷新页面查看现在的状态。"),
    "questionnaire.number-inside": _("%(at)s：文字里有一串像身份证号的数字，不能使用。请删去。"),
    "questionnaire.number-wide": _(
        "%(at)s：数字题要写明最小值和最大值，相差不到 %(most)s。请补上，或改成选择题。"
    ),
    "questionnaire.telling": _("%(at)s：“%(word)s”会让旁人看出问卷是关于什么的。请换一个说法。"),
    "questionnaire.unknown": _("没有找到这份问卷，或者不在您的范围之内。请从列表中打开。"),
    "questionnaire.url-ours": _("地址（url）不能以 urn:guitu: 开头。请改成自己的，或者不写。"),
    "questionnaire.version-taken": _(
        "本单位已经有第 %(version)s 版，没有导入：问过的不能改。请换一个版本号。"
    ),
    "survey.address": _("没有找到这份问卷。链接可能抄错了，或者调查已经结束。请核对后再打开。"),
    "survey.answered": _("这份问卷已经有人答过，不能再答一次。谢谢您。"),
    "survey.audience": _("没有选择问谁，没有保存。请从选项中选择。"),
    "survey.confidence": _("没有选择置信水平，没有保存。请从选项中选择。"),
    "survey.cross": _("这两题不能交叉。请选两道不同的单选题。"),
    "survey.days": _("日期不对，没有保存。结束日不能早于今天和开始日，最长 %(most)s 天。请改日期。"),
    "survey.drawn-before": _("已经抽取过，没有再抽。结果见本页。"),
    "survey.error": _("误差要在 %(least)s 到 %(most)s 个百分点之间。请改一个数。"),
    "survey.evaluator": _("没有找到这家第三方机构，没有保存。请从选项中选择。"),
    "survey.few": _(
        "两题都答了的不到 %(least)s 人，不显示交叉表，以免认出人来。请换一题，或者等答的人多一些。"
    ),
    "survey.finished-before": _("这次调查还没有抽取，或者已经结束，没有再变动。请刷新页面。"),
    "survey.form-old": _("这一页打开太久了，没有提交。您选的都还在，请再提交一次。"),
    "survey.frame-empty": _(
        "这个地区的名册上现在没有人，没有可抽的。请换一个地区，或者改用不从名册抽取的方式。"
    ),
    "survey.full": _("这次调查已经收满 %(most)s 份，没有再收。谢谢您。"),
    "survey.mode": _("这次调查不收这种方式的答案，没有保存。请从选项中选择。"),
    "survey.modes": _("没有选择怎么答，没有保存。请至少选一种。"),
    "survey.no-link": _("这次调查不在网上答。请填写拿到的纸质问卷。"),
    "survey.not-yet": _("这份问卷要到 %(on)s 才开始。请到时候再打开。"),
    "survey.nothing": _("一题也没有选，没有提交。请至少选一题；哪一题不想答，可以空着。"),
    "survey.number": _("没有找到这个编号，没有保存。请对照纸上的编号再填一次。"),
    "survey.open": _(
        "调查还没有结束，交叉表要等结束以后才显示，以免看出刚收到的一份答了什么。请结束后再看。"
    ),
    "survey.over": _("这份问卷到 %(on)s 已经结束，不再接收。谢谢您。"),
    "survey.own-words": _("问卷里有要写字的题（%(item)s），不能使用：写的字会让人认出是谁。请改成选择题。"),
    "survey.pseudonym": _("不从名册抽取的调查没有代号，没有保存。请去掉这一项。"),
    "survey.questionnaire": _("没有找到这份问卷，没有保存。请从选项中选择。"),
    "survey.sample": _("人数要在 1 到 %(most)s 之间，没有保存。请改一个数。"),
    "survey.throttled": _("这个网络在一小时内交得太多，没有提交。您选的都还在，请过一小时再交。"),
    "survey.title": _("没有写名称，或者超过 %(most)s 字，没有保存。请写一个中性的名称。"),
    "survey.title-tells": _("名称里的“%(word)s”会让旁人看出调查是关于什么的，没有保存。请换一个中性的名称。"),
    "survey.unfinished": _("有的题没有看懂，没有提交。请看标出来的地方。"),
    "survey.unknown": _("没有找到这次调查，或者不在您的范围之内。请从列表中打开。"),
}
