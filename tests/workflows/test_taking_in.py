"""Nobody learns by sending a name or a number that somebody is on file elsewhere; two files read as one."""

from datetime import date, timedelta

import pytest

from guitu.casework.episodes.models import Episode
from guitu.casework.intake.models import Link
from guitu.casework.intake.queries import batch_for, rows_of
from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import NewContact
from guitu.casework.people.models import NameToken, Person, PersonAlias
from guitu.casework.people.queries import contacts, match_by_citizen_id, person_for
from guitu.domain.access import Exclusion, Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.models import Event
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door, holding
from guitu.foundation.authorization.queries import is_barred, with_relations
from guitu.workflows.joining import join, part
from guitu.workflows.register_or_match import register_or_match
from tests.workflows.rosters import imported, line, made_up_people, number
from tests.world import NOW, in_aftercare, someone, world

__all__ = ["made_up_people", "world"]
pytestmark = pytest.mark.django_db
CALLED = "测试甲"  # as ``line`` says
BORN = date(1985, 5, 1)


def on_file(world, *, released=date(2024, 1, 1), name=CALLED):
    """Somebody the neighbour station holds."""
    known = someone(world.other_station, name=name, birth_on=BORN)
    return known, in_aftercare(world.other_station, person=known, since=released)


def heard_of(world, *lines, **more):
    """What the centre hears of each row, and the counts it is told."""
    heard = []
    result = imported(*lines, by=world.gate, heard=heard, **more)
    return [(row.state, [r.code for r in row.reasons]) for row in heard], result.counts


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_sender_hears_the_same_of_a_stranger_and_of_somebody_on_file_elsewhere(world, dry_run):
    known, _case = on_file(world)
    there, _ = on_file(world, released=date(2026, 2, 20))
    on_file(world, name="测试丁")
    of_stranger = heard_of(world, line(1, name="测试乙"), dry_run=True)

    joined = heard_of(world, line(2, cid=known.citizen_id, name="测试乙"), dry_run=dry_run)
    on_record = heard_of(world, line(3, cid=there.citizen_id, name="测试乙"), dry_run=dry_run)
    namesake = heard_of(world, line(4, name="测试丁"), dry_run=dry_run)

    assert joined == on_record == namesake == of_stranger
    if not dry_run:
        assert Episode.objects.filter(person_id=known.id).count() == 2
        assert Episode.objects.filter(person_id=there.id).count() == 1


def test_who_sees_the_file_or_sent_it_is_told(world):
    known, _case = on_file(world)
    mine = someone(world.centre, name="测试丙", birth_on=BORN)
    in_aftercare(world.centre, person=mine, since=date(2026, 2, 20))

    assert heard_of(world, line(1, cid=mine.citizen_id))[0] == [("duplicate", ["duplicate.in-records"])]
    again = line(2, cid=known.citizen_id)
    heard_of(world, again)
    assert heard_of(world, again)[0] == [("duplicate", ["duplicate.in-records"])]
    assert imported(line(3, cid=known.citizen_id, released="2026-03-01")).counts["joined"] == 1


def test_the_sender_reads_how_rows_ended_and_not_whose_files_they_touched(world):
    known, _case = on_file(world)
    batch = imported(line(1, cid=known.citizen_id), line(2), by=world.gate).batch

    with door.open_for(with_relations(world.gate, at=NOW)):
        rows = rows_of(batch_for(world.gate, batch), states=["accepted"])
        links = Link.objects.count()
    with door.open_for(with_relations(world.mo, at=NOW)):
        seen_by_holder = set(Link.objects.values_list("person_id", flat=True))

    assert [(row.state, row.subject, row.question) for row in rows] == [("accepted", None, None)] * 2
    assert links == 0
    assert known.id in seen_by_holder
    assert Link.objects.filter(batch=batch, asks=False).count() == 2


def test_links_go_with_the_file(world):
    batch = imported(line(1)).batch
    link = Link.objects.get(batch=batch)
    who = person_for(world.worker, link.person_id, Permission.PERSON_READ)

    from guitu.workflows.assign import move_file

    move_file(who, to=world.station)

    assert Link.objects.get(batch=batch).held_by == world.station


# a new file by hand


def new(world, **more):
    return someone(world.station, contacts=(NewContact("phone", "12511112222"),), **more)


def test_a_new_file_is_made_where_nobody_has_the_number(world):
    made = new(world)

    register_or_match(made, by=world.lin)

    assert Person.objects.get(id=made.id).held_by == world.station


def test_a_file_elsewhere_is_joined_and_the_answer_is_the_same(world):
    known, case = on_file(world)
    mine = new(world)._replace(citizen_id=known.citizen_id)

    answers = [register_or_match(mine, by=world.lin), register_or_match(new(world), by=world.lin)]

    assert len({type(answer) for answer in answers}) == 1
    assert not {known.id, mine.id, case.person} & set(answers)
    assert not Person.objects.filter(id=mine.id).exists()
    who = person_for(world.mo, known.id, Permission.PERSON_READ)
    assert [c.value for c in contacts(who)] == ["12511112222"]
    assert Event.objects.filter(verb="person.taken-in").count() == 2
    with pytest.raises(DomainError, match="person.unknown"):
        person_for(world.lin, known.id, Permission.PERSON_READ)


def test_nobody_takes_somebody_in_for_a_unit_beyond_their_reach(world):
    for who in (world.mo, world.admin, world.doctor, world.manager, world.guardian):
        with pytest.raises(DomainError, match="access.refused"):
            register_or_match(new(world), by=who)
    assert not Person.objects.exists()


# two files as one


def two_files(world):
    one, two = in_aftercare(world.station), in_aftercare(world.other_station)
    return person_for(world.lin, one.person, Permission.PERSON_READ), person_for(
        world.mo, two.person, Permission.PERSON_READ
    )


def test_the_second_files_rows_go_to_where_the_first_is_held_and_back(world):
    first, second = two_files(world)

    join(duplicate=second, canonical=first, by=world.lin.id, at=NOW)

    tables = (Episode, Entry, NameToken)
    for table in tables:
        held = set(table.objects.filter(person_id=second.id).values_list("held_by", flat=True))
        assert held <= {world.station}
    assert PersonAlias.objects.get().was_held_by == world.other_station
    with door.open_for(with_relations(world.lin, at=NOW)):
        joined = person_for(world.lin, first.id, Permission.PERSON_READ)
        assert set(joined.ids) == {first.id, second.id}
        assert Episode.objects.filter(person_id=second.id).exists()

    part(second.id, from_file=joined, at=NOW)

    assert Person.objects.get(id=second.id).held_by == world.other_station
    assert set(Episode.objects.filter(person_id=second.id).values_list("held_by", flat=True)) == {
        world.other_station
    }
    with pytest.raises(DomainError, match="person.not-joined"):
        part(second.id, from_file=first, at=NOW)


def test_exclusions_of_either_file_hold_for_both(world):
    first, second = two_files(world)
    authorization.bar(
        second.id, held_by=second.held_by, account=world.lin.id, kind=Exclusion.RELATIVE, at=NOW
    )

    join(duplicate=second, canonical=first, by=world.head.id, at=NOW)

    assert is_barred(world.lin.id, (first.id,), at=NOW)


@pytest.mark.parametrize("shorter", [0, 1])
def test_no_exclusion_of_one_file_cuts_short_that_of_the_other(world, shorter):
    files = two_files(world)
    for n, who in enumerate(files):
        until = NOW + timedelta(days=1) if n == shorter else None
        authorization.bar(
            who.id, held_by=who.held_by, account=world.lin.id, kind=Exclusion.RELATIVE, until=until, at=NOW
        )

    join(duplicate=files[1], canonical=files[0], by=world.head.id, at=NOW)

    for who in files:
        assert is_barred(world.lin.id, (who.id,), at=NOW + timedelta(days=400))


def test_a_sealed_persons_number_finds_nobody(world):
    known, _case = on_file(world)
    with door.even_sealed("test"):
        holding.seal_rows([known.id])

    assert match_by_citizen_id([known.citizen_id]) == {}
    assert match_by_citizen_id([number(1)]) == {}
