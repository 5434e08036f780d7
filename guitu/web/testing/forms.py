"""Forms of testing: shape only; whether it may be is the domain's to say."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal.codes import SAMPLES
from guitu.domain.testing.chain import CONFIRM
from guitu.domain.testing.sample import FOUND, SEXES, Taken
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.clock import BEIJING
from guitu.foundation.ids import new_id
from guitu.web.shell import terms
from guitu.web.shell.forms import DateInput, Form, dress
from guitu.web.shell.tags import code_word, outcome_word
from guitu.web.testing import words

_WORDS = 1000
_MOST = 500


class TimeInput(forms.TimeInput):
    """The phone's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _time(label: Any, *, required: bool = True) -> forms.TimeField:
    wrong = {"invalid": _("时间没有看懂。请写成 18:30 这样的格式。")}
    return forms.TimeField(label=label, widget=TimeInput(), required=required, error_messages=wrong)


class _SentOnce(Form):
    """A form whose hidden id makes sending twice harmless."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"id": new_id(), **(initial or {})}, **kwargs)


class BookForm(_SentOnce):
    """A time for a test."""

    day = forms.DateField(label=_("日期"), widget=DateInput())
    time = _time(_("时间"))
    mode = forms.ChoiceField(label=_("方式"), widget=forms.RadioSelect)
    sample = forms.ChoiceField(label=_("样本"), widget=forms.RadioSelect)
    wished = forms.BooleanField(label=_("本人自己想在这个时间来"), required=False)

    def __init__(self, *args: Any, moves: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if moves:
            del self.fields["mode"], self.fields["sample"]
            return
        _choose(self, "mode", ((mode, code_word(mode)) for mode in ("scheduled", "remote")))
        _choose(self, "sample", _samples())
        self.initial.setdefault("mode", "scheduled")
        self.initial.setdefault("sample", "urine")


class CancelForm(Form):
    """Why an appointment is called off."""

    reason = forms.ChoiceField(label=_("原因"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "reason", [("", "—"), *((c, w) for c, w in words.CANCELS.items() if c != "order_over")])


class HoursForm(Form):
    """When somebody works or learns."""

    days = forms.MultipleChoiceField(
        label=_("上班、上课的日子"), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts = _time(_("从"), required=False)
    ends = _time(_("到"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "days", ((str(n), word) for n, word in enumerate(words.WEEKDAYS, start=1)))


class _Result(_SentOnce):
    """What any test says: when, of what, with what outcome."""

    sample = forms.ChoiceField(label=_("样本"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    taken_on = forms.DateField(label=_("采样日期"), widget=DateInput())
    taken_time = _time(_("采样时间"))
    medicines = forms.CharField(
        label=_("本人说正在吃的药"),
        required=False,
        max_length=_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "sample", _samples())
        _choose(self, "outcome", ((code, outcome_word(code, "drug_test")) for code in FOUND))
        self.initial.setdefault("sample", "urine")
        self.initial.setdefault("taken_on", today)
        self.fields["taken_on"].widget.attrs["max"] = today.isoformat()

    @property
    def taken_at(self) -> datetime:
        """The moment of sampling."""
        day: date = self.cleaned_data["taken_on"]
        clock: time = self.cleaned_data["taken_time"]
        return datetime.combine(day, clock, tzinfo=BEIJING)


class CollectForm(_Result):
    """A sample taken here."""

    collector = forms.TypedChoiceField(label=_("采样人"), coerce=UUID)
    sex = forms.ChoiceField(label=_("采样人的性别"), widget=forms.RadioSelect)
    second = forms.TypedChoiceField(label=_("另一名在场的工作人员"), coerce=UUID)
    seal_a = forms.CharField(label=_("A样本封签号"), max_length=24)
    seal_b = forms.CharField(label=_("B样本封签号"), max_length=24)
    is_signed = forms.BooleanField(label=_("本人看着封好，并在封签上签了名"), required=False)
    told = forms.BooleanField(label=_("结果已当场告知本人，并说明可以在三日内提出异议"), required=False)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, staff: Iterable[AccountRow], me: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(row.id), f"{row.display_name} · {row.unit_name}") for row in staff]
        _choose(self, "collector", listed)
        _choose(self, "second", [("", "—"), *listed])
        _choose(self, "sex", ((sex, terms.SEXES[sex]) for sex in SEXES))
        self.initial.setdefault("collector", str(me))

    def taken(self) -> Taken:
        """The collection as the domain judges it."""
        said = self.cleaned_data
        return Taken(
            sample=said["sample"],
            collector=said["collector"],
            sex=said["sex"],
            second=said["second"],
            seal_a=said["seal_a"].strip(),
            seal_b=said["seal_b"].strip(),
            is_signed=said["is_signed"],
        )


class RemoteForm(_Result):
    """A test taken elsewhere."""


class ReviewForm(Form):
    """What the second person says."""

    accepted = forms.TypedChoiceField(
        coerce=lambda value: value == "yes", choices=(("yes", "yes"), ("no", "no"))
    )
    reason = forms.ChoiceField(label=_("不采用的原因"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "reason", [("", "—"), *words.NOT_ACCEPTED.items()])


class CustodyForm(Form):
    """One more step of custody."""

    step = forms.ChoiceField(label=_("去向"))
    on = forms.DateField(label=_("日期"), widget=DateInput())
    document = forms.CharField(label=_("回执号"), required=False, max_length=60)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = ("stored", "handed_to_police", "returned", "disposed")
        _choose(self, "step", ((step, words.CUSTODY[step]) for step in steps))
        self.initial.setdefault("on", today)


_CHOICES = {
    "challenge_decided": ("granted", "declined"),
    "lab_result": ("not_detected", "detected", "invalid"),
}
_PAPERS = {
    "challenge_decided": _("决定的文号"),
    "sample_delivered": _("回执号"),
    "lab_result": _("报告编号"),
    CONFIRM: _("决定的文号"),
}


class StepForm(_SentOnce):
    """The next step of one test."""

    happened_on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, *args: Any, act: str, retest: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("happened_on", today)
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        if act in _CHOICES:
            outcomes = [(code, outcome_word(code, act)) for code in _CHOICES[act]]
            self.fields["outcome"] = forms.ChoiceField(
                label=_("结果"), choices=outcomes, widget=forms.RadioSelect
            )
        if act in _PAPERS:
            self.fields["document_number"] = forms.CharField(
                label=_PAPERS[act], required=act in ("lab_result", CONFIRM), max_length=60
            )
        if act in ("challenge_decided", CONFIRM):
            self.fields["decided_on"] = forms.DateField(
                label=_("决定日期"), required=act == CONFIRM, widget=DateInput()
            )
        if retest:
            self.fields["elsewhere"] = forms.BooleanField(label=_("由另一机构检测"), required=False)
        if act != CONFIRM:
            self.fields["note"] = forms.CharField(
                label=_("本人的话或者说明"),
                required=False,
                max_length=_WORDS,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        _redress(self)

    def said(self) -> dict[str, Any]:
        """What the workflow takes."""
        given = self.cleaned_data
        said: dict[str, Any] = {name: given[name] for name in ("outcome", "elsewhere") if name in given}
        return {
            **said,
            "id": given["id"],
            "happened_on": given["happened_on"],
            "document_number": "".join(given.get("document_number", "").split()),
            "decided_on": given.get("decided_on"),
            "note_text": given.get("note", ""),
        }


class AnnounceForm(Form):
    """How many are to be drawn."""

    pick = forms.IntegerField(label=_("抽几人"), min_value=1, max_value=_MOST)


class DrawForm(Form):
    """The digits said aloud."""

    salt = forms.CharField(
        label=_("现场报出的数（1 到 12 位）"),
        max_length=12,
        help_text=_("请在场的另一个人随口报一串数字，或者掷骰子、用当天的彩票号码。"),
    )


def _redress(form: forms.Form) -> None:
    """Clothes for fields that were added after the form was made."""
    for field in form.fields.values():
        dress(field)


def _samples() -> list[tuple[str, str]]:
    return [(code, code_word(code)) for code in SAMPLES]


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a ChoiceField
