from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from guitu.casework.people import commands, queries, taking_back
from guitu.casework.people.commands import Addition, NewContact, NewFact
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Fact, NameToken, Person
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto.models import DataKey
from guitu.foundation.ids import new_id
from tests.world import NOW, World, in_aftercare, someone

pytestmark = pytest.mark.django_db

PHONE = "12310354284"


def names(found: queries.Found) -> list[str]:
    return [row.name for row in found.rows]


def register(*people: commands.NewPerson) -> None:
    with connection.cursor() as cursor:
        commands.register_many(cursor, people)


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("lin", True),
        ("head", True),
        ("worker", True),
        ("officer", True),
        ("mo", False),
        ("manager", False),
        ("admin", False),
        ("gate", False),
    ],
)
def test_the_door_opens_to_who_is_responsible_there(world: World, who: str, *, opens: bool) -> None:
    case = in_aftercare(world.station)
    viewer = getattr(world, who)
    if opens:
        assert queries.person_for(viewer, case.person, Permission.PERSON_READ).id == case.person
    else:
        with pytest.raises(DomainError, match=r"person\.unknown"):
            queries.person_for(viewer, case.person, Permission.PERSON_READ)


def test_not_yours_reads_the_same_as_not_there(world: World) -> None:
    theirs = in_aftercare(world.other_station)
    sealed = in_aftercare(world.station)
    Person.objects.filter(id=sealed.person).update(sealed_on=date(2026, 1, 1))
    said = []
    for person in (theirs.person, sealed.person, uuid4()):
        with pytest.raises(DomainError) as error:
            queries.person_for(world.lin, person, Permission.PERSON_READ)
        said.append((error.value.code, error.value.facts))
    assert said == [("person.unknown", {})] * 3


def test_the_pass_hides_who_it_is_from_logs(world: World) -> None:
    case = in_aftercare(world.station)
    assert "王小明" not in repr(case.seen_by(world.lin))
    assert "王小明" not in str(Person.objects.get())


@pytest.mark.parametrize(
    "text",
    ["王小明", " 王 小明", "小明", "王", "wangxiaoming", "Wang Xiao-ming", "wxm", PHONE, "123 1035 4284"],
)
def test_somebody_is_found_by_name_part_pinyin_initials_and_phone(world: World, text: str) -> None:
    register(
        someone(world.station, contacts=(NewContact("phone", PHONE),)),
        someone(world.station, name="李强", contacts=(NewContact("phone", "12310354285"),)),
    )
    assert names(queries.find(world.lin, text)) == ["王小明"]


def test_somebody_is_found_by_identity_number_however_it_is_written(world: World) -> None:
    person = someone(world.station)
    register(person)
    assert person.citizen_id is not None

    assert names(queries.find(world.lin, f"{person.citizen_id[:6]} {person.citizen_id[6:].lower()}")) == [
        "王小明"
    ]
    assert queries.find(world.lin, person.citizen_id[:17]).rows == ()


@pytest.mark.parametrize("text", ["", "？", "李", "王小", "ming%", "王小%"])
def test_a_search_finds_by_equality_only(world: World, text: str) -> None:
    register(someone(world.station))
    expected = ["王小明"] if text == "王小" else []
    assert names(queries.find(world.lin, text)) == expected


@pytest.mark.parametrize("who", ["mo", "manager", "admin", "gate"])
def test_a_search_finds_nobody_out_of_reach(world: World, who: str) -> None:
    register(someone(world.station))
    assert queries.find(getattr(world, who), "王小明") == queries.Found((), more=False)


def test_a_relatives_phone_does_not_find_the_person(world: World) -> None:
    register(someone(world.station, contacts=(NewContact("phone", PHONE, of="relative", relation="spouse"),)))
    assert queries.find(world.lin, PHONE).rows == ()


def test_what_is_found_is_sorted_as_in_a_dictionary_whole_names_first(world: World) -> None:
    register(*(someone(world.station, name=name) for name in ("张小", "小", "王小", "李小")))
    assert names(queries.find(world.lin, "小")) == ["小", "李小", "王小", "张小"]


def test_a_long_answer_is_cut_and_says_so(world: World) -> None:
    register(*(someone(world.station) for _ in range(4)))
    assert (
        len(queries.find(world.lin, "小明", limit=3).rows),
        queries.find(world.lin, "小明", limit=3).more,
    ) == (3, True)
    assert not queries.find(world.lin, "小明", limit=4).more


def test_a_search_asks_as_often_for_many_as_for_one(world: World, django_assert_num_queries) -> None:
    register(someone(world.station, name="李强"), *(someone(world.station) for _ in range(20)))
    for text, found in (("李强", 1), ("王小明", 20)):
        with django_assert_num_queries(5):  # two tokens, then who is read as whom, their names and keys
            assert len(queries.find(world.lin, text).rows) == found


def test_names_of_a_page_come_for_those_in_reach(world: World, django_assert_num_queries) -> None:
    mine, theirs = in_aftercare(world.station), in_aftercare(world.other_station)

    with django_assert_num_queries(2):  # names and keys
        found = queries.people_of(world.lin, [mine.person, theirs.person])
    assert [(p, row.name, len(row.id_tail)) for p, row in found.items()] == [(mine.person, "王小明", 4)]
    assert queries.people_of(world.manager, [mine.person]) == {}
    assert queries.people_of(world.lin, []) == {}
    assert queries.sorted_by_name(found.values()) == [found[mine.person]]


def test_a_file_holds_contacts_and_facts_and_says_what_is_missing(world: World) -> None:
    person = someone(
        world.station,
        contacts=(
            NewContact("address", "演示路1号", region=430102001000),
            NewContact("phone", "12310354999", of="relative", relation="parent"),
            NewContact("phone", PHONE),
        ),
        facts=(
            NewFact("supervision", "level", "普通"),
            NewFact("background", "schooling", "初中", date(2026, 1, 1)),
        ),
    )
    commands.register(person)
    who = queries.person_for(world.lin, person.id, Permission.PERSON_READ)

    assert [(c.value, c.of) for c in queries.contacts(who)] == [
        (PHONE, "self"),
        ("演示路1号", "self"),
        ("12310354999", "relative"),
    ]
    assert [(f.group, f.field, f.value) for f in queries.facts(who)] == [
        ("background", "schooling", "初中"),
        ("supervision", "level", "普通"),
    ]
    assert queries.missing_groups(queries.facts(who)) == ("conduct", "treatment_history")


def test_one_identity_number_has_one_file(world: World) -> None:
    first = someone(world.station)
    commands.register(first)

    again = first._replace(id=new_id())
    with pytest.raises(DomainError, match=r"person\.citizen-id-taken"):
        commands.register(again)
    assert Person.objects.count() == 1
    assert commands.register(again._replace(citizen_id=None)) == again.id


def test_many_with_one_taken_number_are_none(world: World) -> None:
    first = someone(world.station)
    with pytest.raises(IntegrityError):
        register(first, first._replace(id=new_id()))


def test_what_a_file_says_already_is_not_added_again(world: World) -> None:
    fact, contact = NewFact("background", "schooling", "初中"), NewContact("phone", PHONE)
    person = someone(world.station, facts=(fact,), contacts=(contact,))
    commands.register(person)
    addition = Addition(
        person.id,
        world.station,
        NOW,
        world.lin.id,
        None,
        (contact, NewContact("phone", "12310354285")),
        (fact, fact._replace(value="高中")),
    )

    for _ in range(2):
        with connection.cursor() as cursor:
            commands.add_many(cursor, [addition])

    who = queries.person_for(world.lin, person.id, Permission.PERSON_READ)
    assert sorted(c.value for c in queries.contacts(who)) == [PHONE, "12310354285"]
    assert sorted(f.value for f in queries.facts(who)) == ["初中", "高中"]
    assert names(queries.find(world.lin, "12310354285")) == ["王小明"]


def test_a_new_address_takes_the_place_of_the_old_one(world: World) -> None:
    case = in_aftercare(world.station, person=someone(world.station, contacts=(NewContact("phone", PHONE),)))
    who = case.seen_by(world.lin)
    for value in ("演示路1号", "演示路2号", "演示路2号"):
        commands.add_contact(who, NewContact("address", value), by=world.lin.id, at=NOW)
    commands.add_contact(who, NewContact("phone", "12310354285"), by=world.lin.id, at=NOW)

    assert [c.value for c in queries.contacts(who) if c.kind == "address"] == ["演示路2号"]
    assert {c.value for c in queries.contacts(who) if c.kind == "phone"} == {PHONE, "12310354285"}
    assert len(queries.contacts(who, only_current=False)) == 4


def test_a_move_takes_the_whole_file_and_the_old_place_knows_nobody(world: World) -> None:
    person = someone(
        world.station, contacts=(NewContact("phone", PHONE),), facts=(NewFact("conduct", "score", "5"),)
    )
    case = in_aftercare(world.station, person=person)

    commands.move(case.person, to_held_by=world.other_station)

    for table in (Person, CitizenIdIndex, NameToken, ContactPoint, Fact, DataKey):
        assert set(table._default_manager.values_list("held_by", flat=True)) == {world.other_station}
    assert names(queries.find(world.mo, PHONE)) == ["王小明"]
    assert queries.find(world.lin, PHONE).rows == ()


def test_an_import_finds_files_wherever_they_are(world: World) -> None:
    mine, theirs = someone(world.station), someone(world.other_station)
    register(mine, theirs)

    found = queries.match_by_citizen_id([mine.citizen_id, theirs.citizen_id, "990101190001010000"])
    assert found == {mine.citizen_id: mine.id, theirs.citizen_id: theirs.id}
    assert queries.holders([theirs.id, uuid4()]) == {theirs.id: world.other_station}


def test_the_same_name_and_birth_is_a_question(world: World) -> None:
    first, second = someone(world.station), someone(world.other_station, with_citizen_id=False)
    register(
        first, second, someone(world.station, birth_on=date(1991, 1, 1)), someone(world.station, name="李强")
    )
    asked = ("王小明", first.birth_on)

    found = queries.same_name_and_birth([asked, ("王小明", None), ("李强", date(2000, 1, 1))])
    assert {key: set(people) for key, people in found.items()} == {asked: {first.id, second.id}}


def test_two_files_of_one_person_are_read_as_one_and_can_be_parted(world: World) -> None:
    old, new = someone(world.station, name="王晓明"), someone(world.station)
    old = old._replace(facts=(NewFact("conduct", "score", "5"),))
    register(old, new)
    canonical = queries.person_for(world.lin, new.id, Permission.PERSON_READ)

    commands.join_files(duplicate=old.id, canonical=canonical, by=world.lin.id, at=NOW)

    for person in (old.id, new.id):
        who = queries.person_for(world.lin, person, Permission.PERSON_READ)
        assert who.ids == (new.id, old.id)
        assert [f.value for f in queries.facts(who)] == ["5"]
    assert names(queries.find(world.lin, "王晓明")) == ["王小明"]
    assert queries.match_by_citizen_id([old.citizen_id]) == {old.citizen_id: new.id}
    with pytest.raises(DomainError, match=r"person\.already-joined"):
        commands.join_files(duplicate=old.id, canonical=canonical, by=world.lin.id, at=NOW)

    commands.part_files(old.id, at=NOW)

    assert queries.person_for(world.lin, old.id, Permission.PERSON_READ).ids == (old.id,)
    with pytest.raises(DomainError, match=r"person\.not-joined"):
        commands.part_files(old.id, at=NOW)


def test_a_chain_of_joinings_ends_at_one_file(world: World) -> None:
    first, second, third = someone(world.station), someone(world.station), someone(world.station)
    register(first, second, third)
    for duplicate, canonical in ((first, second), (second, third)):
        who = queries.person_for(world.lin, canonical.id, Permission.PERSON_READ)
        commands.join_files(duplicate=duplicate.id, canonical=who, by=world.lin.id, at=NOW)

    who = queries.person_for(world.lin, first.id, Permission.PERSON_READ)
    assert set(who.ids) == {first.id, second.id, third.id}
    with pytest.raises(DomainError, match=r"person\.join-itself"):
        commands.join_files(duplicate=third.id, canonical=who, by=world.lin.id, at=NOW)


def test_an_import_is_taken_back_without_touching_older_files(world: World) -> None:
    batch = uuid4()
    before = someone(world.station, name="李强", contacts=(NewContact("phone", PHONE),))
    made = someone(world.station, batch=batch, contacts=(NewContact("phone", "12310354286"),))
    register(before, made)
    more = Addition(
        before.id,
        world.station,
        NOW,
        None,
        batch,
        (NewContact("phone", "12310354285"),),
        (NewFact("conduct", "a", "b"),),
    )
    with connection.cursor() as cursor:
        commands.add_many(cursor, [more])

    assert taking_back.remove_batch(batch) == 1

    assert list(Person.objects.values_list("id", flat=True)) == [before.id]
    assert list(CitizenIdIndex.objects.values_list("person_id", flat=True)) == [before.id]
    assert set(NameToken.objects.values_list("person_id", flat=True)) == {before.id}
    assert set(DataKey.objects.values_list("person_id", flat=True)) == {before.id}
    who = queries.person_for(world.lin, before.id, Permission.PERSON_READ)
    assert [c.value for c in queries.contacts(who)] == [PHONE]
    assert not Fact.objects.exists()
    assert names(queries.find(world.lin, PHONE)) == ["李强"]
    assert queries.find(world.lin, "12310354285").rows == ()


def test_a_row_that_is_not_there_cannot_be_held(world: World) -> None:
    commands.lock(in_aftercare(world.station).person)
    with pytest.raises(DomainError, match=r"person\.unknown"):
        commands.lock(uuid4())
