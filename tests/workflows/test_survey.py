"""Surveys from the announcement to the end: drawn, answered apart from the person, nothing left behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from psycopg import sql

from guitu.casework.journal.models import Entry
from guitu.casework.surveys import commands as surveys
from guitu.casework.surveys.models import Answer, Campaign, Invitation, Knock, Ticket
from guitu.casework.surveys.queries import campaign_for, campaigns
from guitu.domain.testing.draw import verify
from guitu.foundation import instrument_files
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows import survey, survey_answer
from guitu.workflows.assign import assign
from guitu.workflows.erase import erase
from guitu.workflows.survey import Wanted
from tests.workflows.surveying import (
    EVERYBODY,
    NEEDS,
    SAID,
    TODAY,
    about,
    addresses,
    begin,
    drawn,
    evaluator,
    people,
    refusal,
    world,
)
from tests.world import COUNTY, NOW, OTHER_COUNTY, TOWN

__all__ = ["people", "world"]
pytestmark = pytest.mark.django_db


def test_a_county_is_drawn_region_by_region_and_everybody_can_check_it(world, people):
    row = begin(world, wanted=Wanted(0.9, 0.05, 6))

    assert (row.state, len(row.line), Invitation.objects.count(), row.address) == ("announced", 64, 0, "")
    done = survey.draw(campaign=row.id, salt="2718", by=world.manager, at=NOW)

    assert [(one.size, one.drawn, one.asked) for one in done.strata] == [(12, 4, 4), (6, 2, 2)]
    for log in done.logs:
        verify({key: value for key, value in log.items() if key != "stratum"})
    with door.as_system("test"):
        assert Invitation.objects.count() == Ticket.objects.count() == 6
    assert refusal(survey.draw, campaign=row.id, salt="2718", by=world.manager, at=NOW) == (
        "survey.drawn-before"
    )


def test_whoever_holds_it_learns_no_name_and_staff_see_their_own_people_only(world, people):
    row = drawn(world)

    assert len(addresses(world.lin, row)) == 12
    assert len(addresses(world.mo, row)) == 6
    assert addresses(world.manager, row) == []
    assert addresses(world.officer, row) == []


def test_an_answer_through_a_link_is_kept_apart_from_the_person(world, people):
    row = drawn(world)
    address = addresses(world.lin, row)[0]
    entries = Entry.objects.count()

    survey_answer.answer(address.lower(), SAID, at=NOW)

    kept = Answer.objects.get()
    assert (kept.answers, kept.mode, kept.stratum, kept.pseudonym) == (
        {"age50": [False], "unemployed": [True]}, "link", TOWN, "",
    )  # fmt: skip
    assert Ticket.objects.filter(is_used=True).count() == 1
    assert Entry.objects.count() == entries
    assert refusal(survey_answer.answer, address, SAID, at=NOW) == "survey.answered"


def test_answering_reads_and_writes_no_table_about_people(world, people, django_assert_max_num_queries):
    row = drawn(world)
    address = addresses(world.lin, row)[0]

    with django_assert_max_num_queries(20) as asked:
        survey_answer.answer(address, SAID, at=NOW)

    said = " ".join(query["sql"].lower() for query in asked.captured_queries)
    assert "surveys_answer" in said
    for table in ("surveys_invitation", "people_person", "journal_entry", "guitu.ctx"):
        assert table not in said


def test_no_row_holds_the_address_itself(world, people):
    row = drawn(world)
    address = addresses(world.lin, row)[0]

    with door.as_system("test"), connection.cursor() as cursor:
        for table in ("campaign", "invitation", "ticket", "answer"):
            held = sql.SQL("select count(*) from {} t where t::text ilike %s")
            cursor.execute(held.format(sql.Identifier(f"surveys_{table}")), [f"%{address}%"])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "survey.not-yet"), (31, "survey.over")], ids=["too early", "run out"]
)
def test_a_link_outside_of_its_days_says_so(world, people, days, code):
    row = begin(world)
    at = NOW + timedelta(days=days)
    survey.draw(campaign=row.id, salt="2718", by=world.manager, at=NOW)
    address = addresses(world.lin, campaign_for(world.manager, row.id))[0]

    assert refusal(survey_answer.open_address, address, at=at) == code
    assert refusal(survey_answer.answer, address, SAID, at=at) == code
    assert Answer.objects.count() == 0


def test_a_guessed_address_and_an_empty_form_are_refused(world, people):
    row = drawn(world)
    address = addresses(world.lin, row)[0]

    assert refusal(survey_answer.open_address, "AAAABBBBCCCCDDDD", at=NOW) == "survey.address"
    assert refusal(survey_answer.open_address, "", at=NOW) == "survey.address"
    assert refusal(survey_answer.answer, address, {"no-such": ["1"]}, at=NOW) == "survey.nothing"
    wrong = survey_answer.answer(address, {"unemployed": ["maybe"]}, at=NOW)
    assert (wrong.is_complete, Answer.objects.count()) == (False, 0)


def test_paper_is_entered_by_its_number_and_counts_once(world, people):
    row = drawn(world)
    number = addresses(world.lin, row)[0]
    sheet = {
        "campaign": row.id, "number": "-".join((number[:4], number[4:])), "mode": "paper", "typed": SAID,
        "form": new_id(), "by": world.lin, "at": NOW,
    }  # fmt: skip

    survey_answer.enter(**sheet)

    assert Answer.objects.get().mode == "paper"
    assert refusal(survey_answer.enter, **sheet) == "survey.answered"
    assert refusal(survey_answer.enter, **{**sheet, "number": "A"}) == "survey.number"
    assert refusal(survey_answer.enter, **{**sheet, "mode": "link"}) == "survey.mode"
    assert refusal(survey_answer.enter, **{**sheet, "by": world.guardian}) == "access.refused"
    assert refusal(survey_answer.open_address, number, at=NOW) == "survey.answered"


def test_an_open_address_takes_one_answer_for_each_form(world):
    row = begin(world, audience="public", wanted=None)
    opened = survey_answer.open_address(row.address, at=NOW)

    survey_answer.answer(row.address, SAID, form=opened.form, at=NOW)

    assert refusal(survey_answer.answer, row.address, SAID, form=opened.form, at=NOW) == "survey.answered"
    assert refusal(survey_answer.answer, row.address, SAID, form="made-up", at=NOW) == "survey.form-old"
    other = begin(world, audience="workers", wanted=None)
    assert refusal(survey_answer.answer, other.address, SAID, form=opened.form, at=NOW) == "survey.form-old"
    assert Answer.objects.count() == 1


def test_one_machine_cannot_answer_for_a_town(world):
    for _ in range(survey_answer.MOST_AN_HOUR):
        survey_answer.knock("192.0.2.7", at=NOW)

    assert refusal(survey_answer.knock, "192.0.2.7", at=NOW) == "survey.throttled"
    survey_answer.knock("192.0.2.8", at=NOW)
    survey_answer.knock("192.0.2.7", at=NOW + timedelta(hours=1))
    survey_answer.knock("192.0.2.7", at=NOW + timedelta(days=3))
    assert Knock.objects.count() == 1
    assert b"192.0.2" not in bytes(Knock.objects.get().key)


def test_an_open_survey_takes_in_only_so_many(world, monkeypatch):
    monkeypatch.setattr(survey_answer, "MOST_OPEN", 1)
    row = begin(world, audience="public", wanted=None)
    forms = [survey_answer.open_address(row.address, at=NOW).form for _ in range(2)]
    survey_answer.answer(row.address, SAID, form=forms[0], at=NOW)

    assert refusal(survey_answer.answer, row.address, SAID, form=forms[1], at=NOW) == "survey.full"


def test_finishing_leaves_answers_and_nothing_that_leads_back(world, people):
    row = drawn(world, by_pseudonym=True)
    for address in addresses(world.lin, row):
        survey_answer.answer(address, SAID, at=NOW)
    before = set(Answer.objects.values_list("id", flat=True))
    assert "" not in set(Answer.objects.values_list("pseudonym", flat=True))

    survey.finish(campaign=row.id, by=world.manager, at=NOW)

    with door.even_sealed("test"):
        assert Invitation.objects.count() == Ticket.objects.count() == 0
    assert set(Answer.objects.values_list("pseudonym", flat=True)) == {""}
    assert before.isdisjoint(Answer.objects.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("select count(distinct xmin::text) from surveys_answer")
        assert cursor.fetchone() == (1,)
    done = campaign_for(world.manager, row.id)
    assert (done.state, [one.answered for one in done.strata], done.asked) == ("finished", [12, 0], 18)
    assert refusal(survey.finish, campaign=row.id, by=world.manager, at=NOW) == "survey.finished-before"


def test_an_evaluator_sees_pseudonyms_of_the_surveys_they_were_given_and_no_others(world, people):
    judge, other = evaluator(world), evaluator(world, "other")
    given = drawn(world, evaluator=judge.unit, by_pseudonym=True)
    begin(world)

    assert [row.id for row in campaigns(judge)] == [given.id]
    assert campaigns(other) == ()
    assert refusal(campaign_for, other, given.id) == "survey.unknown"
    assert refusal(survey.sample, other, given) == "access.refused"
    assert refusal(survey.sample, world.manager, given) == "access.refused"
    found = survey.sample(judge, given)
    assert len(found) == 18
    persons = {str(case.person) for case in people} | {case.person.hex for case in people}
    assert persons.isdisjoint(one.pseudonym for one in found)
    assert addresses(judge, given) == []
    with door.open_for(judge):
        assert Invitation.objects.count() == 0


def test_what_a_third_party_asks_only_that_party_writes_down(world, people):
    judge = evaluator(world)
    row = drawn(world, evaluator=judge.unit, by_pseudonym=True)
    name = survey.sample(judge, row)[0].pseudonym
    number = survey_answer.number_for(judge, row, name)
    sheet = {
        "campaign": row.id,
        "number": number,
        "mode": "phone",
        "typed": SAID,
        "form": new_id(),
        "at": NOW,
    }

    assert refusal(survey_answer.enter, by=world.lin, **sheet) == "access.refused"
    assert refusal(survey_answer.enter, by=world.manager, **sheet) == "access.refused"
    assert refusal(survey_answer.number_for, world.manager, row, name) == "access.refused"
    survey_answer.enter(by=judge, **sheet)

    assert Answer.objects.get().pseudonym == name
    assert [one.has_answered for one in survey.sample(judge, row)].count(True) == 1


def test_an_invitation_moves_with_the_person_and_goes_with_an_erasure(world, people):
    row = drawn(world)
    person = people[0].person

    with door.open_for(world.head):
        head = replace(world.head, lo=COUNTY * 1000, hi=COUNTY * 1000 + 999_999_999)
        with door.open_for(head):
            assign(person=person, to_unit=world.other_station, by=head, at=NOW)
    assert (len(addresses(world.lin, row)), len(addresses(world.mo, row))) == (11, 7)

    address = addresses(world.mo, row)[0]
    survey_answer.answer(address, SAID, at=NOW)
    erase(person, by=None, at=NOW)
    with door.even_sealed("test"):
        assert not Invitation.objects.filter(person_id=person).exists()
    assert Answer.objects.count() == 1


def test_a_questionnaire_that_changes_meanwhile_changes_nothing_that_runs(world, people, monkeypatch):
    row = drawn(world)
    address = addresses(world.lin, row)[0]
    other = instrument_files.questionnaires()["urn:guitu:survey:public_opinion|1.0"]
    monkeypatch.setattr(survey, "offered", lambda _by: {NEEDS: other})

    opened = survey_answer.open_address(address, at=NOW)

    assert "unemployed" in opened.row.definition.by_id
    survey_answer.answer(address, SAID, at=NOW)
    assert Answer.objects.get().answers["unemployed"] == [True]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wanted": Wanted(0.9, 0.05, 19)}, "survey.sample"),
        ({"wanted": Wanted(0.9, 0.05, 0)}, "survey.sample"),
        ({"wanted": Wanted(0.5, 0.05, None)}, "survey.confidence"),
        ({"wanted": Wanted(0.9, 0.0, None)}, "survey.error"),
        ({"wanted": None}, "survey.error"),
        ({"region": OTHER_COUNTY}, "place.unknown"),
        ({"evaluator": 1}, "survey.evaluator"),
        ({"title": ""}, "survey.title"),
    ],
)
def test_a_survey_that_cannot_be_is_refused_and_nothing_is_kept(world, people, change, code):
    assert refusal(begin, world, **change) == code
    assert Campaign.objects.count() == 0


def test_an_empty_register_is_refused_with_a_sentence(world):
    assert refusal(begin, world) == "survey.frame-empty"
    assert refusal(begin, world, by=world.lin) == "access.refused"
    assert survey.frame_size(world.manager, COUNTY) == 0


def test_a_station_asks_only_those_it_holds_itself(world, people):
    row = begin(world, by=world.head, region=TOWN, wanted=Wanted(0.9, 0.05, 3))

    assert (row.lo, row.hi) == (world.station, world.station)
    assert sum(one.size for one in row.strata) == 12
    assert refusal(campaign_for, world.mo, row.id) == "survey.unknown"


def test_sending_the_form_twice_is_one_survey(world, people):
    id_ = new_id()
    made = [
        survey.start(about(), questionnaire=NEEDS, wanted=EVERYBODY, by=world.manager, at=NOW, campaign=id_)
        for _ in range(2)
    ]

    assert made[0].line == made[1].line
    assert Campaign.objects.count() == 1


def test_what_comes_in_after_the_end_is_not_counted_though_its_page_was_opened_before(world):
    row = begin(world, audience="public", wanted=None)
    seen_open = survey_answer.open_address(row.address, at=NOW)  # as an answer that is under way saw it
    survey.finish(campaign=row.id, by=world.manager, at=NOW)

    late = refusal(surveys.take_open, seen_open.row, b"x" * 32, {"unemployed": [True]}, mode="link", most=10)

    assert late == "survey.over"
    assert Answer.objects.count() == Ticket.objects.count() == 0


@pytest.mark.parametrize("address", ["\x00", "A\x00B", "中文", "\ud800", "a" * 5000, "%00", "'; drop table"])
def test_an_address_of_any_characters_is_an_address_that_is_not_there(world, address):
    assert refusal(survey_answer.open_address, address, at=NOW) == "survey.address"


def test_a_sheet_of_one_survey_opens_no_other_and_a_page_sent_twice_counts_once(world, people):
    first, second = drawn(world), drawn(world)
    number = addresses(world.lin, first)[0]
    sheet = {"number": number, "mode": "paper", "typed": SAID, "form": new_id(), "by": world.lin, "at": NOW}
    assert refusal(survey_answer.enter, campaign=second.id, **sheet) == "survey.number"
    survey_answer.enter(campaign=first.id, **sheet)
    assert Answer.objects.count() == 1

    public = begin(world, audience="public", wanted=None)
    page = {**sheet, "campaign": public.id, "number": ""}
    survey_answer.enter(**page)
    assert refusal(survey_answer.enter, **page) == "survey.answered"
    assert Answer.objects.count() == 2


def test_an_evaluator_gets_no_number_of_anybody_outside_of_the_sample(world, people):
    judge = evaluator(world)
    row = drawn(world, evaluator=judge.unit, by_pseudonym=True, wanted=Wanted(0.9, 0.05, 5))
    drawn_names = {one.pseudonym for one in survey.sample(judge, row)}
    frame = {name for log in row.logs for name in log["population"]}
    other = drawn(world)
    of_another = {name for log in other.logs for name in log["population"]}

    assert (len(drawn_names), len(frame)) == (5, 18)
    for name in [*(frame - drawn_names), *of_another, "", "\x00", "f" * 32]:
        assert refusal(survey_answer.number_for, judge, row, name) == "survey.number"
    for name in drawn_names:
        assert survey_answer.number_for(judge, row, name)
    assert refusal(survey.sample, judge, other) == "access.refused"


@pytest.mark.parametrize("title", ["戒毒人员调查", "Drug survey 一", "康复情况"])
def test_a_title_that_tells_bystanders_what_it_is_about_is_refused_where_they_see_it(world, people, title):
    assert refusal(begin, world, title=title) == "survey.title-tells"
    assert refusal(begin, world, title=title, audience="families", wanted=None) == "survey.title-tells"
    begin(world, title=title, audience="public", wanted=None)


def test_the_id_of_a_survey_elsewhere_begins_none_and_tells_nothing(world, people):
    row = begin(world, audience="public", wanted=None)
    Campaign.objects.filter(id=row.id).update(lo=OTHER_COUNTY * 1000, hi=OTHER_COUNTY * 1000 + 999_999_999)

    again = refusal(
        survey.start, about(), questionnaire=NEEDS, wanted=EVERYBODY, by=world.manager, at=NOW,
        campaign=row.id,
    )  # fmt: skip

    assert again == "survey.unknown"
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("opens", "closes"),
    [(date.min, date.max), (TODAY + timedelta(days=1), TODAY), (date.min, date.min), (date.max, TODAY)],
)
def test_days_that_cannot_be_are_refused_with_a_sentence(world, people, opens, closes):
    assert refusal(begin, world, opens_on=opens, closes_on=closes) == "survey.days"


def test_a_survey_on_the_last_day_there_is_can_be_announced_and_is_not_open_yet(world, people):
    row = drawn(world, opens_on=date.max, closes_on=date.max)
    address = addresses(world.lin, row)[0]
    assert refusal(survey_answer.open_address, address, at=NOW) == "survey.not-yet"
