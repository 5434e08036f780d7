"""The columns a list of vacancies or of courses can have, and the words offices head them with."""

# ruff: noqa: E501 - the words of one column stay together

from typing import Literal

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster.vocabulary import Vocabulary, vocabulary_of

Offers = Literal["vacancies", "courses"]

_CONTACT = "联系方式 联系电话 电话 手机 报名电话 咨询电话 联系人及电话 招聘电话 phone contact"
_NOTE = "备注 说明 其他 其他要求 其他说明 remark note"
_CODE = "地区代码 行政区划代码 区划代码 regioncode"

VACANCIES = vocabulary_of(
    {
        "serial": ("序号", "编号 no 行号"),
        "employer": (
            "单位名称",
            "用人单位 用人单位名称 企业名称 公司名称 招聘单位 招聘企业 单位 公司 企业 用工单位 招聘单位名称 招聘企业名称 employer company",
        ),
        "title": (
            "岗位名称",
            "岗位 职位 职位名称 招聘岗位 工种 招聘职位 岗位工种 招聘工种 用工岗位 title job position",
        ),
        "places": (
            "招聘人数",
            "人数 需求人数 招工人数 用工人数 招聘数量 岗位数 数量 缺工人数 拟招人数 places openings",
        ),
        "wants": (
            "岗位要求",
            "任职要求 要求 招聘条件 任职条件 技能要求 用工要求 招聘要求 学历要求 条件 requirements",
        ),
        "note": ("岗位描述", f"工作内容 岗位职责 职责 工作描述 岗位说明 福利待遇 福利 description {_NOTE}"),
        "wage": (
            "薪资待遇",
            "工资 薪资 薪酬 月薪 月工资 工资待遇 薪酬待遇 待遇 薪资范围 工资标准 薪水 月薪元 综合工资 wage salary pay",
        ),
        "wage_least": ("最低工资", "工资下限 薪资下限 最低月薪 最低薪资 起薪"),
        "wage_most": ("最高工资", "工资上限 薪资上限 最高月薪 最高薪资"),
        "place": (
            "工作地点",
            "工作地址 地址 单位地址 公司地址 企业地址 地点 工作区域 用工地点 上班地点 所在地 所在区县 所属区县 区县 location address",
        ),
        "region": ("地区代码", _CODE),
        "schedule": ("工作方式", "用工形式 工作性质 用工方式 用工类型 工作类型 岗位性质 schedule"),
        "hours": ("工作时间", "工时 每周工时 周工时 上班时间 作息时间 作息 班次 hours"),
        "night_work": ("是否夜班", "夜班 是否上夜班 倒班 是否倒班 nightwork"),
        "open_until": (
            "截止日期",
            "招聘截止日期 有效期 有效期至 截止时间 报名截止 报名截止日期 招聘截止时间 招聘有效期 until",
        ),
        "contact": ("联系方式", _CONTACT),
        "contact_name": ("联系部门", "联系人 联系人姓名 招聘联系人"),
    },
    ("employer", "title", "place"),
    (
        (r".*(单位|企业|公司)(名称|全称)", "employer"),
        (r".*(岗位|职位|工种)(名称)?", "title"),
        (r".*(招聘|招工|需求|用工|缺工).*(人数|数量)", "places"),
        (r".*(最低|下限|起薪).*", "wage_least"),
        (r".*(最高|上限).*", "wage_most"),
        (r".*(工资|薪资|薪酬|月薪|待遇).*", "wage"),
        (r".*(截止|有效期).*", "open_until"),
        (r".*(工作|上班|用工|单位|企业|公司)(地点|地址|区域)", "place"),
        (r".*(要求|条件)", "wants"),
        (r".*(电话|联系方式).*", "contact"),
    ),
)
COURSES = vocabulary_of(
    {
        "serial": ("序号", "编号 no 行号"),
        "title": ("课程名称", "课程 培训项目 培训名称 培训课程 项目名称 班次名称 培训班名称 培训内容 course title"),
        "provider": ("培训机构", "机构 机构名称 承办单位 主办单位 培训单位 学校 举办单位 培训学校 承训机构 provider"),
        "kind": ("培训类型", "类型 类别 培训类别 培训形式 培训方式 kind"),
        "skills": ("培训工种", "工种 职业 技能 职业工种 培训职业 skills"),
        "starts_on": ("开课日期", "开班日期 开始日期 开班时间 开课时间 培训开始日期 开始时间 培训时间 starts"),
        "ends_on": ("结束日期", "结业日期 结束时间 培训结束日期 结课日期 ends"),
        "open_until": ("报名截止日期", "报名截止 截止日期 报名截止时间 截止时间"),
        "hours": ("课时", "学时 总课时 总学时 培训课时 课时数 hours"),
        "cost": ("费用", "学费 培训费 收费 收费标准 培训费用 个人承担 cost fee"),
        "subsidy": ("补贴", "补贴标准 培训补贴 补贴金额 政府补贴 生活补贴 subsidy"),
        "places": ("名额", "招生人数 人数 计划人数 培训人数 招收人数 places"),
        "place": ("培训地点", "地点 上课地点 地址 培训地址 授课地点 location"),
        "region": ("地区代码", _CODE),
        "contact": ("联系方式", _CONTACT),
        "note": ("备注", f"培训对象 要求 报名条件 {_NOTE}"),
    },
    ("title", "provider", "starts_on", "place"),
    (
        (r".*(课程|培训)(名称|项目)", "title"),
        (r".*(开班|开课|开始).*(日期|时间)", "starts_on"),
        (r".*(结束|结业|结课).*(日期|时间)", "ends_on"),
        (r".*补贴.*", "subsidy"),
        (r".*(学费|费用|收费).*", "cost"),
        (r".*(地点|地址)", "place"),
        (r".*(电话|联系方式).*", "contact"),
    ),
)  # fmt: skip


def vocabulary(offers: str) -> Vocabulary:
    """The columns of one kind of list.

    Raises:
        DomainError: "offers-file.unknown".
    """
    if offers not in {"vacancies", "courses"}:
        raise DomainError("offers-file.unknown")
    return VACANCIES if offers == "vacancies" else COURSES
