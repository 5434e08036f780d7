"""A plan, all the way: what is taken, and beside it what is refused."""

from datetime import date, timedelta

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.plans.models import Line, Opinion, Plan, Support
from guitu.casework.plans.queries import (
    in_force,
    lines_of,
    plans_of,
)
from guitu.domain.access import Role, Viewer
from guitu.domain.plans.plan import NewLine, Progress, Sort, State
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.workflows import opinion, plan, support_map, working_group
from guitu.workflows.assign import assign
from guitu.workflows.plan import Review
from guitu.workflows.record import record_entry, take_back
from tests.workflows.planning import FIVE, case, four_lines, ordered, refusal, written
from tests.world import NOW, PASSWORD, TODAY, Case, World, in_aftercare, world

__all__ = ["case", "ordered", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def township_head(world: World) -> Viewer:
    """A head of the township office: no right to approve what they wrote themselves."""
    made = create_account(
        username="township-head", display_name="周主任", role=Role.UNIT_HEAD, unit=world.township,
        password=PASSWORD, by=None, at=NOW,
    )  # fmt: skip
    return viewer_of(Account.objects.select_related("unit").get(id=made))


def approved(case: Case, world: World):
    """A plan in force; its id."""
    made = written(case, by=world.lin)
    plan.propose(person=case.person, plan=made, by=world.lin, at=NOW)
    plan.approve(person=case.person, plan=made, by=world.head, at=NOW)
    return made


def kinds(case: Case) -> list[str]:
    return list(Entry.objects.filter(person_id=case.person).order_by("id").values_list("kind", flat=True))


# --- plans -----------------------------------------------------------------------------------------


def test_a_plan_is_written_proposed_and_approved_and_the_journal_says_so(case: Case, world: World):
    made = approved(case, world)

    row = Plan.objects.get(id=made)
    assert (row.state, row.version, row.own_approval) == ("approved", 1, False)
    assert row.due_on == date(2026, 9, 2)  # six months after the approval
    assert "plan" in kinds(case)
    who = case.seen_by(world.lin)
    said = [line.words for line in lines_of(who, plans_of(who)[0])]
    assert said == ["晚上能睡个整觉", "会木工", "", "陪他去人社局登记"]


def test_the_words_lie_sealed_in_the_database(case: Case, world: World):
    approved(case, world)

    for row in Line.objects.filter(person_id=case.person).exclude(note=b""):
        for word in ("睡个整觉", "木工", "人社局"):
            assert word.encode() not in bytes(row.note)


def test_an_incomplete_plan_is_not_proposed(case: Case, world: World):
    made = plan.begin(person=case.person, by=world.lin, at=NOW)

    error = refusal(plan.propose, person=case.person, plan=made, by=world.lin, at=NOW)

    assert error.code == "plan.incomplete"
    assert Plan.objects.get(id=made).state == "draft"


def test_beginning_twice_gives_the_same_draft(case: Case, world: World):
    first = plan.begin(person=case.person, by=world.lin, at=NOW)

    assert plan.begin(person=case.person, by=world.lin, at=NOW) == first


def test_only_a_head_approves(case: Case, world: World):
    made = written(case, by=world.lin)
    plan.propose(person=case.person, plan=made, by=world.lin, at=NOW)

    for viewer in (world.lin, world.psychologist, world.officer, world.mo):
        error = refusal(plan.approve, person=case.person, plan=made, by=viewer, at=NOW)
        assert error.code == "person.unknown"
    assert Plan.objects.get(id=made).state == "proposed"


def test_a_head_of_the_township_does_not_approve_what_they_wrote(world: World, township_head: Viewer):
    case = in_aftercare(world.township, since=TODAY - timedelta(days=30))
    made = written(case, by=township_head)
    plan.propose(person=case.person, plan=made, by=township_head, at=NOW)

    error = refusal(plan.approve, person=case.person, plan=made, by=township_head, at=NOW)

    assert error.code == "plan.own"
    assert Plan.objects.get(id=made).state == "proposed"


def test_one_line_of_their_own_is_enough_to_need_another_head(world: World, township_head: Viewer):
    case = in_aftercare(world.township, since=TODAY - timedelta(days=30))
    made = written(case, by=world.worker)
    extra = NewLine(Sort.STRENGTH, "", "有耐心")
    plan.write_line(person=case.person, plan=made, line=extra, by=township_head, at=NOW)
    plan.propose(person=case.person, plan=made, by=world.worker, at=NOW)

    assert refusal(plan.approve, person=case.person, plan=made, by=township_head, at=NOW).code == "plan.own"


def test_a_head_of_a_station_may_and_the_plan_says_so(case: Case, world: World):
    made = written(case, by=world.head)
    plan.propose(person=case.person, plan=made, by=world.head, at=NOW)

    plan.approve(person=case.person, plan=made, by=world.head, at=NOW)

    assert Plan.objects.get(id=made).own_approval is True


def test_sent_back_it_says_why_and_can_be_written_on(case: Case, world: World):
    made = written(case, by=world.lin)
    plan.propose(person=case.person, plan=made, by=world.lin, at=NOW)
    where = {"person": case.person, "plan": made, "at": NOW}

    assert refusal(plan.send_back, **where, words=" ", by=world.head).code == "plan.why-back"
    plan.send_back(**where, words="行动再具体些", by=world.head)

    row = plans_of(case.seen_by(world.lin))[0]
    assert (row.state, row.sent_back) == (State.DRAFT, "行动再具体些")
    plan.write_line(**where, line=NewLine(Sort.STRENGTH, "", "早起"), by=world.lin)


def test_an_approved_plan_keeps_its_words(case: Case, world: World):
    made = approved(case, world)
    line = Line.objects.filter(plan=made, sort="goal").get()

    late = refusal(
        plan.write_line, person=case.person, plan=made, line=four_lines(world.lin)[0], by=world.lin, at=NOW
    )
    gone = refusal(plan.drop_line, person=case.person, line=line.id, by=world.lin, at=NOW)

    assert (late.code, gone.code) == ("plan.not-now", "plan.not-now")
    assert Line.objects.filter(plan=made).count() == 4


def test_a_new_version_takes_over_the_lines_and_the_old_one_is_kept(case: Case, world: World):
    old = approved(case, world)
    need = Line.objects.get(plan=old, sort="need")
    plan.move_on(person=case.person, line=need.id, progress=Progress.MET, by=world.lin, at=NOW)
    new = plan.begin(person=case.person, by=world.lin, at=NOW)
    plan.write_line(
        person=case.person, plan=new, line=NewLine(Sort.GOAL, "work", "开个小店"), by=world.lin, at=NOW
    )
    plan.propose(person=case.person, plan=new, by=world.lin, at=NOW)

    plan.approve(person=case.person, plan=new, by=world.head, at=NOW)

    who = case.seen_by(world.lin)
    latest, before = plans_of(who)
    assert (latest.id, latest.version, latest.state) == (new, 2, State.APPROVED)
    assert (before.id, before.version, before.state) == (old, 1, State.REPLACED)
    assert [line.words for line in lines_of(who, before)] == [
        "晚上能睡个整觉",
        "会木工",
        "",
        "陪他去人社局登记",
    ]
    assert "开个小店" in [line.words for line in lines_of(who, latest)]
    assert [x.progress for x in lines_of(who, latest) if x.sort is Sort.NEED] == [Progress.MET]
    assert in_force((latest, before)) == latest


def test_needs_and_actions_move_on_while_goals_stay(case: Case, world: World):
    made = approved(case, world)
    goal = Line.objects.get(plan=made, sort="goal")
    action = Line.objects.get(plan=made, sort="action")
    move = {"person": case.person, "progress": Progress.IN_PROGRESS, "by": world.lin, "at": NOW}

    plan.move_on(line=action.id, **move)

    assert Line.objects.get(id=action.id).progress == "in_progress"
    assert refusal(plan.move_on, line=goal.id, **move).code == "plan.not-now"


def test_a_review_without_the_persons_view_is_refused_and_with_it_sealed(case: Case, world: World):
    made = approved(case, world)
    later = NOW + timedelta(days=180)
    held = Review(later.date(), view="  ", family="家里都好", worker="稳定", score=80)
    where = {"person": case.person, "plan": made, "by": world.lin, "at": later}

    assert refusal(plan.review, held=held, **where).code == "plan.view-missing"
    plan.review(held=Review(later.date(), view="比以前踏实", worker="稳定", score=80), **where)

    entry = Entry.objects.get(person_id=case.person, kind="plan_review")
    assert entry.details == {"version": 1, "score": 80}
    assert "踏实".encode() not in bytes(entry.note)
    row = Plan.objects.get(id=made)
    assert (row.reviewed_on, row.due_on) == (date(2026, 8, 29), date(2027, 2, 28))


def test_a_review_taken_back_is_due_again(case: Case, world: World):
    made = approved(case, world)
    later = NOW + timedelta(days=180)
    held = Review(later.date(), view="还好")
    done = plan.review(person=case.person, plan=made, held=held, by=world.lin, at=later)

    take_back(person=case.person, entry=done.entry_id, by=world.lin, at=later)

    row = Plan.objects.get(id=made)
    assert (row.reviewed_on, row.due_on) == (None, date(2026, 9, 2))


def test_an_order_needs_its_group_before_the_plan(ordered: Case, world: World):
    made = written(ordered, by=world.lin)
    plan.propose(person=ordered.person, plan=made, by=world.lin, at=NOW)

    assert (
        refusal(plan.approve, person=ordered.person, plan=made, by=world.head, at=NOW).code
        == "plan.group-first"
    )

    working_group.set_up(
        person=ordered.person, members=FIVE, gaps={"family_member": "family_not_safe"},
        family_is_safe=False, on=TODAY, by=world.lin, at=NOW,
    )  # fmt: skip
    plan.approve(person=ordered.person, plan=made, by=world.head, at=NOW)
    assert Plan.objects.get(id=made).state == "approved"


def test_a_stranger_finds_no_plan_and_writes_none(case: Case, world: World):
    made = approved(case, world)

    for viewer in (world.mo, world.manager, world.partner, world.gate, world.officer, world.legal):
        assert refusal(plan.begin, person=case.person, by=viewer, at=NOW).code == "person.unknown"
        with door.open_for(viewer):
            assert Plan.objects.filter(id=made).count() == 0
            assert Line.objects.filter(plan=made).count() == 0


def test_the_plan_goes_with_the_person(case: Case, world: World):
    approved(case, world)
    support_map.add(person=case.person, sort="call", words="姐姐", by=world.lin, at=NOW)
    opinion.give(person=case.person, speaker="person", words="好", said_on=TODAY, by=world.lin, at=NOW)
    head = create_account(
        username="county-head", display_name="区主任", role=Role.UNIT_HEAD, unit=world.bureau,
        password=PASSWORD, by=None, at=NOW,
    )  # fmt: skip

    assign(
        person=case.person, to_unit=world.other_station, at=NOW,
        by=viewer_of(Account.objects.select_related("unit").get(id=head)),
    )  # fmt: skip

    for table in (Plan, Line, Support, Opinion):
        assert set(table.objects.filter(person_id=case.person).values_list("held_by", flat=True)) == {
            world.other_station
        }
    assert plans_of(case.seen_by(world.mo))[0].state is State.APPROVED


def test_the_generic_way_does_not_write_what_has_its_own(case: Case, world: World):
    for kind in ("plan", "agreement", "working_group", "rights_read", "voluntary_paper"):
        error = refusal(
            record_entry, person=case.person, kind=kind, happened_on=TODAY, outcome="done", details={},
            by=world.lin, at=NOW,
        )  # fmt: skip
        assert error.code == "journal.own-act"


def test_an_approval_is_not_undone_by_an_undo(case: Case, world: World):
    approved(case, world)
    entry = Entry.objects.get(person_id=case.person, kind="plan")

    assert (
        refusal(take_back, person=case.person, entry=entry.id, by=world.lin, at=NOW).code == "journal.own-act"
    )
