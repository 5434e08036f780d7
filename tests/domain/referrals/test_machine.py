"""The way of a referral: whatever is done in whatever order, it waits for somebody or is over."""

from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals import machine
from guitu.domain.referrals.machine import LIVE, Referral, Side, State
from guitu.domain.referrals.words import OUTCOMES, REASONS, STATES

DAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


def sent(until=DAY + timedelta(days=90)) -> Referral:
    return machine.send(Referral(), on=DAY, until=until, days=7)


def accepted(agreed_on=None) -> Referral:
    return machine.accept(sent(), on=DAY, agreed_on=agreed_on, days=30)


def test_a_referral_waits_for_the_partner_and_after_seven_silent_days_for_its_owner_as_well():
    referral = sent()
    assert machine.turns(referral, DAY + WEEK) == {Side.PARTNER}
    assert machine.turns(referral, DAY + WEEK + timedelta(days=1)) == {Side.PARTNER, Side.OWNER}


def test_what_is_declined_or_ended_by_the_partner_is_back_with_its_owner_until_they_say_how_it_goes_on():
    for back in (
        machine.decline(sent(), on=DAY, reason="full"),
        machine.end(accepted(), Side.PARTNER, reason="could_not_help"),
        machine.end(sent(), None, reason="consent_withdrawn"),
    ):
        assert machine.turns(back, DAY) == {Side.OWNER}
        over = machine.settle(back)
        assert machine.is_over(over)
        with pytest.raises(DomainError, match=r"referral\.not-now"):
            machine.settle(over)


def test_what_the_owner_ends_is_over_and_so_is_what_is_done():
    ended = machine.end(sent(), Side.OWNER, reason="person_withdrew")
    done = machine.finish(accepted(), on=DAY, outcome="helped")
    assert machine.is_over(ended)
    assert machine.is_over(done)


def test_when_the_slice_has_run_out_only_the_owner_is_left():
    referral = sent(until=DAY + timedelta(days=3))
    assert referral.due_on == DAY + timedelta(days=3)
    assert machine.turns(referral, DAY + timedelta(days=4)) == {Side.OWNER}


def test_a_day_that_was_agreed_on_is_the_day_of_the_next_word():
    agreed = DAY + timedelta(days=12)
    assert accepted(agreed).due_on == agreed
    later = machine.go_on(accepted(agreed), on=DAY, agreed_on=None, days=30)
    assert (later.agreed_on, later.due_on) == (agreed, DAY + timedelta(days=30))


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: machine.send(Referral(), on=DAY, until=DAY - WEEK, days=7), "referral.until"),
        (lambda: machine.decline(sent(), on=DAY, reason="because"), "referral.reason"),
        (lambda: machine.finish(accepted(), on=DAY, outcome="cured"), "referral.outcome"),
        (lambda: machine.end(accepted(), Side.PARTNER, reason="consent_withdrawn"), "referral.reason"),
        (lambda: machine.end(sent(), Side.PARTNER, reason="could_not_help"), "referral.not-now"),
        (lambda: machine.accept(Referral(), on=DAY, agreed_on=None, days=7), "referral.not-now"),
        (lambda: accepted(DAY - WEEK), "referral.agreed-on"),
        (lambda: accepted(DAY + timedelta(days=400)), "referral.agreed-on"),
    ],
)
def test_what_cannot_be_is_refused(act, code):
    with pytest.raises(DomainError, match=code.replace(".", r"\.")):
        act()


def test_everything_has_its_words():
    assert set(STATES) == {state.value for state in State}
    assert set(OUTCOMES) == set(machine.OUTCOMES)
    assert set(REASONS) == {
        *machine.DECLINE_REASONS, *machine.OWNER_ENDS, *machine.PARTNER_ENDS, *machine.SYSTEM_ENDS
    }  # fmt: skip


class Ways(RuleBasedStateMachine):
    """Anybody presses anything on any day; what is refused changes nothing."""

    @initialize()
    def begin(self):
        self.today = DAY
        self.referral = Referral()
        self.was_over = False

    def _try(self, act):
        before = self.referral
        try:
            self.referral = act(before)
        except DomainError:
            assert self.referral == before

    @rule(days=st.integers(0, 40))
    def wait(self, days):
        self.today += timedelta(days=days)

    @rule(days=st.integers(-5, 120))
    def send(self, days):
        until = self.today + timedelta(days=days)
        self._try(lambda r: machine.send(r, on=self.today, until=until, days=7))

    @rule(days=st.none() | st.integers(-3, 400))
    def accept(self, days):
        self._try(lambda r: machine.accept(r, on=self.today, agreed_on=self._day(days), days=30))

    @rule(days=st.none() | st.integers(-3, 400))
    def go_on(self, days):
        self._try(lambda r: machine.go_on(r, on=self.today, agreed_on=self._day(days), days=30))

    def _day(self, days):
        return None if days is None else self.today + timedelta(days=days)

    @rule(reason=st.sampled_from([*machine.DECLINE_REASONS, "nonsense"]))
    def decline(self, reason):
        self._try(lambda r: machine.decline(r, on=self.today, reason=reason))

    @rule(outcome=st.sampled_from([*machine.OUTCOMES, "cured"]))
    def finish(self, outcome):
        self._try(lambda r: machine.finish(r, on=self.today, outcome=outcome))

    @rule(
        side=st.sampled_from([*Side, None]),
        reason=st.sampled_from([*machine.OWNER_ENDS, *machine.PARTNER_ENDS, *machine.SYSTEM_ENDS]),
    )
    def end(self, side, reason):
        self._try(lambda r: machine.end(r, side, reason=reason))

    @rule()
    def settle(self):
        self._try(machine.settle)

    @invariant()
    def it_waits_for_somebody_or_is_over(self):
        assert bool(machine.turns(self.referral, self.today)) is not machine.is_over(self.referral)

    @invariant()
    def what_is_over_stays_over(self):
        over = machine.is_over(self.referral)
        assert over or not self.was_over
        self.was_over = over

    @invariant()
    def the_partner_is_waited_for_only_while_it_sees_something_and_has_a_day(self):
        if Side.PARTNER in machine.turns(self.referral, self.today):
            assert self.referral.state in LIVE
            assert self.referral.due_on is not None
            assert self.referral.until_on >= self.today

    @invariant()
    def a_reason_stands_where_it_came_back_and_an_outcome_where_it_is_done(self):
        referral = self.referral
        assert bool(referral.reason) is (referral.state in {State.DECLINED, State.ENDED})
        assert bool(referral.outcome) is (referral.state is State.DONE)
        assert (referral.answered_on is not None) or referral.state in {State.DRAFT, State.SENT, State.ENDED}


TestWays = Ways.TestCase
