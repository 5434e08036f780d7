"""What is written down of a crisis: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.health.crisis import CRISES, LONGEST
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import Form
from guitu.web.shell.tags import said


class CrisisForm(Form):
    """Which crisis it was, and what happened."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    crisis = forms.ChoiceField(label=_("是什么危机"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("发生了什么、做了什么"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "只有本人的医生、咨询师和督导看得到；本人索取副本时也看得到。小组只看到需要哪方面的帮助。"
        ),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"entry_id": new_id()})
        choice = self.fields["crisis"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - as declared
        choice.choices = [(code, said(word)) for code, word in CRISES.items()]
