from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guitu.casework.agenda import commands, queries
from guitu.casework.agenda.commands import NewDuty
from guitu.casework.agenda.models import Duty
from guitu.casework.agenda.queries import Counts
from guitu.casework.people.commands import register
from guitu.casework.people.models import Person
from guitu.domain.access import Relation, Role, Viewer
from tests.world import TODAY, World, in_aftercare, someone

STATION = 430102001000001
DAY = timedelta(days=1)
LIN = Viewer(UUID(int=1), Role.POSTED_OFFICER, STATION, STATION, STATION)
WINDOWS: tuple[queries.Window, ...] = ("today", "week", "late")


def duty(n: int = 1, **changes: object) -> NewDuty:
    base = NewDuty(
        person_id=UUID(int=7), episode_id=UUID(int=70), rule="J-09", n=n, held_by=STATION, worker=None,
        kind="home_visit", nature="care", owed_by="guidance_station", opens_on=TODAY - 5 * DAY, due_on=TODAY,
        late_after=TODAY, lapses_on=None, state="open", done_on=None, done_by=None, revision="r1",
    )  # fmt: skip
    return base._replace(**changes)


def store(*rows: NewDuty) -> None:
    there(rows)
    with connection.cursor() as cursor:
        commands.replace_many(cursor, [(rows[0].person_id, rows)] if rows else [], all_new=True)


def there(rows: Iterable[NewDuty]) -> None:
    """The files the duties are about: nobody writes about somebody whose file is not open to them."""
    for person in {row.person_id: row.held_by for row in rows}.items():
        if not Person.objects.filter(id=person[0]).exists():
            register(someone(person[1])._replace(id=person[0]))


def listed(window: queries.Window, viewer: Viewer = LIN, whose: queries.Whose = "unit") -> list[int]:
    """Which slots stand in a list; in what order is another test's matter."""
    return sorted(row.n for row in queries.worklist(viewer, today=TODAY, window=window, whose=whose))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "window", "status"),
    [
        ({}, "today", "due"),
        ({"due_on": TODAY - 3 * DAY, "late_after": TODAY}, "today", "due"),
        ({"due_on": TODAY - 3 * DAY, "late_after": TODAY - DAY}, "late", "late"),
        ({"due_on": TODAY - 3 * DAY, "late_after": TODAY - DAY, "lapses_on": TODAY + DAY}, "late", "late"),
        ({"due_on": TODAY - 3 * DAY, "late_after": TODAY - DAY, "lapses_on": TODAY}, None, "lapsed"),
        ({"due_on": TODAY + DAY, "late_after": TODAY + DAY}, "week", "due"),
        (
            {"due_on": TODAY + 7 * DAY, "late_after": TODAY + 9 * DAY, "opens_on": TODAY + DAY},
            "week",
            "upcoming",
        ),
        ({"due_on": TODAY + 8 * DAY, "late_after": TODAY + 9 * DAY}, None, "due"),
        ({"state": "done", "done_on": TODAY}, None, "done"),
        ({"state": "excused"}, None, "excused"),
        ({"state": "unrecorded"}, None, "unrecorded"),
    ],
)
def test_a_duty_stands_in_one_list_and_says_what_it_is(
    world: World, changes: dict, window: queries.Window | None, status: str
) -> None:
    case = in_aftercare(world.station)
    store(duty(**{"person_id": case.person, "episode_id": case.episode, **changes}))

    assert [w for w in WINDOWS if listed(w)] == ([window] if window else [])
    (row,) = queries.duties_of(case.seen_by(world.lin), today=TODAY)
    assert row.status == status


@pytest.mark.django_db
def test_mine_are_those_assigned_to_me_within_my_reach() -> None:
    store(duty(1, worker=LIN.id), duty(2), duty(3, worker=LIN.id, held_by=STATION + 1))
    assert listed("today", whose="mine") == [1]
    assert listed("today", whose="unit") == [1, 2]


@pytest.mark.django_db
def test_what_the_centre_owed_is_on_no_desk_but_its_own() -> None:
    store(duty(1), duty(2, owed_by="facility"))
    centre = Viewer(LIN.id, Role.FACILITY_OFFICER, LIN.unit, LIN.lo, LIN.hi)
    assert listed("today") == [1]
    assert listed("today", centre) == [1, 2]


@pytest.mark.django_db
def test_somebody_given_singly_is_listed_wherever_held() -> None:
    store(duty(1), duty(2, held_by=STATION + 1))
    near = {UUID(int=7): frozenset({Relation.ASSIGNED})}
    given_singly = Viewer(LIN.id, LIN.role, LIN.unit, LIN.lo, LIN.hi, relations=near)
    assert listed("today", given_singly) == [1, 2]


@pytest.mark.django_db
def test_the_police_desk_shows_control_and_their_own_tasks_and_no_care() -> None:
    store(duty(1), duty(2, nature="control"), duty(3, nature="office", owed_by="police_organ"))
    officer = Viewer(LIN.id, Role.COMMUNITY_POLICE, STATION + 9, STATION, STATION + 9)
    assert listed("today", officer) == [2, 3]
    assert listed("today") == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.REGION_MANAGER, Role.SYS_ADMIN])
def test_who_may_read_nobody_has_an_empty_desk(role: Role, django_assert_num_queries) -> None:
    store(duty())
    viewer = Viewer(LIN.id, role, STATION, 0, 10**15)
    with django_assert_num_queries(0):
        assert listed("today", viewer) == []
        assert queries.counts(viewer, today=TODAY, whose="unit") == Counts(0, 0, 0)


@pytest.mark.django_db
def test_a_page_asks_once_however_long_it_is(django_assert_num_queries) -> None:
    store(*(duty(n) for n in range(1, 21)))
    for limit in (1, 20):
        with django_assert_num_queries(1):
            page = queries.worklist(LIN, today=TODAY, window="today", whose="unit", limit=limit)
        assert len(page) == limit
    with django_assert_num_queries(1):
        queries.counts(LIN, today=TODAY, whose="mine")


offsets = st.integers(-12, 12)
rows = st.lists(
    st.builds(
        lambda person, n, opens, due, grace, lapse, state, held, mine: duty(
            n,
            person_id=UUID(int=person),
            opens_on=TODAY + min(opens, due) * DAY,
            due_on=TODAY + due * DAY,
            late_after=TODAY + (due + grace) * DAY,
            lapses_on=None if lapse is None else TODAY + (due + grace + lapse) * DAY,
            state=state,
            held_by=STATION + held,
            worker=LIN.id if mine else None,
        ),
        st.integers(1, 3), st.integers(1, 99), offsets, offsets, st.integers(0, 9),
        st.none() | st.integers(1, 9),
        st.sampled_from(["open", "open", "done", "excused"]),
        st.integers(0, 1),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda row: (row.person_id, row.n),
)  # fmt: skip


def in_words(window: str, row: NewDuty) -> bool:
    """The definitions, written once more without SQL."""
    asked = row.lapses_on is None or row.lapses_on > TODAY
    if row.state != "open":
        return False
    return {
        "late": asked and row.late_after < TODAY,
        "today": asked and row.opens_on <= TODAY and row.due_on <= TODAY <= row.late_after,
        "week": TODAY < row.due_on <= TODAY + 7 * DAY,
    }[window]


class TheDeskSaysWhatTheWordsSay(TestCase):
    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(rows)
    def test_lists_counts_and_pages_agree_with_the_definitions(self, made: list[NewDuty]) -> None:
        for person in {row.person_id for row in made}:
            store(*(row for row in made if row.person_id == person))
        for whose in ("unit", "mine"):
            counted = queries.counts(LIN, today=TODAY, whose=whose)
            for window in WINDOWS:
                wanted = [
                    row
                    for row in made
                    if in_words(window, row) and row.held_by == STATION and (whose == "unit" or row.worker)
                ]
                found = paged(window, whose)
                assert {(r.person_id, r.n) for r in found} == {(r.person_id, r.n) for r in wanted}
                assert len(found) == len(wanted) == getattr(counted, window)
                youngest_first = window == "today"
                assert [r.place for r in found] == sorted((r.place for r in found), reverse=youngest_first)


def paged(window: queries.Window, whose: queries.Whose) -> list[queries.DutyRow]:
    found: list[queries.DutyRow] = []
    while True:
        after = found[-1].place if found else None
        page = queries.worklist(LIN, today=TODAY, window=window, whose=whose, limit=2, after=after)
        found.extend(page)
        if len(page) < 2:
            return found


@pytest.mark.django_db
def test_replacing_touches_only_what_differs() -> None:
    mine = {"person_id": UUID(int=7), "episode_id": UUID(int=70)}
    first, second, third = duty(1), duty(2), duty(3)
    there([first])

    assert commands.replace_for(**mine, rows=[first, second]) == (2, 0)
    assert commands.replace_for(**mine, rows=[second, first]) == (0, 0)
    assert commands.replace_for(**mine, rows=[first, second._replace(state="done"), third]) == (2, 1)
    assert commands.replace_for(**mine, rows=[]) == (0, 3)
    assert not Duty.objects.exists()


@pytest.mark.django_db
def test_replacing_one_episode_leaves_the_others() -> None:
    store(duty(1), duty(1, episode_id=UUID(int=71)))
    commands.replace_for(person_id=UUID(int=7), episode_id=UUID(int=70), rows=[])
    assert list(Duty.objects.values_list("episode_id", flat=True)) == [UUID(int=71)]


@pytest.mark.django_db
def test_replacing_many_takes_the_old_rows_of_those_persons_only() -> None:
    people = [UUID(int=n) for n in (1, 2)]
    for person in people:
        store(duty(1, person_id=person), duty(2, person_id=person))

    with connection.cursor() as cursor:
        assert commands.replace_many(cursor, [(people[0], [duty(3, person_id=people[0])])]) == 1

    left = set(Duty.objects.values_list("person_id", "n"))
    assert left == {(people[0], 3), (people[1], 1), (people[1], 2)}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["late", "lapsed", "upcoming"])
def test_lateness_cannot_be_stored(state: str) -> None:
    with pytest.raises(IntegrityError, match="duty_state"), transaction.atomic():
        store(duty(state=state))


@pytest.mark.django_db
def test_a_move_leaves_the_worker_behind_and_assigning_repeats_who_it_is() -> None:
    worker = uuid4()
    store(duty(1))
    commands.reassign(person_id=UUID(int=7), episode_id=UUID(int=70), worker=worker)
    assert Duty.objects.get().worker == worker

    commands.move(UUID(int=7), to_held_by=STATION + 1)

    assert (Duty.objects.get().held_by, Duty.objects.get().worker) == (STATION + 1, None)
    assert commands.remove_episodes([UUID(int=7)], [UUID(int=70)]) == 1


@pytest.mark.django_db
def test_the_digest_tells_rows_apart_and_not_their_order() -> None:
    assert queries.digest() == "0:0"
    store(duty(1), duty(2))
    first = queries.digest()
    Duty.objects.all().delete()
    store(duty(2), duty(1))
    assert queries.digest() == first

    Duty.objects.filter(n=2).update(state="done")
    assert queries.digest() != first
