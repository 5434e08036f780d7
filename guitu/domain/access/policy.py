"""The policy: every grant there is, one statement each. What is not granted here is denied.

A statement reads: these roles may do these acts to these compartments of a record, if this relation stands
between them. Exclusions and sealing are not statements: they win over all of them (``decision``).
Sources: PR-02, PR-04, PR-11, PR-12, PR-27, PR-28 of the rule book's section 8 with the laws named there; the person
in need before the office's convenience where two readings differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guitu.domain.access.words import Compartment as C
from guitu.domain.access.words import Permission as P
from guitu.domain.access.words import Relation as R
from guitu.domain.access.words import Role


@dataclass(frozen=True, slots=True)
class Statement:
    """One grant. ``own`` it opens only what the asker wrote. ``unit_types`` None: staff of any unit."""

    id: str
    roles: frozenset[Role]
    acts: frozenset[P]
    compartments: frozenset[C]
    through: frozenset[R]
    zh: str
    en: str
    own: bool = False
    unit_types: frozenset[str] | None = None


def _s(
    id_: str,
    roles: set[Role],
    acts: set[P],
    compartments: set[C],
    through: set[R],
    zh: str,
    en: str,
    *,
    own: bool = False,
    unit_types: set[str] | None = None,
) -> Statement:
    kinds = None if unit_types is None else frozenset(unit_types)
    return Statement(
        id_,
        frozenset(roles),
        frozenset(acts),
        frozenset(compartments),
        frozenset(through),
        zh,
        en,
        own,
        kinds,
    )


_READ = {P.PERSON_READ, P.PERSON_SEARCH}
_CARE_FILE = {C.EXISTENCE, C.CASEWORK, C.ORDERS, C.WHEREABOUTS}
_NEAR = {R.PLACE, R.ASSIGNED, R.TEAM}
_NAMED = {R.ASSIGNED, R.TEAM}
_OFFICE = {R.OFFICE}
_CASE_STAFF = {Role.POSTED_OFFICER, Role.FULL_TIME_WORKER, Role.SOCIAL_WORKER, Role.UNIT_HEAD}
_SPECIALISTS = {Role.PSYCHOLOGIST, Role.DOCTOR, Role.LEGAL_EXPERT, Role.EMPLOYMENT_WORKER}
_ADMINS = {Role.SYS_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}

POLICY: tuple[Statement, ...] = (
    _s("care-read", _CASE_STAFF, _READ, _CARE_FILE, _NEAR,
       "照管人员查阅本单位负责的人员、以及分派给自己或所在小组的人员的照管档案。",
       "Care staff read the care file of people their unit holds, or who are assigned to them or their team."),
    _s("care-record", _CASE_STAFF, {P.CONTACT_RECORD, P.SERVICE_RECORD, P.RIGHTS_RECORD}, _CARE_FILE, _NEAR,
       "照管人员记录走访、谈话、帮扶、请假和本人的意见。",
       "Care staff record visits, talks, help, leave and what the person says."),
    _s("family-read", _CASE_STAFF, {P.PERSON_READ}, {C.FAMILY}, _NAMED,
       "家庭情况只有分派到本人、或者在其工作小组内的照管人员可以查阅；单位负责人也一样，仅凭单位或地区看不到。本人需要时由工作人员当面答复，不在此打开：其中有亲属自己的话和安全上的安排。",
       "Only care staff assigned to the person or on their team read about the family, heads of units no less;"
       " a unit or region alone never opens it. The person is answered face to face and not by this door:"
       " it holds relatives' own words and what keeps somebody safe."),
    _s("family-record", _CASE_STAFF, {P.FAMILY_RECORD}, {C.FAMILY}, _NAMED,
       "并由他们记录。", "They record it, too."),
    _s("offered-read", _CASE_STAFF, _READ, _CARE_FILE, {R.OFFERED},
       "接收单位的照管人员在答复之前查阅移交来的档案。",
       "Care staff of a receiving office read a file that is offered to it, until it answers."),
    _s("offered-answer", _CASE_STAFF, {P.CONTACT_RECORD}, {C.EXISTENCE, C.CASEWORK}, {R.OFFERED},
       "接收单位的照管人员接收或者退回移交，并可参加出所前的准备。",
       "They accept it or send it back, and may take part in preparing the release."),
    _s("control-record", _CASE_STAFF - {Role.SOCIAL_WORKER}, {P.TEST_RECORD, P.LEGAL_FACT_RECORD},
       {C.EXISTENCE, C.ORDERS}, _NEAR,
       "专职人员和派驻民警记录检测和有法律效力的事项；社工不承担管控。",
       "Full-time workers and posted officers record tests and legal facts; social workers never control."),
    _s("head-lead", {Role.UNIT_HEAD},
       {P.ASSIGN, P.ROSTER_IMPORT, P.NAMES_IN_FIGURES, P.RELATION_NAME, P.BREAK_GLASS_REVIEW},
       _CARE_FILE, {R.PLACE},
       "单位负责人分派、导入名册、指定小组成员和回避人员，并复核紧急查阅。",
       "Unit heads assign, import rosters, name teams and exclusions, and review emergency access."),
    _s("head-plan", {Role.UNIT_HEAD}, {P.PLAN_APPROVE}, {C.EXISTENCE, C.CASEWORK}, {R.PLACE},
       "单位负责人批准本单位人员的计划，自己拟定的除外。",
       "Unit heads approve the plans of people their unit holds, but not those they wrote themselves…"),
    _s("head-plan-own", {Role.UNIT_HEAD}, {P.PLAN_APPROVE_OWN}, {C.EXISTENCE, C.CASEWORK}, {R.PLACE},
       "……只有康复指导站的负责人例外：站里常常只有一个人；计划上会写明是自己批准的（建议）。",
       "…except heads of a guidance station, where there is often nobody else; the plan says so (proposed).",
       unit_types={"guidance_station"}),
    _s("police-read", {Role.COMMUNITY_POLICE}, _READ, {C.EXISTENCE, C.ORDERS}, {R.PLACE, R.ASSIGNED},
       "社区民警查阅决定、检测等法律事项，不查阅照管和心理记录（PR-02）。",
       "Community police read orders and tests, never care or counselling notes (PR-02)."),
    _s("police-record", {Role.COMMUNITY_POLICE}, {P.TEST_RECORD, P.LEGAL_FACT_RECORD},
       {C.EXISTENCE, C.ORDERS}, {R.PLACE, R.ASSIGNED},
       "社区民警确认法律事项。", "Community police confirm legal facts."),
    _s("centre-read", {Role.FACILITY_OFFICER}, _READ, {C.EXISTENCE}, {R.PLACE, R.RELEASED_HERE},
       "戒毒所查阅在所人员；出所后，仅在本人同意后续照管期间。",
       "The centre reads those it holds and, after release, only while aftercare consent holds."),
    _s("centre-hold", {Role.FACILITY_OFFICER}, _READ, _CARE_FILE, {R.PLACE, R.OFFERED},
       "戒毒所查阅在所人员的照管档案；对方接收后，到出所一周为止。",
       "The centre reads the care file of those it holds; once they were taken over, until a week after release."),
    _s("centre-prepare", {Role.FACILITY_OFFICER}, {P.CONTACT_RECORD, P.RIGHTS_RECORD},
       {C.EXISTENCE, C.CASEWORK, C.WHEREABOUTS}, {R.PLACE, R.OFFERED},
       "戒毒所为这些人员记录出所前评估、通知、移交和本人的意见。",
       "The centre records assessments, notices, hand-offs and what these people say."),
    _s("centre-follow-up", {Role.FACILITY_OFFICER}, {P.CONTACT_RECORD}, {C.EXISTENCE, C.CASEWORK},
       {R.RELEASED_HERE},
       "戒毒所可为本所出所且同意照管的人员记录回访。",
       "The centre may record follow-ups of those it released who consent."),
    _s("centre-own", {Role.FACILITY_OFFICER}, {P.PERSON_READ}, {C.CASEWORK}, {R.RELEASED_HERE},
       "戒毒所只看得到自己写的回访。", "Of these it sees only what it wrote itself.", own=True),
    _s("centre-import", {Role.FACILITY_OFFICER}, {P.ROSTER_IMPORT}, {C.EXISTENCE}, {R.PLACE},
       "戒毒所提交出所名册。", "The centre hands over release rosters."),
    _s("mind-read", {Role.PSYCHOLOGIST}, _READ, {C.EXISTENCE, C.CASEWORK, C.WHEREABOUTS}, _NAMED,
       "心理咨询师查阅自己名下人员的照管档案。", "Psychologists read the care file of people named to them."),
    _s("mind-own", {Role.PSYCHOLOGIST}, {P.PERSON_READ, P.MIND_RECORD}, {C.PSYCHOLOGICAL}, _NAMED,
       "心理记录只有作者本人可读。", "Psychological notes are read by their author only…", own=True),
    _s("mind-supervise", {Role.PSYCHOLOGIST}, {P.PERSON_READ}, {C.EXISTENCE, C.PSYCHOLOGICAL}, {R.SUPERVISOR},
       "以及指定的督导。", "…and by the named supervisor."),
    _s("doctor", {Role.DOCTOR}, {*_READ, P.HEALTH_RECORD}, {C.EXISTENCE, C.MEDICAL, C.WHEREABOUTS}, _NAMED,
       "医生查阅并记录自己名下人员的健康档案（PR-27）。",
       "Doctors read and write the health record of people named to them (PR-27)."),
    _s("legal-read", {Role.LEGAL_EXPERT}, _READ, {C.EXISTENCE, C.ORDERS, C.LEGAL}, {*_NAMED, R.REFERRED},
       "法律专家查阅委托人的决定和法律意见。", "Legal experts read orders and advice of those they advise."),
    _s("legal-record", {Role.LEGAL_EXPERT}, {P.ADVICE_RECORD}, {C.LEGAL}, {*_NAMED, R.REFERRED},
       "法律意见受保密特权保护。", "Legal advice is privileged."),
    _s("work-read", {Role.EMPLOYMENT_WORKER}, _READ, {C.EXISTENCE, C.WHEREABOUTS}, {*_NAMED, R.REFERRED},
       "就业专员查阅转介人员的身份和联系方式。", "Employment workers read who is referred and how to reach them."),
    _s("work-record", {Role.EMPLOYMENT_WORKER}, {P.SERVICE_RECORD}, {C.CASEWORK}, {*_NAMED, R.REFERRED},
       "就业专员记录帮扶。", "Employment workers record the help given…"),
    _s("work-own", {Role.EMPLOYMENT_WORKER}, {P.PERSON_READ}, {C.CASEWORK}, {*_NAMED, R.REFERRED},
       "并只看得到自己写的。", "…and see only what they wrote.", own=True),
    _s("partner-law", {Role.PARTNER_AGENCY}, _READ, {C.EXISTENCE, C.ORDERS}, {R.REFERRED},
       "检察、司法、公安机关在转介有效期内查阅决定。",
       "Procuratorate, justice and police organs read orders while a referral holds.",
       unit_types={"procuratorate", "justice_bureau", "justice_office", "police_organ", "political_legal"}),
    _s("partner-health", {Role.PARTNER_AGENCY}, _READ, {C.EXISTENCE}, {R.REFERRED},
       "医疗机构在转介有效期内只看得到姓名和转介里写的话；健康档案不因转介打开，需要带去的由医生经本人同意打印。",
       "Health partners see the name and what the referral says while it holds; the health record stays shut:"
       " what is to be taken along a doctor prints, with the person's consent.",
       unit_types={"health_dept", "health_centre", "village_clinic", "mmt_clinic", "partner_hospital"}),
    _s("partner-help", {Role.PARTNER_AGENCY}, _READ, {C.EXISTENCE, C.WHEREABOUTS}, {R.REFERRED},
       "民政、人社、教育、妇联等在转介有效期内查阅身份和联系方式。",
       "Civil affairs, employment, education and other helpers read who it is and how to reach them.",
       unit_types={"civil_affairs", "hr_dept", "education_dept", "womens_federation", "youth_league",
                   "anti_drug_association", "social_work_org", "legal_aid_centre", "law_society",
                   "charity_fund", "residents_committee"}),
    _s("partner-answer", {Role.PARTNER_AGENCY, Role.LEGAL_EXPERT, Role.EMPLOYMENT_WORKER}, {P.REFERRAL_ANSWER},
       {C.EXISTENCE}, {R.REFERRED},
       "收到转介的单位答复转介：接收、不接收、约定日期、说明结果。",
       "Whoever somebody is referred to answers: takes it on or not, agrees on days, says what came of it."),
    _s("manager-case", {Role.REGION_MANAGER}, {P.PERSON_READ}, {C.EXISTENCE, C.ORDERS}, {R.CASE},
       "区域管理者只有在具体个案授权下才看得到姓名。", "Region managers see a name only with a case."),
    _s("break-glass", _CASE_STAFF | {Role.PSYCHOLOGIST, Role.DOCTOR}, {P.PERSON_READ},
       {C.EXISTENCE, C.CASEWORK, C.WHEREABOUTS}, {R.BREAK_GLASS},
       "紧急时可凭理由查阅一人四小时；须复核，本人看得到。",
       "In an emergency one person's file opens for four hours, with a reason, a review, and the person's knowledge."),
    _s("break-glass-medical", {Role.DOCTOR}, {P.PERSON_READ}, {C.MEDICAL}, {R.BREAK_GLASS},
       "医生在紧急时可查阅健康档案。", "Doctors open the health record in an emergency."),
    _s("unsealed", {Role.UNIT_HEAD, Role.POSTED_OFFICER, Role.FULL_TIME_WORKER, Role.COMMUNITY_POLICE,
                    Role.LEGAL_EXPERT, Role.PRIVACY_OFFICER},
       {P.PERSON_READ}, {C.EXISTENCE, C.ORDERS}, {R.UNSEALED},
       "封存档案仅由指定读者凭法律依据、两人批准、在七十二小时内查阅（M-03、M-04）。",
       "A sealed file opens to one named reader with a legal basis and two approvals, for 72 hours (M-03, M-04)."),
    _s("self", {Role.PERSON}, {P.PERSON_READ, P.WHO_LOOKED_READ},
       {C.EXISTENCE, C.CASEWORK, C.ORDERS, C.MEDICAL, C.LEGAL, C.WHEREABOUTS}, {R.SELF},
       "本人查阅自己的档案和查阅记录（个保法第四十四、四十五条）。",
       "The person reads their own file and who looked (PIPL 44, 45)."),
    _s("who-looked", {Role.UNIT_HEAD, Role.POSTED_OFFICER, Role.FULL_TIME_WORKER, Role.SOCIAL_WORKER},
       {P.WHO_LOOKED_READ}, {C.EXISTENCE}, _NEAR,
       "照管人员可应本人要求打印“谁看过我的档案”。",
       "Care staff may print “who looked at my file” for the person."),
    _s("figures", {*_CASE_STAFF, Role.REGION_MANAGER, Role.EVALUATOR, Role.PRIVACY_OFFICER},
       {P.FIGURES_READ}, set(), _OFFICE,
       "统计数字，不含姓名。", "Figures, without names."),
    _s("areas", {Role.REGION_MANAGER}, {P.AREAS_KEEP, P.AREAS_DECIDE}, set(), _OFFICE,
       "区域管理者登记本地区的数据、提出本地区的状态；别人提出的，由上一级决定。不涉及任何人。",
       "Region managers enter facts about their area and propose its status; what somebody else proposed is"
       " decided one level up. It is about nobody."),
    _s("rulebook", set(Role) - {Role.PERSON}, {P.RULEBOOK_READ}, set(), _OFFICE,
       "规则人人可查。", "Everybody may read the rules."),
    _s("services-read", set(Role) - {Role.PERSON, Role.EVALUATOR, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN},
       {P.SERVICES_READ}, set(), _OFFICE,
       "工作人员可查找有哪些服务；目录不涉及任何人。", "Staff may look up which help there is; it is about nobody."),
    _s("services-keep", {Role.UNIT_HEAD, Role.SYS_ADMIN}, {P.SERVICES_KEEP}, set(), _OFFICE,
       "单位负责人和系统管理员维护自己范围内的服务目录。",
       "Heads of units and system administrators keep the directory of their own area."),
    _s("surveys-keep", {Role.UNIT_HEAD, Role.REGION_MANAGER}, {P.SURVEYS_KEEP}, set(), _OFFICE,
       "单位负责人和区域管理员在自己的范围内开展调查：抽样由程序完成，他们看不到谁被抽中，除非本来就负责这个人。",
       "Heads of units and region managers hold surveys in their own area; the program draws, and whom it drew"
       " they see only where they see the person anyway."),
    _s("survey-sample", {Role.EVALUATOR}, {P.SURVEY_SAMPLE}, set(), _OFFICE,
       "第三方评估员只看得到交给本机构的调查的样本，而且只有代号；看不到名册，也看不到任何人的档案。",
       "Evaluators see the sample of surveys given to their organisation, under pseudonyms: never the register,"
       " never a file."),
    _s("ask-break-glass", _CASE_STAFF | {Role.PSYCHOLOGIST, Role.DOCTOR}, {P.BREAK_GLASS}, set(), _OFFICE,
       "可以申明紧急情况。", "May declare an emergency."),
    _s("export", {Role.UNIT_HEAD, Role.POSTED_OFFICER, Role.FULL_TIME_WORKER}, {P.EXPORT}, set(), _OFFICE,
       "可以申请导出自己看得到的人员。", "May ask for an export of people they may see."),
    _s("export-approve", {Role.UNIT_HEAD, Role.PRIVACY_OFFICER}, {P.EXPORT_APPROVE}, set(), _OFFICE,
       "五十人以上的导出须由另一单位或隐私专员批准。",
       "An export of more than fifty people needs approval from elsewhere."),
    _s("unseal", {Role.UNIT_HEAD, Role.COMMUNITY_POLICE, Role.LEGAL_EXPERT}, {P.UNSEAL_ASK}, set(), _OFFICE,
       "可以凭法律依据申请查阅封存档案。", "May ask to open a sealed file on a legal basis."),
    _s("unseal-approve", {Role.UNIT_HEAD, Role.PRIVACY_OFFICER}, {P.UNSEAL_APPROVE}, set(), _OFFICE,
       "解封须由不同单位的两人批准。", "Two approvers of different units must agree."),
    _s("guardian", {Role.PRIVACY_OFFICER}, {P.BREAK_GLASS_REVIEW, P.RIGHTS_ANSWER, P.ERASE}, set(), _OFFICE,
       "隐私专员复核紧急查阅、答复权利请求、决定删除。",
       "The privacy officer reviews emergencies, answers rights requests and decides on erasure."),
    _s("head-rights", {Role.UNIT_HEAD}, {P.RIGHTS_ANSWER}, set(), _OFFICE,
       "单位负责人答复本单位人员的权利请求。", "Unit heads answer requests of people their unit holds."),
    _s("system", {Role.SYS_ADMIN}, {P.ACCOUNTS_MANAGE, P.UNITS_MANAGE}, set(), _OFFICE,
       "系统管理员管理账号和单位，看不到任何人的档案。",
       "The system administrator manages accounts and units and sees no case."),
    _s("security", {Role.SECURITY_ADMIN}, {P.ALERTS_READ, P.FACTOR_RESET_CONFIRM}, set(), _OFFICE,
       "安全管理员查看异常提示，看不到任何人的档案。",
       "The security administrator reads signs of misuse and sees no case."),
    _s("audit", {Role.AUDIT_ADMIN}, {P.AUDIT_READ}, set(), _OFFICE,
       "审计管理员查看查阅日志，看不到任何人的档案。",
       "The audit administrator reads the access log and sees no case."),
)  # fmt: skip

# Nobody holds two of these at once, and one is never changed into another without a second person.
EXCLUDE_EACH_OTHER: frozenset[Role] = frozenset(_ADMINS)

# What an act of writing is, to row-level security: it knows rows and commands, not kinds of entries.
WRITES: frozenset[P] = frozenset(
    {
        P.CONTACT_RECORD,
        P.TEST_RECORD,
        P.LEGAL_FACT_RECORD,
        P.SERVICE_RECORD,
        P.HEALTH_RECORD,
        P.MIND_RECORD,
        P.ADVICE_RECORD,
        P.FAMILY_RECORD,
        P.RIGHTS_RECORD,
        P.ASSIGN,
        P.RELATION_NAME,
    }
)


def _by_role() -> Mapping[Role, tuple[Statement, ...]]:
    return MappingProxyType({role: tuple(s for s in POLICY if role in s.roles) for role in Role})


STATEMENTS: Mapping[Role, tuple[Statement, ...]] = _by_role()
