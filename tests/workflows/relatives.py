"""What tests of families share: somebody named to Lin and to the head, and relatives on their file."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from guitu.casework.family.commands import NewHold
from guitu.casework.people.commands import NewContact
from guitu.domain.access import Relation, Viewer
from guitu.domain.family.relative import About
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import family as families
from guitu.workflows import keep_apart as apart
from tests.world import NOW, TODAY, Case, World, in_aftercare, someone

MOTHER = About("parent", "刘桂芳", "12011112222", "梅溪村 3 组", "身体不好")
HUSBAND = About("spouse", "李建国", "12033334444", "", "")
CONTACTS = (
    NewContact("phone", "12055556666"),
    NewContact("phone", MOTHER.phone, of="relative", relation="parent"),
    NewContact("phone", HUSBAND.phone, of="relative", relation="spouse"),
)


def named(viewer: Viewer, case: Case, relation: Relation) -> Viewer:
    """The viewer once they are assigned or on the team."""
    authorization.tie(case.person, held_by=case.held_by, kind=relation, account=viewer.id, at=NOW, by=None)
    return with_relations(viewer, at=NOW + timedelta(seconds=1))


@pytest.fixture
def case(world: World, settings: object) -> Case:
    """Somebody at Lin's station with a mother's and a husband's number from a roster."""
    settings.GUITU_DEMO = True  # type: ignore[attr-defined]  # made-up numbers are taken
    made = someone(world.station, name="欧阳安", contacts=CONTACTS)
    since = TODAY - timedelta(days=30)
    return in_aftercare(world.station, person=made, worker=world.lin.id, since=since)


@pytest.fixture
def lin(world: World, case: Case) -> Viewer:
    """Assigned to them."""
    return named(world.lin, case, Relation.ASSIGNED)


@pytest.fixture
def su(world: World, case: Case) -> Viewer:
    """On their team."""
    return named(world.social, case, Relation.TEAM)


Write = Callable[[About], UUID]


@pytest.fixture
def relative(case: Case, lin: Viewer) -> Write:
    """Writes a relative down; gives the id."""
    return lambda about: families.write_down(person=case.person, about=about, by=lin, at=NOW)


def keep(case: Case, relative: UUID, by: Viewer) -> None:
    """Keep somebody apart."""
    new = NewHold(relative, "unsaid", "person_asked", "说过害怕")
    apart.keep_apart(person=case.person, new=new, by=by, at=NOW)
