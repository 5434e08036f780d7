from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from guitu.casework.episodes import commands as episodes
from guitu.casework.episodes.queries import episode_for
from guitu.casework.journal import commands, queries
from guitu.casework.journal.commands import Draft, NewEntry
from guitu.casework.journal.models import Entry
from guitu.casework.people import commands as people
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id
from tests.world import NOW, Case, World, in_aftercare, in_rehab

pytestmark = pytest.mark.django_db

TALK = Draft("talk", "done", date(2026, 2, 1), {"mode": "in_person"}, note="谈了找工作的事")
TEST = Draft("drug_test", "negative", date(2026, 2, 2), {"mode": "scheduled", "sample": "urine"})


def append(world: World, case: Case, draft: Draft, **changes: object) -> commands.Appended:
    return commands.append(
        case.seen_by(world.lin),
        draft,
        **{"by": world.lin, "at": NOW, "episode": case.episode_for(world.lin), **changes},
    )


def test_what_happened_is_kept_as_it_was_said(world: World) -> None:
    case = in_rehab(world.station)

    made = append(world, case, TALK)

    (entry,) = queries.entries_of(case.seen_by(world.lin))
    assert made.was_new
    assert (entry.id, entry.kind, entry.outcome) == (str(made.id), "talk", "done")
    assert entry.details["mode"] == "in_person"
    assert (entry.episode, entry.supersedes, entry.reason) == (str(case.episode), None, None)
    row = Entry.objects.get()
    assert (row.unit, row.recorded_by, row.compartment) == (world.station, world.lin.id, "casework")
    assert str(row) == str(made.id)


def test_sending_twice_is_harmless(world: World) -> None:
    case = in_aftercare(world.station)
    draft = TALK._replace(id=new_id())

    assert append(world, case, draft) == (draft.id, True)
    assert append(world, case, draft, by=world.head) == (draft.id, False)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "attempted"},
        {"happened_on": date(2026, 2, 2)},
        {"note": "别的"},
        {"details": {"mode": "phone"}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_same_id_with_other_content_is_refused(world: World, changes: dict) -> None:
    case = in_aftercare(world.station)
    draft = TALK._replace(id=new_id())
    append(world, case, draft)

    with pytest.raises(DomainError, match=r"journal\.same-id-other-content"):
        append(world, case, draft._replace(**changes))
    assert Entry.objects.count() == 1


def test_the_same_id_for_somebody_else_is_refused(world: World) -> None:
    draft = TALK._replace(id=new_id())
    append(world, in_aftercare(world.station), draft)
    with pytest.raises(DomainError, match=r"journal\.same-id-other-content"):
        append(world, in_aftercare(world.station), draft)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "gossip"}, "journal.unknown-kind"),
        ({"outcome": "positive"}, "journal.unknown-outcome"),
        ({"happened_on": date(2026, 3, 3)}, "journal.in-the-future"),
        ({"details": {"mood": "low"}}, "journal.detail-unknown"),
        ({"supersedes": uuid4(), "note": "", "reason": ""}, "journal.correction-without-reason"),
        ({"supersedes": uuid4()}, "journal.supersedes-unknown"),
    ],
)
def test_what_the_domain_refuses_is_not_written(world: World, changes: dict, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        append(world, in_aftercare(world.station), TALK._replace(**changes))
    assert refused.value.code == code
    assert not Entry.objects.exists()


def test_a_visit_after_midnight_here_is_not_in_the_future(world: World) -> None:
    one_at_night = NOW.replace(hour=17)  # 01:00 on 3 March in China
    assert append(
        world, in_aftercare(world.station), TALK._replace(happened_on=date(2026, 3, 3)), at=one_at_night
    )


def test_a_correction_stands_beside_what_it_corrects(world: World) -> None:
    case = in_aftercare(world.station)
    first = append(world, case, TALK)
    second = append(world, case, TALK._replace(outcome="attempted", supersedes=first.id, note="没有见到本人"))

    wrong, right = sorted(queries.timeline(world.lin, case.seen_by(world.lin)), key=lambda line: line.id)
    assert (wrong.id, wrong.superseded_by) == (first.id, second.id)
    assert (right.supersedes, right.superseded_by) == (first.id, None)
    assert queries.line_of(world.lin, case.seen_by(world.lin), first.id).superseded_by == second.id


def test_somebody_elses_entry_cannot_be_corrected(world: World) -> None:
    theirs = append(world, in_aftercare(world.station), TALK)
    with pytest.raises(DomainError, match=r"journal\.supersedes-unknown"):
        append(world, in_aftercare(world.station), TALK._replace(supersedes=theirs.id))


def test_police_read_tests_and_decisions_and_no_casework(world: World) -> None:
    case = in_rehab(world.station)
    talk, test = append(world, case, TALK), append(world, case, TEST)

    seen = queries.timeline(world.officer, case.seen_by(world.officer))

    assert [line.id for line in seen] == [test.id]
    assert queries.line_of(world.officer, case.seen_by(world.officer), test.id).note == ""
    with pytest.raises(DomainError, match=r"journal\.unknown"):
        queries.line_of(world.officer, case.seen_by(world.officer), talk.id)
    assert {line.id for line in queries.timeline(world.lin, case.seen_by(world.lin))} == {talk.id, test.id}


def test_a_timeline_comes_in_pages_the_latest_first(world: World, django_assert_num_queries) -> None:
    case = in_aftercare(world.station)
    made = [append(world, case, TALK._replace(happened_on=date(2026, 2, day))).id for day in (1, 3, 3, 2)]
    who = case.seen_by(world.lin)

    with django_assert_num_queries(2):
        page = queries.timeline(world.lin, who, limit=3)
    rest = queries.timeline(world.lin, who, limit=3, before=(page[-1].happened_on, page[-1].id))

    assert [line.id for line in (*page, *rest)] == [made[2], made[1], made[3], made[0]]


def test_words_stay_out_of_logs_and_out_of_decisions(world: World) -> None:
    case = in_aftercare(world.station)
    append(world, case, TALK)
    assert "找工作" not in repr(queries.timeline(world.lin, case.seen_by(world.lin)))
    assert "找工作" not in repr(queries.entries_of(case.seen_by(world.lin)))


def test_entries_come_in_the_order_in_which_they_count(world: World) -> None:
    case = in_aftercare(world.station)
    late = append(world, case, TALK)
    early = append(world, case, TALK._replace(happened_on=date(2026, 1, 5)))

    assert [e.id for e in queries.entries_of(case.seen_by(world.lin))] == [str(early.id), str(late.id)]
    found = queries.entries_by_person([case.person, uuid4()])
    assert [e.id for e in found[case.person]] == [str(early.id), str(late.id)]
    assert list(found) == [case.person]


def entry(case: Case, **changes: object) -> NewEntry:
    base = NewEntry(
        new_id(), case.person, case.held_by, "talk", "done", date(2026, 2, 1), NOW, uuid4(), {"mode": "phone"}
    )
    return base._replace(**changes)


def test_many_entries_are_what_single_ones_are(world: World) -> None:
    case, batch = in_aftercare(world.station), uuid4()
    with connection.cursor() as cursor:
        assert commands.append_many(cursor, (entry(case, batch=batch) for _ in range(3))) == 3

    single = append(world, case, TALK._replace(details={"mode": "phone"}))
    rows = list(Entry.objects.order_by("id"))
    assert {row.id for row in rows} >= {single.id}
    assert len({str(sorted(row.details.items())) for row in rows}) == 1
    assert queries.written_since_import(batch, [case.person])
    assert commands.remove_batch(batch) == 3
    assert not queries.written_since_import(uuid4(), [])


def test_many_with_one_impossible_entry_are_none(world: World) -> None:
    case = in_aftercare(world.station)
    with (
        pytest.raises(DomainError, match=r"journal\.unknown-outcome"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        commands.append_many(cursor, [entry(case), entry(case, outcome="liked")])
    assert not Entry.objects.exists()


def test_an_entry_never_belongs_to_another_persons_episode(world: World) -> None:
    case, other = in_aftercare(world.station), in_aftercare(world.station)
    with connection.cursor() as cursor:
        commands.append_many(cursor, [entry(case, episode_id=other.episode)])
        with pytest.raises(IntegrityError, match="co_fk"), transaction.atomic():
            cursor.execute("set constraints all immediate")
    Entry.objects.all().delete()


def test_a_join_to_the_episode_names_the_person_too(world: World) -> None:
    append(world, in_rehab(world.station), TALK)
    found = Entry.objects.filter(episode__kind="community_rehab")

    assert found.count() == 1
    assert str(found.query).count('"person_id" = ') == 1


@pytest.mark.parametrize(
    "changes", [{"kind": "x"}, {"note": b"x"}, {"happened_on": date(2026, 1, 1)}, {"person_id": uuid4()}]
)
def test_the_database_refuses_to_rewrite_an_entry(world: World, changes: dict) -> None:
    append(world, in_aftercare(world.station), TALK)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Entry.objects.update(**changes)


def test_a_move_rewrites_who_holds_and_nothing_else(world: World) -> None:
    case = in_aftercare(world.station)
    append(world, case, TALK)
    before = Entry.objects.values().get()

    for room in (people, episodes, commands):
        room.move(case.person, to_held_by=world.other_station)

    assert Entry.objects.values().get() == {**before, "held_by": world.other_station}
    who = case.seen_by(world.mo)
    assert len(queries.timeline(world.mo, who)) == 1
    assert episode_for(who, case.episode).held_by == world.other_station
