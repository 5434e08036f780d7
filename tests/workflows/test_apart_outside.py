"""Words that leave the house lead to nobody who is kept apart; notes that stay in it are not searched."""

from dataclasses import replace
from uuid import UUID

import pytest

from guitu.casework.referrals.queries import referrals_of
from guitu.domain.access import Viewer
from guitu.domain.honours.story import Picture
from guitu.domain.work.slip import CandidateSlip
from guitu.foundation.ids import new_id
from guitu.workflows import honour_story, placement, refer
from guitu.workflows.record import record_entry
from tests.workflows.planning import refusal
from tests.workflows.relatives import HUSBAND, MOTHER, Write, case, keep, lin, relative
from tests.world import NOW, TODAY, Case, World, world

__all__ = ["case", "lin", "relative", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def held(case: Case, lin: Viewer, relative: Write) -> UUID:
    """The husband, kept apart; the mother stays."""
    relative(MOTHER)
    husband = relative(HUSBAND)
    keep(case, husband, lin)
    return husband


def test_neither_a_slip_for_an_employer_nor_a_told_story_leads_to_them(
    case: Case, world: World, lin: Viewer, held: UUID
):
    for purpose in ("job_referral", "publicity", "honours"):
        record_entry(
            person=case.person, kind="consent", happened_on=TODAY, outcome="given",
            details={"purpose": purpose}, by=world.lin, at=NOW,
        )  # fmt: skip
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    made = placement.propose(job=placement.Job(title="装卸"), placement_id=new_id(), **ask)
    for slip in (
        CandidateSlip(name="欧阳安", experience=f"和{HUSBAND.name}一起开过店"),
        CandidateSlip(name="欧阳安", phone=HUSBAND.phone),
    ):
        error = refusal(placement.give_slip, placement=made, slip=slip, was_shown=True, **ask)
        assert error.code == "family.kept-apart"
    own = CandidateSlip(name="欧阳安", experience="做过三年装卸")
    placement.give_slip(placement=made, slip=own, was_shown=True, **ask)

    story = {"alias": "阿安", "picture": Picture.NONE, "face_agreed": False, **ask}
    error = refusal(honour_story.write_story, words=f"那时{HUSBAND.name}天天来。", **story)
    assert error.code == "story.tells"  # of any relative on the file, kept apart or not


def test_a_note_inside_the_house_is_not_searched_and_tells_nobody_that_there_is_a_hold(
    case: Case, world: World, held: UUID
):
    said = {"kind": "talk", "happened_on": TODAY, "outcome": "done", "details": {"mode": "phone"}}
    written = record_entry(
        person=case.person, note_text=f"{HUSBAND.name}来过电话，没有接", by=world.lin, at=NOW, **said
    )
    assert written.was_new


def test_a_referral_neither_names_them_nor_gives_a_number_they_share(
    case: Case, world: World, lin: Viewer, relative: Write
):
    shared = relative(HUSBAND._replace(phone="12055556666"))
    keep(case, shared, lin)
    written = refer.Written(help="relief", purpose=f"请找{HUSBAND.name}", partner="演示旅舍")
    ask = {"person": case.person, "by": world.lin, "at": NOW}
    assert refusal(refer.write_down, **ask, written=written).code == "family.kept-apart"

    made = refer.write_down(**ask, written=replace(written, purpose="想住几天", may_call=True))

    row = next(r for r in referrals_of(case.seen_by(world.lin)) if r.id == made)
    assert row.words.contact == ""
