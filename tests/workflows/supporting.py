"""What tests of applications and gifts share: people, a step, a giver, a gift on its way."""

from datetime import timedelta
from uuid import UUID

import pytest

from guitu.casework.support.commands import NewGift
from guitu.casework.support.queries import GiftRow, gift_for
from guitu.domain.access import Role, Viewer
from guitu.domain.support.applications import Next
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from guitu.workflows import application, gift
from tests.world import NOW, PASSWORD, TODAY, Case, World, in_aftercare

STEP = Next("带户口本去派出所照相", TODAY + timedelta(days=3), "person")


@pytest.fixture
def case(world: World) -> Case:
    """Somebody in aftercare at Lin's station."""
    return in_aftercare(world.station, worker=world.lin.id, since=TODAY - timedelta(days=30))


@pytest.fixture
def third(world: World) -> Viewer:
    """A second officer at Lin's station."""
    return colleague(world, "third", "姚岚")


def colleague(world: World, username: str, name: str) -> Viewer:
    made = create_account(
        username=username, display_name=name, role=Role.POSTED_OFFICER, unit=world.station,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))


def begun(case: Case, *, by: Viewer, kind: str = "identity_card", step: Next = STEP, **more) -> UUID:
    """An application that is being prepared; its id."""
    return application.begin(
        person=case.person, application=new_id(), kind=kind, words="文艺路派出所", due_on=None, step=step,
        by=by, at=NOW, **more,
    )  # fmt: skip


def giver(by: Viewer) -> UUID:
    return gift.add_giver(kind="organisation", name="芒果基金", is_anonymous=False, by=by, at=NOW)


def proposed(case: Case, *, by: Viewer, form: str = "money", fen: int = 120_050, purpose: str = "living"):
    """A gift that waits; its id."""
    new = NewGift(new_id(), giver(by), form, purpose, fen, "棉被两床")
    return gift.propose(person=case.person, new=new, by=by, at=NOW)


def approved(case: Case, world: World, third: Viewer, **more) -> UUID:
    """A gift that may be handed over; its id."""
    made = proposed(case, by=world.lin, **more)
    gift.approve(person=case.person, gift=made, by=third, at=NOW)
    gift.approve(person=case.person, gift=made, by=world.head, at=NOW)
    return made


def seen(case: Case, made: UUID, by: Viewer) -> GiftRow:
    return gift_for(case.seen_by(by), made)
