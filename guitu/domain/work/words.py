"""What can be said of somebody's work, as codes with their words. All of it is a Guitu proposal.

No code here knows anything of health, treatment or an order, and none of them can be read as a reproach.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Word(NamedTuple):
    """A code in both languages."""

    zh: str
    en: str


def _w(**pairs: tuple[str, str]) -> Mapping[str, Word]:
    return {code: Word(*pair) for code, pair in pairs.items()}


STATUSES: Final = _w(
    employed=("在职", "Employed"),
    flexible=("灵活就业", "Flexible work"),
    self_employed=("自己经营", "Self-employed"),
    farming=("在家务农", "Works the family's land"),
    looking=("正在找工作", "Looking for work"),
    training=("正在培训、上学", "In training or at school"),
    caring=("照顾家人", "Cares for family"),
    not_able=("暂时不能工作", "Not able to work for now"),
    not_now=("目前不想找", "Does not look for now"),
    retired=("退休", "Retired"),
)
SEEKING: Final = frozenset({"looking", "training", "flexible"})
"""Statuses of people to whom a vacancy may be of use; nobody is asked to be in one."""

SCHEDULES: Final = _w(
    full_time=("全职", "Full time"),
    part_time=("兼职", "Part time"),
    shifts=("轮班", "Shifts"),
    flexible=("时间灵活", "Flexible hours"),
    seasonal=("季节工", "Seasonal"),
)
DISTANCES: Final = _w(
    township=("本街道、本乡镇", "Within the township"),
    county=("本县、本区", "Within the county"),
    prefecture=("本市", "Within the prefecture"),
    province=("本省", "Within the province"),
    country=("哪里都可以", "Anywhere"),
)
FIRM: Final = _w(
    area=("距离", "Distance"),
    nights=("不上夜班", "No nights"),
    schedule=("上班方式", "How the hours lie"),
    hours=("每周时间", "Hours a week"),
    kind=("工作种类", "Kind of work"),
)
BARRIERS: Final = _w(
    child_care=("孩子没人照看", "Nobody to look after the children"),
    elder_care=("要照顾老人、病人", "Cares for somebody old or ill"),
    transport=("交通不便", "Hard to get there"),
    papers=("证件不全", "Papers are missing"),
    licence=("没有驾驶证或者职业资格", "No licence or certificate"),
    schooling=("文化程度", "Schooling"),
    no_skill=("没有手艺", "No trade learned"),
    experience=("多年没有上班", "Many years without a job"),
    phone=("没有手机、不会用手机", "No phone, or not used to one"),
    housing=("住处不稳定", "No settled home"),
    debt=("债务", "Debts"),
    appointments=("约见时间和上班冲突", "Our appointments clash with work"),
    turned_away=("被用人单位拒绝过", "Was turned away by employers"),
    other=("其他", "Something else"),
)
BY: Final = _w(
    person=("本人没有接受", "The person did not take it"),
    employer=("用人单位没有录用", "The employer refused"),
)
PERSON_REASONS: Final = _w(
    too_far=("太远", "Too far"),
    wage=("工资太低", "Pay too low"),
    hours=("时间不合适", "Hours do not fit"),
    kind=("不喜欢这种工作", "Not that kind of work"),
    family=("家里走不开", "Needed at home"),
    other_job=("找到了别的工作", "Found another job"),
    not_said=("没有说", "Did not say"),
    other=("其他", "Something else"),
)
EMPLOYER_REASONS: Final = _w(
    filled=("已经招满", "Filled already"),
    skills=("技能不符", "Skills do not fit"),
    age=("年龄", "Age"),
    schooling=("学历", "Schooling"),
    history=("因为过去的经历", "Because of the person's past"),
    no_answer=("没有答复", "No answer"),
    other=("其他", "Something else"),
)
HISTORY: Final = "history"
"""The reason that is discrimination: it leads to the complaint (Drug Control Law 52)."""

BUSINESS_STATES: Final = _w(
    planned=("打算做", "Planned"),
    running=("已经开张", "Running"),
    paused=("暂停", "Paused"),
    ended=("不做了", "Ended"),
)
BUSINESS_STEPS: Final = _w(
    idea=("想好做什么", "Knows what to do"),
    training=("参加创业培训", "Start-up training"),
    plan=("算好账、写好计划", "Plan and sums"),
    place=("找好地方", "A place found"),
    licence=("办好执照", "Licence"),
    funding=("筹到本钱、申请贷款", "Money found, loan asked for"),
    opened=("开张", "Opened"),
    first_income=("有了第一笔收入", "First income"),
    advice=("请人指导", "Advice"),
    other=("其他", "Something else"),
)
END_REASONS: Final = _w(
    term_over=("合同到期", "Contract over"),
    better_job=("换了更好的工作", "Went to a better job"),
    moved=("搬家", "Moved"),
    family=("家里需要", "Needed at home"),
    health=("身体原因", "Health"),
    hours=("时间不合适", "Hours did not fit"),
    wage=("工资问题", "Pay"),
    employer_closed=("单位停工、裁员", "The employer closed or cut jobs"),
    turned_out=("因为过去的经历被辞退", "Dismissed because of the past"),
    not_said=("没有说", "Did not say"),
    other=("其他", "Something else"),
)
TURNED_OUT: Final = "turned_out"
