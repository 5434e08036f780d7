"""What is typed at each step. Whose turn it is, is looked at where it is written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal import codes
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word

_WORDS = 4000


class StepForm(Form):
    """Any step: the id made with the form makes sending twice harmless."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, prefix: str, **initial: object) -> None:
        super().__init__(data, prefix=prefix, initial={"entry_id": new_id(), **initial})


class OfferForm(StepForm):
    """What the person was told, and until when they may answer."""

    told = forms.CharField(
        label=_("告知了哪些事实"), max_length=_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    answer_by = forms.DateField(label=_("请在这一天之前说明"), widget=DateInput)


class HearForm(StepForm):
    """What the person said."""

    words = forms.CharField(
        label=_("本人怎么说"),
        max_length=_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("照本人的原话写。请一并问清生病、家事、工作、交通等原因；证明材料写明是什么。"),
    )


class ConfirmForm(StepForm):
    """Nothing but the decision itself."""


class ReportForm(StepForm):
    """The paper that went to the police."""

    document_number = forms.CharField(label=_("报告文号"), max_length=60)
    decided_on = forms.DateField(label=_("报告日期"), widget=DateInput)


class CloseForm(StepForm):
    """Why nothing is reported."""

    why = forms.ChoiceField(
        label=_("为什么不报告"),
        choices=lambda: [(code, code_word(code)) for code in codes.BREACH_CLOSED],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("说明"), required=False, max_length=_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )


class LostForm(StepForm):
    """Who was told, and the number of the paper if there is one."""

    told = forms.MultipleChoiceField(
        label=_("告知了谁"),
        choices=lambda: [
            (code, code_word(code)) for code in ("police_station", "township_office", "family_member")
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    document_number = forms.CharField(label=_("文号"), required=False, max_length=60)


class ToldForm(StepForm):
    """The person said so themselves."""

    on = forms.DateField(label=_("哪一天说的"), widget=DateInput)
    words = forms.CharField(
        label=_("本人需要什么帮助"),
        required=False,
        max_length=_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FoundForm(StepForm):
    """An authority's paper says so."""

    on = forms.DateField(label=_("认定的日期"), widget=DateInput)
    document_number = forms.CharField(label=_("文号"), max_length=60)
    decided_on = forms.DateField(label=_("文书日期"), widget=DateInput)
    authority = forms.ChoiceField(
        label=_("认定机关"), choices=lambda: [(code, code_word(code)) for code in codes.AUTHORITIES]
    )
