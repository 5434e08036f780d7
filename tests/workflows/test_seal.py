"""What closes is sealed the same day, in every table, and leaves one row without a name."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection

from guitu.casework.people.commands import NewContact, NewFact, NewPerson, register
from guitu.casework.people.queries import find, match_by_citizen_id, person_for
from guitu.casework.records import commands as records
from guitu.casework.records.models import Cohort, SealedId
from guitu.domain.access import Exclusion, Permission, Relation
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import Asked, State
from guitu.foundation import clock
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.authorization.tables import person_tables
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.workflows.nightly import run_night
from guitu.workflows.record import record_entry
from guitu.workflows.refresh import refresh
from guitu.workflows.rights import answer_request
from tests.world import NOW, Case, World, in_aftercare, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
_SIDES = """
    select count(*) filter (where held_by >= 0), count(*) filter (where held_by < 0)
    from {} where person_id = %s
"""


def rows_by_side(person: UUID) -> dict[str, tuple[int, int]]:
    """Open and sealed rows about somebody, by table; tables without any are left out."""
    found = {}
    with door.even_sealed("test"), connection.cursor() as cursor:
        for table in person_tables():
            cursor.execute(_SIDES.format(table), [person])
            counts = cursor.fetchone()
            if any(counts):
                found[table] = counts
    return found


def record(case: Case, kind: str, day: date, outcome: str = "done", *, by, **details: object) -> None:
    record_entry(
        person=case.person,
        kind=kind,
        happened_on=day,
        outcome=outcome,
        details=details,
        note_text="一句话",
        episode=case.episode,
        by=by,
        at=midnight(day) + timedelta(hours=12),
    )


@pytest.fixture
def case(world: World) -> Case:
    """Somebody in aftercare with a row in as many tables as there are."""
    made = someone(
        world.station,
        name="欧阳安",
        contacts=(NewContact("phone", "12088880001"),),
        facts=(NewFact("background", "remark", "会木工"),),
    )
    case = in_aftercare(world.station, person=made, worker=world.lin.id)
    record(case, "consent", date(2026, 1, 2), "given", by=world.lin)
    record(case, "home_visit", date(2026, 2, 1), by=world.lin)
    authorization.tie(case.person, held_by=world.station, kind=Relation.TEAM, account=world.social.id, at=NOW)
    authorization.bar(
        case.person, held_by=world.station, account=world.mo.id, kind=Exclusion.RELATIVE, at=NOW
    )
    return case


def withdraw(case: Case, world: World, day: date = TODAY) -> None:
    record(case, "consent", day, "withdrawn", by=world.lin)


def test_withdrawing_seals_every_row_about_the_person_in_the_same_transaction(
    world: World, case: Case
) -> None:
    withdraw(case, world)

    sides = rows_by_side(case.person)
    assert {table for table, (open_, _) in sides.items() if open_} == set()
    assert {"people_person", "journal_entry", "agenda_duty", "crypto_datakey", "people_nametoken"} <= set(
        sides
    )
    assert "people_citizenidindex" not in sides


def test_no_table_about_persons_is_forgotten_when_a_file_is_turned(world: World, case: Case) -> None:
    """Every table of the models is among those that are turned, whoever added it."""
    from guitu.foundation.authorization import holding

    with door.even_sealed("test"):
        before = {table: sum(sides) for table, sides in rows_by_side(case.person).items()}
        turned = holding.seal_rows([case.person])
    assert turned == sum(before.values())


def test_a_sealed_person_is_found_by_nothing(world: World, case: Case) -> None:
    number = person_for(world.lin, case.person, Permission.PERSON_READ).citizen_id
    assert number is not None
    withdraw(case, world)

    with pytest.raises(DomainError, match=r"person\.unknown"):
        person_for(world.lin, case.person, Permission.PERSON_READ)
    for text in ("欧阳安", "ouyangan", number, "12088880001"):
        assert find(world.lin, text).rows == ()
    assert match_by_citizen_id([number]) == {}


def test_the_same_number_opens_a_fresh_file(world: World, case: Case) -> None:
    old = person_for(world.lin, case.person, Permission.PERSON_READ)
    withdraw(case, world)

    again = NewPerson(
        id=new_id(),
        held_by=world.station,
        name=old.name,
        sex=old.sex,
        birth_on=old.birth_on,
        citizen_id=old.citizen_id,
        created_at=NOW,
    )
    register(again)
    assert [row.id for row in find(world.lin, "欧阳安").rows] == [again.id]


def test_one_row_without_a_name_is_left(world: World, case: Case) -> None:
    withdraw(case, world)

    row = Cohort.objects.get()
    assert (row.kind, row.outcome, row.year, row.month) == ("aftercare", "finished", 2026, 1)
    assert row.region == 430102000000
    assert (row.sex, row.age_band, row.relapse, row.lost) == ("male", 35, "unknown", False)
    values = {str(getattr(row, f.attname)) for f in Cohort._meta.concrete_fields}
    assert str(case.person) not in values
    assert row.id.version == 4


def test_relations_end_and_exclusions_stay(world: World, case: Case) -> None:
    withdraw(case, world)

    with door.even_sealed("test"), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from authorization_tie where person_id = %s and until is null", [case.person]
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select count(*) from authorization_bar where person_id = %s and until is null", [case.person]
        )
        assert cursor.fetchone() == (1,)


def test_the_look_up_that_opens_a_sealed_file_is_itself_sealed(world: World, case: Case) -> None:
    withdraw(case, world)

    assert SealedId.objects.count() == 0
    with door.even_sealed("test"):
        assert SealedId.objects.get().person_id == case.person


def test_one_of_two_courses_is_sealed_and_the_person_stays(world: World) -> None:
    case = in_aftercare(world.station, worker=world.lin.id)
    record(case, "consent", date(2026, 1, 2), "given", by=world.lin)
    order = in_rehab_of(case, world)
    withdraw(case, world)

    who = person_for(world.lin, case.person, Permission.PERSON_READ)
    from guitu.casework.episodes.queries import episodes_of

    assert [row.id for row in episodes_of(who)] == [order]
    sides = rows_by_side(case.person)
    assert sides["people_person"] == (1, 0)
    assert sides["episodes_episode"] == (1, 1)
    assert sides["journal_entry"][1] >= 2


def in_rehab_of(case: Case, world: World) -> UUID:
    """An order beside somebody's aftercare."""
    from guitu.casework.episodes.commands import NewEpisode, open_episode

    order = open_episode(
        NewEpisode(
            id=new_id(),
            person_id=case.person,
            held_by=case.held_by,
            kind="community_rehab",
            region=case.held_by // 1000,
            opened_on=date(2026, 1, 5),
            created_at=NOW,
            order_document="演公社康决字〔2026〕0002号",
        )
    )
    refresh((case.person,), on=TODAY)
    return order


def test_the_night_seals_what_the_clock_closed(world: World) -> None:
    case = in_aftercare(world.station, since=date(2023, 1, 1), worker=world.lin.id)
    record(case, "consent", date(2023, 1, 2), "given", by=world.lin)
    last = date(2025, 12, 31)

    run_night(on=last)
    assert rows_by_side(case.person)["people_person"] == (1, 0)
    run_night(on=date(2026, 1, 2))
    assert rows_by_side(case.person)["people_person"] == (0, 1)
    assert run_night(on=date(2026, 1, 2)) == 0


def test_an_unanswered_request_keeps_the_person_but_not_the_closed_course(world: World, case: Case) -> None:
    who = person_for(world.lin, case.person, Permission.PERSON_READ)
    day = clock.day_of(NOW)
    asked = records.ask(who, Asked.EXPLANATION, words="为什么", by=world.lin.id, at=NOW, on=day)
    withdraw(case, world)

    sides = rows_by_side(case.person)
    assert sides["people_person"] == (1, 0)
    assert sides["episodes_episode"] == (0, 1)
    answer_request(request=asked, state=State.GRANTED, words="已当面说明", by=world.head, at=NOW)
    assert rows_by_side(case.person)["people_person"] == (0, 1)


def test_an_office_that_never_answers_cannot_put_sealing_off(world: World, case: Case) -> None:
    who = person_for(world.lin, case.person, Permission.PERSON_READ)
    records.ask(who, Asked.OBJECTION, words="", by=world.lin.id, at=NOW, on=clock.day_of(NOW))
    withdraw(case, world)

    run_night(on=TODAY + timedelta(days=30))
    assert rows_by_side(case.person)["people_person"] == (1, 0)
    run_night(on=TODAY + timedelta(days=31))
    assert rows_by_side(case.person)["people_person"] == (0, 1)


def test_an_order_still_in_force_is_not_sealed(world: World) -> None:
    case = in_rehab(world.station, worker=world.lin.id)
    record(case, "report_in", date(2026, 1, 3), by=world.lin)
    run_night(on=TODAY)
    assert all(sealed == 0 for _, sealed in rows_by_side(case.person).values())
