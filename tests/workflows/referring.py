"""What tests of referrals share: somebody to refer, a referral on its way, an address for a partner."""

from datetime import timedelta

import pytest

from guitu.casework.people.commands import NewContact
from guitu.casework.referrals.models import Referral
from guitu.foundation.authorization.queries import with_relations
from guitu.foundation.ids import new_id
from guitu.workflows import answer_referral, need, refer
from guitu.workflows.answer_referral import Answer
from guitu.workflows.refer import Written
from tests.world import NOW, TODAY, in_aftercare, someone

PHONE = "12000000017"
UNTIL = TODAY + timedelta(days=60)


@pytest.fixture
def case(world):
    person = someone(world.station, contacts=(NewContact("phone", PHONE),))
    return in_aftercare(world.station, person=person, worker=world.lin.id)


def write(world, case, **more) -> object:
    given = {"help": "relief", "purpose": "想申请临时住处", "unit": world.partner.unit, **more}
    if "partner" in more:
        given["unit"] = None
    return refer.write_down(person=case.person, written=Written(**given), by=world.lin, at=NOW)


def send(world, case, referral, *, basis=refer.ASKED, agreed=True, until=UNTIL, by=None, at=NOW):
    refer.send(
        person=case.person,
        referral=referral,
        basis=basis,
        agreed=agreed,
        until=until,
        by=by or world.lin,
        at=at,
    )


def sent(world, case, **more):
    made = write(world, case, **more)
    send(world, case, made)
    return made


def seen(viewer, at=NOW):
    return with_relations(viewer, at=at)


def give(world, case, referral, at=NOW, **answer):
    partner = seen(world.partner, at)
    answer_referral.give(person=case.person, referral=referral, answer=Answer(**answer), by=partner, at=at)


def state(referral) -> str:
    return Referral.objects.get(id=referral).state


def raise_need(world, case, code="housing"):
    (made,) = need.raise_needs(
        person=case.person, needs=[code], urgent=False, words="没有地方住", said_on=TODAY, entry=new_id(),
        by=world.lin, at=NOW,
    )  # fmt: skip
    return made


def given(world, case, **more):
    made = sent(world, case, partner="爱心旅舍", **more)
    return made, refer.give_link(person=case.person, referral=made, by=world.lin, at=NOW)
