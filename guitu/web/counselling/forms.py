"""What a psychologist types: shape only; the domain judges the meaning."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.counselling import cases, sessions
from guitu.domain.health.catalogue import Word
from guitu.foundation.accounts.queries import AccountRow
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import said


def _of(words: Mapping[Any, Word]) -> list[tuple[str, str]]:
    return [(str(code), said(word)) for code, word in words.items()]


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    """Choices in the reader's language, at the time of drawing."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared
    field.choices = choices


def _must(form: forms.Form, *names: str) -> None:
    """The domain says why these must be there; so they are not required here, and not called optional."""
    for name in names:
        form.fields[name].sometimes = True  # type: ignore[attr-defined] # read by the template


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CaseForm(Form):
    """A case that begins on the waiting list."""

    kind = forms.ChoiceField(label=_("怎么谈"), widget=forms.RadioSelect)
    with_whom = forms.CharField(label=_("还有谁一起（家人、小组）"), required=False, max_length=200)
    goals = forms.CharField(
        label=_("本人想达到什么"), required=False, max_length=cases.LONGEST, widget=_area(3),
        help_text=_("写本人的话。咨询师不作诊断，不开药；需要的，转给医院。"),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        _must(self, "goals")
        _offer(self, "kind", _of(cases.KINDS))


class PlanForm(Form):
    """A session to come."""

    on = forms.DateField(label=_("哪天"), required=False, widget=DateInput())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="plan")
        _must(self, "on")


class SessionForm(Form):
    """What became of a session."""

    attendance = forms.ChoiceField(label=_("来了吗"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("日期"), widget=DateInput())
    themes = forms.MultipleChoiceField(
        label=_("谈了哪些方面"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("本人同意分享的，小组只看得到来没来和这些方面。"),
    )  # fmt: skip
    words = forms.CharField(
        label=_("咨询记录"), required=False, max_length=sessions.LONGEST, widget=_area(8),
        help_text=_("只有您和指定的督导看得到。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        held = {c: w for c, w in sessions.ATTENDANCES.items() if c != sessions.Attendance.PLANNED}
        _offer(self, "attendance", _of(held))
        _offer(self, "themes", _of(sessions.THEMES))


class EndForm(Form):
    """Why a case ends, and when."""

    ending = forms.ChoiceField(label=_("为什么结束"))
    on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, prefix="end", initial={"on": today})
        _offer(self, "ending", _of(cases.ENDINGS))


class HandOverForm(Form):
    """A summary for another psychologist of the person."""

    to = forms.ChoiceField(label=_("交给谁"))
    summary = forms.CharField(
        label=_("交接摘要"), required=False, max_length=cases.LONGEST, widget=_area(5),
        help_text=_("对方只看得到这里写的，看不到任何一次的记录。发出以后不能改。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, others: Iterable[AccountRow]) -> None:
        super().__init__(data, prefix="over")
        _must(self, "summary")
        _offer(self, "to", [(str(one.id), f"{one.display_name}（{one.unit_name}）") for one in others])
