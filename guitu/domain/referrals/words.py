"""What states, reasons and outcomes of referrals are called, Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Word = tuple[str, str]

STATES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "draft": ("草稿", "Draft"),
        "sent": ("已发出，等对方答复", "Sent, no answer yet"),
        "accepted": ("对方已接收", "Accepted"),
        "in_progress": ("办理中", "In progress"),
        "declined": ("对方不接收", "Declined"),
        "done": ("办好了", "Done"),
        "ended": ("已结束", "Ended"),
    }
)
REASONS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "full": ("名额已满", "No place left"),
        "not_our_area": ("不在服务范围", "Not our area"),
        "not_our_task": ("不归我们办", "Not our task"),
        "conditions_not_met": ("条件不符", "The conditions are not met"),
        "cannot_reach": ("联系不上", "Could not be reached"),
        "person_withdrew": ("本人不去了", "The person withdrew"),
        "no_longer_needed": ("不再需要", "No longer needed"),
        "no_answer": ("对方没有答复", "No answer"),
        "taken_back": ("我们收回", "Taken back"),
        "helped_elsewhere": ("别处已经办好", "Helped elsewhere"),
        "could_not_help": ("没有办成", "Could not help"),
        "could_not_meet": ("约不上时间", "No day could be found"),
        "person_stopped": ("本人选择停止", "The person chose to stop"),
        "consent_withdrawn": ("本人撤回同意", "Consent was withdrawn"),
        "consent_expired": ("同意到期", "Consent ran out"),
        "file_closed": ("照管结束", "Care came to its end"),
        "other": ("其他", "Other"),
    }
)
OUTCOMES: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "helped": ("办成了", "Helped"),
        "partly_helped": ("办成了一部分", "Helped in part"),
        "advised": ("给了建议、指了路", "Advised"),
    }
)
ACTS: Final[Mapping[str, Word]] = MappingProxyType(
    {
        "accept": ("接收", "We take it on"),
        "decline": ("不接收", "We do not"),
        "go_on": ("正在办", "We are at it"),
        "finish": ("办好了", "It is done"),
        "end": ("没有办成，结束", "It ended without that"),
    }
)
