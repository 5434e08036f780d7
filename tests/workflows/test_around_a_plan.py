"""Papers, groups, maps, wishes and opinions: what is taken, and beside it what is refused."""

from datetime import timedelta

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.people import commands as people
from guitu.casework.plans.commands import NewMember
from guitu.casework.plans.models import Member
from guitu.casework.plans.queries import (
    members_of,
    opinions_of,
    support_of,
)
from guitu.domain.access import Role
from guitu.exchange.exporters.person_copy import as_docx
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.ids import new_id
from guitu.web.records.words import say
from guitu.workflows import opinion, plan, support_map, wish, working_group
from guitu.workflows.agree import Signing, show_rights, sign, standing_of
from guitu.workflows.copy_of_file import copy_for_the_person
from tests.workflows.planning import FIVE, case, ordered, refusal, written
from tests.world import NOW, PASSWORD, TODAY, Case, World, in_rehab, world

__all__ = ["case", "ordered", "world"]
pytestmark = pytest.mark.django_db


def kinds(case: Case) -> list[str]:
    return list(Entry.objects.filter(person_id=case.person).order_by("id").values_list("kind", flat=True))


# --- rights and papers -----------------------------------------------------------------------------

SIGNED = Signing(
    paper="community_agreement",
    signed=True,
    signed_on=TODAY,
    signed_by=("person", "station"),
    reading=("read_aloud",),
    words="周末再谈",
)


def test_nothing_is_signed_before_the_rights_were_read(ordered: Case, world: World):
    assert (
        refusal(sign, person=ordered.person, signing=SIGNED, by=world.lin, at=NOW).code
        == "signing.rights-first"
    )

    show_rights(person=ordered.person, reading=["read_aloud"], on=TODAY, by=world.lin, at=NOW)
    sign(person=ordered.person, signing=SIGNED, by=world.lin, at=NOW)

    entry = Entry.objects.get(person_id=ordered.person, kind="agreement")
    assert entry.details == {
        "rights_on": TODAY.isoformat(), "reading": ["read_aloud"], "signed_by": ["person", "station"]
    }  # fmt: skip
    assert entry.episode_id == ordered.episode


def test_a_minor_signs_with_a_guardian_only(world: World):
    young = people.NewPerson(
        id=new_id(), held_by=world.station, name="周小", sex="female",
        birth_on=TODAY.replace(year=TODAY.year - 17), citizen_id=None, created_at=NOW,
    )  # fmt: skip
    case = in_rehab(world.station, person=young, since=TODAY - timedelta(days=9))
    show_rights(person=case.person, reading=["large_type"], on=TODAY, by=world.lin, at=NOW)

    assert refusal(sign, person=case.person, signing=SIGNED, by=world.lin, at=NOW).code == "signing.guardian"

    both = ("person", "guardian", "station")
    with_guardian = Signing(
        paper="community_agreement", signed=True, signed_on=TODAY, signed_by=both, reading=("large_type",)
    )
    sign(person=case.person, signing=with_guardian, by=world.lin, at=NOW)
    assert "agreement" in kinds(case)


def test_not_signing_is_written_down_without_a_signature_of_the_person(case: Case, world: World):
    show_rights(person=case.person, reading=["read_alone"], on=TODAY, by=world.lin, at=NOW)
    said_no = Signing(paper="pledge", signed=False, signed_on=TODAY, signed_by=(), reading=("read_alone",))

    sign(person=case.person, signing=said_no, by=world.lin, at=NOW)

    entry = Entry.objects.get(person_id=case.person, kind="voluntary_paper")
    assert (entry.outcome, entry.details["paper"]) == ("declined", "pledge")
    assert "signed_by" not in entry.details


def test_what_is_voluntary_belongs_to_aftercare_and_the_agreement_to_an_order(
    case: Case, ordered: Case, world: World
):
    for each in (case, ordered):
        show_rights(person=each.person, reading=["read_alone"], on=TODAY, by=world.lin, at=NOW)
    pledge = Signing(
        paper="pledge", signed=True, signed_on=TODAY, signed_by=("person", "station"), reading=("read_alone",)
    )

    assert refusal(sign, person=case.person, signing=SIGNED, by=world.lin, at=NOW).code == "signing.no-course"
    assert (
        refusal(sign, person=ordered.person, signing=pledge, by=world.lin, at=NOW).code == "signing.no-course"
    )
    assert standing_of(case.seen_by(world.lin), on=TODAY).open_to == ("aftercare_agreement", "pledge")
    assert standing_of(ordered.seen_by(world.lin), on=TODAY).open_to == ("community_agreement",)


# --- the group -------------------------------------------------------------------------------------


def test_a_gap_without_a_reason_is_refused_and_nothing_is_kept(ordered: Case, world: World):
    ask = {"person": ordered.person, "on": TODAY, "by": world.lin, "at": NOW}

    error = refusal(working_group.set_up, members=FIVE, gaps={}, family_is_safe=False, **ask)

    assert (error.code, error.facts["kind"]) == ("group.gap-unreasoned", "family_member")
    assert Member.objects.count() == 0


def test_family_joins_only_where_it_is_safe_and_the_group_can_change(ordered: Case, world: World):
    ask = {"person": ordered.person, "on": TODAY, "by": world.lin, "at": NOW}
    mother = NewMember("family_member", words="母亲 12088880009")

    error = refusal(working_group.set_up, members=(*FIVE, mother), gaps={}, family_is_safe=False, **ask)
    assert error.code == "group.family-not-safe"
    working_group.set_up(members=(*FIVE, mother), gaps={}, family_is_safe=True, **ask)
    assert len(members_of(ordered.seen_by(world.lin))) == 5
    working_group.set_up(members=FIVE, gaps={"family_member": "family_declined"}, family_is_safe=True, **ask)

    found = members_of(ordered.seen_by(world.lin))
    assert [m.gap for m in found if m.kind == "family_member"] == ["family_declined"]
    details = Entry.objects.filter(person_id=ordered.person, kind="working_group").latest("id").details
    assert (details["missing"], details["gap"]) == (["family_member"], "family_declined")


def test_a_member_is_somebody(ordered: Case, world: World):
    nobody = NewMember("volunteer")

    error = refusal(
        working_group.set_up, person=ordered.person, members=(*FIVE[:3], nobody),
        gaps={"family_member": "no_family"}, family_is_safe=False, on=TODAY, by=world.lin, at=NOW,
    )  # fmt: skip

    assert error.code == "group.nobody-named"


# --- map, wishes, opinions -------------------------------------------------------------------------


def test_the_map_is_the_persons_own_and_can_be_changed(case: Case, world: World):
    made = support_map.add(person=case.person, sort="avoid_places", words="城南网吧", by=world.lin, at=NOW)
    support_map.add(person=case.person, sort="family", words="妈妈", by=world.lin, at=NOW)

    assert [line.sort for line in support_of(case.seen_by(world.lin))] == ["family", "avoid_places"]
    support_map.drop(person=case.person, line=made, by=world.lin, at=NOW)
    assert [line.words for line in support_of(case.seen_by(world.lin))] == ["妈妈"]
    again = refusal(support_map.drop, person=case.person, line=made, by=world.lin, at=NOW)
    assert again.code == "support.unknown"
    assert refusal(support_map.add, person=case.person, sort="call", words="x", by=world.mo, at=NOW).code == (
        "person.unknown"
    )


def test_wishes_are_dated_facts_and_only_what_changed_is_written(case: Case, world: World):
    ask = {"person": case.person, "on": TODAY, "by": world.lin, "at": NOW}

    assert wish.wish(wishes={"wish_worker_sex": "female", "wish_place": "any"}, **ask) == 1
    assert wish.wish(wishes={"wish_worker_sex": "female"}, **ask) == 0
    assert wish.wishes_for(case.seen_by(world.lin)) == {"wish_worker_sex": "female"}
    assert wish.wishes_of_people([case.person]) == {case.person: {"wish_worker_sex": "female"}}
    assert refusal(wish.wish, wishes={"wish_place": "moon"}, **ask).code == "wish.code"


def test_an_opinion_waits_for_the_head_and_is_answered_once(case: Case, world: World):
    made = opinion.give(
        person=case.person, speaker="family", words="每次都等很久", said_on=TODAY, by=world.lin, at=NOW
    )
    waits = plan.waiting_for(world.head, today=TODAY).opinions
    assert [(row.id, row.words, row.due_on) for row in waits] == [
        (made, "每次都等很久", TODAY + timedelta(days=10))
    ]
    say = {"person": case.person, "opinion": made, "at": NOW}

    assert refusal(opinion.answer, words="改", by=world.lin, **say).code == "person.unknown"
    assert refusal(opinion.answer, words=" ", by=world.head, **say).code == "opinion.answer-words"
    opinion.answer(words="改成预约", by=world.head, **say)
    assert refusal(opinion.answer, words="再答", by=world.head, **say).code == "opinion.answered"

    assert plan.waiting_for(world.head, today=TODAY).opinions == ()
    assert opinions_of(case.seen_by(world.lin))[0].answer == "改成预约"


def test_the_list_is_of_the_heads_own_people(case: Case, world: World):
    made = written(case, by=world.lin)
    plan.propose(person=case.person, plan=made, by=world.lin, at=NOW)
    other = create_account(
        username="other-head", display_name="别站长", role=Role.UNIT_HEAD, unit=world.other_station,
        password=PASSWORD, by=None, at=NOW,
    )  # fmt: skip
    stranger = viewer_of(Account.objects.select_related("unit").get(id=other))

    assert [row.id for row in plan.waiting_for(world.head, today=TODAY).proposed] == [made]
    assert plan.waiting_for(stranger, today=TODAY).proposed == ()
    assert refusal(plan.waiting_for, viewer=world.lin, today=TODAY).code == "access.refused"


def test_all_of_it_stands_in_the_persons_copy(case: Case, world: World):
    made = written(case, by=world.lin)
    assert made
    support_map.add(person=case.person, sort="call", words="姐姐", by=world.lin, at=NOW)
    opinion.give(person=case.person, speaker="person", words="好", said_on=TODAY, by=world.lin, at=NOW)

    copy = copy_for_the_person(case.person, at=NOW)

    assert [row["note"] for row in copy["plans"]] == ["晚上能睡个整觉", "会木工", "", "陪他去人社局登记"]
    assert copy["support"] == [{"field": "打给这些人", "note": "姐姐"}]
    assert [row["note"] for row in copy["opinions"]] == ["好"]
    assert as_docx(copy, say=say)
