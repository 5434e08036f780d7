"""Two files with one name and birthday: a question, answered by somebody who may see both."""

from datetime import date

import pytest

from guitu.casework.intake.queries import batch_for, rows_of
from guitu.casework.people.commands import register
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission, Role, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.kernel.region import place_interval
from guitu.foundation.ids import new_id
from guitu.workflows.answer_question import answer_question
from tests.workflows.rosters import imported, line, made_up_people
from tests.world import COUNTY, NOW, in_aftercare, someone, world

__all__ = ["made_up_people", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def county_head(world):
    low, high = place_interval(COUNTY)
    return Viewer(new_id(), Role.UNIT_HEAD, world.bureau, low, high)


@pytest.fixture
def asked(world, county_head):
    """The known person, the batch and its row with the question."""
    known = someone(world.other_station, name="测试甲", birth_on=date(1985, 5, 1))
    in_aftercare(world.other_station, person=known, since=date(2024, 5, 1))
    batch = imported(line(1), by=county_head).batch
    return known.id, batch, rows_of(batch_for(county_head, batch), only_questions=True)[0]


def answered(asked, by, *, same):
    _, batch, row = asked
    answer_question(batch_id=batch, row_id=row.id, same=same, by=by, at=NOW)


def test_the_same_person_is_read_as_one_file(asked, county_head):
    known, batch, row = asked

    answered(asked, county_head, same=True)

    who = person_for(county_head, row.subject, Permission.PERSON_READ)
    assert who.id == known
    assert set(who.ids) == {known, row.subject}
    assert rows_of(batch_for(county_head, batch), only_questions=True) == ()


def test_another_person_stays_another_person(asked, county_head):
    known, _, row = asked

    answered(asked, county_head, same=False)

    assert person_for(county_head, row.subject, Permission.PERSON_READ).id == row.subject
    assert person_for(county_head, known, Permission.PERSON_READ).ids == (known,)


def test_a_question_is_answered_once(asked, county_head):
    answered(asked, county_head, same=False)

    with pytest.raises(DomainError, match="import.no-question"):
        answered(asked, county_head, same=True)


def test_who_cannot_see_both_cannot_answer(asked, world, county_head):
    low, high = place_interval(world.township // 1000)
    head = Viewer(county_head.id, Role.UNIT_HEAD, world.township, low, high)  # looks over one township only

    with pytest.raises(DomainError, match="person.unknown"):
        answered(asked, head, same=True)


def test_a_row_without_a_question_has_none_to_answer(world, county_head):
    register(someone(world.station, name="别人"))
    batch = imported(line(5), by=county_head).batch
    row = rows_of(batch_for(county_head, batch))[0]

    with pytest.raises(DomainError, match="import.no-question"):
        answer_question(batch_id=batch, row_id=row.id, same=True, by=county_head, at=NOW)
