"""What made-up files say: substances, schooling, reasons, and the notes people write behind a visit.

Notes are made of whole sentences without names, so that nothing in them can be mistaken for somebody.
"""

from typing import Final

from guitu.runtime.demo.chance import Table

TIMES_TREATED: Final = Table.of({1: 52, 2: 28, 3: 14, 4: 6})
RELATIONS: Final = Table.of({"parent": 40, "spouse": 28, "sibling": 20, "child": 8, "other": 4})
MISSING_GROUP: Final = Table.of({"": 88, "conduct": 6, "treatment_history": 4, "supervision": 2})

DRUGS: Final = Table.of(
    {
        "甲基苯丙胺（冰毒）": 47,
        "海洛因": 33,
        "氯胺酮（K粉）": 8,
        "甲基苯丙胺片剂（麻古）": 5,
        "依托咪酯": 4,
        "合成大麻素": 2,
        "大麻": 1,
    }
)
SCHOOLING: Final = Table.of({"小学": 18, "初中": 52, "高中": 16, "中专": 8, "大专": 4, "本科": 1, "文盲": 1})
ETHNICITIES: Final = Table.of({"汉族": 91, "土家族": 3, "苗族": 3, "侗族": 1.5, "瑶族": 1, "回族": 0.5})
SKILLS: Final = Table.of(
    {
        "无": 30,
        "电焊": 12,
        "驾驶": 14,
        "厨师": 10,
        "缝纫": 8,
        "美容美发": 5,
        "水电安装": 9,
        "养殖": 7,
        "种植": 5,
    }
)

# group, field (the column's key of a release roster), what it may say
FACTS: Final = (
    ("background", "ethnicity", ETHNICITIES),
    ("background", "education", SCHOOLING),
    ("background", "marital_status", Table.of({"未婚": 38, "已婚": 36, "离异": 23, "丧偶": 3})),
    ("background", "skills", SKILLS),
    ("supervision", "facility", Table.of({"演示强制隔离戒毒所": 1})),
    ("conduct", "assessment", Table.of({"合格": 88, "良好": 9, "基本合格": 3})),
    ("conduct", "conduct", Table.of({"遵守所规，参加劳动": 60, "表现较好": 30, "一般": 10})),
    ("treatment_history", "drug", DRUGS),
    ("treatment_history", "use_years", Table.of({f"{n}年": 20 / (n + 3) for n in range(1, 21)})),
    ("treatment_history", "health", Table.of({"良好": 66, "一般": 22, "丙型肝炎": 7, "高血压": 5})),
)

REASONS_ACCEPTABLE: Final = Table.of(
    {"at_work": 40, "ill": 22, "caring_for_family": 18, "official_appointment": 10, "on_reported_leave": 10}
)
REASONS_NOT: Final = Table.of({"not_at_home": 40, "did_not_answer": 40, "declined_to_meet": 20})
REASONS_LOGISTICS: Final = Table.of({"bad_weather": 35, "no_transport": 30, "worker_absent": 35})
MISSED: Final = Table.of({"person_acceptable": 50, "person_not_acceptable": 20, "logistics": 30})
REASONS: Final = {
    "person_acceptable": REASONS_ACCEPTABLE,
    "person_not_acceptable": REASONS_NOT,
    "logistics": REASONS_LOGISTICS,
}

SAMPLES: Final = Table.of({"urine": 88, "hair": 8, "saliva": 4})
RISK: Final = Table.of({"low": 58, "medium": 34, "high": 8})
NEEDS: Final = Table.of(
    {
        "work": 38,
        "training": 12,
        "health": 14,
        "income": 10,
        "papers": 8,
        "family": 7,
        "housing": 6,
        "debt": 5,
    }
)
OTHER_SERVICES: Final = Table.of(
    {
        "counselling": 26,
        "job_placement": 18,
        "skills_training": 16,
        "medical_aid": 12,
        "relief": 9,
        "subsistence_allowance": 7,
        "insurance": 5,
        "legal_aid": 3,
        "family_repair": 4,
    }
)
GROUP_MEMBERS: Final = (
    ("full_time_worker", "community_police", "family_member", "social_worker"),
    ("full_time_worker", "community_police", "medical_staff", "family_member"),
    ("full_time_worker", "community_police", "medical_staff", "family_member", "volunteer"),
)
HANDED_OVER: Final = (
    ("legal_papers", "diagnostic_assessment", "contact_sheet"),
    ("legal_papers", "diagnostic_assessment", "conduct", "contact_sheet"),
    ("legal_papers", "diagnostic_assessment", "abstinence", "conduct", "job_skills", "contact_sheet"),
)

NOTES: Final = {
    "home_visit": (
        "在家，精神状态好，正在找工作。",
        "与母亲同住，家里安静，谈了近况。",
        "在家附近打零工，收入比上月稳定。",
        "说睡眠比以前好，愿意继续来站里。",
        "孩子刚上学，家里开销紧，问到补助政策。",
    ),
    "follow_up": (
        "近况平稳，工作做满半年，准备转正。",
        "情绪有些低落，约好下周再聊。",
        "在工地上班，作息规律。",
        "和家人关系缓和，过节一起吃饭。",
        "想学一门手艺，已告知培训班时间。",
        "一切正常，联系方式没有变。",
    ),
    "phone_call": (
        "电话接通，一切正常。",
        "在外地出差，月底回来。",
        "询问招聘信息，已答应发过去。",
        "说最近忙，身体还好。",
    ),
    "talk": (
        "谈了戒毒后的打算，想先把身体养好。",
        "说起以前的朋友，已经不再来往。",
        "聊到压力大的时候怎么办，一起写了办法。",
        "介绍了本站能提供的帮助。",
    ),
    "drug_test": ("", "", "按约前来，配合。", "在工作间隙来站检测。"),
    "service": ("", "", "已当面告知。", "通过短信发送。", "本人表示感兴趣。"),
    "plan": ("与本人一起制定，重点是就业和家庭。", "先稳定作息，再找工作。", "重点：身体、证件、工作。"),
    "correction": ("日期写错，以本条为准。", "结果选错，以本条为准。"),
    "lost": ("多次联系未果，家人也不知去向。", "邻居说已外出，电话停机。"),
    "found": ("重新联系上，在外地打工，愿意保持联系。",),
}
