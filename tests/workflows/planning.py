"""What tests of plans share: a working group, people at Lin's station, a draft with a line of each sort."""

from datetime import timedelta

import pytest

from guitu.casework.plans.commands import NewMember
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.plan import NewLine, Sort
from guitu.workflows import plan
from tests.world import NOW, TODAY, Case, World, in_aftercare, in_rehab

FIVE = (
    NewMember("full_time_worker", words="张三"),
    NewMember("community_police", words="李四"),
    NewMember("medical_staff", words="王五"),
    NewMember("volunteer", words="赵六"),
)


def refusal(act, **more) -> DomainError:
    with pytest.raises(DomainError) as caught:
        act(**more)
    return caught.value


@pytest.fixture
def case(world: World) -> Case:
    """Somebody in aftercare at Lin's station."""
    return in_aftercare(world.station, worker=world.lin.id, since=TODAY - timedelta(days=30))


@pytest.fixture
def ordered(world: World) -> Case:
    """Somebody under an order at Lin's station."""
    return in_rehab(world.station, worker=world.lin.id, since=TODAY - timedelta(days=30))


def four_lines(by: Viewer) -> tuple[NewLine, ...]:
    return (
        NewLine(Sort.GOAL, "mood", "晚上能睡个整觉"),
        NewLine(Sort.STRENGTH, "", "会木工"),
        NewLine(Sort.NEED, "job", ""),
        NewLine(
            Sort.ACTION, "policy_help", "陪他去人社局登记", "government", by.id, TODAY + timedelta(days=20)
        ),
    )


def written(case: Case, *, by: Viewer):
    """A draft with one line of each sort; its id."""
    made = plan.begin(person=case.person, by=by, at=NOW)
    for line in four_lines(by):
        plan.write_line(person=case.person, plan=made, line=line, by=by, at=NOW)
    return made
