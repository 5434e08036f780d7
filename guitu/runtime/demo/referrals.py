"""Needs and referrals at the first station: some wait, one is out, one came back, one is agreed on.

Made by the product's own acts, so that the help desk and the board show what they would.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from guitu.casework.agenda.queries import worklist
from guitu.domain.access import Viewer
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.workflows import answer_referral, need, refer
from guitu.workflows.answer_referral import Answer
from guitu.workflows.refer import Written

# need, urgent, days ago, in their words
_NEEDS: Final = (
    ("housing", True, 0, "昨晚下大雨，屋里进水，住不了了"),
    ("papers", False, 5, "身份证丢了，想补办"),
    ("income", False, 3, "这个月没有收入，想问低保"),
    ("work", False, 4, "想学电焊，找个离家近的活"),
    ("disaster", False, 2, "房顶漏了，想先有个地方住几天"),
)
_ASKED: Final = {
    "income": "想了解低保怎样申请",
    "work": "想学一门手艺，找离家近的工作",
    "disaster": "想住几天，房顶修好就走",
}
_OUTSIDE: Final = "演示爱心旅舍"


def make_referrals(*, on: date, officer: Viewer | None = None) -> int:
    """Needs of up to five people, three of them referred; how many people.

    ``officer`` who works with them; None: the first station's own of the demo county.
    """
    by = officer or viewers_named(("linlan",))["linlan"]
    made = 0
    with transaction.atomic():
        for (code, urgent, days, words), person in zip(_NEEDS, _people(by, on), strict=False):
            at = clock.midnight(on - timedelta(days=days)) + timedelta(hours=9)
            (raised,) = need.raise_needs(
                person=person, needs=[code], urgent=urgent, words=words, said_on=clock.day_of(at),
                entry=uuid5(person, "demo need"), by=by, at=at,
            )  # fmt: skip
            if code in _ASKED:
                _refer(person, raised, code, by=by, at=at)
            made += 1
    return made


def _people(by: Viewer, on: date) -> Iterator[UUID]:
    """People of the station who have something due, each once."""
    found: dict[UUID, None] = {}
    for window in ("today", "week", "late"):
        for duty in worklist(by, today=on, window=window, whose="unit", limit=200):
            found.setdefault(duty.person_id)
    return iter(found)


def _refer(person: UUID, raised: UUID, code: str, *, by: Viewer, at: datetime) -> None:
    """Civil affairs has the one, the labour bureau declined the other, a hostel takes the third on."""
    units = sorted(refer.may_refer_to(by))
    inside = {"income": 0, "work": -1}.get(code)
    unit = units[inside] if units and inside is not None else None
    written = Written(
        help="relief" if code != "work" else "skills_training", purpose=_ASKED[code], unit=unit,
        partner=_OUTSIDE, need=raised,
    )  # fmt: skip
    made = refer.write_down(person=person, written=written, by=by, at=at)
    until = clock.day_of(at) + timedelta(days=refer.USUAL)
    refer.send(person=person, referral=made, basis=refer.ASKED, agreed=True, until=until, by=by, at=at)
    if code == "work":
        answer = Answer("decline", reason="full", words="这一期满了，下一期三月开班")
    elif code == "disaster":
        answer = Answer("accept", agreed_on=clock.day_of(at) + timedelta(days=5))
    else:
        return
    answer_referral.record(person=person, referral=made, answer=answer, by=by, at=at + timedelta(hours=3))
