"""The demo county as an area: a year of made-up facts and how it left the list, by the product's own acts."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from guitu.casework.areas.queries import facts
from guitu.domain.areas.facts import Draft
from guitu.domain.areas.status import Decision
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.runtime.demo.county import COUNTY
from guitu.workflows.area_facts import correct_fact, enter_fact
from guitu.workflows.area_status import decide, propose

_WHO: Final = "演示市公安局"
# item, basis, at the end of the year before last, at the end of last year
_NUMBERS: Final = (
    ("existing_users", "register_all", 1496, 1096),
    ("abstinent_3y", "register_all", 2995, 3698),
    ("new_users", "found_in_year", 121, 96),
    ("population", "residents", 329_000, 327_400),
)


def make_area(*, on: date) -> int:
    """Write the facts and the status history; how many facts are new."""
    viewers = viewers_named(("zhoumin", "lujing"))
    manager, above = viewers["zhoumin"], viewers["lujing"]
    if facts(manager, COUNTY):
        return 0
    at = clock.midnight(on) + timedelta(hours=9)
    with transaction.atomic():
        for kind, basis, before, last in _NUMBERS:
            for back, value in ((2, before), (1, last)):
                year = on.year - back
                paper = f"演示市 {year} 年禁毒统计"
                enter_fact(
                    Draft(COUNTY, kind, date(year, 12, 31), basis, value, _WHO, paper), by=manager, at=at
                )
        wrong = next(one for one in facts(manager, COUNTY) if one.value == 327_400)
        correct_fact(
            wrong.id, value=327_900, publisher=_WHO, document=wrong.document, why="抄错一位",
            by=manager, at=at,
        )  # fmt: skip
        for days, to, words, document in (
            (800, "key_rectification", "登记人数上升，上级要求挂牌整治。", "演禁毒委〔一〕3号"),
            (150, "none", "整治任务已经完成，两次验收通过。", "演禁毒委〔三〕8号"),
        ):
            then = at - timedelta(days=days)
            sent = propose(COUNTY, to=to, words=words, evidence=[], by=manager, at=then - timedelta(days=9))
            agreed = Decision(
                agrees=True, words="", authority="演示省禁毒委员会", document=document,
                since=clock.day_of(then),
            )  # fmt: skip
            decide(sent, agreed, by=above, at=then)
    return 2 * len(_NUMBERS)
