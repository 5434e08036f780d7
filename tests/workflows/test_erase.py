"""Whoever is erased cannot be found, read or brought back; the figures without a name stay."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from guitu.casework.journal import commands as journal
from guitu.casework.journal.commands import Draft
from guitu.casework.journal.models import Entry
from guitu.casework.people import queries
from guitu.casework.people.commands import NewContact
from guitu.casework.people.models import CitizenIdIndex, NameToken, Person
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.crypto import erasure, files, keys
from guitu.foundation.crypto.models import DataKey, Erasure
from guitu.workflows.erase import erase, settle_restored
from tests.world import NOW, TODAY, Case, World, in_aftercare, someone

pytestmark = pytest.mark.django_db

PHONE = "12310354284"
TALK = Draft(kind="talk", outcome="done", happened_on=TODAY, details={"mode": "phone"}, note="想找工作")


def told(world: World) -> Case:
    person = someone(world.station, contacts=(NewContact("phone", PHONE),))
    case = in_aftercare(world.station, person=person)
    journal.append(case.seen_by(world.lin), TALK, by=world.lin, at=NOW)
    return case


def test_somebody_erased_is_nowhere_and_nothing_of_them_opens(world: World) -> None:
    case, other = told(world), told_about_another(world)
    number = case.seen_by(world.lin).citizen_id

    assert erase(case.person, by=None, at=NOW) == (case.person,)

    with pytest.raises(DomainError, match=r"person\.unknown"):
        case.seen_by(world.lin)
    for text in ("王小明", PHONE, number):
        assert queries.find(world.lin, text).rows == ()
    assert queries.match_by_citizen_id([number]) == {}
    with transaction.atomic(), door.even_sealed("looking"):
        assert not DataKey.objects.filter(person_id=case.person).exists()
        assert not NameToken.objects.filter(person_id=case.person).exists()
        assert not CitizenIdIndex.objects.filter(person_id=case.person).exists()
        assert keys.ring([case.person]).key(case.person, "existence") is None
        kept = Entry.objects.get(person_id=case.person)
    assert (kept.kind, kept.held_by < 0) == ("talk", True)
    assert other.seen_by(world.lin).name == "李强"


def told_about_another(world: World) -> Case:
    return in_aftercare(world.station, person=someone(world.station, name="李强"))


def test_files_read_as_one_are_erased_as_one(world: World) -> None:
    from guitu.casework.people import commands

    old, new = in_aftercare(world.station), in_aftercare(world.station)
    commands.join_files(duplicate=old.person, canonical=new.seen_by(world.lin), by=world.lin.id, at=NOW)

    assert set(erase(old.person, by=None, at=NOW)) == {old.person, new.person}
    with transaction.atomic(), door.even_sealed("looking"):
        assert not DataKey.objects.exists()
    assert Erasure.objects.count() == 2


def test_nobody_is_erased_twice_or_by_guess(world: World) -> None:
    case = told(world)
    erase(case.person, by=None, at=NOW)

    for person in (case.person, uuid4()):
        with pytest.raises(DomainError, match=r"person\.unknown"):
            erase(person, by=None, at=NOW)


def test_the_ledger_names_nobody_and_stays_outside_the_database(
    world: World, django_capture_on_commit_callbacks
) -> None:
    case = told(world)
    with django_capture_on_commit_callbacks(execute=True):
        erase(case.person, by=None, at=NOW)

    log = (files.folder() / erasure.LOG).read_text()
    subject = Erasure.objects.get().subject
    assert str(subject) in log
    assert str(case.person) not in log
    assert erasure.erased([case.person, uuid4()]) == [case.person]


def test_what_a_backup_brings_back_is_erased_again(world: World, django_capture_on_commit_callbacks) -> None:
    case = told(world)
    with django_capture_on_commit_callbacks(execute=True):
        erase(case.person, by=None, at=NOW)
    with transaction.atomic(), door.even_sealed("as an older backup had it"):
        Person.objects.filter(id=case.person).update(
            held_by=world.station, sealed_on=None, name=b"\x01a" + bytes(40), birth_on=date(1990, 5, 1)
        )
        NameToken.objects.create(
            person_id=case.person, held_by=world.station, kind="name", token=b"token of an old one"[:16]
        )

    settled = settle_restored(on=TODAY)

    assert (settled.erased, settled.unreadable) == (1, 0)
    with pytest.raises(DomainError, match=r"person\.unknown"):
        case.seen_by(world.lin)
    with transaction.atomic(), door.even_sealed("looking"):
        assert not NameToken.objects.filter(person_id=case.person).exists()
        assert Person.objects.get(id=case.person).birth_on is None


def test_missing_keys_are_told_from_destroyed_ones_and_break_no_page(world: World) -> None:
    case = told(world)
    keys.forget([case.person])

    assert settle_restored(on=TODAY).unreadable == 1
    who = queries.person_for(world.lin, case.person, Permission.PERSON_READ)
    assert (who.name, who.citizen_id) == ("（资料已删除）", None)
    assert queries.contacts(who) == ()
    assert [row.name for row in queries.people_of(world.lin, [case.person]).values()] == ["（资料已删除）"]


def test_keys_follow_files_that_a_backup_puts_elsewhere(world: World) -> None:
    case = told(world)
    with transaction.atomic(), door.even_sealed("as an older backup had it"):
        DataKey.objects.filter(person_id=case.person).update(held_by=world.other_station)
    assert (case.person, "existence") not in keys_seen_by(world, case)

    settle_restored(on=TODAY)

    assert (case.person, "existence") in keys_seen_by(world, case)


def keys_seen_by(world: World, case: Case) -> keys.Ring:
    with transaction.atomic(), door.open_for(world.lin):
        return keys.ring([case.person])
