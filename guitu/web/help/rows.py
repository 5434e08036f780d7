"""Lines of the help desk with everything said and every address made, so that the template only prints them.

What comes from people or partners is escaped here, once; the rest is marked as safe, so that the template
does not look at hundreds of strings again.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guitu.casework.referrals.queries import ReferralRow
from guitu.domain.referrals.words import STATES
from guitu.web.shell import addresses
from guitu.web.shell.dates import day_words
from guitu.web.shell.tags import code_word, said
from guitu.workflows.help_desk import Desk, Waiting


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need nobody has answered or passed on."""

    url: str
    name: str
    what: str
    urgent: bool
    late: bool
    when: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral. ``agreed`` the day, in the list by that day; ``when`` the next word is due."""

    url: str
    name: str
    partner: str
    state: str
    agreed: str
    when: str


class Lines:
    """Makes the lines of one page: words that many lines share are looked up once."""

    def __init__(self, found: Desk, *, today: date, service: UUID | None = None) -> None:
        """``service`` of the directory: a need then leads to a referral there."""
        self._service = service
        self._found = found
        self._today = today
        self._raised = gettext("%(day)s提出")
        self._due = gettext("%(day)s前答复")
        self._until = gettext("%(day)s以前")
        self._states = {state: escape(said(words)) for state, words in STATES.items()}

    def need(self, one: Waiting) -> NeedLine | None:
        """The line of a need; None for somebody out of reach (sealed a moment ago)."""
        person = self._found.people.get(one.person)
        if person is None:
            return None
        need = one.need
        when = [self._raised % {"day": self._day(need.raised_on)}]
        if need.due_on is not None:
            when.append(self._due % {"day": self._day(need.due_on)})
        return NeedLine(
            url=SafeString(self._need_url(one.person, need.id)),
            name=escape(person.name),
            what=escape(code_word(need.code)),
            urgent=need.urgent,
            late=need.is_late(self._today),
            when=SafeString(" · ".join(when)),
        )

    def _need_url(self, person: UUID, need: UUID) -> str:
        if self._service is None:
            return f"{addresses.needs(person)}#need-{need}"
        return escape(f"{addresses.person(person)}refer?need={need}&service={self._service}")

    def referral(self, row: ReferralRow, *, by_day: bool = False) -> ReferralLine | None:
        """The line of a referral, with the day agreed on where ``by_day``; None for somebody out of reach."""
        person = self._found.people.get(row.person_id)
        if person is None:
            return None
        agreed, due = (row.stands.agreed_on, None) if by_day else (None, row.stands.due_on)
        return ReferralLine(
            url=SafeString(f"{addresses.person(row.person_id)}referrals/{row.id}"),
            name=escape(person.name),
            partner=escape(row.words.partner),
            state=self._states[row.state.value],
            agreed=SafeString(self._day(agreed) if agreed else ""),
            when=SafeString(self._until % {"day": self._day(due)} if due else ""),
        )

    def _day(self, value: date) -> str:
        exact = value.isoformat()
        return f'<time datetime="{exact}" title="{exact}">{day_words(value, self._today)}</time>'
