"""What is agreed about leave: when, why if the person likes, where to, and whether a test is taken there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal import codes
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word

_WORDS = 2000


class _Once(Form):
    entry_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, prefix: str, **initial: object) -> None:
        super().__init__(data, prefix=prefix, initial={"entry_id": new_id(), **initial})


class LeaveForm(_Once):
    """The report of leave."""

    first = forms.DateField(label=_("哪天离开"), widget=DateInput)
    back = forms.DateField(label=_("哪天返回"), widget=DateInput)
    words = forms.CharField(
        label=_("去哪里，怎么联系"),
        max_length=_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写到县、市就够了。不需要定位，也不需要单位证明。"),
    )
    remote_test = forms.ChoiceField(
        label=_("是否在外地检测"),
        required=False,
        choices=lambda: [(code, code_word(code)) for code in codes.YES_NO],
        widget=forms.RadioSelect,
    )
    because = forms.ChoiceField(
        label=_("为什么去（可以不说）"),
        required=False,
        choices=lambda: [("", "—"), *((code, code_word(code)) for code in codes.LEAVE_REASONS)],
    )


class LaterForm(_Once):
    """Another day of return."""

    back = forms.DateField(label=_("改到哪天返回"), widget=DateInput)


class BackForm(_Once):
    """The person is back."""

    on = forms.DateField(label=_("哪天回来的"), widget=DateInput)
