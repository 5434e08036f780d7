"""A hidden id of somebody else's row on a form: refused in one sentence, and nothing is written."""

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.referrals.models import Referral
from guitu.casework.work.models import Placement
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows import placement, refer
from guitu.workflows.placement import Job
from guitu.workflows.record import record_entry
from guitu.workflows.refer import Written
from tests.workflows.referring import case
from tests.world import NOW, TODAY, Case, World, in_aftercare, someone, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db
HELP = Written(help="relief", purpose="想申请临时住处", partner="爱心旅舍")


@pytest.fixture
def stranger(world: World) -> Case:
    """Somebody of another station, whom Lin does not see."""
    return in_aftercare(world.other_station, person=someone(world.other_station, name="李强"))


def talk(case: Case, by, id_):
    return record_entry(
        person=case.person, kind="talk", happened_on=TODAY, outcome="done", details={"mode": "phone"},
        entry_id=id_, by=by, at=NOW,
    )  # fmt: skip


def offer(case: Case, by, id_):
    return placement.propose(
        person=case.person, job=Job(title="装卸", employer_name="老王"), placement_id=id_, by=by, at=NOW
    )


def draft(case: Case, by, id_):
    return refer.write_down(person=case.person, written=HELP, by=by, at=NOW, id_=id_)


@pytest.mark.parametrize(
    ("act", "model", "code"),
    [
        (talk, Entry, "journal.same-id-other-content"),
        (offer, Placement, "placement.unknown"),
        (draft, Referral, "referral.unknown"),
    ],
    ids=["talk", "job", "referral"],
)
def test_an_id_of_somebody_elses_row_is_refused_and_twice_the_same_is_once(
    world: World, case: Case, stranger: Case, act, model, code
):
    theirs, mine = new_id(), new_id()
    act(stranger, world.mo, theirs)
    act(case, world.lin, mine)
    act(case, world.lin, mine)

    with pytest.raises(DomainError) as refused:
        act(case, world.lin, theirs)

    assert refused.value.code == code
    with door.whole_files([case.person, stranger.person]):
        kept = {row.id: row.person_id for row in model.objects.filter(id__in=[theirs, mine])}
    assert kept == {theirs: stranger.person, mine: case.person}
