"""What was written before somebody was kept apart is read again when it leaves."""

from datetime import timedelta

import pytest

from guitu.casework.letters.queries import letters_of
from guitu.casework.referrals.models import Referral
from guitu.domain.access import Viewer
from guitu.domain.letters.catalogue import form
from guitu.domain.letters.form import Shape
from guitu.domain.support.applications import Change, State
from guitu.workflows import application, issue_letter, refer
from tests.workflows.planning import refusal
from tests.workflows.relatives import HUSBAND, MOTHER, Write, case, keep, lin, relative
from tests.workflows.supporting import STEP, begun
from tests.world import NOW, TODAY, Case, World, world

__all__ = ["case", "lin", "relative", "world"]
pytestmark = pytest.mark.django_db

UNTIL = TODAY + timedelta(days=30)


def test_a_referral_drafted_before_is_not_sent_after(case: Case, lin: Viewer, relative: Write):
    ask = {"person": case.person, "by": lin, "at": NOW}
    told, quiet = (
        refer.write_down(**ask, written=refer.Written(help="relief", purpose=words, partner="演示旅舍"))
        for words in (f"请找{HUSBAND.name}商量", "想住几天")
    )
    keep(case, relative(HUSBAND), lin)

    send = {**ask, "basis": refer.ASKED, "agreed": True, "until": UNTIL}
    error = refusal(refer.send, referral=told, **send)
    assert (error.code, error.facts["field"]) == ("family.kept-apart", "purpose")
    assert Referral.objects.get(id=told).state == "draft"
    refer.send(referral=quiet, **send)


def test_a_number_copied_before_leaves_by_no_address_after(case: Case, lin: Viewer, relative: Write):
    ask = {"person": case.person, "by": lin, "at": NOW}
    written = refer.Written(help="relief", purpose="想住几天", partner="演示旅舍", may_call=True)
    made = refer.write_down(**ask, written=written)
    refer.send(referral=made, basis=refer.ASKED, agreed=True, until=UNTIL, **ask)
    refer.give_link(referral=made, **ask)

    keep(case, relative(HUSBAND._replace(phone="12055556666")), lin)

    assert refusal(refer.give_link, referral=made, **ask).code == "family.kept-apart"


@pytest.mark.parametrize(("kind", "code"), [("needs_sheet", "family.kept-apart"), ("statement", "")])
def test_a_letter_issued_before_is_handed_out_only_if_it_leads_to_nobody(
    case: Case, lin: Viewer, relative: Write, kind: str, code: str
):
    of = {Shape.DAY: TODAY.isoformat(), Shape.LINE: "平稳", Shape.TEXT: f"和{HUSBAND.name}商量"}
    facts = {f.code: of[f.shape] for f in form(kind).fields}
    issue_letter.issue(person=case.person, kind=kind, facts=facts, by=lin, at=NOW)
    who = case.seen_by(lin)
    (row,) = letters_of(lin, who)
    issue_letter.check_handed_out(lin, who, row.id)

    keep(case, relative(HUSBAND), lin)

    if code:
        assert refusal(issue_letter.check_handed_out, by=lin, who=who, letter=row.id).code == code
    else:
        issue_letter.check_handed_out(lin, who, row.id)


def test_the_family_does_no_step_of_an_application_while_anybody_is_kept_apart(
    case: Case, world: World, lin: Viewer, relative: Write
):
    through = STEP._replace(actor="family")
    made = begun(case, by=lin, step=through)
    relative(MOTHER)
    keep(case, relative(HUSBAND), lin)

    refused = refusal(begun, case=case, by=world.head, kind="other", step=through)
    assert (refused.code, refused.facts["field"]) == ("family.kept-apart", "actor")
    move = {"person": case.person, "application": made, "by": lin, "at": NOW}
    for step in (through, STEP._replace(words=f"问{HUSBAND.name}要户口本")):
        change = Change(State.HANDED_IN, TODAY, next=step)
        assert refusal(application.move_on, change=change, **move).code == "family.kept-apart"
    change = Change(State.HANDED_IN, TODAY, next=STEP._replace(words=f"问{MOTHER.name}要户口本"))
    application.move_on(change=change, **move)
