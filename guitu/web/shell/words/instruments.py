"""Sentences about instruments: files that cannot be used, answers that cannot be read, risk levels."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

INSTRUMENTS: Final[Mapping[str, str]] = {
    # answers
    "instrument.answer-choice": _("没有这个选项。请从选项中选择。"),
    "instrument.answer-day": _("日期没有看懂。请写成 2026-11-22 这样的格式。"),
    "instrument.answer-long": _("太长了，最多 %(most)s 个字。请缩短。"),
    "instrument.answer-number": _("这里没有看懂。请填写数字。"),
    "instrument.answer-range": _("不在范围之内：应在 %(least)s 到 %(most)s 之间。请核对。"),
    "instrument.answer-several": _("这一项只能有一个答案。请保留一个。"),
    "instrument.answer-whole": _("这里没有看懂。请填写整数。"),
    "instrument.not-yours": _("您的岗位不填写这份表。请从列表中选择。"),
    "instrument.response-damaged": _(
        "这份填好的表读不出来，也许用的是已经找不到的版本。记录仍在，请联系系统管理员。"
    ),
    "instrument.retired-since": _("这份表已经停用，草稿还在，但不能完成。请改用列表中的新版本。"),
    "instrument.unfinished": _("还有没填好的地方，没有完成。已填的内容都还在下面，请看标出的问题。"),
    "instrument.unknown": _("没有找到这份表，它可能已经停用。请从列表中选择。"),
    # the shelf
    "instrument.already-retired": _("这个版本已经停用，没有再变动。请刷新页面。"),
    "instrument.file-json": _("这个文件不是有效的 JSON，没有导入。请核对文件，或重新导出。"),
    "instrument.file-large": _("文件太大，最多 %(most)s KB，没有导入。请核对是不是选错了文件。"),
    "instrument.fhir": _("%(at)s：不符合 FHIR R4（%(what)s）。请改正后再导入。"),
    "instrument.not-draft": _("只有草稿可以启用。请刷新页面查看现在的状态。"),
    "instrument.refused": _("这个文件有 %(faults)s 处不能使用，没有导入。请逐处改正。"),
    "instrument.version-taken": _(
        "%(instrument)s 的 %(version)s 版已经在架上，内容不能改。请换一个版本号再导入。"
    ),
    # what a file may not hold
    "instrument.band": _("%(at)s：分数段要有代码、起点（由低到高）和中英文名称。请改正文件。"),
    "instrument.behaviour": _("%(at)s：有几个条件时，要写明 enableBehavior 是 all 还是 any。请改正文件。"),
    "instrument.bound": _("%(at)s：%(field)s 与问题的类型不符。请改正文件。"),
    "instrument.compartment": _(
        "没有写明答案归入档案的哪一部分（urn:guitu:instrument:compartment）。请写上：%(allowed)s。"
    ),
    "instrument.condition": _("%(at)s：有一个显示条件的运算符或答案与所问的问题不符。请改正文件。"),
    "instrument.condition-question": _("%(at)s：显示条件所问的问题不存在，或者不在它之前。请改正文件。"),
    "instrument.danger": _("%(at)s：危险标记要写明种类（%(allowed)s）和对应的选项。请改正文件。"),
    "instrument.field-unknown": _("%(at)s：这里不支持“%(field)s”。请删去，或改用支持的写法。"),
    "instrument.flag": _("%(at)s：“%(field)s”在这里不能用。请改正文件。"),
    "instrument.items": _("%(at)s：问题列表为空、层次太深，或者不是列表。请改正文件。"),
    "instrument.items-under-question": _("%(at)s：问题下面不能再嵌问题。请改用分组。"),
    "instrument.level": _("%(at)s：风险等级只能是：%(allowed)s。请改正文件。"),
    "instrument.link-id": _("linkId“%(at)s”缺失、重复，或者太长。请改正文件。"),
    "instrument.missing": _("%(at)s：缺少“%(field)s”。请改正文件。"),
    "instrument.no-questions": _("文件里没有任何问题。请改正文件。"),
    "instrument.not-a-questionnaire": _("文件不是 FHIR R4 的 Questionnaire。请改正文件。"),
    "instrument.option": _("%(at)s：每个选项都要是 valueCoding，并有代码。请改正文件。"),
    "instrument.option-twice": _("%(at)s：选项“%(value)s”写了两次。请改正文件。"),
    "instrument.options": _("%(at)s：选择题要有 1 到 %(most)s 个选项，其他题不能有选项。请改正文件。"),
    "instrument.score": _("分数“%(at)s”：代码或方向不对。请改正文件。"),
    "instrument.score-items": _("分数“%(at)s”：这些题不能计分（%(items)s）。每个选项都要有分值。"),
    "instrument.score-twice": _("分数“%(at)s”写了两次。请改正文件。"),
    "instrument.shape": _("%(at)s：“%(field)s”的写法不对。请改正文件。"),
    "instrument.too-long": _("%(at)s：“%(field)s”超过 %(most)s 个字。请改正文件。"),
    "instrument.too-many": _("问题太多，最多 %(most)s 个。请改正文件。"),
    "instrument.type": _("%(at)s：不支持“%(value)s”这种问题。请改正文件。"),
    "instrument.weight": _("%(at)s：选项的分值不是数字。请改正文件。"),
    "instrument.words-missing": _("%(at)s：“%(field)s”缺少中文或英文。请改正文件。"),
    # risk levels
    "risk.confirmed-already": _("您已经确认过。还需要另外一位同事确认。"),
    "risk.level-unknown": _("没有这种等级。请选择高、中或低。"),
    "risk.no-factors": _("还没有一项因素是清楚的，不能提出等级。请至少弄清一项，或先不评。"),
    "risk.no-help": _("确定等级时至少要写明 %(least)s 项帮助。请选择。"),
    "risk.no-reasons": _("没有写理由。请写明为什么是这个等级，本人看得到。"),
    "risk.own-proposal": _("这是您自己提出的，不能由您确认。请两位其他同事确认。"),
    "risk.unknown": _("没有找到这份等级建议，它可能已经确认、撤回或被新的代替。请刷新页面。"),
}  # fmt: skip
