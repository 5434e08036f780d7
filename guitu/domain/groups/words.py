"""What groups and peers choose from, in both languages. The lists are a Guitu proposal; stored codes stay."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from guitu.domain.plans.catalogue import Word


class Theme(NamedTuple):
    """What a session is about, and which help (``journal.codes.SERVICES``) being there is."""

    word: Word
    service: str


def _words(**pairs: tuple[str, str]) -> Mapping[str, Word]:
    return MappingProxyType({code: Word(*pair) for code, pair in pairs.items()})


SORTS: Final = _words(group=("小组", "Group"), course=("课程", "Course"))
# The first five are a station's routine of "5+N" (rule J-06), the others the N of its own.
THEMES: Final[Mapping[str, Theme]] = MappingProxyType(
    {
        code: Theme(Word(zh, en), service)
        for code, zh, en, service in (
            ("education", "教育", "Learning", "education"),
            ("staying_clean", "操守保持", "Staying clean", "rehab_guidance"),
            ("counselling", "心理辅导", "Counselling", "counselling"),
            ("skills", "技能培训", "Skills", "skills_training"),
            ("talk", "面对面谈心", "Talking face to face", "peer_support"),
            ("family", "家庭关系", "Family", "family_repair"),
            ("health", "健康", "Health", "lecture"),
            ("law", "法律常识", "Law in daily life", "legal_education"),
            ("work", "求职", "Looking for work", "employment_support"),
            ("leisure", "兴趣活动", "Things to enjoy", "peer_support"),
            ("other", "其他", "Something else", "other"),
        )
    }
)
ROUTINE: Final = tuple(THEMES)[:5]
MODES: Final = _words(meeting=("见面", "Meeting"), phone=("电话", "By phone"), both=("都可以", "Either"))
# Why two people are not brought together; each may say so, and the other is not told.
WHY_NOT: Final = _words(
    relative=("是亲属", "They are relatives"),
    co_user=("以前一起用过", "They used together"),
    wish=("不愿意", "Does not want to"),
    other=("其他", "Something else"),
)
# Why two people stop meeting, as anybody may read it: a mentor's own life is not told to anybody.
ENDINGS: Final = _words(
    done=("约定的已经完成", "What was agreed is done"),
    wished=("其中一方提出", "One of them wished so"),
    rearranged=("重新安排", "Arranged anew"),
)
# Somebody's place in a team of peers. The core carries what the team does together; it is asked of nobody.
PLACES: Final = _words(
    member=("成员", "Member"), core=("骨干", "Core member"), mentor=("同伴辅导员", "Peer mentor")
)
# Whom a team is for, where it was made for some; many women wish to be among women.
WHOM: Final = _words(all=("不限", "Everybody"), female=("女性", "Women"), male=("男性", "Men"))
LONGEST: Final = 500  # characters; proposed
LONGEST_TITLE: Final = 40
MOST_SEATS: Final = 60  # of one group; proposed
LONGEST_ALIAS: Final = 20
