"""A partner without an account answers once, through an address and a code told by another way."""

from datetime import timedelta

import pytest

from guitu.casework.journal.models import Entry
from guitu.casework.referrals.models import Link, Referral
from guitu.casework.referrals.queries import board
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals.machine import State
from guitu.foundation.authorization import door
from guitu.workflows import answer_referral, refer
from guitu.workflows.answer_referral import Answer
from guitu.workflows.erase import erase
from guitu.workflows.record import record_entry
from tests.workflows.referring import case, give, given, sent, state
from tests.world import NOW, TODAY, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db


def test_a_partner_without_an_account_answers_once_through_a_link_and_a_code(world, case):
    made, link = given(world, case)

    opened = answer_referral.open_link(link.token, link.code, at=NOW)
    assert (opened.seen.name, opened.acts) == ("王小明", ("accept", "decline"))
    answer_referral.answer_link(link.token, link.code, Answer("accept"), at=NOW)

    assert state(made) == "accepted"
    for act in (
        lambda: answer_referral.open_link(link.token, link.code, at=NOW),
        lambda: answer_referral.answer_link(
            link.token, link.code, Answer("finish", outcome="helped"), at=NOW
        ),
    ):
        with pytest.raises(DomainError, match=r"referral\.link"):
            act()
    again = refer.give_link(person=case.person, referral=made, by=world.lin, at=NOW)
    answer_referral.answer_link(
        again.token, again.code, Answer("finish", outcome="helped", words="好"), at=NOW
    )
    assert state(made) == "done"
    assert Entry.objects.get(kind="service").recorded_by == world.lin.id


def test_nothing_of_address_or_code_can_be_read_from_the_table(world, case):
    _made, link = given(world, case)
    row = Link.objects.get()
    kept = bytes(row.key) + bytes(row.code)
    assert link.token.encode() not in kept
    assert link.code.encode() not in kept
    assert bytes(row.key) == refer.hash_of(link.token) != bytes(row.code)


def test_guessed_worn_out_and_replaced_addresses_are_all_the_same(world, case):
    made, link = given(world, case)
    said = set()

    def refused(token, code, at=NOW):
        with pytest.raises(DomainError) as error:
            answer_referral.open_link(token, code, at=at)
        said.add((error.value.code, str(error.value.facts)))

    refused("x" * 43, link.code)
    refused(link.token, link.code, at=NOW + timedelta(days=refer.LINK_DAYS))
    second = refer.give_link(person=case.person, referral=made, by=world.lin, at=NOW)
    refused(link.token, link.code)
    wrong = f"{(int(second.code) + 1) % 10**6:06}"
    for _ in range(answer_referral.TRIES):
        refused(second.token, wrong)
    refused(second.token, second.code)
    assert len(said) == 1


def test_a_refused_answer_leaves_the_address_open(world, case):
    _made, link = given(world, case)
    with pytest.raises(DomainError, match=r"referral\.reason"):
        answer_referral.answer_link(link.token, link.code, Answer("decline", reason="nonsense"), at=NOW)
    assert answer_referral.open_link(link.token, link.code, at=NOW).state is State.SENT


def test_when_the_file_closes_nothing_of_it_waits_and_no_address_opens(world, case):
    made, link = given(world, case)
    declined = sent(world, case)
    give(world, case, declined, act="decline", reason="full")

    record_entry(
        person=case.person, kind="consent", happened_on=TODAY, outcome="withdrawn",
        details={"purpose": "aftercare"}, episode=case.episode, by=world.lin, at=NOW,
    )  # fmt: skip

    with door.even_sealed("test"):
        rows = {row.id: (row.state, row.held_by < 0) for row in Referral.objects.all()}
        assert not Link.objects.exists()
    assert rows == {made: ("ended", True), declined: ("declined", True)}
    assert board(world.lin, limit=9) == ()
    with pytest.raises(DomainError, match=r"referral\.link"):
        answer_referral.open_link(link.token, link.code, at=NOW)


def test_somebody_who_is_erased_leaves_no_word_and_no_address(world, case):
    given(world, case)

    erase(case.person, by=world.guardian.id, at=NOW)

    with door.even_sealed("test"):
        assert bytes(Referral.objects.get().note) == b""
        assert not Link.objects.exists()
