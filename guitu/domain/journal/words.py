"""The Chinese and English words for kinds, outcomes, details and codes.

They stand here and not in the message catalogue because the command line, the glossary and the pages must
say the same word for the same thing. Words about people are person-first.
"""

from collections.abc import Mapping
from typing import Final, Literal

from guitu.domain.journal.code_words import CODE_WORDS

Language = Literal["zh", "en"]
Word = tuple[str, str]  # Chinese, English

FAMILY_WORDS: Final[Mapping[str, Word]] = {
    "lifecycle": ("流程", "Process"),
    "contact": ("联系与走访", "Contact"),
    "test": ("检测", "Tests"),
    "leave": ("请假与外出", "Leave and absence"),
    "assessment": ("评估", "Assessment"),
    "service": ("帮扶服务", "Help"),
    "letter": ("文书", "Letters"),
    "decision": ("决定", "Decisions"),
    "correction": ("更正", "Correction"),
}

KIND_WORDS: Final[Mapping[str, Word]] = {
    "file_opened": ("建档", "File opened"),
    "invitation": ("邀请参加后续照管", "Invitation to aftercare"),
    "consent": ("知情同意", "Consent"),
    "decision_received": ("收到决定书", "Order received"),
    "report_in": ("报到", "Reporting in"),
    "late_report": ("未按期报到的原因", "Reason for reporting late"),
    "rights_read": ("告知权利", "Rights explained"),
    "agreement": ("签订协议", "Agreement"),
    "voluntary_paper": ("自愿签订的文书", "Paper signed of free will"),
    "working_group": ("组建工作小组", "Working group"),
    "plan": ("制定计划", "Plan"),
    "plan_review": ("计划评估", "Plan review"),
    "assignment": ("分派", "Assignment"),
    "handover": ("移交材料", "Handing over"),
    "handover_receipt": ("接收回执", "Receipt of the handing over"),
    "handover_returned": ("退回移交", "Hand-over sent back"),
    "release_changed": ("出所日期变动", "Release day changed"),
    "pick_up_agreed": ("约定接回", "Pick-up agreed"),
    "dependants_placed": ("被照料人安置", "Dependants looked after"),
    "release_notice": ("出所通知", "Notice of release"),
    "pick_up": ("出所接回", "Met at the gate"),
    "hearing": ("听取本人陈述", "Hearing the person"),
    "paused": ("暂停照管", "Pause of aftercare"),
    "resumed_care": ("恢复照管", "Aftercare goes on"),
    "reached_end": ("照管期满", "End of aftercare reached"),
    "talk": ("谈话", "Talk"),
    "home_visit": ("走访", "Home visit"),
    "follow_up": ("回访", "Follow-up visit"),
    "in_person_check": ("见面核查", "Meeting in person"),
    "phone_call": ("电话联系", "Phone call"),
    "contact_confirmed": ("联系信息核实", "Contact details confirmed"),
    "drug_test": ("检测", "Drug test"),
    "sample_sealed": ("样本封存", "Sample sealed"),
    "result_told": ("告知检测结果", "Result told"),
    "test_challenged": ("对检测结果提出异议", "Result challenged"),
    "challenge_decided": ("公安机关对异议的决定", "Decision on a challenge"),
    "sample_delivered": ("B样本送检", "Sample B delivered"),
    "lab_result": ("实验室结果", "Laboratory result"),
    "sample_disposed": ("B样本处理", "Sample B disposed of"),
    "hearing_offered": ("告知事实并请本人说明", "Facts told, answer asked for"),
    "breach_confirmed": ("确认需要报告", "Report confirmed"),
    "breach_closed": ("听取后不报告", "Heard and not reported"),
    "lost_contact": ("失去联系的告知", "Notice of lost contact"),
    "leave_report": ("请假报告", "Report of leave"),
    "leave_extend": ("续假", "Leave extended"),
    "leave_return": ("销假", "Back from leave"),
    "unauthorised_absence": ("擅自离开", "Absence without a report"),
    "assessment": ("量表评估", "Assessment"),
    "risk_assessment": ("风险分类评估", "Risk assessment"),
    "pre_release_assessment": ("出所前评估", "Assessment before release"),
    "fact_recorded": ("情况登记", "Fact recorded"),
    "service": ("帮扶服务", "Help"),
    "need_raised": ("提出需求", "Need raised"),
    "need_answered": ("答复需求", "Need answered"),
    "crisis": ("危机帮助", "Help in a crisis"),
    "letter": ("送达文书", "Letter"),
    "admonition_letter": ("劝诫书", "Letter of admonition"),
    "warning_letter": ("告诫书", "Letter of warning"),
    "reminder": ("提醒", "Reminder"),
    "suspended": ("中止（暂停执行）", "Order suspended"),
    "resumed": ("恢复执行", "Order resumed"),
    "terminated": ("终止（提前结束）", "Order terminated"),
    "transfer": ("变更执行地", "Change of place"),
    "dual_control": ("双向管控", "Care shared by two places"),
    "serious_breach_report": ("严重违反协议报告", "Report of a serious breach"),
    "serious_breach_decision": ("严重违反协议认定", "Decision on a serious breach"),
    "relapse": ("复吸", "Return to use"),
    "completion_notice": ("解除通知书", "Notice of completion"),
    "dynamic_control_ended": ("不再实行动态管控", "Dynamic control ended"),
    "harm_incident": ("伤害事件", "Incident with harm"),
    "new_offence": ("新的违法犯罪", "New offence"),
    "custody": ("羁押", "Custody"),
    "retraction": ("撤销记录", "Entry withdrawn"),
}

OUTCOME_WORDS: Final[Mapping[str, Word]] = {
    "done": ("已完成", "Done"),
    "declined": ("本人未接受", "Declined"),
    "missed": ("未实现", "Did not take place"),
    "given": ("同意", "Given"),
    "withdrawn": ("撤回", "Withdrawn"),
    "attempted": ("已尝试，未联系上", "Tried, not reached"),
    "verified": ("已联系并核实身份", "Reached, identity verified"),
    "helped": ("当时帮了人", "Help was there"),
    "looked_back": ("一起回头看过", "Looked back together"),
    "negative": ("阴性", "Negative"),
    "non_negative_unconfirmed": ("未确认阳性", "Not negative, unconfirmed"),
    "confirmed_positive": ("确认阳性", "Confirmed positive"),
    "invalid": ("结果无效", "Invalid"),
    "excused": ("有正当理由未检", "Excused"),
    "missed_unexplained": ("未到，原因不明", "Missed, unexplained"),
    "evaded": ("逃避检测", "Evaded"),
    "refused": ("拒绝检测", "Refused"),
    "not_detected": ("未检出", "Not detected"),
    "detected": ("检出", "Detected"),
    "granted": ("同意", "Granted"),
    "unauthorised": ("未报告", "Not reported"),
    "no_show": ("本人未到", "Person did not come"),
    "confirmed": ("经确认", "Confirmed"),
    "self_reported": ("本人主动说明", "Told by the person"),
    "accepted": ("理由成立", "Accepted"),
    "none_found": ("暂无理由", "None found"),
}

WORDS: Final[Mapping[str, Word]] = {**KIND_WORDS, **OUTCOME_WORDS}

FIELD_WORDS: Final[Mapping[str, Word]] = {
    "about": ("关于", "About"),
    "answer_by": ("说明截止日", "Answer by"),
    "assessors": ("参加评估的人", "Who took part"),
    "authority": ("决定机关", "Authority"),
    "collector": ("谁来接", "Who comes"),
    "confirmed_as": ("确认人身份", "Confirmed as"),
    "confirmer": ("确认人", "Confirmed by"),
    "covers": ("评估的方面", "Sides looked at"),
    "dependants": ("被照料人", "Dependants"),
    "detox_order": ("强制隔离戒毒决定书文号", "Number of the detox decision"),
    "receipt": ("回执编号", "Number of the receipt"),
    "rehab_order": ("责令社区康复决定书文号", "Number of the rehab order"),
    "release_expected_on": ("预计出所日期", "Release expected on"),
    "remote_test": ("是否需要异地检测", "Test while away"),
    "release_certificate": ("解除证明书文号", "Number of the release certificate"),
    "released_on": ("出所日期", "Release day"),
    "sole_carer": ("是否独自照料他人", "Sole carer of somebody"),
    "to_station": ("接收站", "To station"),
    "told": ("已通知", "Told"),
    "why": ("原因", "Why"),
    "holds": ("有支持的方面", "What holds"),
    "missing": ("缺少的成员", "Members missing"),
    "paper": ("文书", "Paper"),
    "reading": ("阅读帮助", "Help in reading"),
    "rights_on": ("告知权利的日期", "Rights explained on"),
    "signed_by": ("签字的人", "Signed by"),
    "version": ("第几版", "Version"),
    "weighs": ("有压力的方面", "What weighs"),
    "basis": ("依据", "Basis"),
    "code": ("内容", "Content"),
    "confirmed": ("已核实", "Confirmed"),
    "decided_on": ("决定日期", "Date of the decision"),
    "document_number": ("文号", "Document number"),
    "effective_on": ("生效日期", "Takes effect on"),
    "evasion": ("认定逃避的依据", "What shows evasion"),
    "field": ("项目", "Field"),
    "fields": ("已核实", "Confirmed"),
    "from": ("离开日期", "Leaves on"),
    "gap": ("缺员原因", "Why a member is missing"),
    "ground": ("终止原因", "Ground"),
    "grounds": ("情形", "Grounds"),
    "heard": ("本人说明", "Heard"),
    "group": ("信息类别", "Record group"),
    "institution": ("检测机构", "Institution"),
    "instrument": ("量表", "Instrument"),
    "items": ("材料", "Items"),
    "level": ("级别", "Level"),
    "members": ("成员", "Members"),
    "mode": ("方式", "How"),
    "need": ("需求", "Need"),
    "answers": ("答复哪一项", "Answers"),
    "how": ("办了什么", "What was done"),
    "number": ("数值", "Number"),
    "office": ("办理单位", "Office"),
    "on": ("日期", "Date"),
    "purpose": ("同意事项", "Purpose"),
    "said_by": ("由谁表示", "Said by"),
    "reason": ("原因", "Reason"),
    "with_unit": ("配合单位", "Helping office"),
    "lead": ("为主的一方", "Who leads"),
    "dropped": ("不再办理的事项", "Not done any more"),
    "because": ("理由", "Because"),
    "expected_on": ("预计报到日", "Expected on"),
    "reason_kind": ("原因类别", "Kind of reason"),
    "region": ("地区", "Region"),
    "sample": ("样本", "Sample"),
    "score": ("得分", "Score"),
    "service": ("服务项目", "Service"),
    "job": ("工作进展", "The job"),
    "placement": ("哪一份工作", "Which job"),
    "mentor": ("同伴辅导", "Peer mentoring"),
    "template": ("文书种类", "Form"),
    "term_from": ("期限起", "Term from"),
    "term_to": ("期限止", "Term to"),
    "test": ("检测", "Test"),
    "to": ("返回日期", "Returns on"),
    "to_centre": ("送往场所", "To centre"),
    "to_region": ("前往地区", "To region"),
    "to_unit": ("接收单位", "To unit"),
    "to_worker": ("负责人员", "To worker"),
    "urgency": ("缓急", "Urgency"),
}

# Where the general word for an outcome reads badly beside its kind.
_TOGETHER: Final[Mapping[tuple[str, str], Word]] = {
    ("agreement", "declined"): ("本人未签", "Not signed"),
    ("agreement", "done"): ("已签订", "Signed"),
    ("voluntary_paper", "declined"): ("本人不签", "Not signed"),
    ("voluntary_paper", "done"): ("已签订", "Signed"),
    ("hearing_offered", "done"): ("已告知", "Told"),
    ("breach_confirmed", "done"): ("已确认", "Confirmed"),
    ("breach_closed", "done"): ("不报告", "Not reported"),
    ("letter", "done"): ("已送达", "Delivered"),
    ("admonition_letter", "done"): ("已送达", "Delivered"),
    ("warning_letter", "done"): ("已送达", "Delivered"),
    ("challenge_decided", "declined"): ("不同意", "Declined"),
    ("consent", "declined"): ("不同意", "Declined"),
    ("late_report", "accepted"): ("有正当理由", "A good reason"),
    ("late_report", "none_found"): ("已询问，尚未了解到理由", "Asked; no reason known yet"),
    ("pick_up", "missed"): ("无人接回", "Nobody came"),
    ("pick_up", "done"): ("已接回", "Met"),
}


def kind_word(kind: str, language: Language) -> str:
    """The word for a kind; an unknown one stands as it is."""
    return _pick(KIND_WORDS.get(kind), kind, language)


def outcome_word(kind: str, outcome: str, language: Language) -> str:
    """The word for an outcome beside its kind; an unknown one stands as it is."""
    return _pick(_TOGETHER.get((kind, outcome)) or OUTCOME_WORDS.get(outcome), outcome, language)


def field_word(field: str, language: Language) -> str:
    """The word for a detail's name; an unknown one stands as it is."""
    return _pick(FIELD_WORDS.get(field), field, language)


def code_word(code: str, language: Language) -> str:
    """The word for a code in a detail; an unknown one (an open list) stands as it is."""
    return _pick(CODE_WORDS.get(code), code, language)


def _pick(word: Word | None, otherwise: str, language: Language) -> str:
    if word is None:
        return otherwise
    return word[0] if language == "zh" else word[1]
