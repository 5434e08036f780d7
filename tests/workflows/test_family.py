"""The family file: who may see it, whose word counts, and that no way leads to who is kept apart."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from guitu.casework.family.commands import NewCare, NewChild, NewHold
from guitu.casework.family.models import Hold, Relative
from guitu.casework.journal.models import Entry
from guitu.casework.outreach import commands as outreach
from guitu.casework.outreach.queries import messages_of
from guitu.casework.people.models import ContactPoint
from guitu.casework.plans.commands import NewMember
from guitu.casework.plans.queries import members_of
from guitu.domain.access import Relation, Viewer
from guitu.domain.family.relative import About
from guitu.domain.letters.catalogue import form
from guitu.domain.letters.form import Shape
from guitu.domain.outreach import Reason
from guitu.domain.plans.plan import NewLine, Sort
from guitu.foundation.authorization import door
from guitu.foundation.clock import midnight
from guitu.foundation.ids import new_id
from guitu.workflows import (
    counselling,
    household,
    issue_letter,
    plan,
    support_map,
    working_group,
)
from guitu.workflows import family as families
from guitu.workflows import keep_apart as apart
from guitu.workflows.assign import move_rows
from guitu.workflows.copy_of_file import copy_for_the_person
from guitu.workflows.person_file import person_file
from guitu.workflows.record import record_entry
from guitu.workflows.send_messages import send_due
from tests.workflows.planning import FIVE, refusal
from tests.workflows.relatives import HUSBAND, MOTHER, Write, case, keep, lin, named, relative, su
from tests.world import NOW, TODAY, Case, World, world

__all__ = ["case", "lin", "relative", "su", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.GUITU_HOME = tmp_path


# --- who may ----------------------------------------------------------------------------------------


def test_only_who_is_assigned_or_on_the_team_opens_a_family(
    world: World, case: Case, lin: Viewer, su: Viewer, relative: Write
):
    relative(MOTHER)

    for viewer in (lin, su):
        with door.open_for(viewer):
            assert [r.about.name for r in families.household(viewer, case.person).relatives] == ["刘桂芳"]
    for viewer in world.everyone:  # Lin without the assignment among them, and the head of the station
        assert refusal(families.household, viewer=viewer, person=case.person).code == "person.unknown"
        with door.open_for(viewer):
            assert not Relative.objects.exists()


def test_named_to_the_person_the_doctor_and_the_psychologist_still_see_no_family(
    world: World, case: Case, relative: Write
):
    relative(MOTHER)

    for viewer in (world.doctor, world.psychologist, world.officer, world.partner, world.legal):
        near = named(viewer, case, Relation.TEAM)
        assert refusal(families.household, viewer=near, person=case.person).code == "person.unknown"
        with door.open_for(near):
            assert not Relative.objects.exists()


def test_a_family_moves_with_its_person(world: World, case: Case, relative: Write):
    relative(MOTHER)

    move_rows(case.person, to=world.other_station)

    assert set(Relative.objects.values_list("held_by", flat=True)) == {world.other_station}


# --- a relative's own word --------------------------------------------------------------------------


def test_each_purpose_is_said_apart_and_the_last_word_counts(case: Case, lin: Viewer, relative: Write):
    mother = relative(MOTHER)
    ask = {"person": case.person, "relative": mother, "speaker": "relative", "on": TODAY, "by": lin}
    families.say(**ask, purpose="contact", given=True, at=NOW)
    families.say(**ask, purpose="told", given=False, at=NOW)
    families.say(**ask, purpose="contact", given=False, at=NOW + timedelta(minutes=1))

    said = families.household(lin, case.person).relatives[0].said
    assert said == {"contact": False, "told": False}


def test_who_takes_everything_back_is_gone_from_every_way_and_may_be_erased(
    case: Case, lin: Viewer, relative: Write
):
    mother = relative(MOTHER)
    ask = {"person": case.person, "relative": mother, "by": lin, "at": NOW}
    families.say(**ask, purpose="contact", given=True, on=TODAY, speaker="relative")
    assert refusal(families.erase, **ask).code == "family.withdraw-first"

    families.withdraw(**ask)

    row = families.household(lin, case.person).relatives[0]
    assert (row.said, row.withdrew_on) == ({"contact": False}, TODAY)
    assert numbers(lin, case) == {HUSBAND.phone}
    again = {**ask, "purpose": "contact", "given": True, "on": TODAY, "speaker": "relative"}
    assert refusal(families.say, **again).code == "family.withdrew"
    assert refusal(families.write_down, **ask, about=MOTHER).code == "family.withdrew"

    families.erase(**ask)

    row = families.household(lin, case.person).relatives[0]
    assert (row.about.name, row.about.phone, row.is_erased) == ("", "", True)
    assert ContactPoint.objects.filter(of="relative").count() == 1  # the roster's number of hers went too
    assert refusal(families.come_back, **ask).code == "family.erased"


def test_who_is_kept_apart_is_not_erased_from_what_finds_them(case: Case, lin: Viewer, relative: Write):
    husband = relative(HUSBAND)
    keep(case, husband, lin)
    families.withdraw(person=case.person, relative=husband, by=lin, at=NOW)

    error = refusal(families.erase, person=case.person, relative=husband, by=lin, at=NOW)

    assert error.code == "family.apart-first"


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (About("uncle", "刘"), "family.relation"),
        (About("parent", " "), "family.name"),
        (About("parent", "刘" * 41), "family.name"),
        (About("parent", "刘桂芳", "12"), "family.phone"),
        (About("parent", "刘桂芳", "12011112222、12033334444"), "family.phone"),
        (About("parent", "刘桂芳", words="长" * 501), "family.words"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(about: About, code: str, case: Case, lin: Viewer):
    assert refusal(families.write_down, person=case.person, about=about, by=lin, at=NOW).code == code
    assert not Relative.objects.exists()


def test_the_same_form_twice_makes_one_relative(case: Case, lin: Viewer):
    made = new_id()
    for _ in range(2):
        families.write_down(person=case.person, about=MOTHER, made=made, by=lin, at=NOW)

    assert Relative.objects.count() == 1


def test_a_child_and_who_cares(case: Case, lin: Viewer, relative: Write):
    mother = relative(MOTHER)
    child = NewChild("小红", "primary", "wanted", "relative", carer_relative=mother)
    ask = {"person": case.person, "by": lin, "at": NOW}
    row = household.write_child(**ask, new=child, child=None)
    household.write_child(**ask, new=child._replace(aid="granted", aid_on=TODAY), child=row)
    household.write_care(**ask, new=NewCare("外婆", "person", "wanted"), care=None)

    home = families.household(lin, case.person)
    assert [(c.name, c.aid, c.carer_relative) for c in home.children] == [("小红", "granted", mother)]
    assert [(c.whom, c.relief) for c in home.cares] == [("外婆", "wanted")]
    household.drop(**ask, line=row)
    assert families.household(lin, case.person).children == ()
    assert refusal(household.drop, **ask, line=row).code == "family.unknown"
    for wrong, code in (
        (child._replace(schooling="x"), "family.choose"), (child._replace(name=""), "family.name"),
        (child._replace(carer="person"), "family.carer"),
        (child._replace(carer_relative=new_id()), "family.unknown"),
    ):  # fmt: skip
        assert refusal(household.write_child, **ask, new=wrong, child=None).code == code


def test_a_talk_counts_as_help_and_names_nobody(case: Case, lin: Viewer, relative: Write):
    mother = relative(MOTHER)
    ask = {"person": case.person, "by": lin, "at": NOW}
    talk = {**ask, "relatives": [mother], "outcome": "done", "on": TODAY}
    assert refusal(household.talk, **{**talk, "relatives": []}).code == "family.nobody"
    assert refusal(household.talk, **talk).code == "family.not-agreed"
    families.say(**ask, relative=mother, purpose="counselling", given=True, on=TODAY, speaker="relative")

    household.talk(**talk)

    entry = Entry.objects.get(person_id=case.person, kind="service")
    assert (entry.details, bytes(entry.note or b"")) == ({"service": "family_repair"}, b"")
    keep(case, mother, lin)
    assert refusal(household.talk, **talk).code == "family.kept-apart"


# --- kept apart: each way ---------------------------------------------------------------------------


def numbers(viewer: Viewer, case: Case) -> set[str]:
    shown = person_file(viewer, case.person, today=TODAY).contacts
    return {c.value for c in shown if c.of == "relative"}


@pytest.fixture
def held(case: Case, lin: Viewer, relative: Write) -> UUID:
    """The husband, kept apart; the mother stays."""
    relative(MOTHER)
    husband = relative(HUSBAND)
    keep(case, husband, lin)
    return husband


def test_the_number_is_on_no_page_and_in_no_copy(case: Case, world: World, held: UUID):
    assert numbers(world.lin, case) == {MOTHER.phone}  # whoever looks, assigned or not
    copied = str(copy_for_the_person(case.person, at=NOW))
    assert MOTHER.phone in copied
    assert HUSBAND.phone not in copied
    assert HUSBAND.name not in copied


def test_before_anybody_is_kept_apart_both_numbers_show(case: Case, world: World):
    assert numbers(world.lin, case) == {MOTHER.phone, HUSBAND.phone}


def test_the_group_takes_the_mother_and_not_the_husband(case: Case, world: World, held: UUID):
    ask = {"person": case.person, "gaps": {}, "family_is_safe": True, "on": TODAY, "by": world.lin, "at": NOW}
    for words in (HUSBAND.name, f"家属 {HUSBAND.phone}", "丈夫"):
        members = (*FIVE, NewMember("family_member", words=words))
        assert refusal(working_group.set_up, members=members, **ask).code == "family.kept-apart"

    working_group.set_up(members=(*FIVE, NewMember("family_member", words=MOTHER.name)), **ask)


def test_who_sits_in_the_group_already_leaves_it_and_nobody_reads_why(
    case: Case, lin: Viewer, relative: Write
):
    husband = relative(HUSBAND)
    sits = NewMember("family_member", words=f"{HUSBAND.name} {HUSBAND.phone}")
    working_group.set_up(
        person=case.person, members=(*FIVE, sits), gaps={}, family_is_safe=True, on=TODAY, by=lin, at=NOW
    )

    keep(case, husband, lin)

    there = members_of(case.seen_by(lin))
    assert [m.gap for m in there if m.kind == "family_member"] == ["being_appointed"]
    assert sorted(m.words for m in there if not m.gap) == sorted(m.words for m in FIVE)
    assert "apart" not in str(Entry.objects.filter(kind="working_group").latest("id").details)


def test_a_call_through_the_family_is_refused_to_everybody(case: Case, world: World, held: UUID):
    ask = {
        "person": case.person, "kind": "talk", "happened_on": TODAY, "outcome": "done",
        "episode": case.episode, "at": NOW,
    }  # fmt: skip
    for by in (world.lin, world.head):
        error = refusal(record_entry, **ask, details={"mode": "through_family"}, by=by)
        assert (error.code, error.facts["field"]) == ("family.kept-apart", "mode")

    record_entry(**ask, details={"mode": "phone"}, by=world.lin)


def test_a_plan_gives_them_nothing_to_do(case: Case, world: World, held: UUID):
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    made = plan.begin(**ask)
    line = NewLine(Sort.ACTION, "family_help", f"{HUSBAND.name}接送", "family", None, TODAY)

    assert refusal(plan.write_line, **ask, plan=made, line=line).code == "family.kept-apart"
    plan.write_line(**ask, plan=made, line=line._replace(words=f"{MOTHER.name}接送"))


def test_the_support_map_neither_takes_nor_shows_them(case: Case, world: World, lin: Viewer, relative: Write):
    husband = relative(HUSBAND)
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    support_map.add(**ask, sort="family", words=f"{HUSBAND.name} {HUSBAND.phone}")
    support_map.add(**ask, sort="family", words="妈妈")

    keep(case, husband, lin)

    assert [line.words for line in support_map.lines_of(case.seen_by(world.lin))] == ["妈妈"]
    error = refusal(support_map.add, **ask, sort="call", words=HUSBAND.phone)
    assert error.code == "family.kept-apart"
    support_map.add(**ask, sort="avoid_people", words=HUSBAND.name)  # theirs to write
    assert len(support_map.lines_of(case.seen_by(world.lin))) == 2


def test_a_letter_to_the_person_or_outside_names_them_not_but_a_statement_is_not_cut(
    case: Case, world: World, held: UUID
):
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    for kind in ("needs_sheet", "referral"):
        facts = _facts(kind, f"请和{HUSBAND.name}商量")
        assert refusal(issue_letter.issue, **ask, kind=kind, facts=facts).code == "family.kept-apart"

    issue_letter.issue(**ask, kind="statement", facts=_facts("statement", f"{HUSBAND.name}不让我出门"))


def _facts(kind: str, words: str) -> dict[str, object]:
    """Something in every field of a form; the words in its texts."""
    of = {Shape.DAY: TODAY.isoformat(), Shape.LINE: "平稳", Shape.TEXT: words}
    return {f.code: of[f.shape] for f in form(kind).fields}


def test_a_message_to_a_number_they_share_is_not_sent(
    case: Case, world: World, lin: Viewer, relative: Write, tmp_path
):
    shared = relative(HUSBAND._replace(phone="12055556666"))
    keep(case, shared, lin)
    morning = midnight(TODAY) + timedelta(hours=9)
    outreach.queue(
        person=case.person, held_by=case.held_by, to="person", template="call_back",
        facts={"phone": "0731-5550101"}, due_on=TODAY, by=None, at=morning - timedelta(hours=1),
    )  # fmt: skip

    assert send_due(at=morning)["sent"] == 0

    ours = [m for m in messages_of(case.seen_by(world.lin)) if m.account is None]
    assert [m.reason for m in ours] == [Reason.NO_ADDRESS]
    assert not list((tmp_path).rglob("*12055556666*"))


def test_family_counselling_takes_only_who_is_open(case: Case, world: World, held: UUID, lin: Viewer):
    pei = named(world.psychologist, case, Relation.ASSIGNED)
    ask = {"person": case.person, "goals": "好好说话", "by": pei, "at": NOW}
    for kind, whom in (("family", "丈夫"), ("family", HUSBAND.name), ("individual", HUSBAND.phone)):
        error = refusal(counselling.begin, **ask, kind=kind, with_whom=whom)
        assert (error.code, error.facts["field"]) == ("family.kept-apart", "with_whom")
    counselling.begin(**ask, kind="family", with_whom=MOTHER.name)


def test_nothing_of_who_is_kept_apart_can_be_changed_so_that_they_slip_through(
    case: Case, lin: Viewer, held: UUID
):
    ask = {"person": case.person, "relative": held, "by": lin, "at": NOW}
    error = refusal(families.write_down, **ask, about=HUSBAND._replace(name="别人", phone=""))
    assert error.code == "family.apart-unchanged"


# --- setting and lifting ----------------------------------------------------------------------------


def test_lifting_takes_two_people_and_then_ways_open(
    case: Case, world: World, lin: Viewer, su: Viewer, held: UUID
):
    hold = Hold.objects.get().id
    ask = {"person": case.person, "hold": hold, "at": NOW}
    assert refusal(apart.decide_lift, **ask, lift=True, by=su).code == "family.lift-not-asked"
    assert refusal(apart.ask_to_lift, **ask, words=" ", by=lin).code == "family.lift-why"
    apart.ask_to_lift(**ask, words="本人说现在没事了", by=lin)
    assert refusal(apart.decide_lift, **ask, lift=True, by=lin).code == "family.lift-own"
    assert refusal(apart.decide_lift, **ask, lift=True, by=world.head).code == "person.unknown"
    assert numbers(lin, case) == {MOTHER.phone}

    apart.decide_lift(**ask, lift=False, by=su)
    apart.ask_to_lift(**ask, words="一起谈过了", by=su)
    apart.decide_lift(**ask, lift=True, by=lin)

    assert numbers(lin, case) == {MOTHER.phone, HUSBAND.phone}
    row = families.household(lin, case.person).holds[0]
    assert (row.words, row.lift_words, row.machine.lifted_by) == ("说过害怕", "一起谈过了", lin.id)


def test_the_database_refuses_what_one_person_asked_for_and_lifted(case: Case, lin: Viewer, held: UUID):
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(asked_by=lin.id, asked_at=NOW, lifted_by=lin.id, lifted_at=NOW)


@pytest.mark.parametrize(("field", "value"), [("side", "x"), ("reason", "x"), ("words", "长" * 501)])
def test_a_hold_that_says_nothing_we_know_is_refused(
    field: str, value: str, case: Case, lin: Viewer, relative: Write
):
    new = NewHold(relative(HUSBAND), "unsaid", "worry")._replace(**{field: value})

    error = refusal(apart.keep_apart, person=case.person, new=new, by=lin, at=NOW)

    assert error.code in {"family.choose", "family.words"}
    assert not Hold.objects.exists()
