"""An import is taken back whole, or not at all once somebody has worked on it."""

from datetime import date

import pytest

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.intake.models import ImportBatch, Link
from guitu.casework.intake.queries import batch_for, batches, rows_of
from guitu.casework.outcomes.models import Release
from guitu.casework.people.commands import NewContact, add_contact
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Fact, NameToken, Person
from guitu.casework.people.queries import match_by_citizen_id, person_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.models import Event
from guitu.workflows.record import record_entry
from guitu.workflows.undo_import import undo_import
from tests.workflows.rosters import imported, line, made_up_people, number
from tests.world import NOW, TODAY, in_aftercare, someone, world

__all__ = ["made_up_people", "world"]
pytestmark = pytest.mark.django_db

MADE = (Person, CitizenIdIndex, NameToken, ContactPoint, Fact, Episode, Duty, Release)


def stored():
    return {table.__name__: sorted(map(str, table.objects.values_list())) for table in MADE}


def test_an_undone_import_leaves_a_line_that_says_so_and_nothing_else(world):
    batch = imported(line(1), line(2, order="演社康〔2026〕2号"), line(3, name="")).batch

    files = undo_import(batch, by=None, at=NOW)

    assert files == 2
    assert stored() == {table.__name__: [] for table in MADE}
    assert ImportBatch.objects.get().state == "undone"
    assert not Link.objects.exists()
    assert Event.objects.filter(verb="roster.undone").count() == 1


def test_a_file_that_was_there_before_is_as_it_was(world):
    known = someone(world.station, contacts=(NewContact("phone", "12511112222"),))
    in_aftercare(world.station, person=known, since=date(2025, 1, 1))
    first = imported(line(9, cid=known.citizen_id, name=known.name, released="2024-01-01"))
    undo_import(first.batch, by=None, at=NOW)  # from here on its caches are those of today
    before = stored()

    batch = imported(line(1, cid=known.citizen_id, name=known.name), line(2)).batch
    undo_import(batch, by=None, at=NOW)

    assert stored() == before


def test_an_import_cannot_be_undone_twice(world):
    batch = imported(line(1)).batch
    undo_import(batch, by=None, at=NOW)

    with pytest.raises(DomainError, match="import.undone-already"):
        undo_import(batch, by=None, at=NOW)


def test_after_undoing_the_file_can_be_imported_again(world):
    undo_import(imported(line(1), digest="b" * 64).batch, by=None, at=NOW)

    assert imported(line(1), digest="b" * 64).counts["new_files"] == 1


def _visited(world, person):
    episode = Episode.objects.get(person_id=person)
    record_entry(
        person=person,
        kind="consent",
        outcome="given",
        happened_on=TODAY,
        details={"purpose": "aftercare"},
        episode=episode.id,
        by=world.worker,
        at=NOW,
    )


def _assigned(world, person):
    Episode.objects.filter(person_id=person).update(worker=world.lin.id)


def _told(world, person):
    who = person_for(world.worker, person, Permission.PERSON_READ)
    add_contact(who, NewContact("phone", "12599998888"), by=world.worker.id, at=NOW)


def _imported_again(world, person):
    imported(line(1, released="2025-06-01"))


@pytest.mark.parametrize("work", [_visited, _assigned, _told, _imported_again])
def test_what_somebody_has_worked_on_stays(world, work):
    batch = imported(line(1), line(2)).batch
    work(world, match_by_citizen_id([number(1)])[number(1)])
    before = stored()

    with pytest.raises(DomainError) as refused:
        undo_import(batch, by=None, at=NOW)

    assert refused.value.code == "import.worked-on"
    assert refused.value.facts["people"] >= 1
    assert stored() == before


def test_a_strangers_import_sounds_like_none(world):
    batch = imported(line(1), by=world.gate).batch

    with pytest.raises(DomainError, match="import.unknown"):
        undo_import(batch, by=world.head, at=NOW)
    with pytest.raises(DomainError, match="access.refused"):
        undo_import(batch, by=world.social, at=NOW)
    assert [row.id for row in batches(world.gate)] == [batch]
    assert batches(world.head) == ()


def test_the_rows_of_an_import_are_told_in_both_languages(world):
    batch = batch_for(None, imported(line(1), line(2, released="待定")).batch)

    rejected = rows_of(batch, states=["rejected"])

    assert [(row.row, row.reasons[0].cell) for row in rejected] == [(4, "C4")]
    assert rejected[0].reasons[0].words.zh.startswith("解除日期无法辨认")
    assert "cannot be read" in rejected[0].reasons[0].words.en
