"""A risk level is proposed by one, confirmed by others, seen by the case team alone, and lapses."""

from datetime import timedelta

import pytest
from django.urls import reverse

from guitu.casework.instruments.models import Proposal
from guitu.casework.journal.models import Entry
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from tests.web.instruments.conftest import entries, risk

pytestmark = pytest.mark.django_db


def proposed(desk, viewer, **said):
    id_ = new_id()
    answer = desk(viewer).sends("risk_level", risk(**said), id_=id_)
    assert answer.status_code == 303, answer.content.decode()
    return id_


def test_one_proposes_two_others_confirm_and_then_it_holds(world, desk):
    id_ = proposed(desk, world.lin, family="high", level="medium", label="C2")
    assert entries("risk_assessment") == []

    desk(world.social).acts("confirm", proposal=id_)
    assert entries("risk_assessment") == []
    desk(world.head).acts("confirm", proposal=id_)

    (entry,) = entries("risk_assessment")
    assert entry.id == id_
    assert entry.details == {"level": "medium", "basis": "complete"}
    page = desk(world.lin).page("level")
    for said in (
        "林岚提出",
        "社工苏确认",
        "站长何确认",
        "人的判断与建议不同",
        "家庭",
        "工作稳定",
        "每月联系",
        "C2",
    ):
        assert said in page, said


def test_nobody_confirms_their_own_or_twice(world, desk):
    id_ = proposed(desk, world.lin)
    desk(world.lin).acts("confirm", proposal=id_)
    for _ in range(3):
        desk(world.social).acts("confirm", proposal=id_)
    assert entries("risk_assessment") == []
    assert "还要 1 位同事确认" in desk(world.head).page("level")
    assert "我看过因素和理由" not in desk(world.social).page("level")


def test_a_factor_nobody_knows_makes_it_provisional(world, desk):
    id_ = proposed(desk, world.lin, job="unknown")
    for viewer in (world.social, world.head):
        desk(viewer).acts("confirm", proposal=id_)
    (entry,) = entries("risk_assessment")
    assert entry.details["basis"] == "provisional"
    page = desk(world.head).page("level")
    assert "暂定" in page
    assert "还不清楚" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"helps": []}, "这一项还没有填写"),
        ({"reasons": ""}, "这一项还没有填写"),
        ({"own_view": ""}, "这一项还没有填写"),
        (dict.fromkeys([*risk()][:11], "unknown"), "还没有一项因素是清楚的"),
    ],
)
def test_without_reasons_help_view_or_any_factor_nothing_is_proposed(world, desk, said, words):
    filled = {id_: text for id_, text in risk(**said).items() if text}
    answer = desk(world.lin).sends("risk_level", filled)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Proposal.objects.exists()


def test_the_draft_shows_what_the_factors_propose(world, desk):
    lin = desk(world.lin)
    lin.sends("risk_level", {"family": "high", "job": "low"}, intent="draft")
    page = lin.page("fill", "risk_level")
    assert "建议：高" in page
    assert "还有 9 项不清楚" in page


def test_a_newer_proposal_takes_the_place_of_one_that_waits(world, desk):
    old, new = proposed(desk, world.lin), proposed(desk, world.social, level="high")
    head = desk(world.head)
    head.acts("confirm", proposal=old)
    assert "没有找到这份等级建议" in head.page("level")
    head.acts("confirm", proposal=new)
    desk(world.lin).acts("confirm", proposal=new)
    assert [entry.details["level"] for entry in entries("risk_assessment")] == ["high"]


def test_what_is_withdrawn_cannot_be_confirmed(world, desk):
    id_ = proposed(desk, world.lin)
    desk(world.social).acts("withdraw", proposal=id_)
    for viewer in (world.head, world.social):
        desk(viewer).acts("confirm", proposal=id_)
    assert entries("risk_assessment") == []
    assert desk(world.lin).acts("confirm", proposal="nonsense").status_code == 303


def test_a_level_lapses_after_the_months_of_the_rule_book(world, desk, case):
    Entry.objects.create(
        person_id=case.person, held_by=world.station, kind="risk_assessment", outcome="done",
        happened_on=clock.today() - timedelta(days=200), recorded_at=clock.now(), recorded_by=world.lin.id,
        compartment="casework", details={"level": "high"},
    )  # fmt: skip
    page = desk(world.lin).page("level")
    assert "已过期" in page
    assert "没有留下因素和理由" in page


def test_the_persons_objection_stands_beside_the_level(world, desk):
    id_ = proposed(desk, world.lin)
    for viewer in (world.social, world.head):
        desk(viewer).acts("confirm", proposal=id_)
    lin = desk(world.lin)
    ask = reverse("records:ask", args=[lin.case.person])
    assert f"{ask}?of=entry&amp;row={id_}" in lin.page("level")
    lin.client.post(f"{ask}?of=entry&row={id_}", {"kind": "objection", "words": "我不同意"})
    assert "本人认为有误" in lin.page("level")


@pytest.mark.parametrize(
    "who", ["officer", "gate", "psychologist", "doctor", "legal", "mo", "manager", "partner"]
)
def test_nobody_outside_the_case_team_learns_or_sets_a_level(world, desk, who):
    id_ = proposed(desk, world.lin)
    other = desk(getattr(world, who))
    assert other.client.get(other.address("level")).status_code in (403, 404)
    for name in ("confirm", "withdraw"):
        assert other.acts(name, proposal=id_).status_code in (403, 404)
    assert other.sends("risk_level", risk()).status_code in (403, 404, 422)
    assert Proposal.objects.get().state == "open"


def test_a_level_is_never_simply_written(world, desk):
    from guitu.domain.kernel.errors import DomainError
    from guitu.workflows.answer_instrument import finish
    from guitu.workflows.record import record_entry

    with pytest.raises(DomainError, match="journal.own-act"):
        record_entry(
            person=desk(world.lin).case.person, kind="risk_assessment", happened_on=clock.today(),
            outcome="done", details={"level": "high"}, by=world.lin, at=clock.now(),
        )  # fmt: skip
    with pytest.raises(DomainError, match="instrument.unknown"):
        finish(
            person=desk(world.lin).case.person, code="risk_level", typed={}, happened_on=clock.today(),
            entry_id=new_id(), by=world.lin, at=clock.now(),
        )  # fmt: skip
