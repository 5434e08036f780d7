"""Families, groups and peers of the first station: somebody asked, somebody kept apart, a group that meets.

Made by the product's own acts, so that the pages show what they would.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from guitu.casework.agenda.queries import worklist
from guitu.casework.family.commands import NewCare, NewChild, NewHold
from guitu.casework.groups.queries import sessions_of
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Relation, Viewer
from guitu.domain.family.relative import About
from guitu.domain.groups.series import About as Group
from guitu.domain.groups.teams import About as TeamAbout
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import family as families
from guitu.workflows import group, household, peer_team, peers, team_place
from guitu.workflows import keep_apart as apart
from guitu.workflows.record import record_entry

# relation, name, phone, what they said yes to
_MOTHER: Final = (
    About("parent", "刘桂芳", "12011112222", "", "身体不好，怕人说闲话"),
    ("contact", "counselling"),
)
_SISTER: Final = (About("sibling", "周兰", "12011113333"), ("contact", "told"))
_FORMER: Final = (About("former_spouse", "李建国", "12011114444"), ())
_FAMILIES: Final = (
    (_MOTHER, _FORMER),
    (_SISTER,),
    (_MOTHER,),
)
_GROUPS: Final = (
    ("group", "staying_clean", "周三同行小组", "二楼活动室", "纸、笔、热水"),
    ("course", "skills", "手机开店入门", "社区电脑室", "自带手机"),
)


def make_families(*, on: date, officer: Viewer | None = None) -> int:
    """Three families, one of them with somebody kept apart, and two groups; how many families.

    ``officer`` who works with them; None: the first station's own of the demo county.
    """
    by = officer or viewers_named(("linlan",))["linlan"]
    at = clock.midnight(on - timedelta(days=3)) + timedelta(hours=10)
    with transaction.atomic():
        people = [person for person, _found in zip(_people(by, on), range(6), strict=False)]
        for person, relatives in zip(people, _FAMILIES, strict=False):
            near = _named(by, person)
            kept = [_relative(person, about, yes, near) for about, yes in relatives]
            if relatives[-1] is _FORMER:
                hold = NewHold(kept[-1], "unsaid", "person_asked", "本人说，见面会怕")
                apart.keep_apart(person=person, new=hold, by=near, at=at)
                child = NewChild("小红", "primary", "applied", "relative", on, carer_relative=kept[0])
                household.write_child(
                    person=person, new=child, child=uuid5(person, "demo child"), by=near, at=at
                )
                care = NewCare("外婆", "relative", "wanted", carer_relative=kept[0])
                household.write_care(person=person, new=care, care=uuid5(person, "demo care"), by=near, at=at)
        _groups(people, by=by, on=on)
        _team(_steady(by, people, on=on), by=by, on=on)
    return min(len(people), len(_FAMILIES))


def _people(by: Viewer, on: date) -> Iterator[UUID]:
    """People of the station who have something due, each once."""
    found: dict[UUID, None] = {}
    for window in ("late", "week", "today"):
        for duty in worklist(by, today=on, window=window, whose="unit", limit=200):
            found.setdefault(duty.person_id)
    return iter(found)


def _steady(by: Viewer, people: list[UUID], *, on: date) -> list[UUID]:
    """Whoever has a verified year first, so that the team has a mentor; then those of the families."""
    for person in _people(by, on):
        who = person_for(by, person, Permission.CONTACT_RECORD)
        since = peers.read(who, on=on).ledger.verified_since
        if since is not None and since <= on - timedelta(days=400):
            return [person, *(one for one in people if one != person)]
    return []


def _named(by: Viewer, person: UUID) -> Viewer:
    """The officer, once they are named to the person."""
    now = clock.now()
    authorization.tie(person, held_by=by.unit, kind=Relation.TEAM, account=by.id, at=now, by=by.id)
    return with_relations(by, at=now + timedelta(seconds=1))


def _relative(person: UUID, about: About, yes: tuple[str, ...], by: Viewer) -> UUID:
    row = families.write_down(
        person=person, about=about, made=uuid5(person, f"demo {about.name}"), by=by, at=clock.now()
    )
    for purpose in yes:
        families.say(
            person=person, relative=row, purpose=purpose, given=True, on=clock.today(), speaker="relative",
            by=by, at=clock.now(),
        )  # fmt: skip
    return row


def _groups(people: list[UUID], *, by: Viewer, on: date) -> None:
    """Two groups; four people come to the first, and it met last week."""
    week_ago = on - timedelta(days=7)
    for n, (sort, theme, title, place, materials) in enumerate(_GROUPS):
        about = Group(sort, theme, title, place, materials, 8, week_ago)
        at = clock.midnight(week_ago) + timedelta(hours=9)
        series = group.open_group(about, made=uuid5(by.id, f"demo group {n}"), leader=by.id, by=by, at=at)
        group.plan_session(series, theme=theme, on=on + timedelta(days=7), by=by, at=at)
    first = uuid5(by.id, "demo group 0")
    group.plan_session(first, theme="staying_clean", on=week_ago, by=by, at=clock.now())
    for person in people[:4]:
        _try(group.take_seat, person=person, series=first, by=by, at=clock.now())
        _try(group.take_seat, person=person, series=uuid5(by.id, "demo group 1"), by=by, at=clock.now())
    second = uuid5(by.id, "demo group 1")
    group.plan_session(second, theme="skills", on=week_ago, by=by, at=clock.now())
    for series in (first, second):
        came = [person.id for person in group.circle(by, series).people][:3]
        held = next(one for one in sessions_of(series) if one.held_on == week_ago)
        group.sign_in(series=series, session=held.id, there=came, by=by, at=clock.now())


def _try(act: Callable[..., object], **how: object) -> bool:
    """Whether it was done: two of them may not be brought together, or it is too early; so be it."""
    try:
        with transaction.atomic():
            act(**how)
    except DomainError:
        return False
    return True


def _team(people: list[UUID], *, by: Viewer, on: date) -> None:
    """A team of peers: whoever of the station has a verified year mentors it, two more join, and it met."""
    if not people:
        return
    at, day = clock.midnight(on) + timedelta(hours=8), on - timedelta(days=2)
    made = peer_team.open_team(
        TeamAbout("千里同行", "staying_clean", "both", "all", "二楼活动室"), made=uuid5(by.id, "demo team"),
        companion=by.id, by=by, at=clock.midnight(on - timedelta(days=20)) + timedelta(hours=9),
    )  # fmt: skip
    there: list[UUID] = []
    for person, alias in zip(people, ("老周", "小兰", "阿明", ""), strict=False):
        if not _try(_agrees, person=person, by=by, on=on):
            continue
        place = "member" if there else "mentor"
        if place == "mentor" and not _try(peers.become_mentor, person=person, mode="both", by=by, at=at):
            continue
        near = _named(by, person)
        if _try(team_place.join, person=person, team=made, place=place, alias=alias, by=near, at=clock.now()):
            there.append(person)
    if there:
        near = with_relations(by, at=clock.now() + timedelta(seconds=1))
        peer_team.hold_meeting(made, theme="talk", on=day, there=there[:3], by=near, at=clock.now())


def _agrees(*, person: UUID, by: Viewer, on: date) -> None:
    record_entry(
        person=person, kind="consent", happened_on=on, outcome="given", entry_id=uuid5(person, "demo peers"),
        details={"purpose": "peer_mentor", "said_by": "person"}, by=by, at=clock.now(),
    )  # fmt: skip
