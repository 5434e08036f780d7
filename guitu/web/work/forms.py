"""What is typed about work. Meaning is checked by the domain."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word
from guitu.workflows.give_notice import LONGEST, NOTICES


class NoticeForm(Form):
    """One notice and whom it was told."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    service = forms.ChoiceField(label=_("告诉的是什么"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("内容"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写清哪里、什么事、怎么联系。只记进每个人的档案，不会发短信。"),
    )
    happened_on = forms.DateField(label=_("哪一天告诉的"), widget=DateInput)

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"form": new_id(), "happened_on": today})
        self.fields["service"].choices = [(code, code_word(code)) for code in NOTICES]  # type: ignore[attr-defined] # a ChoiceField
        self.chosen = _ids(body.getlist("person")) if body is not None else []


def _ids(values: list[str]) -> list[UUID]:
    """The ids among what a page sent; anything else names nobody."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
