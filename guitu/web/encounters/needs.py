"""What somebody needs, taken down with the visit, talk or call it was said at; what was done on the spot."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Permission, may
from guitu.domain.journal import codes
from guitu.foundation import clock
from guitu.web.shell.dates import day_words
from guitu.web.shell.http import Request
from guitu.web.shell.tags import code_word
from guitu.workflows import need as act

Needs = Sequence[tuple[UUID, str]]  # the open ones, as they are called
NEED_FIELDS: Final = ("needs", "needs_urgent", "need_words", "needs_done")
_DONE: Final = {"home_visit": "visited_them", "follow_up": "visited_them", "phone_call": "called_them"}


def open_for(request: Request, who: AdmittedPerson) -> Needs | None:
    """The open needs of somebody, to be ticked off; None where the viewer records no help for them."""
    if not may(request.viewer, Permission.SERVICE_RECORD, held_by=who.held_by, person=who.id):
        return None
    return [
        (need.id, f"{code_word(need.code)} · {day_words(need.raised_on, request.today)}")
        for need in act.needs_of(request.viewer, who)
        if need.is_open
    ]


def need_fields(known: Needs) -> dict[str, forms.Field]:
    """The fields that take needs; the last one only where some are open."""
    found: dict[str, forms.Field] = {
        "needs": forms.MultipleChoiceField(
            label=_("提出了什么需要（会有人答复）"), required=False,
            choices=[(code, code_word(code)) for code in codes.NEEDS],
            widget=forms.CheckboxSelectMultiple,
        ),
        "needs_urgent": forms.BooleanField(
            label=_("很急：受灾、生病、没有地方住等，24 小时内要有人到"), required=False
        ),
        "need_words": forms.CharField(
            label=_("怎么说的"), required=False, max_length=act.LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }  # fmt: skip
    if known:
        found["needs_done"] = forms.MultipleChoiceField(
            label=_("这次办好了哪几项"), required=False, choices=[(str(id_), words) for id_, words in known],
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    return found


def keep(request: Request, said: Mapping[str, Any], who: AdmittedPerson, entry: UUID, kind: str) -> None:
    """Write down what was said and done, in the transaction of the visit.

    Raises:
        DomainError: "need.…", "journal.…".
    """
    on, at = said["happened_on"], clock.now()
    if said.get("needs"):
        act.raise_needs(
            person=who.id, needs=said["needs"], urgent=said["needs_urgent"], words=said["need_words"],
            said_on=on, entry=entry, by=request.viewer, at=at,
        )  # fmt: skip
    for need in said.get("needs_done", ()):
        act.answer(
            person=who.id, need=UUID(need), how=_DONE.get(kind, "helped_at_once"), on=on, by=request.viewer,
            at=at, words=str(_("见当天的记录。")), entry_id=uuid5(entry, need),
        )  # fmt: skip
