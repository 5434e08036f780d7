from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from guitu.casework.episodes import commands, queries
from guitu.casework.episodes.commands import NewEpisode, Projection
from guitu.casework.episodes.models import Episode
from guitu.casework.people import commands as people
from guitu.domain.episode import EpisodeKind
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id
from tests.world import NOW, TOWN, World, in_aftercare, in_rehab, someone

pytestmark = pytest.mark.django_db


def another(case, **changes: object) -> NewEpisode:
    base = NewEpisode(new_id(), case.person, case.held_by, "community_detox", TOWN, date(2025, 1, 1), NOW)
    return base._replace(**changes)


def test_somebody_has_several_episodes_the_earliest_first(world: World) -> None:
    case = in_rehab(world.station)
    earlier = commands.open_episode(another(case))

    rows = queries.episodes_of(case.seen_by(world.lin))

    assert [row.id for row in rows] == [earlier, case.episode]
    assert rows[1].kind is EpisodeKind.COMMUNITY_REHAB
    assert rows[1].executing_unit == world.station


def test_somebody_elses_episode_reads_the_same_as_none(world: World) -> None:
    case, other = in_aftercare(world.station), in_aftercare(world.station)
    who = case.seen_by(world.lin)

    assert queries.episode_for(who, case.episode).person_id == case.person
    for episode in (other.episode, uuid4()):
        with pytest.raises(DomainError, match=r"episode\.unknown"):
            queries.episode_for(who, episode)


def test_a_kind_nobody_knows_is_refused_by_the_table(world: World) -> None:
    case = in_aftercare(world.station)
    with pytest.raises(IntegrityError, match="episode_kind"), transaction.atomic():
        Episode.objects.create(
            person_id=case.person, held_by=1, kind="detention", region=TOWN, opened_on=NOW, created_at=NOW
        )


def test_a_saved_episode_never_rewrites_its_person(world: World, django_assert_num_queries) -> None:
    case = in_aftercare(world.station)
    row = Episode.objects.get()
    row.phase = "paused"

    with django_assert_num_queries(1) as asked:
        row.save()

    (said,) = [query["sql"] for query in asked.captured_queries]
    assert '"person_id" =' not in said.partition("WHERE")[0]
    assert '"person_id" =' in said.partition("WHERE")[2]
    assert case.episode_for(world.lin).phase == "paused"


def test_what_was_derived_is_stored(world: World) -> None:
    case = in_aftercare(world.station)
    derived = Projection(case.episode, case.person, "paused", date(2026, 1, 1), None, date(2027, 1, 1), "r2")

    commands.set_projection(derived)

    row = case.episode_for(world.lin)
    assert (row.phase, row.term_to, row.turns_on, row.revision) == ("paused", None, date(2027, 1, 1), "r2")
    with pytest.raises(DomainError, match=r"episode\.unknown"):
        commands.set_projection(derived._replace(person_id=uuid4()))


def test_many_projections_touch_only_what_differs(world: World) -> None:
    cases = [in_aftercare(world.station) for _ in range(3)]
    derived = [
        Projection(c.episode, c.person, "active", date(2026, 1, 1), date(2029, 1, 1), None, "r1")
        for c in cases
    ]

    with connection.cursor() as cursor:
        assert commands.set_projections(cursor, derived) == 3
        assert commands.set_projections(cursor, [*derived[:2], derived[2]._replace(phase="paused")]) == 1
        assert commands.set_projections(cursor, []) == 0


def test_a_head_sees_open_episodes_to_assign_and_nobody_else_does(world: World) -> None:
    cases = [in_aftercare(world.station, since=date(2026, 1, day)) for day in (3, 1, 2)]
    in_aftercare(world.other_station)
    in_aftercare(world.station, phase="finished")

    page = queries.open_episodes(world.head, limit=2)
    rest = queries.open_episodes(world.head, limit=2, after=(page[-1].opened_on, page[-1].id))

    assert [row.id for row in (*page, *rest)] == [cases[1].episode, cases[2].episode, cases[0].episode]
    assert queries.open_episodes(world.lin) == ()
    assert queries.loads(world.lin) == ()


def test_an_assigned_episode_is_its_workers(world: World) -> None:
    case, free = in_aftercare(world.station), in_aftercare(world.station)

    commands.assign(case.episode_for(world.head), worker=world.lin.id, station_unit=world.station)

    assert [r.id for r in queries.open_episodes(world.head, worker=world.lin.id)] == [case.episode]
    assert [r.id for r in queries.open_episodes(world.head, only_unassigned=True)] == [free.episode]
    assert {(load.worker, load.episodes) for load in queries.loads(world.head)} == {
        (world.lin.id, 1),
        (None, 1),
    }
    assert case.episode_for(world.lin).station_unit == world.station


def test_assigning_again_leaves_the_units_that_were_not_named(world: World) -> None:
    case = in_aftercare(world.station)
    commands.assign(case.episode_for(world.head), worker=None, station_unit=1, centre_unit=2)
    commands.assign(case.episode_for(world.head), worker=world.lin.id)
    commands.name_executing_unit(case.episode_for(world.head), unit=world.township)

    row = case.episode_for(world.lin)
    assert (row.station_unit, row.centre_unit, row.executing_unit) == (1, 2, world.township)


def test_a_move_leaves_the_worker_behind(world: World) -> None:
    case = in_aftercare(world.station, worker=world.lin.id)
    people.move(case.person, to_held_by=world.other_station)
    commands.move(case.person, to_held_by=world.other_station)

    row = case.episode_for(world.mo)
    assert (row.held_by, row.worker) == (world.other_station, None)


def test_episodes_of_a_page_come_for_those_in_reach(world: World, django_assert_num_queries) -> None:
    mine, theirs = in_aftercare(world.station), in_aftercare(world.other_station)
    with django_assert_num_queries(1):
        assert list(queries.episodes_named(world.lin, [mine.episode, theirs.episode])) == [mine.episode]
    assert queries.episodes_named(world.manager, [mine.episode]) == {}
    assert queries.episodes_named(world.lin, []) == {}


def test_the_clock_turns_what_is_due_and_what_was_missed(world: World) -> None:
    cases = [in_aftercare(world.station) for _ in range(3)]
    for case, day in zip(cases, (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)), strict=True):
        commands.set_projection(Projection(case.episode, case.person, "active", None, None, day, ""))

    assert [row.id for row in queries.turning(date(2026, 3, 2))] == [cases[0].episode, cases[1].episode]


def test_an_import_knows_which_release_has_an_episode(world: World) -> None:
    case = in_aftercare(world.station)
    assert queries.released_on_same_day([case.person, uuid4()]) == {
        (case.person, "aftercare", date(2026, 1, 1)): case.episode
    }


@pytest.mark.parametrize("people_at_once", [1, 2, 10])
def test_every_file_comes_once_and_whole(world: World, people_at_once: int) -> None:
    cases = [in_aftercare(world.station) for _ in range(3)]
    second = commands.open_episode(another(cases[1]))

    portions = list(queries.every_file(people=people_at_once))

    rows = [row for portion in portions for row in portion]
    assert {row.id for row in rows} == {*(c.episode for c in cases), second}
    assert len(rows) == 4
    assert [row.person_id for row in rows] == sorted(row.person_id for row in rows)
    assert sum(any(r.person_id == cases[1].person for r in portion) for portion in portions) == 1
    behind = next(iter(queries.every_file(after=cases[0].person)))
    assert {row.person_id for row in behind} == {cases[1].person, cases[2].person}
    assert len(queries.files_of([cases[1].person])[cases[1].person]) == 2


def test_joined_files_are_read_together(world: World) -> None:
    duplicate, canonical = in_aftercare(world.station), in_rehab(world.station)
    people.join_files(
        duplicate=duplicate.person, canonical=canonical.seen_by(world.lin), by=world.lin.id, at=NOW
    )
    assert {r.id for r in queries.episodes_of(duplicate.seen_by(world.lin))} == {
        duplicate.episode,
        canonical.episode,
    }


def test_holding_somebody_holds_their_episodes(world: World) -> None:
    case = in_aftercare(world.station)
    commands.lock_person(case.person)
    commands.lock_people([case.person, uuid4()])
    with pytest.raises(DomainError, match=r"person\.unknown"):
        commands.lock_person(uuid4())


def test_an_import_is_taken_back(world: World) -> None:
    batch = uuid4()
    kept = in_aftercare(world.station)
    made = someone(world.station, batch=batch)
    people.register(made)
    commands.open_episode(another(replace(kept, person=made.id), batch=batch))

    assert commands.remove_batch(batch) == (made.id,)
    assert list(Episode.objects.values_list("id", flat=True)) == [kept.episode]
