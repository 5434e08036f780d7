"""What is typed about needs and referrals. Meaning is checked where it is written down."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal import codes
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word
from guitu.workflows.need import LONGEST


class NeedForm(Form):
    """What somebody needs."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    needs = forms.MultipleChoiceField(
        label=_("需要什么"),
        choices=lambda: [(code, code_word(code)) for code in codes.NEEDS],
        widget=forms.CheckboxSelectMultiple,
    )
    urgent = forms.BooleanField(label=_("很急：受灾、生病、没有地方住等，24 小时内要有人到"), required=False)
    words = forms.CharField(
        label=_("怎么说的"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    said_on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"entry_id": new_id(), "said_on": today})
        self.fields["said_on"].widget.attrs["max"] = today.isoformat()


class AnswerForm(Form):
    """What was done about one need."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("办了什么"), choices=lambda: [("", "—"), *((c, code_word(c)) for c in codes.ANSWERS)]
    )
    service = forms.ChoiceField(
        label=_("提供的帮扶，计入今年的承诺"), required=False,
        choices=lambda: [("", "—"), *((c, code_word(c)) for c in codes.SERVICES)],
    )  # fmt: skip
    words = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"entry_id": new_id(), "on": today})
        self.fields["on"].widget.attrs["max"] = today.isoformat()
