"""A roster becomes files: what each row makes, what it must not make, and what is left when it is killed."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from guitu.casework.agenda.models import Duty
from guitu.casework.episodes.models import Episode
from guitu.casework.intake.commands import remember_column
from guitu.casework.intake.models import ImportBatch, ImportRow, Link
from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import register
from guitu.casework.people.models import CitizenIdIndex, ContactPoint, Fact, NameToken, Person
from guitu.casework.people.queries import contacts, facts, person_for
from guitu.domain.access import Permission
from guitu.domain.kernel import citizen_id
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit.models import Event
from guitu.foundation.clock import day_of
from guitu.foundation.crypto import blind
from guitu.workflows import import_roster as module
from guitu.workflows.rebuild import rebuild
from tests.exchange.workbooks import TRIMMED
from tests.workflows.rosters import FAR, HEADER, HERE, THERE, Reading, imported, line, made_up_people, roster
from tests.world import NOW, TODAY, TOWN, in_aftercare, someone, world

__all__ = ["made_up_people", "world"]
pytestmark = pytest.mark.django_db

TABLES = (Person, CitizenIdIndex, NameToken, ContactPoint, Fact, Episode, Duty, Entry, ImportBatch, ImportRow)


def sizes():
    return {table.__name__: table.objects.count() for table in TABLES}


def codes(row):
    return [reason.code for reason in row.reasons]


def test_an_accepted_row_makes_a_file_an_invitation_and_the_offices_duties(world):
    result = imported(line(1))

    person = person_for(world.worker, Person.objects.get().id, Permission.PERSON_READ)
    episode = Episode.objects.get()
    assert (person.name, person.sex, person.birth_on) == ("测试甲", "male", date(1985, 5, 1))
    assert person.held_by == episode.held_by == world.township
    assert (episode.kind, episode.phase, episode.released_on) == ("aftercare", "invited", date(2026, 2, 20))
    assert {(d.kind, d.nature) for d in Duty.objects.filter(state="open")} == {
        ("consent", "office"),
        ("talk", "office"),
    }
    assert result.counts["new_files"] == result.counts["invited"] == 1
    assert Event.objects.get(verb="roster.imported").facts["accepted"] == 1


def test_an_order_number_opens_community_rehabilitation_and_asks_for_the_receipt(world):
    imported(line(1, order="演公社康决字〔2026〕7号"))

    rehab = Episode.objects.get(kind="community_rehab")
    assert rehab.phase == "decided_not_reported"
    assert rehab.order_document == "演公社康决字〔2026〕7号"
    assert rehab.executing_unit == world.township
    assert rehab.term_from is rehab.term_to is None
    assert Duty.objects.filter(episode_id=rehab.id, kind="decision_received", state="open").exists()
    assert not Entry.objects.exists()  # the receipt date is asked for, not guessed


def test_every_known_column_is_kept_as_a_dated_fact(world):
    imported(line(1, order="演公社康决字〔2026〕7号"))

    who = person_for(world.worker, Person.objects.get().id, Permission.PERSON_READ)
    said = {(f.group, f.field): f for f in facts(who)}
    assert said[("background", "education")].value == "初中"
    assert said[("supervision", "rehab_order_number")].value == "演公社康决字〔2026〕7号"
    assert {f.as_of for f in said.values()} == {date(2026, 2, 20)}
    assert {(c.kind, c.of, c.value, c.region) for c in contacts(who)} == {
        ("phone", "self", "12500000001", None),
        ("phone", "relative", "12600000001", None),
        ("address", "self", HERE, TOWN),
    }


@pytest.mark.parametrize(
    ("township", "residence", "unit"),
    [
        ("文艺路街道", THERE, "township"),
        (None, THERE, "other_township"),
        ("不知道街道", THERE, "other_township"),
        ("文艺路街道", None, "bureau"),  # the country has several of that name
        ("文艺路街道办事处", "湖南省长沙市芙蓉区", "township"),
        (None, "湖南省长沙市天心区", "bureau"),
    ],
)
def test_the_receiving_township_goes_before_the_residence_and_the_bureau_keeps_the_rest(
    world, township, residence, unit
):
    imported(line(1, township=township, residence=residence))

    assert Person.objects.get().held_by == getattr(world, unit)


def test_where_no_bureau_is_the_file_waits_at_the_place_itself(world):
    result = imported(line(1, township=None, residence=FAR))

    assert Person.objects.get().held_by == 110101001000 * 1000
    assert result.counts["unplaced"] == 1


def test_a_dry_run_says_the_same_and_writes_nothing(world):
    before = sizes()
    said, done = [], []

    dry = imported(line(1), line(2, name=""), dry_run=True, heard=said)
    wet = imported(line(1), line(2, name=""), heard=done)

    assert dry.batch is None
    assert said == done
    assert dry.counts == wet.counts
    assert before == dict.fromkeys(before, 0)
    assert sizes()["Person"] == 1


def test_a_rejected_row_does_not_block_the_others(world):
    heard = []

    result = imported(line(1, released="待定"), line(2), line(3, name=""), heard=heard)

    assert [row.state for row in heard] == ["rejected", "accepted", "rejected"]
    assert result.counts["new_files"] == 1
    assert list(ImportRow.objects.order_by("row").values_list("state", flat=True)) == [
        "rejected",
        "accepted",
        "rejected",
    ]


def test_the_same_file_twice_changes_nothing(world):
    lines = [line(1), line(2, order="演社康〔2026〕2号"), line(3, released="2019-01-01")]
    imported(*lines, digest="a" * 64)
    before = sizes()

    heard = []
    again = imported(*lines, digest="a" * 64, heard=heard)

    after = sizes()
    assert [row.state for row in heard] == ["duplicate"] * 3
    assert {codes(row)[-1] for row in heard} == {"duplicate.in-records"}
    assert again.counts["accepted"] == again.counts["new_files"] == 0
    assert {name for name in after if after[name] != before[name]} == {"ImportBatch", "ImportRow"}


def test_somebody_known_by_id_is_joined_where_they_are_and_the_sender_is_not_told_where(world):
    known = someone(world.other_station)
    case = in_aftercare(world.other_station, person=known, since=date(2024, 1, 1))
    heard = []

    result = imported(line(1, cid=known.citizen_id, name=known.name), by=world.gate, heard=heard)

    opened = Episode.objects.get(released_on=date(2026, 2, 20))
    assert opened.person_id == case.person
    assert opened.held_by == world.other_station
    assert (result.counts["new_files"], result.counts["joined"]) == (1, 0)
    assert str(world.other_station) not in repr(heard[0])
    token = blind.token("phone", "12500000001")
    assert NameToken.objects.filter(person_id=case.person, kind="phone", token=token).exists()
    assert Duty.objects.filter(episode_id=opened.id, kind="consent").exists()


def test_fifteen_digits_and_eighteen_are_the_same_person(world):
    old = "990101700101001"
    imported(line(1, cid=old, released="2025-01-01"))

    result = imported(line(1, cid=citizen_id.normalise(old)))

    assert result.counts["joined"] == 1
    assert Person.objects.count() == 1
    assert Episode.objects.count() == 2


def test_two_releases_of_one_person_in_one_file_make_one_file(world):
    heard = []

    result = imported(line(1), line(1, released="2025-02-20"), heard=heard)

    assert (result.counts["new_files"], result.counts["joined"]) == (1, 1)
    assert Episode.objects.count() == 2
    assert codes(heard[1]) == ["person.other-release"]
    assert set(Duty.objects.values_list("episode_id", flat=True)) == set(
        Episode.objects.values_list("id", flat=True)
    )


def test_the_same_name_and_birthday_is_a_question_and_not_a_guess(world):
    known = someone(world.station, name="测试甲", birth_on=date(1985, 5, 1))
    register(known)
    heard = []

    result = imported(line(1), heard=heard)

    assert Person.objects.count() == 2
    assert codes(heard[0]) == ["person.same-name-and-birth"]
    assert Link.objects.get(asks=True).person_id == known.id
    assert result.counts["questions"] == 1


@pytest.mark.parametrize(
    ("order", "kinds", "files"), [(None, [], 0), ("演社康〔2020〕1号", ["community_rehab"], 1)]
)
def test_who_is_not_invited_is_listed_and_kept_on_file_for_an_order_only(world, order, kinds, files):
    heard = []

    result = imported(line(1, released="2020-01-01", order=order), heard=heard)

    assert heard[0].state == "accepted"
    assert codes(heard[0]) == ["invite.too-long-ago"]
    assert list(Episode.objects.values_list("kind", flat=True)) == kinds
    assert Person.objects.count() == files
    assert result.counts["not_invited"] == 1


def test_what_was_due_before_the_roster_came_is_held_against_nobody(world):
    imported(line(1, released="2025-02-20"))

    assert not Duty.objects.filter(state="open", due_on__lt=TODAY).exists()
    assert Episode.objects.get().kept_since == TODAY


def test_what_is_stored_is_what_rebuilding_stores(world):
    imported(*(line(n, order=f"演社康〔2026〕{n}号" if n % 2 else None) for n in range(1, 6)))
    imported(line(3, released="2025-03-03"))
    episodes = list(Episode.objects.order_by("id").values())
    duties = sorted(Duty.objects.values_list())

    rebuild(on=day_of(NOW))

    assert list(Episode.objects.order_by("id").values()) == episodes
    assert sorted(Duty.objects.values_list()) == duties


def test_chunks_decide_as_one_file(world, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 2)
    heard = []

    imported(line(1), line(2), line(1), line(3), line(2, released="2025-01-01"), heard=heard)

    assert [row.state for row in heard] == ["accepted", "accepted", "duplicate", "accepted", "accepted"]
    assert Person.objects.count() == 3
    assert Episode.objects.count() == 4


def test_what_a_sender_means_is_remembered(world):
    header = [words if words != "接收街道" else "去向" for words in HEADER]
    read = roster(line(1, residence="湖南省长沙市芙蓉区"), header=header, title="填报单位：演示所")
    remember_column(sender="演示所", words="去 向", key="receiving_township", by=None, at=NOW)

    result = module.import_roster(Reading(read), by=None, at=NOW, dry_run=False)

    assert result.sender == "演示所"
    assert Person.objects.get().held_by == world.township


def test_a_header_cannot_be_made_to_mean_nonsense(world):
    with pytest.raises(DomainError, match="import.column-unknown"):
        remember_column(sender="演示所", words="去向", key="nonsense", by=None, at=NOW)


def test_a_refused_file_leaves_nothing(world):
    with pytest.raises(DomainError, match="roster-file.missing-columns"):
        module.import_roster(
            Reading(roster(["张三", "男", "汉", "小学"], header=["姓名", "性别", "民族", "文化程度"])),
            by=None,
            at=NOW,
            dry_run=False,
        )

    assert sizes() == dict.fromkeys(sizes(), 0)


@pytest.mark.parametrize("who", ["lin", "worker", "social", "officer", "manager", "admin"])
def test_who_may_not_import_is_refused_before_anything_is_read(world, who):
    with pytest.raises(DomainError, match="access.refused"):
        imported(line(1), by=getattr(world, who))


def test_made_up_people_stay_out_of_a_real_house(world, settings):
    settings.GUITU_DEMO = False
    heard = []

    imported(line(1), heard=heard)

    assert codes(heard[0])[0] == "citizen-id.made-up"


def test_a_chunk_of_many_rows_asks_no_more_questions_than_one_of_few(world):
    from django.test.utils import CaptureQueriesContext

    def queries(first, count):
        with CaptureQueriesContext(connection) as seen:
            imported(*(line(n, residence=HERE) for n in range(first, first + count)))
        return len(seen)

    queries(100, 1)  # what is kept in memory after the first time

    assert queries(200, 2) == queries(300, 20)


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_leaves_nothing_and_can_be_run_again():
    script = (
        "import os, signal, sys; from pathlib import Path; import django; django.setup()\n"
        "from guitu.workflows import import_roster as m; m.AT_ONCE = 10\n"
        "from guitu.exchange.importers.roster_file import import_file; from tests.world import NOW\n"
        "seen = []\n"
        "def die(n):\n"
        "    seen.append(n)\n"
        "    if len(seen) == 3: print('written', flush=True); os.kill(os.getpid(), signal.SIGKILL)\n"
        "import_file(Path(sys.argv[1]), by=None, at=NOW, dry_run=False, progress=die)\n"
    )

    killed = subprocess.run(
        [sys.executable, "-c", script, str(TRIMMED)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "written\n"), killed.stderr
    assert sizes() == dict.fromkeys(sizes(), 0)

    from guitu.exchange.importers.roster_file import import_file

    again = import_file(TRIMMED, by=None, at=NOW, dry_run=False)

    assert again.counts["accepted"] == 36
    assert again.counts["new_files"] == Person.objects.count()
