"""A unit head assigns people, several at once, and nobody else does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guitu.casework.episodes.models import Episode
from guitu.casework.journal.models import Entry
from guitu.casework.people.models import Person
from guitu.domain.access import Role
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from tests.world import NOW, PASSWORD, in_aftercare, in_rehab, someone

PAGE = "/assignment/"


def head_of(unit, name="chief"):
    account = create_account(
        username=name, display_name="主任袁", role=Role.UNIT_HEAD, unit=unit,
        password=PASSWORD, by=None, at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=account))


@pytest.fixture
def chief(world, browser):
    """The head of the township office, over the whole subdistrict."""
    return browser(head_of(world.township))


def values(page):
    return [line.value for line in page.context["lines"]]


def test_people_without_a_worker_wait_and_are_given_one_several_at_once(world, chief):
    cases = [in_aftercare(world.station), in_aftercare(world.station)]
    page = chief.get(PAGE)

    done = chief.post(PAGE, {"person": values(page), "worker": world.lin.id})

    assert done.status_code == 303
    assert {e.worker for e in Episode.objects.filter(person__in=[c.person for c in cases])} == {world.lin.id}
    assert Entry.objects.filter(kind="assignment").count() == 2
    assert chief.get(PAGE).context["lines"] == []


def test_a_file_moves_to_another_unit_and_keeps_its_past(world, chief):
    case = in_aftercare(world.township)
    page = chief.get(PAGE)

    chief.post(PAGE, {"person": values(page), "unit": world.station})

    assert Person.objects.get(id=case.person).held_by == world.station
    assert Entry.objects.get(kind="assignment").details["to_unit"] == world.station


def test_naming_only_a_worker_moves_the_file_to_where_they_work(world, chief):
    case = in_aftercare(world.township)

    chief.post(PAGE, {"person": values(chief.get(PAGE)), "worker": world.lin.id})

    assert Person.objects.get(id=case.person).held_by == world.station


def test_sending_the_form_twice_assigns_once(world, chief):
    in_aftercare(world.station)
    body = {"person": values(chief.get(PAGE)), "worker": world.lin.id}

    first, second = chief.post(PAGE, body), chief.post(PAGE, body)

    assert (first.status_code, second.status_code) == (303, 303)
    assert Entry.objects.filter(kind="assignment").count() == 1


def test_a_worker_of_another_unit_is_refused_and_nobody_is_assigned(world, chief):
    in_aftercare(world.station)
    in_aftercare(world.station)
    body = {"person": values(chief.get(PAGE)), "worker": world.lin.id, "unit": world.township}

    page = chief.post(PAGE, body)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()
    assert len(page.context["chosen"]) == 2
    assert not Entry.objects.filter(kind="assignment").exists()


@pytest.mark.parametrize("body", [{}, {"person": "x"}, {"unit": "1"}, {"worker": "x"}])
def test_half_a_form_says_what_is_missing(world, chief, body):
    in_aftercare(world.station)

    page = chief.post(PAGE, body)

    assert page.status_code == 422
    assert page.context["form"].errors


def test_somebody_chosen_but_nothing_else_is_said(world, chief):
    in_aftercare(world.station)

    page = chief.post(PAGE, {"person": values(chief.get(PAGE))})

    assert "请选择负责单位或负责人" in page.content.decode()


def test_somebody_held_elsewhere_cannot_be_chosen(world, browser):
    neighbour = in_aftercare(world.other_station)
    head = browser(world.head)

    answer = head.post(PAGE, {"person": f"{neighbour.person}:{neighbour.episode}", "unit": world.station})

    assert answer.status_code == 404
    assert Person.objects.get(id=neighbour.person).held_by == world.other_station


def test_a_file_nobody_was_found_for_waits_in_the_bureaus_queue(world, browser):
    lost = in_aftercare(world.bureau)
    in_aftercare(world.station)
    page = browser(head_of(world.bureau)).get(PAGE, {"show": "unplaced"})

    assert [line.person for line in page.context["lines"]] == [str(lost.person)]


def test_one_person_with_two_episodes_is_one_line(world, chief):
    person = someone(world.station)
    first = in_aftercare(world.station, person=person)
    episode = Episode.objects.get(id=first.episode)
    Episode.objects.create(
        person_id=episode.person_id, held_by=world.station, kind="community_rehab", region=episode.region,
        opened_on=episode.opened_on, created_at=NOW, phase="executing",
    )  # fmt: skip

    (line,) = chief.get(PAGE).context["lines"]

    assert set(line.kinds) == {"aftercare", "community_rehab"}


def test_everybody_else_is_shown_the_door(world, browser):
    for viewer in world.everyone:
        if viewer.role is not Role.UNIT_HEAD:
            assert browser(viewer).get(PAGE).status_code == 403
            assert browser(viewer).post(PAGE, {}).status_code == 403


@pytest.mark.parametrize("show", ["nobody", "unplaced", "all"])
def test_the_same_queries_for_one_person_and_for_many(world, chief, show):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            page = chief.get(PAGE, {"show": show})
        return len(caught), len(page.context["lines"])

    held_by = world.station - world.station % 1000 if show == "unplaced" else world.station
    in_rehab(held_by)
    few = queries()
    for _ in range(24):
        in_rehab(held_by)

    assert few[1] == 1
    assert queries() == (few[0], 25)


def test_the_queue_goes_on_after_fifty(world, chief):
    for _ in range(53):
        in_aftercare(world.station)

    first = chief.get(PAGE)
    second = chief.get(PAGE, {"after": first.context["more"]})

    assert (len(first.context["lines"]), len(second.context["lines"])) == (50, 3)
    assert chief.get(PAGE, {"after": "x"}).status_code == 200
