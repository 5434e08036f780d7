"""Issuing: a number without gaps, a fact in the journal, sealed words; and nobody issues what is not theirs."""

# ruff: noqa: E501 - a call stays on its line

from dataclasses import replace
from datetime import date

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.letters import commands as letters
from guitu.casework.letters.models import Counter, Letter
from guitu.casework.letters.queries import file_for, letters_of, words_for
from guitu.domain.access import Permission, Viewer, may
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.catalogue import FORMS
from guitu.domain.letters.form import Form, Shape
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows.assign import assign
from guitu.workflows.erase import erase
from guitu.workflows.issue_letter import forms_open_to, issue
from tests.world import NOW, TODAY, Case, World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
LEAVE = {
    "leaves_on": "2026-03-05",
    "returns_on": "2026-03-09",
    "goes_to": "天心区",
    "why": "探亲",
    "reached_by": "12088880001",
}


def typed(one: Form) -> dict[str, object]:
    """Something harmless in every field."""
    return {f.code: date(2026, 3, 1) if f.shape is Shape.DAY else "平稳" for f in one.fields}


@pytest.fixture
def case(world: World) -> Case:
    return in_rehab(world.station, person=someone(world.station, name="欧阳安"), worker=world.lin.id)


def refusal(act: object) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_a_letter_is_numbered_and_kept_and_told_in_the_journal(world: World, case: Case) -> None:
    first = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    second = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)

    assert (first.number_in_words, second.number_in_words) == ("〔2026〕第0001号", "〔2026〕第0002号")
    entry = Entry.objects.get(id=first.entry)
    assert (entry.kind, entry.details, entry.happened_on) == ("letter", {"template": "leave_report"}, TODAY)
    who = case.seen_by(world.lin)
    said = words_for(world.lin, who, first.id)
    assert (said["name"], said["number"], said["leaves_on"]) == ("欧阳安", "〔2026〕第0001号", "2026年3月5日")
    assert said["unit"] == "林荫站"
    assert said["term"] == "2026年1月1日至2029年1月1日"
    assert [row.id for row in letters_of(world.lin, who)] == [second.id, first.id]
    assert "欧阳安".encode() not in bytes(Letter.objects.get(id=first.id).note)


def test_units_and_years_count_for_themselves(world: World, case: Case) -> None:
    for number in (1, 2):
        assert (
            issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW).number == number
        )
    next_year = NOW.replace(year=2027)
    assert issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=next_year).number == 1
    other = in_rehab(world.other_station)
    assert issue(person=other.person, kind="leave_report", facts=LEAVE, by=world.mo, at=NOW).number == 1
    assert Counter.objects.count() == 3


def test_what_is_refused_takes_no_number_and_leaves_nothing(world: World, case: Case) -> None:
    code = refusal(
        lambda: issue(
            person=case.person, kind="leave_report", facts={**LEAVE, "why": ""}, by=world.lin, at=NOW
        )
    )
    assert code == "letter.field-missing"
    assert not Letter.objects.exists()
    assert not Entry.objects.filter(kind="letter").exists()
    assert letters.numbered_so_far(world.station, 2026) == 0


def test_sending_the_form_twice_gives_one_letter(world: World, case: Case) -> None:
    sent = new_id()
    made = [
        issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW, entry_id=sent)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert letters.numbered_so_far(world.station, 2026) == 1


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_is_issued_about_a_real_person(world: World, case: Case, kind: str) -> None:
    kept = issue(person=case.person, kind=kind, facts=typed(FORMS[kind]), by=world.lin, at=NOW)
    said = words_for(world.lin, case.seen_by(world.lin), kept.id)
    assert set(said) == FORMS[kind].placeholders
    assert ("appeal" in said and "六十日" in said["appeal"]) or not FORMS[kind].burdens


def test_social_workers_issue_help_and_never_what_burdens(world: World) -> None:
    held = in_rehab(world.township)
    open_to = {one.code for one in forms_open_to(world.social, held.seen_by(world.social))}
    burden = {
        code
        for code, one in FORMS.items()
        if one.need in {Permission.LEGAL_FACT_RECORD, Permission.TEST_RECORD}
    }
    assert open_to == set(FORMS) - burden
    assert (
        issue(
            person=held.person, kind="referral", facts=typed(FORMS["referral"]), by=world.social, at=NOW
        ).number
        == 1
    )
    for kind in burden:
        code = refusal(
            lambda kind=kind: issue(
                person=held.person, kind=kind, facts=typed(FORMS[kind]), by=world.social, at=NOW
            )
        )
        assert code == "person.unknown"
    assert {one.code for one in forms_open_to(world.worker, held.seen_by(world.worker))} == set(FORMS)


def test_not_yours_reads_the_same_as_not_there(world: World, case: Case) -> None:
    def tried(by: Viewer, person: object, kind: str = "leave_report") -> str:
        return refusal(lambda: issue(person=person, kind=kind, facts=LEAVE, by=by, at=NOW))

    assert tried(world.mo, case.person) == tried(world.lin, new_id()) == "person.unknown"
    for by in world.everyone:
        if not may(by, Permission.CONTACT_RECORD, held_by=case.held_by, person=case.person):
            assert tried(by, case.person) == "person.unknown"
    assert may(world.officer, Permission.LEGAL_FACT_RECORD, held_by=world.police)
    at_police = in_rehab(world.police)  # the police record legal facts, but issue no letter of an office
    assert tried(world.officer, at_police.person, "warning_letter") == "person.unknown"
    assert tried(world.lin, case.person, "form_26") == "letter.unknown-kind"


def test_a_stranger_to_the_casework_reads_no_letter(world: World, case: Case) -> None:
    kept = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    who = case.seen_by(world.lin)
    assert letters_of(world.officer, who) == ()
    assert refusal(lambda: words_for(world.officer, who, kept.id)) == "letter.unknown"
    other = in_rehab(world.station)
    assert refusal(lambda: words_for(world.lin, other.seen_by(world.lin), kept.id)) == "letter.unknown"


def test_a_file_is_kept_once_sealed_and_comes_back_as_it_was(world: World, case: Case) -> None:
    kept = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    who = case.seen_by(world.lin)
    assert file_for(world.lin, who, kept.id) is None
    printed = letters.keep_file(kept, letters.Printed(b"PK the file", b"t" * 32))
    assert printed.is_printed
    assert file_for(world.lin, case.seen_by(world.lin), kept.id) == b"PK the file"
    assert (
        refusal(lambda: letters.keep_file(kept, letters.Printed(b"another", b"t")))
        == "letter.printed-already"
    )
    assert b"PK" not in bytes(Letter.objects.get(id=kept.id).content)


def test_what_cannot_be_printed_takes_no_number(world: World, case: Case) -> None:
    def jammed(_unit: int, _kind: str, _words: object) -> letters.Printed:
        raise DomainError("letter-template.damaged")

    code = refusal(
        lambda: issue(
            person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW, press=jammed
        )
    )
    assert code == "letter-template.damaged"
    assert letters.numbered_so_far(world.station, 2026) == 0
    assert not Letter.objects.exists()


def test_letters_go_with_the_file_and_end_with_its_keys(world: World, case: Case) -> None:
    kept = issue(person=case.person, kind="leave_report", facts=LEAVE, by=world.lin, at=NOW)
    letters.keep_file(kept, letters.Printed(b"PK", b"t"))
    assign(person=case.person, to_unit=world.township, by=replace(world.head, hi=10**15, lo=1), at=NOW)
    assert Letter.objects.get().held_by == world.township
    erase(case.person, by=None, at=NOW)
    with door.even_sealed("test"):
        left = Letter.objects.get()
    assert left.held_by < 0
    assert (bytes(left.note), bytes(left.content)) == (b"", b"")
    assert left.number == 1
