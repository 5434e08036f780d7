"""What is asked, answered, opened and counted: shape only; the domain judges the meaning."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guitu.domain.kernel import citizen_id
from guitu.domain.kernel.errors import DomainError
from guitu.domain.rights import OPEN_HOURS, Asked, Basis, Refusal, Silence, State
from guitu.web.records import words
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.words import sentence

_WORDS = 2000  # characters; a letter of two pages
_MOST_COUNTED = 100_000


class CitizenIdField(forms.CharField):
    """An identity number, normalised."""

    def clean(self, value: Any) -> Any:
        """The number.

        Raises:
            ValidationError: with the sentence of what is wrong with it.
        """
        text = super().clean(value)
        try:
            return citizen_id.parse(text, allow_demo=bool(settings.GUITU_DEMO)).value
        except DomainError as error:
            raise forms.ValidationError(sentence(error)) from error


class AskForm(Form):
    """What somebody asks about their file."""

    kind = forms.TypedChoiceField(label=_("请求"), coerce=Asked)
    words = forms.CharField(
        label=_("本人的话"), widget=forms.Textarea(attrs={"rows": 4}), max_length=_WORDS, required=False
    )

    def __init__(self, *args: Any, about_a_row: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (Asked.CORRECTION, Asked.OBJECTION, Asked.DELETION) if about_a_row else tuple(Asked)
        self.fields["kind"].choices = [(k.value, words.ASKED[k]) for k in kinds]  # type: ignore[attr-defined]  # a ChoiceField


class AnswerForm(Form):
    """The answer; a refusal needs its reason."""

    state = forms.TypedChoiceField(
        label=_("答复"),
        coerce=State,
        choices=[(s.value, words.STATES[s]) for s in (State.GRANTED, State.REFUSED)],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("不同意的理由"),
        choices=[("", "—"), *((r.value, words.REFUSALS[r]) for r in Refusal)],
        required=False,
    )
    words = forms.CharField(
        label=_("给本人的话"), widget=forms.Textarea(attrs={"rows": 4}), max_length=_WORDS, required=False
    )


class OpeningForm(Form):
    """A request to open a sealed file."""

    citizen_id = CitizenIdField(label=_("身份证号"), max_length=18)
    basis = forms.TypedChoiceField(
        label=_("法律依据"), coerce=Basis, choices=[(b.value, words.BASES[b]) for b in Basis]
    )
    document = forms.CharField(label=_("法律文书编号"), max_length=64)
    reader = forms.CharField(label=_("查阅人的用户名"), max_length=64)
    first = forms.CharField(label=_("批准人一的用户名"), max_length=64)
    second = forms.CharField(
        label=_("批准人二的用户名"), max_length=64, help_text=_("两人须属不同单位，且不是申请人或查阅人。")
    )
    hours = forms.IntegerField(
        label=_("查阅时限（小时）"), min_value=1, max_value=OPEN_HOURS, initial=OPEN_HOURS
    )
    silence = forms.TypedChoiceField(
        label=_("是否告知本人"), coerce=Silence, empty_value=Silence.NONE, required=False,
        choices=[(s.value, words.SILENCES[s]) for s in Silence],
    )  # fmt: skip


class AgreeForm(Form):
    """Agreeing, with the number as the paper has it."""

    citizen_id = CitizenIdField(label=_("文书上的身份证号"), max_length=18)


class CountForm(Form):
    """A bare count of another population."""

    counted_on = forms.DateField(label=_("日期"), widget=DateInput())
    people = forms.IntegerField(label=_("人数"), min_value=0, max_value=_MOST_COUNTED)
