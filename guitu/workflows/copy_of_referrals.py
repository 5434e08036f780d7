"""Whom somebody was referred to, with what and what came of it, for the person's copy."""

from collections.abc import Iterator
from typing import Any

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.referrals.queries import referrals_of
from guitu.domain.referrals.words import OUTCOMES, REASONS, STATES

Row = dict[str, Any]


def referrals(who: AdmittedPerson) -> Iterator[Row]:
    """Each referral, drafts left out: nobody has seen them."""
    for row in referrals_of(who):
        if row.sent_on is None:
            continue
        stands = row.stands
        yield {
            "day": row.sent_on.isoformat(),
            "unit": row.words.partner,
            "note": row.words.purpose,
            "state": STATES[row.state.value][0],
            "reason": REASONS[stands.reason][0] if stands.reason else "",
            "outcome": OUTCOMES[stands.outcome][0] if stands.outcome else "",
            "until": stands.until_on.isoformat() if stands.until_on else "",
            "answer": row.feedback,
        }
