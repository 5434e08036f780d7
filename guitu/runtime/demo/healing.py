"""A doctor's and a psychologist's work with a few people of the first station, by the product's own acts.

Who they are named to, two records with plan and check-ups, one on the way to hospital, counselling that goes
on, somebody who waits, and a crisis of last week that somebody has looked after since.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guitu.casework.episodes.queries import episodes_in_care
from guitu.domain.access import Relation, Viewer
from guitu.domain.health.catalogue import Sort
from guitu.domain.health.insurance import Insurance
from guitu.domain.health.plan import Words
from guitu.domain.health.record import NewLine
from guitu.domain.health.referral import CONSENT, State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import agree_to_share, counselling, crisis, health, team

_LINES: Final = (
    (NewLine(Sort.CONDITION, "liver", "转氨酶偏高"), NewLine(Sort.MEDICINE, "", "保肝药，早晚各一次")),
    (NewLine(Sort.CONDITION, "hypertension", ""), NewLine(Sort.ALLERGY, "", "青霉素")),
)
_PLANS: Final = (
    Words("转氨酶偏高，容易累", "保肝药，早晚各一次", "钟宜", "少熬夜，一个月后查肝功能"),
    Words("血压高，夜里睡不好", "降压药，早上一次", "钟宜", "每周量两次血压，记在小本子上"),
)


@transaction.atomic
def make_healing(*, on: date) -> int:
    """Name the two to three people of the first station and let them work; how many people."""
    at = clock.midnight(on) + timedelta(hours=2)
    named = viewers_named(("linlan", "hejing", "zhongyi", "peiran"))
    lin, head = named["linlan"], named["hejing"]
    rows = episodes_in_care(lin, kind="community_rehab", limit=20)
    people = list(dict.fromkeys(row.person_id for row in rows))[-3:]  # the first are on the move
    for person in people:
        for to in (named["zhongyi"], named["peiran"]):
            team.name(person=person, to=to.id, relation=Relation.TEAM, until=None, by=head, at=at)
    later = at + timedelta(hours=1)
    doctor = with_relations(named["zhongyi"], at=later)
    pei = with_relations(named["peiran"], at=later)
    for person, lines, plan in zip(people, _LINES, _PLANS, strict=False):
        _keep(person, lines, plan, by=doctor, on=on)
    for n, person in enumerate(people):
        _counsel(person, n, by=pei, on=on)
    if people:
        _crisis(people[0], by=lin, on=on)
    return len(people)


def _keep(person: UUID, lines: tuple[NewLine, ...], plan: Words, *, by: Viewer, on: date) -> None:
    at = clock.midnight(on) + timedelta(hours=3)
    made = [health.write_line(person=person, line=line, by=by, at=at) for line in lines]
    health.renew_plan(person=person, words=plan, check_on=on + timedelta(days=28), seen=0, by=by, at=at)
    health.plan_checkup(person=person, kind="liver", words="", due_on=on + timedelta(days=6), by=by, at=at)
    until = date(on.year, 12, 31)
    health.set_insurance(person=person, said=Insurance("insured", "residents", until), by=by, at=at)
    agree_to_share.say(person=person, purpose=CONSENT, agreed=True, by=by, at=at)
    sent = health.draft_referral(
        person=person, hospital="演示市第二人民医院", reason="查肝功能和血压", green=True, lines=made[:1],
        by=by, at=at,
    )  # fmt: skip
    health.step_referral(person=person, referral_id=sent, to=State.SENT, answer="", by=by, at=at)


def _counsel(person: UUID, n: int, *, by: Viewer, on: date) -> None:
    """The last of them waits; the others have begun, and one agrees that the team knows of it."""
    at = clock.midnight(on) + timedelta(hours=3)
    made = counselling.begin(
        person=person, kind="individual" if n else "family", goals="晚上睡得着，和家里说得上话",
        with_whom="" if n else "母亲", by=by, at=at,
    )  # fmt: skip
    if n == 2:
        return
    counselling.open_case(person=person, case=made, by=by, at=at)
    held = counselling.plan_session(person=person, case=made, on=on, by=by, at=at)
    counselling.write_session(
        person=person, session=held, attendance="came", on=on, themes=("sleep", "family"),
        words="第一次谈，主要听。说到夜里惊醒，约好先记一周睡眠。", by=by, at=at,
    )  # fmt: skip
    counselling.plan_session(person=person, case=made, on=on + timedelta(days=3 + n), by=by, at=at)
    if n == 0:
        agree_to_share.say(person=person, purpose="counselling_sharing", agreed=True, by=by, at=at)


def _crisis(person: UUID, *, by: Viewer, on: date) -> None:
    at = clock.midnight(on) + timedelta(hours=2)
    crisis.record(
        person=person, crisis="self_harm", words="夜里打来电话，说撑不住。一起打了热线，家人陪着去了急诊。",
        entry_id=new_id(), by=by, at=at,
    )  # fmt: skip
