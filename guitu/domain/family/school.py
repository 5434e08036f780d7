"""A word with a school about a child: about aid and lessons alone, and never about anybody at home.

Nothing is free text: what is said and what came of it are chosen, so that nothing can slip in.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.catalogue import Word

ABOUT: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "aid": Word("助学怎样申请", "How to apply for student aid"),
        "place": Word("入学、转学、复学", "A place at school"),
        "lessons": Word("补课和作业辅导", "Help with lessons"),
        "papers": Word("在读证明", "A paper that the child is a pupil"),
    }
)
WAYS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "phone": Word("电话", "By phone"),
        "visit": Word("当面", "Face to face"),
        "with_carer": Word("陪照顾孩子的人一起去", "Together with the carer"),
    }
)
OUTCOMES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "waiting": Word("等学校答复", "The school will answer"),
        "arranged": Word("已经办好", "Arranged"),
        "told_how": Word("问清楚了怎样办", "We know how it is done"),
        "not_possible": Word("这所学校办不了", "Not possible at this school"),
    }
)
SENTENCE: Final = "您好，我受{child}的家人委托，想请问{about}。需要什么材料，什么时候可以办？谢谢。"
"""What is said; no office is named, and nothing else about the family."""
_ASKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aid": "助学怎样申请",
        "place": "入学或者转学怎样办理",
        "lessons": "有没有补课",
        "papers": "在读证明怎样开",
    }
)


class Contact(NamedTuple):
    """One word with a school."""

    about: str
    way: str
    outcome: str
    on: date


def words(child: str, about: str) -> str:
    """What may be said to the school.

    >>> words("小红", "aid")[:20]
    '您好，我受小红的家人委托，想请问助学怎样'
    """
    return SENTENCE.format(child=child, about=_ASKED[about])


def check_contact(contact: Contact, *, agreed: bool, today: date) -> None:
    """Whether a word with the school may be written down: whoever cares for the child agreed to it.

    Raises:
        DomainError: "family.school-not-agreed", "family.choose", "family.day".
    """
    if not agreed:
        raise DomainError("family.school-not-agreed")
    for field, known in (("about", ABOUT), ("way", WAYS), ("outcome", OUTCOMES)):
        if getattr(contact, field) not in known:
            raise DomainError("family.choose", field=field)
    if contact.on > today:
        raise DomainError("family.day", field="on")
