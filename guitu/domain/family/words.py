"""What a family file chooses from, in both languages. The lists are a Guitu proposal; stored codes stay."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guitu.domain.plans.catalogue import Word


def _words(**pairs: tuple[str, str]) -> Mapping[str, Word]:
    return MappingProxyType({code: Word(*pair) for code, pair in pairs.items()})


RELATIONS: Final = _words(
    spouse=("配偶", "Spouse"),
    former_spouse=("曾经的配偶", "Former spouse"),
    parent=("父母", "Parent"),
    child=("子女", "Child"),
    sibling=("兄弟姐妹", "Sibling"),
    grandparent=("祖父母、外祖父母", "Grandparent"),
    other=("其他家人", "Another relative"),
)
# What each relative is asked, one by one; a yes to one is no yes to another (PIPL 14, 29; rule book PR-04).
PURPOSES: Final = _words(
    contact=("可以和我联系", "I may be contacted"),
    told=("可以让我知道情况", "I may be told how things go"),
    help=("愿意接受帮助", "I would like to be helped"),
    counselling=("愿意参加家庭会谈、辅导", "I would like to take part in talks and counselling"),
)
SPEAKERS: Final = _words(
    relative=("本人（这位家人）", "The relative"),
    guardian=("监护人（未满十四岁）", "A guardian (under fourteen)"),
)
SCHOOLING: Final = _words(
    too_young=("还没有到上学的年龄", "Too young for school"),
    kindergarten=("幼儿园", "Kindergarten"),
    primary=("小学", "Primary school"),
    junior=("初中", "Junior secondary school"),
    senior=("高中", "Senior secondary school"),
    vocational=("职业学校", "Vocational school"),
    college=("大学、大专", "College or university"),
    out_of_school=("没有在上学，需要帮助", "Out of school, help is needed"),
    finished=("已经毕业", "Finished"),
)
STUDENT_AID: Final = _words(
    none=("不需要", "Not needed"),
    wanted=("需要，还没有申请", "Wanted, not applied for"),
    applied=("已经申请", "Applied for"),
    granted=("已经批准", "Granted"),
    declined=("没有批准", "Not granted"),
)
CARERS: Final = _words(
    person=("本人", "The person"),
    relative=("下面选的家人", "The relative chosen below"),
    institution=("机构", "An institution"),
    nobody=("现在没有人", "Nobody at present"),
)
RELIEF: Final = _words(
    none=("不需要", "Not needed"),
    wanted=("需要有人替一替", "Somebody should step in at times"),
    arranged=("已经安排", "Arranged"),
)
# Who is to be kept safe. It says nothing about who did what, and it changes nothing of what is blocked.
SIDES: Final = _words(
    person=("本人", "The person"),
    relative=("这位家人", "The relative"),
    both=("双方", "Both"),
    unsaid=("不说明", "Not said"),
)
WHY_APART: Final = _words(
    person_asked=("本人提出", "The person asked for it"),
    relative_asked=("这位家人提出", "The relative asked for it"),
    court=("人身安全保护令或者法院的决定", "A protection order or another decision of a court"),
    worry=("工作人员担心安全", "A worker is worried about safety"),
    other=("其他", "Something else"),
)
LONGEST: Final = 500  # characters of a note; proposed
LONGEST_NAME: Final = 40
