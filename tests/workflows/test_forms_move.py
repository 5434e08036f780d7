"""What lies half done beside a file goes where the file goes: to another unit, and to the sealed side."""

import pytest
from django.db import transaction

from guitu.casework.instruments.models import Confirmation, Draft, Proposal
from guitu.casework.instruments.queries import draft_of
from guitu.domain.instruments.risk import INSTRUMENT
from guitu.foundation.authorization import door
from guitu.foundation.authorization.holding import seal_rows
from guitu.foundation.ids import new_id
from guitu.workflows.answer_instrument import form_of, keep_draft
from guitu.workflows.assign import move_rows
from guitu.workflows.risk_level import confirm_level, propose_level
from tests.web.instruments.conftest import risk
from tests.world import NOW, World, in_aftercare

pytestmark = pytest.mark.django_db


def begun(world: World):
    """Somebody with a draft and a level that one colleague has confirmed."""
    case = in_aftercare(world.station)
    about = {"person": case.person, "at": NOW}
    typed = {"1": ["2"]}
    keep_draft(**about, code="audit", typed=typed, on="2026-03-02", draft=new_id(), by=world.lin)
    proposal = new_id()
    judged = {id_: text if isinstance(text, list) else [text] for id_, text in risk().items()}
    propose_level(**about, typed=judged, proposal=proposal, by=world.lin)
    confirm_level(**about, proposal=proposal, by=world.head)
    return case


def held() -> set[int]:
    return {row.held_by for table in (Draft, Proposal, Confirmation) for row in table.objects.all()}


def test_drafts_and_proposals_move_with_the_file(world):
    case = begun(world)
    assert held() == {world.station}
    with door.whole_files([case.person]):
        move_rows(case.person, to=world.other_station)
    assert held() == {world.other_station}


def test_they_are_sealed_with_it(world):
    case = begun(world)
    with transaction.atomic(), door.even_sealed("test"):
        seal_rows([case.person])
        assert held() == {-world.station}


def test_what_was_kept_is_read_by_its_writer_alone(world):
    case = begun(world)
    assert draft_of(world.lin, case.seen_by(world.lin), "audit").typed == {"1": ["2"]}
    assert draft_of(world.head, case.seen_by(world.head), "audit") is None
    assert form_of(world.lin, case.person, INSTRUMENT).draft is None
