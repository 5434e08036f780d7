"""Words for the codes of rules, episodes and accounts that are not words of the journal."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guitu.domain.access import names
from guitu.foundation.organisations.unit_types import UNIT_TYPES

PHASES: Final = {
    "invited": _("已邀请，等待本人同意"),
    "consented": _("已同意参加照管"),
    "active": _("照管中"),
    "paused": _("照管暂停"),
    "declined": _("本人未参加"),
    "finished": _("照管已结束"),
    "awaiting_decision": _("等待决定书"),
    "decided_not_reported": _("已决定，尚未报到"),
    "overdue_not_handed_over": _("报到已逾期，尚未告知公安"),
    "overdue_handed_over": _("报到已逾期，已告知公安"),
    "reported": _("已报到"),
    "agreement_signed": _("已签协议"),
    "executing": _("执行中"),
    "on_leave": _("已请假外出"),
    "lost_contact": _("暂时失去联系"),
    "breach_not_handed_over": _("有严重违反协议情形，尚未报告"),
    "breach_handed_over": _("严重违反协议情形已报告"),
    "suspended": _("中止执行"),
    "transferred_out": _("已转往外地"),
    "expired": _("期限已满，等待解除通知书"),
    "completed": _("已解除"),
    "terminated": _("已终止"),
    "sealed": _("已封存"),
    "erased": _("已删除"),
    "": _("尚未推算"),
}
EPISODES: Final = {
    "aftercare": _("后续照管"),
    "community_rehab": _("社区康复"),
    "community_detox": _("社区戒毒"),
}
NATURES: Final = {"care": _("照管与帮助"), "control": _("法定要求"), "office": _("单位应办")}
CONFIDENCE: Final = {
    "seen_text": _("已核对原文"),
    "seen_excerpt": _("已核对摘录"),
    "practice": _("据实际做法"),
    "secondary": _("据转述"),
    "proposed": _("归途建议，尚无明文依据"),
}
AREA_STATES: Final = {
    "open": _("等待决定"),
    "accepted": _("已同意"),
    "refused": _("未同意"),
    "withdrawn": _("已撤回"),
}
STATUSES: Final = {
    "upcoming": _("未到时候"),
    "due": _("可办理"),
    "late": _("已逾期"),
    "done": _("已完成"),
    "excused": _("有正当理由，免做"),
    "lapsed": _("已过期，未做"),
    "unrecorded": _("接收前，无记录"),
}
ANCHORS: Final = {
    "file_opened": _("建档之日"),
    "released": _("出所之日"),
    "decision_received": _("收到决定书之日"),
    "reported": _("报到之日"),
    "consented": _("同意参加之日"),
    "term_start": _("期限开始之日"),
    "term_end": _("期限届满之日"),
    "transfer": _("变更执行地之日"),
    "agreement": _("签订协议之日"),
    "field_result": _("现场检测之日"),
    "sample_sealed": _("封存样本之日"),
    "test_challenged": _("提出异议之日"),
    "challenge_granted": _("同意检测之日"),
    "urgent_need": _("提出紧急需求之日"),
    "crisis": _("发生危机之日"),
    "ordinary_need": _("提出需求之日"),
    "job_started": _("上岗之日"),
    "mentoring": _("开始做同伴辅导员，或者上一次和督导谈话之日"),
    "report_overdue": _("报到逾期之日"),
    "relapse": _("确认复吸之日"),
}
CLEAN: Final = {
    "verified": _("检测证实"),
    "reported": _("仅有联系"),
    "unknown": _("情况不明"),
    "relapse": _("复吸之后"),
}
FIELDS: Final = {
    "phone": _("电话"),
    "address": _("住址"),
    "work": _("工作"),
    "last_contact": _("最近联系"),
}
GROUPS: Final = {
    "background": _("背景资料"),
    "conduct": _("现实表现"),
    "supervision": _("管控记录"),
    "treatment_history": _("戒毒情况"),
}
PROPOSALS: Final = {
    "serious_breach_report": _(
        "次数已达到规定的上限。请先了解原因、听取本人说明，再由人决定是否报告；软件不作认定。"
    ),
    "review_late_report": _("报到期限已过。请先了解没有报到的原因，再决定是否告知公安机关。"),
    "record_report_day": _("接收档案时没有报到日期。请查明后补记，在此之前不算逾期。"),
    "record_document_for_suspended": _(
        "记录了中止，但没有文书的编号和日期，期限暂不变动。请取得文书后补记。"
    ),
    "record_document_for_resumed": _(
        "记录了恢复执行，但没有文书的编号和日期，期限暂不变动。请取得文书后补记。"
    ),
    "record_document_for_terminated": _(
        "记录了终止，但没有文书的编号和日期，状态暂不变动。请取得文书后补记。"
    ),
    "record_printed_term": _("决定书上印的期限还没有登记。请查看决定书后补记起止日期。"),
    "record_completion": _("期限已满，要求已经停止。请取得公安机关的解除通知书并登记。"),
    "end_dynamic_control": _("已到可以不再实行动态管控的日子。请提请公安机关办理。"),
}
CONTROL: Final = {
    "H-05": _("起算日 %(day)s"),
    "H-04": _("三年没有复吸，最早 %(day)s"),
    "H-06": _("没有拒绝或者严重违反协议的决定"),
}
SHELF: Final = {"draft": _("草稿"), "active": _("使用中"), "retired": _("已停用")}
DISPUTED: Final = {
    "open": _("本人认为有误"),
    "refused": _("本人认为有误，单位未采纳"),
}
FACT_FIELDS: Final = {
    "former_name": _("曾用名"),
    "sex": _("性别"),
    "ethnicity": _("民族"),
    "birth_on": _("出生日期"),
    "education": _("文化程度"),
    "marital_status": _("婚姻状况"),
    "occupation": _("职业"),
    "political_status": _("政治面貌"),
    "skills": _("技能特长"),
    "domicile_address": _("户籍地址"),
    "domicile_code": _("户籍地代码"),
    "residence_address": _("现居住地址"),
    "residence_code": _("居住地代码"),
    "phone": _("联系电话"),
    "family_name": _("家属姓名"),
    "family_relation": _("与本人关系"),
    "family_phone": _("家属电话"),
    "facility": _("原所在场所"),
    "admitted_on": _("入所日期"),
    "released_on": _("出所日期"),
    "detox_order_number": _("原决定书文号"),
    "rehab_order_number": _("社区康复决定书文号"),
    "rehab_from": _("社区康复起始日期"),
    "rehab_to": _("社区康复截止日期"),
    "release_kind": _("出所类别"),
    "receiving_township": _("接收乡镇、街道"),
    "police_station": _("派出所"),
    "assessment": _("诊断评估结果"),
    "conduct": _("现实表现"),
    "rewards": _("奖惩情况"),
    "harm_level": _("风险评估"),
    "drug": _("曾用物质"),
    "first_use_on": _("初次使用时间"),
    "use_years": _("使用年限"),
    "detention_count": _("戒毒次数"),
    "health": _("健康状况"),
    "treatment": _("治疗情况"),
    "needs": _("帮扶需求"),
    "remark": _("备注"),
}
FAMILIES: Final = {
    "contact": _("联系与走访"),
    "test": _("检测"),
    "service": _("帮助"),
    "leave": _("请假与外出"),
    "lifecycle": _("流程"),
    "assessment": _("评估"),
    "letter": _("文书"),
    "decision": _("机关的决定"),
    "correction": _("更正"),
}
CORRECTIONS: Final = {
    "entered_by_mistake": _("填错了"),
    "wrong_day": _("日期不对"),
    "wrong_outcome": _("结果不对"),
    "more_known": _("后来知道得更清楚"),
}
RELATIONS: Final = {
    "spouse": _("配偶"),
    "parent": _("父母"),
    "child": _("子女"),
    "sibling": _("兄弟姐妹"),
    "other": _("其他联系人"),
    "": _("家属"),
}
SEXES: Final = {"male": _("男"), "female": _("女"), "unknown": "", "": ""}


def _unit_type(code: str) -> str:
    unit = UNIT_TYPES[code]
    return unit.en if (get_language() or "").startswith("en") else unit.zh


class Named(Mapping[str, str]):
    """Names given in both languages, in the reader's language at the time of drawing."""

    def __init__(self, words: Mapping[str, names.Word]) -> None:
        self._words = words

    def __getitem__(self, code: str) -> str:
        return self._words[code][1 if (get_language() or "").startswith("en") else 0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


ROLES: Final = Named(names.ROLES)
STANDINGS: Final = Named(names.RELATIONS)
EXCLUSIONS: Final = Named(names.EXCLUSIONS)
COMPARTMENTS: Final = Named(names.COMPARTMENTS)
CONSENTS: Final = {
    "aftercare": _("参加后续照管：走访、帮扶，出所的戒毒所可以回访"),
    "job_referral": _("向就业部门推荐：只给姓名和联系方式，不说戒毒经历"),
    "help_referral": _("转介给能帮上忙的单位：只给姓名、联系方式和要办的事，不说戒毒经历"),
    "peer_mentor": _("同伴辅导员联系我"),
    "honours": _("被提名、评议操守荣誉：只在照管团队内，可以随时退出"),
    "publicity": _("用于宣传、书籍、媒体：逐次再问，默认不用真名"),
    "research": _("用于研究：不含姓名和证号"),
    "family_sharing": _("把照管情况告诉我指定的家人"),
    "counselling_sharing": _("让小组知道我来没来谈话、谈的是哪些方面，一句内容也不说"),
    "hospital_referral": _("看病时把我同意的几项健康情况交给医院，到期作废"),
    "insurance_sharing": _("让小组知道我的医保交到什么时候，别的健康情况不说"),
}


class _Owers(Mapping[str, object]):
    """The person, and every kind of organisation, in the reader's language at the time of drawing."""

    def __getitem__(self, code: str) -> object:
        return _("本人") if code == "person" else _unit_type(code)

    def __iter__(self) -> Any:
        return iter(("person", *UNIT_TYPES))

    def __len__(self) -> int:
        return 1 + len(UNIT_TYPES)


TABLES: Final[Mapping[str, Mapping[str, object]]] = {
    "consent": CONSENTS,
    "phase": PHASES,
    "episode": EPISODES,
    "nature": NATURES,
    "confidence": CONFIDENCE,
    "status": STATUSES,
    "area_state": AREA_STATES,
    "anchor": ANCHORS,
    "clean": CLEAN,
    "role": ROLES,
    "standing": STANDINGS,
    "exclusion": EXCLUSIONS,
    "compartment": COMPARTMENTS,
    "field": FIELDS,
    "group": GROUPS,
    "correction": CORRECTIONS,
    "disputed": DISPUTED,
    "shelf": SHELF,
    "relation": RELATIONS,
    "sex": SEXES,
    "family": FAMILIES,
    "proposal": PROPOSALS,
    "fact": FACT_FIELDS,
    "owed_by": _Owers(),
    "unit_type": _Owers(),
}
