"""What is said to the operator about a fault in a rulebook: file and line first, then what to mend."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.parse import RulesRefusedError

_SENTENCES: Mapping[str, Promise] = {
    "rules.unreadable": _("%(place)s：文件无法读取。请检查文件权限和 UTF-8 编码。"),
    "rules.not-yaml": _("%(place)s：不是有效的 YAML（%(key)s）。"),
    "rules.not-a-mapping": _("%(place)s：文件开头应为 id、title、regions、rules。"),
    "rules.no-national": _("%(place)s：没有全国规则册，任何地方都无法计算。"),
    "rules.pack-twice": _("%(place)s：规则册编号 %(key)s 已在另一个文件中使用。"),
    "rules.unknown-pack": _("%(place)s：没有名为 %(value)s 的规则册。"),
    "rules.unknown-key": _("%(place)s：%(rule)s 中的“%(key)s”无人认识，请检查拼写。"),
    "rules.missing": _("%(place)s：%(rule)s 缺少“%(key)s”。"),
    "rules.wrong-type": _("%(place)s：%(rule)s 的“%(key)s”写法不对。"),
    "rules.not-a-number": _("%(place)s：%(rule)s 的“%(key)s”应为整数。"),
    "rules.not-a-date": _("%(place)s：%(rule)s 的“%(key)s”应为日期，如 2026-01-01。"),
    "rules.not-a-region": _("%(place)s：“%(value)s”不是 2、4、6、9 或 12 位的行政区划代码。"),
    "rules.no-source": _("%(place)s：规则 %(rule)s 没有来源。请写明文件和条款。"),
    "rules.no-start": _("%(place)s：规则 %(rule)s 没有生效日期（in_force.from）。"),
    "rules.ends-before-start": _("%(place)s：规则 %(rule)s 的失效日期早于生效日期。"),
    "rules.no-unit": _("%(place)s：规则 %(rule)s 的数字没有单位。"),
    "rules.unknown-unit": _("%(place)s：规则 %(rule)s 的单位“%(value)s”无人认识。"),
    "rules.no-nature": _("%(place)s：规则 %(rule)s 没有写明性质（care、control 或 office）。"),
    "rules.unknown-nature": _("%(place)s：规则 %(rule)s 的性质“%(value)s”应为 care、control 或 office。"),
    "rules.no-owed-by": _("%(place)s：规则 %(rule)s 没有写明由谁履行（owed_by）。"),
    "rules.unknown-ower": _("%(place)s：规则 %(rule)s 的履行者“%(value)s”无人认识。"),
    "rules.no-title": _("%(place)s：%(rule)s 缺少中文或英文标题。"),
    "rules.no-why": _("%(place)s：规则 %(rule)s 缺少中文或英文的理由。"),
    "rules.unknown-primitive": _("%(place)s：规则 %(rule)s 的类型“%(value)s”不在七种之内。"),
    "rules.unknown-confidence": _("%(place)s：规则 %(rule)s 的可信度“%(value)s”无人认识。"),
    "rules.unknown-anchor": _("%(place)s：规则 %(rule)s 的起算事件“%(value)s”无人认识。"),
    "rules.unknown-kind": _("%(place)s：规则 %(rule)s 的记录种类“%(value)s”无人认识。"),
    "rules.unknown-outcome": _("%(place)s：规则 %(rule)s 的结果“%(value)s”不属于这种记录。"),
    "rules.unknown-level": _("%(place)s：规则 %(rule)s 的风险等级“%(value)s”应为 high、medium 或 low。"),
    "rules.unknown-episode-kind": _("%(place)s：规则 %(rule)s 的措施“%(value)s”无人认识。"),
    "rules.unknown-measure": _("%(place)s：规则 %(rule)s 的计量“%(value)s”应为 times 或 days。"),
    "rules.no-block": _("%(place)s：规则 %(rule)s 缺少“%(key)s”一节。"),
    "rules.two-blocks": _("%(place)s：规则 %(rule)s 有多个数字节（%(blocks)s），只能有一个。"),
    "rules.no-satisfies": _("%(place)s：规则 %(rule)s 没有写明哪种记录算完成（satisfies）。"),
    "rules.bad-phases": _("%(place)s：规则 %(rule)s 的阶段相互重叠或者为空。"),
    "rules.overlapping-versions": _("%(place)s：规则 %(rule)s 有两个版本在同一天生效。"),
    "rules.parameter-twice": _("%(place)s：规则 %(rule)s 与 %(other)s 设定了同一个参数 %(name)s。"),
    "rules.proposed-without-proposal": _(
        "%(place)s：规则 %(rule)s 是建议（proposed），来源应以“Guitu proposal”开头。"
    ),
    "rules.proposal-not-marked": _("%(place)s：规则 %(rule)s 出自“Guitu proposal”，可信度应为 proposed。"),
}


def sentences(refused: RulesRefusedError) -> list[str]:
    """One sentence for each fault, in the reader's language, the place first."""
    return [sentence(problem) for problem in refused.problems]


def sentence(problem: DomainError) -> str:
    """What is wrong, where, and what would be right."""
    facts = {"place": place(problem), **problem.facts}
    return str(_SENTENCES[problem.code]) % facts


def place(problem: DomainError) -> str:
    """``file:line`` of a fault; the file alone where the line is unknown."""
    line = problem.facts.get("line")
    file = str(problem.facts.get("file", ""))
    return f"{file}:{line}" if line else file
