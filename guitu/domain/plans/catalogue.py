"""What a plan chooses from: levers of help, difficulties, needs, kinds of goals. Data, in both languages.

The three levers and the four difficulties are those that offices speak of; the needs below them are a Guitu
proposal. A code that is in a stored plan stays here: what no longer is offered goes to ``RETIRED``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Word(NamedTuple):
    """A word in both languages."""

    zh: str
    en: str


class Need(NamedTuple):
    """A need of the catalogue, and which difficulty it belongs to; "" to none."""

    difficulty: str
    word: Word


def _words(**pairs: tuple[str, str]) -> Mapping[str, Word]:
    return MappingProxyType({code: Word(*pair) for code, pair in pairs.items()})


LEVERS: Final = _words(
    follow_up=("跟踪回访", "Staying in touch"),
    policy_help=("政策帮扶", "Help by policy"),
    family_help=("家庭帮扶", "Help through the family"),
)
DIFFICULTIES: Final = _words(
    craving=("心瘾难戒", "Craving"),
    fitting_in=("融入社会难", "Fitting in"),
    work=("就业难", "Finding work"),
    staying_clean=("操守保持难", "Staying clean"),
)
ACTORS: Final = _words(
    government=("政府", "Government"),
    society=("社会", "Society"),
    family=("家庭", "Family"),
)
GOALS: Final = _words(
    peers=("交朋友、有同伴", "Friends and peers"),
    mood=("情绪平稳", "A steady mood"),
    coping=("遇事有办法", "Coping"),
    work=("工作和生活", "Work and livelihood"),
    other=("其他", "Something else"),
)

NEEDS: Final[Mapping[str, Need]] = MappingProxyType(
    {
        code: Need(difficulty, Word(zh, en))
        for code, difficulty, zh, en in (
            ("hard_moments", "craving", "难熬时刻怎么办", "A way through hard moments"),
            ("treatment", "craving", "戒毒医疗或药物维持治疗", "Treatment or maintenance medicine"),
            ("counselling", "craving", "心理辅导", "Counselling"),
            ("sleep_and_health", "craving", "睡眠和身体健康", "Sleep and health"),
            ("family_peace", "fitting_in", "家庭关系修复", "Peace in the family"),
            ("housing", "fitting_in", "住处", "A place to live"),
            ("papers", "fitting_in", "身份证、户口等证件", "Papers"),
            ("schooling", "fitting_in", "本人或子女就学", "Schooling, their own or the children's"),
            ("debt", "fitting_in", "债务和法律问题", "Debts and legal matters"),
            ("fair_treatment", "fitting_in", "受到歧视时的帮助", "Help when treated unfairly"),
            ("job", "work", "找到工作", "A job"),
            ("skills", "work", "学一门手艺", "A skill"),
            ("small_business", "work", "自己做点小生意", "A small business"),
            ("allowance", "work", "低保、临时救助", "Subsistence allowance, relief"),
            ("insurance", "work", "社保、医保", "Insurance"),
            ("daily_rhythm", "staying_clean", "作息规律", "A daily rhythm"),
            ("new_company", "staying_clean", "新的朋友圈", "New company"),
            ("peer_mentor", "staying_clean", "同伴辅导员", "A peer mentor"),
            ("free_time", "staying_clean", "爱好和空闲时间", "Something to do in free time"),
            ("other", "", "其他", "Something else"),
        )
    }
)
RETIRED: Final[Mapping[str, Need]] = MappingProxyType({})


def words_of(sort: str, code: str) -> Word:
    """The word for a line's code; a code nobody knows is its own word."""
    if sort == "need":
        need = NEEDS.get(code) or RETIRED.get(code)
        return need.word if need else Word(code, code)
    found = {"goal": GOALS, "action": LEVERS}.get(sort, {}).get(code)
    return found or Word(code, code)
