"""Words for states of check-ups and referrals."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.health.checkups import Outcome
from guitu.domain.health.referral import State

REFERRALS: Mapping[State, str | Promise] = {
    State.DRAFT: _("还没发出"),
    State.SENT: _("已发出，等医院回音"),
    State.ACCEPTED: _("医院已接收"),
    State.DECLINED: _("医院没有接收"),
    State.DONE: _("看完了"),
    State.ENDED: _("不去了"),
}
_CHECKUPS: Mapping[Outcome, str | Promise] = {
    Outcome.OPEN: _("已约"),
    Outcome.DONE: _("做了"),
    Outcome.NOT_WANTED: _("本人不想做"),
    Outcome.CALLED_OFF: _("不需要了"),
}


def checkup_state(state: Outcome) -> str | Promise:
    """What became of a check-up."""
    return _CHECKUPS[state]
