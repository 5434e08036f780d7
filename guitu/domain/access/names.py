"""The Chinese and English names of roles, permissions, compartments, relations and exclusions.

They stand here and not in the message catalogue because a page, ``docs/access.md`` and the command line must
call the same thing by the same word.
"""

# ruff: noqa: E501 - the two languages of a word stay on one line, so that they can be compared

from collections.abc import Mapping
from typing import Final

from guitu.domain.access.words import Compartment as C
from guitu.domain.access.words import Exclusion as E
from guitu.domain.access.words import Permission as P
from guitu.domain.access.words import Relation as R
from guitu.domain.access.words import Role

Word = tuple[str, str]  # Chinese, English

ROLES: Final[Mapping[str, Word]] = {
    Role.FACILITY_OFFICER: ("场所民警", "Centre officer"),
    Role.POSTED_OFFICER: ("驻站民警", "Posted officer"),
    Role.FULL_TIME_WORKER: ("禁毒专职人员", "Full-time worker"),
    Role.SOCIAL_WORKER: ("禁毒社工", "Social worker"),
    Role.COMMUNITY_POLICE: ("社区民警", "Community police officer"),
    Role.UNIT_HEAD: ("单位负责人", "Head of unit"),
    Role.PSYCHOLOGIST: ("心理咨询师", "Psychologist"),
    Role.DOCTOR: ("医生", "Doctor"),
    Role.LEGAL_EXPERT: ("法律专家", "Legal expert"),
    Role.EMPLOYMENT_WORKER: ("就业专员", "Employment worker"),
    Role.PARTNER_AGENCY: ("协作机构", "Partner agency"),
    Role.EVALUATOR: ("第三方评估员", "Evaluator"),
    Role.REGION_MANAGER: ("区域管理员", "Region manager"),
    Role.PRIVACY_OFFICER: ("隐私专员", "Privacy officer"),
    Role.SYS_ADMIN: ("系统管理员", "System administrator"),
    Role.SECURITY_ADMIN: ("安全管理员", "Security administrator"),
    Role.AUDIT_ADMIN: ("审计管理员", "Audit administrator"),
    Role.PERSON: ("本人", "The person"),
}
COMPARTMENTS: Final[Mapping[str, Word]] = {
    C.EXISTENCE: ("身份", "Who it is, and that there is a file"),
    C.CASEWORK: ("照管", "Casework"),
    C.ORDERS: ("决定与检测", "Orders and tests"),
    C.MEDICAL: ("健康", "Medical"),
    C.PSYCHOLOGICAL: ("心理", "Psychological"),
    C.LEGAL: ("法律意见", "Legal advice"),
    C.WHEREABOUTS: ("联系方式与住处", "Whereabouts"),
    C.FAMILY: ("家庭", "Family"),
}
RELATIONS: Final[Mapping[str, Word]] = {
    R.OFFICE: ("不涉及任何人的档案", "No record at all"),
    R.PLACE: ("档案由自己看得到的单位负责", "Held by a unit the account looks over"),
    R.ASSIGNED: ("分派给自己", "Assigned to the account"),
    R.TEAM: ("在工作小组内", "On the person's team"),
    R.SUPERVISOR: ("督导", "Supervisor of the psychologist"),
    R.REFERRED: ("转介，有期限", "Referred, with an expiry"),
    R.RELEASED_HERE: ("本所出所，且同意照管", "Released by the centre, while aftercare consent holds"),
    R.OFFERED: ("正在移交，本单位是其中一方", "Being handed over, the unit one of those who take part"),
    R.CASE: ("有具体个案授权", "A case about this person"),
    R.BREAK_GLASS: ("紧急查阅，四小时", "Emergency access, four hours"),
    R.UNSEALED: ("解封后指定的读者", "The named reader of an unsealed file"),
    R.SELF: ("本人", "The person"),
}
EXCLUSIONS: Final[Mapping[str, Word]] = {
    E.RELATIVE: ("亲属", "Relative"),
    E.FORMER_PARTNER: ("曾经的配偶或伴侣", "Former partner"),
    E.COMPLAINT_PENDING: ("投诉处理中", "Complaint pending"),
    E.OWN_RECORD: ("本人的档案", "Their own record"),
}
PERMISSIONS: Final[Mapping[str, Word]] = {
    P.PERSON_READ: ("查阅档案", "Read a file"),
    P.PERSON_SEARCH: ("按姓名、号码查找", "Find people by name or number"),
    P.CONTACT_RECORD: ("记录走访、谈话、电话、请假", "Record visits, talks, calls and leave"),
    P.TEST_RECORD: ("记录检测", "Record tests"),
    P.LEGAL_FACT_RECORD: ("记录有法律效力的事项", "Record what has legal effect"),
    P.SERVICE_RECORD: ("记录帮扶", "Record help given"),
    P.REFERRAL_ANSWER: ("答复转介", "Answer a referral"),
    P.HEALTH_RECORD: ("记录健康情况", "Record health"),
    P.MIND_RECORD: ("记录心理咨询", "Record psychological notes"),
    P.ADVICE_RECORD: ("记录法律意见", "Record legal advice"),
    P.FAMILY_RECORD: ("记录家庭情况", "Record family matters"),
    P.RIGHTS_RECORD: ("记录本人的同意、更正、异议和请求", "Record the person's consents, objections and requests"),
    P.ASSIGN: ("分派", "Assign files"),
    P.PLAN_APPROVE: ("批准他人拟定的计划和帮扶", "Approve a plan or a gift that somebody else proposed"),
    P.PLAN_APPROVE_OWN: ("批准自己拟定的计划", "Approve a plan of one's own"),
    P.RELATION_NAME: ("指定小组成员、督导和回避人员", "Name teams, supervisors and exclusions"),
    P.ROSTER_IMPORT: ("导入名册", "Import rosters"),
    P.FIGURES_READ: ("查看统计数字", "Read figures"),
    P.NAMES_IN_FIGURES: ("由数字看到名单", "See the names behind a figure"),
    P.EXPORT: ("申请导出", "Ask for an export"),
    P.EXPORT_APPROVE: ("批准导出", "Approve an export"),
    P.BREAK_GLASS: ("申明紧急情况", "Declare an emergency"),
    P.BREAK_GLASS_REVIEW: ("复核紧急查阅", "Review emergency access"),
    P.UNSEAL_ASK: ("申请解封", "Ask to open a sealed file"),
    P.UNSEAL_APPROVE: ("批准解封", "Approve opening a sealed file"),
    P.WHO_LOOKED_READ: ("查看谁看过档案", "Read who looked at a file"),
    P.RIGHTS_ANSWER: ("答复权利请求", "Answer rights requests"),
    P.ERASE: ("决定删除", "Decide on erasure"),
    P.ALERTS_READ: ("查看异常提示", "Read signs of misuse"),
    P.AUDIT_READ: ("查看查阅日志", "Read the access log"),
    P.ACCOUNTS_MANAGE: ("管理账号", "Manage accounts"),
    P.FACTOR_RESET_CONFIRM: ("确认重设登录凭证", "Confirm the reset of a sign-in factor"),
    P.UNITS_MANAGE: ("管理单位", "Manage units"),
    P.RULEBOOK_READ: ("查阅规则", "Read the rules"),
    P.SERVICES_READ: ("查找服务", "Look up services"),
    P.SERVICES_KEEP: ("维护服务目录", "Keep the directory of services"),
    P.SURVEYS_KEEP: ("开展调查", "Hold surveys"),
    P.SURVEY_SAMPLE: ("查阅交给本机构的样本代号", "Read the pseudonyms of a sample given to one's organisation"),
    P.AREAS_KEEP: ("登记地区数据、提出地区状态", "Enter facts about an area, propose its status"),
    P.AREAS_DECIDE: ("决定下级地区的状态", "Decide on the status of smaller areas"),
}  # fmt: skip
