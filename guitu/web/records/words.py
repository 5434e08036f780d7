"""Words for rights and sealed files, and one way of saying any code of a copy."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.access import names
from guitu.domain.rights import About, Asked, Basis, Refusal, Silence, State
from guitu.web.shell import terms
from guitu.web.shell.tags import code_word, field_word, kind_word, outcome_word, tongue

ASKED: Final[dict[str, str | Promise]] = {
    Asked.COPY: _("查阅、复制本人的资料"),
    Asked.CORRECTION: _("更正或补充"),
    Asked.DELETION: _("删除"),
    Asked.OBJECTION: _("对处理提出异议"),
    Asked.EXPLANATION: _("说明规则和计算的由来"),
}
ABOUT: Final[dict[str, str | Promise]] = {
    About.FILE: _("整份档案"),
    About.ENTRY: _("一条记录"),
    About.FACT: _("一项资料"),
    About.CONTACT: _("一项联系方式"),
    About.IDENTITY: _("姓名、性别、出生日期或证号"),
}
STATES: Final[dict[str, str | Promise]] = {
    State.OPEN: _("等待答复"),
    State.GRANTED: _("已同意"),
    State.REFUSED: _("未同意"),
    State.WITHDRAWN: _("本人撤回"),
}
REFUSALS: Final[dict[str, str | Promise]] = {
    Refusal.FOUND_CORRECT: _("经核实，记录与事实相符"),
    Refusal.LAW_KEEPS: _("法律、行政法规要求保存"),
    Refusal.NOT_OURS: _("不是本单位记录或决定的"),
    Refusal.OTHERS_RIGHTS: _("会损害他人的权益"),
    Refusal.ANSWERED_BEFORE: _("同一请求已经答复，没有新的情况"),
}
BASES: Final[dict[str, str | Promise]] = {
    Basis.CASE_HANDLING: _("国家机关办案需要"),
    Basis.COURT_ORDER: _("人民法院的裁判或调取令"),
    Basis.PROSECUTION: _("人民检察院的法律监督"),
    Basis.STATE_RULE: _("有关单位根据国家规定查询"),
    Basis.PERSONS_OWN: _("本人查阅自己的档案"),
}
SILENCES: Final[dict[str, str | Promise]] = {
    Silence.NONE: _("会告知本人"),
    Silence.INVESTIGATION: _("侦查期间依法不告知"),
    Silence.STATE_SECRET: _("涉及国家秘密，依法不告知"),
}
_OFFERS = {
    "offered": _("等对方答复"),
    "accepted": _("已接收"),
    "declined": _("未接收，已退回"),
    "withdrawn": _("已撤回"),
    "ended": _("协助已结束"),
}
_MESSAGES = {
    "queued": _("等待发出"),
    "sent": _("已发出"),
    "failed": _("没有送到"),
    "dropped": _("不再发出"),
}
_CONTACTS = {"phone": _("电话"), "address": _("住址"), "domicile": _("户籍地"), "mail": _("电子邮箱")}
_OF = {"self": _("本人"), "relative": _("家属")}
_DUTIES = {"open": _("未办"), "done": _("已办"), "excused": _("免做"), "unrecorded": _("接收前，无记录")}
_APPOINTMENTS = {
    "booked": _("已约"),
    "kept": _("已检测"),
    "not_kept": _("未检测"),
    "cancelled": _("已取消"),
}
_WINDOWS = {
    "strict": _("没有复吸的记录，这段时间的最后半年经检测核实"),
    "clean": _("没有复吸的记录，一直有联系"),
    "relapsed": _("记到过复吸"),
    "died": _("已去世"),
    "unknown": _("我们不清楚"),
}
_PROGRESS = {
    "not_started": _("还没开始"),
    "in_progress": _("正在做"),
    "met": _("做到了"),
    "declined": _("本人不需要"),
}
_ACTS = {
    "list": _("在名单中看到"),
    "open": _("打开"),
    "change": _("写入"),
    "search": _("查找"),
    "export": _("导出"),
    "print": _("打印"),
    "api": _("系统接口"),
    "answer": _("查看、答复本人提出的请求"),
    "denial": _("被拒绝"),
    "break_glass": _("紧急查阅"),
    "unseal": _("解封"),
}
_NAMES: Final = {"role": names.ROLES, "compartment": names.COMPARTMENTS}
_TABLES: Final[Mapping[str, Mapping[str, object]]] = {
    "sex": terms.SEXES, "contact": _CONTACTS, "of": _OF, "relation": terms.RELATIONS, "group": terms.GROUPS,
    "fact": terms.FACT_FIELDS, "episode": terms.EPISODES, "phase": terms.PHASES, "duty": _DUTIES,
    "asked": ASKED, "about": ABOUT, "request": STATES, "refusal": REFUSALS, "basis": BASES, "act": _ACTS,
    "disputed": terms.DISPUTED, "progress": _PROGRESS, "appointment": _APPOINTMENTS,
    "offer": _OFFERS, "message": _MESSAGES, "window": _WINDOWS,
}  # fmt: skip


def say(table: str, code: str) -> str:
    """A code in the reader's words; one that nobody knows stands as it is."""
    if table == "kind":
        return kind_word(code)
    if table == "outcome":
        return outcome_word(code)
    if table == "detail":
        return field_word(code)
    if table == "code":
        return code_word(code)
    if table in _NAMES:
        pair = _NAMES[table].get(code)
        return code if pair is None else pair[0 if tongue() == "zh" else 1]
    return str(_TABLES[table].get(code, code))
