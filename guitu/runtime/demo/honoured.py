"""Honours of the first station: one who was honoured and tells a story, one under review, one draft.

Made by the product's own acts from whoever the ledger opened an honour to; where to nobody, there are none.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda.queries import worklist
from guitu.casework.episodes.queries import episodes_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.honours.course import Level
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Tier
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.workflows import honour, honour_story
from guitu.workflows.plan import admitted
from guitu.workflows.record import record_entry

_MOST_ASKED: Final = 120  # files that are looked at for somebody with a year
_WORDS: Final = (
    "按时上班，每个月都把工资交给母亲。",
    "自己开了早餐摊，邻居有事都愿意找他。",
    "每个星期去社区帮忙，从不缺席。",
)
_STORY: Final = (
    "从前的日子不好过，家里人不敢接我的电话。\n出来以后，我先学会了按时起床。\n"
    "现在我每天四点起来和面，天亮的时候，第一锅包子正好出笼。"
)


def make_honours(*, on: date, officers: Sequence[Viewer] | None = None) -> int:
    """Three people at most; how many.

    ``officers``: who nominates, and two who review, the first of them a head; None: those of the demo county.
    """
    known = viewers_named(("linlan", "hejing", "chenfeng")) if officers is None else {}
    by, head, other = officers or (known["linlan"], known["hejing"], known["chenfeng"])
    at = clock.now()
    with transaction.atomic():
        people = [person for person, _ in zip(_with_a_year(by, on), _WORDS, strict=False)]
        for n, person in enumerate(people):
            made = honour.nominate(
                person=person, tier=Tier.TEAM, merits=("work", "family"), words=_WORDS[n], by_self=n == 1,
                by=by, at=at,
            )  # fmt: skip
            if n == len(_WORDS) - 1:
                continue  # a draft that nobody else sees
            _agree(person, "honours", by=by, on=on)
            honour.send(person=person, honour=made, by=by, at=at)
            if n == 0:
                for one in (head, other):
                    honour.review(person=person, honour=made, agrees=True, words="", by=one, at=at)
                honour.award(person=person, honour=made, year=on.year, level=Level.BRONZE, by=head, at=at)
                _tell(person, by=by, on=on)
    return len(people)


def _with_a_year(by: Viewer, on: date) -> Iterator[UUID]:
    """People of the station whose ledger has opened an honour, each once."""
    asked: dict[UUID, None] = {}
    for window in ("week", "late", "today"):
        for duty in worklist(by, today=on, window=window, whose="unit", limit=200):
            if duty.person_id in asked or len(asked) >= _MOST_ASKED:
                continue
            asked[duty.person_id] = None
            who = admitted(by, duty.person_id, Permission.CONTACT_RECORD)
            if any(row.term_to is not None and row.term_to <= on for row in episodes_of(who)):
                continue  # it ended in the made-up years, and the night's work has not sealed it yet
            now = honour.standing_of(who, on=on)
            if any(one.reached_on for one in now.tiers) and not now.agreed:
                yield who.id


def _agree(person: UUID, purpose: str, *, by: Viewer, on: date) -> None:
    record_entry(
        person=person, kind="consent", happened_on=on, outcome="given",
        details={"purpose": purpose, "said_by": "person"}, by=by, at=clock.now() + timedelta(seconds=1),
    )  # fmt: skip


def _tell(person: UUID, *, by: Viewer, on: date) -> None:
    at = clock.now() + timedelta(seconds=2)
    _agree(person, "publicity", by=by, on=on)
    honour_story.write_story(
        person=person, alias="阿远", words=_STORY, picture=Picture.HANDS, face_agreed=False, by=by, at=at
    )
    for use in (Use.WEB, Use.BOOK):
        honour_story.agree(person=person, use=use, year=on.year, where="", is_read=True, by=by, at=at)
