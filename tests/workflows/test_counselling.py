"""Private notes are for their author and the named supervisor; the team learns what the person agrees to."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from guitu.casework.counselling.models import Case as CaseModel
from guitu.casework.counselling.models import Session
from guitu.domain.access import Relation, Role, Viewer
from guitu.domain.counselling.sessions import Attendance
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import door
from guitu.foundation.authorization.queries import with_relations
from guitu.workflows import agree_to_share, counselling, team
from guitu.workflows.assign import assign
from tests.world import NOW, PASSWORD, TODAY, Case, World, in_aftercare, world

__all__ = ["world"]


def psychologist(name: str, unit: int) -> Viewer:
    made = create_account(
        username=name, display_name=name, role=Role.PSYCHOLOGIST, unit=unit, password=PASSWORD, by=None,
        at=NOW, must_change_password=False,
    )  # fmt: skip
    return viewer_of(Account.objects.get(id=made))


def named(case: Case, to: Viewer, world: World, relation: Relation = Relation.TEAM) -> Viewer:
    team.name(person=case.person, to=to.id, relation=relation, until=None, by=world.head, at=NOW)
    return with_relations(to, at=NOW)


@pytest.fixture
def case(world: World) -> Case:
    return in_aftercare(world.station)


@pytest.fixture
def pei(case: Case, world: World) -> Viewer:
    return named(case, world.psychologist, world)


@pytest.fixture
def supervisor(case: Case, world: World) -> Viewer:
    return named(case, psychologist("dudao", world.station), world, Relation.SUPERVISOR)


@pytest.fixture
def colleague(case: Case, world: World) -> Viewer:
    """Another psychologist who is named to the same person."""
    return named(case, psychologist("tongshi", world.station), world)


def refusal(act: Any, *args: Any, **given: Any) -> str:
    with pytest.raises(DomainError) as refused, transaction.atomic():
        act(*args, **given)
    return refused.value.code


def begun(case: Case, by: Viewer, *, goals: str = "睡好觉") -> UUID:
    with door.open_for(by):
        made = counselling.begin(
            person=case.person, kind="individual", goals=goals, with_whom="", by=by, at=NOW
        )
        counselling.open_case(person=case.person, case=made, by=by, at=NOW)
    return made


def held(case: Case, by: Viewer, file: UUID, words: str, *themes: str) -> UUID:
    with door.open_for(by):
        made = counselling.plan_session(person=case.person, case=file, on=TODAY, by=by, at=NOW)
        counselling.write_session(
            person=case.person, session=made, attendance="came", on=TODAY, themes=themes, words=words, by=by,
            at=NOW,
        )  # fmt: skip
    return made


def words_read(viewer: Viewer, case: Case) -> set[str]:
    """Every private word that one reader finds, as row-level security lets them."""
    with door.open_for(viewer):
        found = counselling.mind_of(viewer, case.person)
        files = [counselling.case_file(viewer, case.person, one.id) for one in found.cases]
    return {one.words for file in files for one in file.sessions} | {one.words for one in found.letters}


def test_a_note_is_read_by_its_author_and_the_named_supervisor_alone(
    case: Case, pei: Viewer, supervisor: Viewer, colleague: Viewer, world: World
):
    held(case, pei, begun(case, pei), "只说给裴听的话", "sleep")
    held(case, colleague, begun(case, colleague), "只说给同事听的话")

    assert words_read(pei, case) == {"只说给裴听的话"}
    assert words_read(colleague, case) == {"只说给同事听的话"}
    assert words_read(supervisor, case) == {"只说给裴听的话", "只说给同事听的话"}
    for name in ("lin", "head", "worker", "social", "officer", "doctor", "legal", "mo", "manager"):
        viewer = with_relations(getattr(world, name), at=NOW)
        with door.open_for(viewer):
            assert refusal(counselling.mind_of, viewer, case.person) == "person.unknown"
            assert Session.objects.count() == CaseModel.objects.count() == 0


def test_a_supervisor_reads_and_writes_nothing(case: Case, pei: Viewer, supervisor: Viewer):
    file = begun(case, pei)
    session = held(case, pei, file, "话")
    done = {"attendance": "came", "on": TODAY, "themes": (), "words": "改", "at": NOW}

    with door.open_for(supervisor):
        refused = refusal(
            counselling.write_session, person=case.person, session=session, by=supervisor, **done
        )
        assert refused == "person.unknown"
    assert words_read(pei, case) == {"话"}


def test_another_psychologists_case_is_not_there(case: Case, pei: Viewer, colleague: Viewer):
    file = begun(case, pei)

    with door.open_for(colleague):
        assert refusal(counselling.case_file, colleague, case.person, file) == "mind.unknown"
        ended = {"person": case.person, "case": file, "ending": "other", "on": TODAY}
        assert refusal(counselling.end_case, **ended, by=colleague, at=NOW) == "mind.unknown"


def test_the_team_sees_attendance_and_themes_only_while_the_person_agrees(
    case: Case, pei: Viewer, world: World
):
    held(case, pei, begun(case, pei), "一句也不能说出去", "sleep", "family")
    who = case.seen_by(world.lin)
    assert counselling.shared_with_team(who) == ()

    say(case, pei, agreed=True)
    (one,) = counselling.shared_with_team(who)
    assert (one.on, one.attendance, one.themes) == (TODAY, Attendance.CAME, ("sleep", "family"))
    assert "一句也不能说出去" not in repr(one)

    say(case, pei, agreed=False)
    assert counselling.shared_with_team(who) == ()


def say(case: Case, by: Viewer, *, agreed: bool) -> None:
    with door.open_for(by):
        agree_to_share.say(person=case.person, purpose="counselling_sharing", agreed=agreed, by=by, at=NOW)


def test_a_case_is_handed_over_as_a_summary_and_no_note_goes_along(
    case: Case, pei: Viewer, colleague: Viewer, world: World
):
    file = begun(case, pei)
    held(case, pei, file, "原话")
    over = {"person": case.person, "case": file, "by": pei, "at": NOW}

    with door.open_for(pei):
        assert refusal(counselling.hand_over, to=world.doctor.id, summary="x", **over) == "mind.receiver"
        assert refusal(counselling.hand_over, to=pei.id, summary="x", **over) == "mind.receiver"
        assert refusal(counselling.hand_over, to=colleague.id, summary=" ", **over) == "mind.summary"
        counselling.hand_over(to=colleague.id, summary="三次谈话，睡眠好转", **over)
        assert refusal(counselling.hand_over, to=colleague.id, summary="再写", **over) == "mind.released"

    assert words_read(colleague, case) == {"三次谈话，睡眠好转"}
    with door.open_for(colleague):
        assert counselling.mind_of(colleague, case.person).cases == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"attendance": "planned"}, "mind.attendance"),
        ({"attendance": "x"}, "mind.attendance"),
        ({"themes": ("x",)}, "mind.theme"),
        ({"words": "话" * 4001}, "mind.words"),
        ({"on": TODAY + timedelta(days=1)}, "mind.session-future"),
    ],
)
def test_an_impossible_session_is_refused(case: Case, pei: Viewer, given: dict[str, Any], code: str):
    file = begun(case, pei)
    with door.open_for(pei):
        made = counselling.plan_session(person=case.person, case=file, on=TODAY, by=pei, at=NOW)
        done = {"attendance": "came", "on": TODAY, "themes": (), "words": "", **given}

        refused = refusal(counselling.write_session, person=case.person, session=made, by=pei, at=NOW, **done)

    assert refused == code


def test_a_case_waits_begins_and_ends_in_that_order(case: Case, pei: Viewer):
    with door.open_for(pei):
        made = counselling.begin(
            person=case.person, kind="family", goals="和孩子说得上话", with_whom="妻子", by=pei, at=NOW
        )
        on = {"person": case.person, "case": made, "by": pei, "at": NOW}
        assert [c.id for c in counselling.my_work(pei, today=TODAY).cases] == [made]
        assert refusal(counselling.plan_session, on=TODAY, **on) == "mind.not-now"

        counselling.open_case(**on)
        counselling.plan_session(on=TODAY + timedelta(days=3), **on)
        assert [s.held_on for s in counselling.my_work(pei, today=TODAY).sessions] == [
            TODAY + timedelta(days=3)
        ]
        counselling.end_case(ending="goals_met", **{**on, "on": TODAY})

        assert refusal(counselling.open_case, **on) == "mind.not-now"
        assert counselling.my_work(pei, today=TODAY).cases == ()


def test_a_file_that_moves_takes_its_notes_along(case: Case, pei: Viewer, world: World):
    held(case, pei, begun(case, pei), "带走的话")
    bureau = with_relations(world.head, at=NOW)

    assign(person=case.person, to_unit=world.station, to_worker=world.lin.id, by=bureau, at=NOW)

    with door.even_sealed("looking"):
        assert set(Session.objects.values_list("held_by", flat=True)) == {world.station}
