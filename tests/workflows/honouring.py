"""What tests of honours share: somebody with a year of verified clean time, their word, and a story."""

from datetime import date, timedelta

import pytest

from guitu.casework.people.commands import NewContact, NewFact
from guitu.domain.access import Role, Viewer
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Tier
from guitu.domain.kernel.dates import add_months
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.clock import day_of
from guitu.workflows import honour, honour_story
from guitu.workflows.record import record_entry
from tests.world import NOW, PASSWORD, TODAY, Case, World, in_aftercare, someone

TOLD = "从前的日子不好过。两年了，我在一家公司开车，回到村里也有人打招呼。"
NAME, PHONE, RELATIVE = "欧阳安", "12088880001", "欧阳大海"


@pytest.fixture
def case(world: World) -> Case:
    """Somebody at Lin's station with a year of verified clean time."""
    return verified(world)


def verified(world: World) -> Case:
    """Somebody at Lin's station with fourteen months of negatives, a month apart, up to today."""
    since = add_months(TODAY, -14)
    made = someone(
        world.station,
        name=NAME,
        contacts=(NewContact("phone", PHONE), NewContact("address", "芙蓉区文艺路 12 号")),
        facts=(NewFact("background", "family_name", RELATIVE),),
    )
    kept = in_aftercare(world.station, person=made, worker=world.lin.id, since=since)
    for month in range(15):
        negative(kept, add_months(since, month), by=world.lin)
    return kept


def negative(case: Case, on: date, *, by: Viewer) -> None:
    record_entry(
        person=case.person, kind="drug_test", happened_on=on, outcome="negative", details={"sample": "urine"},
        by=by, at=NOW,
    )  # fmt: skip


def said(case: Case, outcome: str, *purposes: str, by: Viewer, at=NOW) -> None:
    """The person's word on each purpose."""
    for purpose in purposes:
        record_entry(
            person=case.person, kind="consent", happened_on=day_of(at), outcome=outcome,
            details={"purpose": purpose, "said_by": "person"}, by=by, at=at,
        )  # fmt: skip


def relapsed(case: Case, *, by: Viewer, at=NOW) -> None:
    """A relapse confirmed by decision."""
    record_entry(
        person=case.person, kind="relapse", happened_on=day_of(at), outcome="confirmed", details={},
        by=by, at=at,
    )  # fmt: skip


def nominated(case: Case, *, by: Viewer, tier: Tier = Tier.TEAM):
    """A draft; its id."""
    return honour.nominate(
        person=case.person,
        tier=tier,
        merits=["work"],
        words="按时上班，照顾母亲",
        by_self=False,
        by=by,
        at=NOW,
    )


def granted(case: Case, world: World):
    """An honour that Lin nominated and two others agreed to; its id."""
    said(case, "given", "honours", by=world.lin)
    made = nominated(case, by=world.lin)
    honour.send(person=case.person, honour=made, by=world.lin, at=NOW)
    for who in (world.head, second(world)):
        honour.review(person=case.person, honour=made, agrees=True, words="", by=who, at=NOW)
    return made


def second(world: World) -> Viewer:
    """Another colleague of Lin's station."""
    known = Account.objects.filter(username="colleague").first()
    if known is None:
        made = create_account(
            username="colleague", display_name="同事乔", role=Role.POSTED_OFFICER, unit=world.station,
            password=PASSWORD, by=None, at=NOW, must_change_password=False,
        )  # fmt: skip
        known = Account.objects.get(id=made)
    return viewer_of(known)


def told(case: Case, world: World, *uses: Use, year: int = TODAY.year) -> None:
    """A story that is told, use by use, with everything that it takes."""
    said(case, "given", "honours", "publicity", by=world.lin)
    honour_story.write_story(
        person=case.person, alias="阿远", words=TOLD, picture=Picture.NONE, face_agreed=False,
        by=world.lin, at=NOW,
    )  # fmt: skip
    for use in uses:
        honour_story.agree(
            person=case.person, use=use, year=year, where="", is_read=True, by=world.lin, at=NOW
        )


def later(days: int):
    return NOW + timedelta(days=days)
