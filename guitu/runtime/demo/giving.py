"""Papers, allowances and gifts at the first station, each as far as it may have come.

Made by the product's own acts, with the approvals of two colleagues each.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.agenda.queries import worklist
from guitu.casework.support.commands import NewGift
from guitu.domain.access import Viewer
from guitu.domain.support.applications import Change, Next, State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.ids import new_id
from guitu.workflows import application, gift

_TEAM: Final = ("linlan", "zhaoyu", "hejing")  # who proposes, and the two who approve
# kind, office, what comes next, days until then, granted
_APPLICATIONS: Final = (
    ("identity_card", "演示派出所户籍窗口", "带户口本去照相", 2, False),
    ("subsistence_allowance", "演示街道民政窗口", "补交收入说明", 6, False),
    ("household_register", "演示派出所户籍窗口", "等审核结果", 9, True),
)
# form, purpose, fen, words, how far it has come
_GIFTS: Final = (
    ("goods", "living", 26_000, "棉被一床、电饭锅一个", "proposed"),
    ("money", "work", 120_000, "电焊培训的伙食费", "approved"),
    ("money", "health", 80_000, "看病的钱", "received"),
    ("loan", "start_up", 600_000, "早餐车", "declined"),
    ("money", "housing", 50_000, "房租", "withdrawn"),
)


def make_giving(*, on: date, team: tuple[Viewer, Viewer, Viewer] | None = None) -> int:
    """Applications of up to three people, and a gift in each state; how many of both.

    ``team`` who proposes and who approves; None: the first station's own of the demo county.
    """
    if team is None:
        known = viewers_named(_TEAM)
        team = (known[_TEAM[0]], known[_TEAM[1]], known[_TEAM[2]])
    people = _people(team[0], on)
    with transaction.atomic():
        for person, (kind, words, step, days, granted) in zip(people, _APPLICATIONS, strict=False):
            _apply(person, kind, words, Next(step, on + timedelta(days=days), "person"), granted, by=team[0])
        if people:
            giver = gift.add_giver(
                kind="organisation", name="演示互助基金", is_anonymous=False, by=team[0], at=clock.now()
            )
        for person, (form, purpose, fen, words, state) in zip(reversed(people), _GIFTS, strict=False):
            new = NewGift(new_id(), giver, form, purpose, fen, words)
            _give(person, new, state, on, team)
    return min(len(people), len(_APPLICATIONS)) + min(len(people), len(_GIFTS))


def _people(by: Viewer, on: date) -> list[UUID]:
    """Eight people of the station who have something due, each once."""
    found: dict[UUID, None] = {}
    for window in ("today", "week", "late"):
        for duty in worklist(by, today=on, window=window, whose="unit", limit=200):
            found.setdefault(duty.person_id)
    return list(found)[:8]


def _apply(person: UUID, kind: str, words: str, step: Next, granted: bool, *, by: Viewer) -> None:  # noqa: FBT001
    at = clock.now()
    made = application.begin(
        person=person, application=new_id(), kind=kind, words=words, due_on=None, step=step, by=by, at=at
    )
    for state in (State.HANDED_IN, State.GRANTED) if granted else ():
        change = Change(state, clock.day_of(at), next=step if state is State.HANDED_IN else None)
        application.move_on(person=person, application=made, change=change, by=by, at=at)


def _give(person: UUID, new: NewGift, state: str, on: date, team: tuple[Viewer, Viewer, Viewer]) -> None:
    at, (proposer, colleague, head) = clock.now(), team
    made = gift.propose(person=person, new=new, by=proposer, at=at)
    if state == "withdrawn":
        gift.withdraw(person=person, gift=made, by=proposer, at=at)
    if state == "declined":
        gift.decline(person=person, gift=made, words="先一起写一份开店的打算，再来一次", by=head, at=at)
    if state in {"approved", "received"}:
        for approver in (colleague, head):
            gift.approve(person=person, gift=made, by=approver, at=at)
    if state == "received":
        gift.receive(person=person, gift=made, receiver="person", received_on=on, by=proposer, at=at)
