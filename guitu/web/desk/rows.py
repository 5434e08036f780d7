"""Rows of the desk with everything said and every address made, so that the template only prints strings.

What comes from people is escaped here, once; the rest (addresses of ids, our own words) is marked as safe, so
that the template does not look at six hundred strings again: half the time of the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guitu.casework.agenda.queries import DutyRow
from guitu.casework.people.queries import PersonRow
from guitu.domain.access import Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.web.shell import addresses
from guitu.web.shell.dates import day_words
from guitu.web.shell.duties import rule_title, standing
from guitu.workflows.record import permission_for


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the desk. ``record`` "" where this viewer does not write that kind."""

    key: str
    name: str
    person: str
    title: str
    when: str
    exact: str
    status: str
    icon: str
    css: str
    why: str
    record: str
    record_label: str


def rows(
    duties: Iterable[DutyRow], people: Mapping[UUID, PersonRow], *, viewer: Viewer, today: date
) -> list[Row]:
    """The lines of one page. Duties of somebody out of reach (sealed a moment ago) are left out."""
    writes = _Writes(viewer)
    label = escape(gettext("记录：%(name)s，%(title)s"))
    made = []
    for number, duty in enumerate(duties):
        person = people.get(duty.person_id)
        if person is None:
            continue
        title = escape(rule_title(duty.rule, place=duty.held_by, kind=duty.kind))
        name = escape(person.name)
        stands = standing(duty.status, due_on=duty.due_on, late_after=duty.late_after, today=today)
        to_record = addresses.record(
            duty.person_id, duty.kind, episode=duty.episode_id, back="desk", rule=duty.rule
        )
        made.append(
            Row(
                key=SafeString(f"{number}-{duty.person_id.hex[-6:]}"),
                name=name,
                person=SafeString(addresses.person(duty.person_id)),
                title=title,
                when=SafeString(day_words(duty.due_on, today)),
                exact=SafeString(duty.due_on.isoformat()),
                status=escape(stands.words),
                icon=SafeString(stands.icon),
                css=SafeString(stands.css),
                why=SafeString(addresses.why(duty.person_id, duty.episode_id, duty.rule, duty.n)),
                record=escape(to_record) if writes.may(duty.kind) else "",
                record_label=SafeString(label % {"name": name, "title": title}),
            )
        )
    return made


class _Writes:
    """Which kinds this viewer writes; asked once per kind."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._known: dict[str, bool] = {}

    def may(self, kind: str) -> bool:
        """Whether the viewer may write an entry of ``kind`` at all."""
        if kind not in self._known:
            self._known[kind] = self._ask(kind)
        return self._known[kind]

    def _ask(self, kind: str) -> bool:
        try:
            return holds(self._viewer, permission_for(kind))
        except DomainError:  # a duty that no entry answers
            return False
