"""What a doctor types: shape only; the domain judges the meaning."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.health import checkups, plan, record, referral
from guitu.domain.health.catalogue import (
    CHECKUPS,
    CODES,
    INSURANCE_KINDS,
    INSURANCE_STATES,
    SORTS,
    Sort,
    Word,
)
from guitu.domain.health.insurance import Insurance
from guitu.domain.health.record import NewLine
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import said

Choices = list[tuple[str, str]]


def _of(words: Mapping[Any, Word]) -> Choices:
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


class LineForm(Form):
    """One line of the record. ``code`` names its sort as well, so that one list is enough."""

    code = forms.ChoiceField(label=_("是什么"))
    words = forms.CharField(
        label=_("说明"), required=False, max_length=record.LONGEST, widget=_area(2),
        help_text=_("药名、过敏的东西、门诊名称等。维持治疗只写在哪家门诊，剂量由门诊记录。"),
    )  # fmt: skip
    since = forms.DateField(label=_("从什么时候起"), required=False, widget=DateInput())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="line")
        groups = []
        for sort, title in SORTS.items():
            known = CODES.get(sort, {})
            inner = [(f"{sort}:{code}", said(word)) for code, word in known.items()]
            groups.append((said(title), inner or [(f"{sort}:", said(title))]))
        _offer(self, "code", [("", "—"), *groups])

    def line(self) -> NewLine:
        """The line as the workflow takes it."""
        sort, _colon, code = self.cleaned_data["code"].partition(":")
        return NewLine(Sort(sort), code, self.cleaned_data["words"], self.cleaned_data["since"])


class PlanForm(Form):
    """A version of the medical plan. ``seen`` the version its writer had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    conditions = forms.CharField(
        label=_("现在的病情"), required=False, max_length=plan.LONGEST, widget=_area(3)
    )
    medicines = forms.CharField(
        label=_("用药"), required=False, max_length=plan.LONGEST, widget=_area(3),
        help_text=_("维持治疗的药由门诊管理，这里不写。"),
    )  # fmt: skip
    steps = forms.CharField(label=_("怎么做"), required=False, max_length=plan.LONGEST, widget=_area(3))
    doctor = forms.CharField(label=_("由哪位医生负责"), required=False, max_length=plan.LONGEST)
    check_on = forms.DateField(label=_("下次复查"), required=False, widget=DateInput())

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=initial)
        _must(self, "conditions", "doctor", "check_on")

    def words(self) -> plan.Words:
        """The version as the workflow takes it."""
        given = self.cleaned_data
        return plan.Words(given["conditions"], given["medicines"], given["doctor"], given["steps"])


class CheckupForm(Form):
    """A check-up to come."""

    kind = forms.ChoiceField(label=_("检查什么"))
    words = forms.CharField(label=_("说明"), required=False, max_length=checkups.LONGEST)
    due_on = forms.DateField(label=_("哪天之前"), required=False, widget=DateInput())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="checkup")
        _must(self, "due_on")
        _offer(self, "kind", _of(CHECKUPS))


class OutcomeForm(Form):
    """What became of a check-up."""

    outcome = forms.ChoiceField(label=_("怎么样了"), widget=forms.RadioSelect)
    done_on = forms.DateField(label=_("日期"), widget=DateInput())
    found = forms.CharField(label=_("结果"), required=False, max_length=checkups.LONGEST, widget=_area(3))
    next_on = forms.DateField(label=_("下一次（不再需要的不填）"), required=False, widget=DateInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"done_on": today})
        _offer(
            self,
            "outcome",
            [
                (checkups.Outcome.DONE.value, _("做了")),
                (checkups.Outcome.NOT_WANTED.value, _("本人不想做")),
                (checkups.Outcome.CALLED_OFF.value, _("不需要了")),
            ],
        )


class InsuranceForm(Form):
    """What is known of somebody's insurance."""

    state = forms.ChoiceField(label=_("参保情况"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("哪一种"), required=False)
    paid_until = forms.DateField(label=_("交到什么时候"), required=False, widget=DateInput())

    def __init__(self, data: Any = None, *, known: Insurance | None = None) -> None:
        initial = known._asdict() if known else {}
        super().__init__(data, prefix="insurance", initial=initial)
        _must(self, "kind", "paid_until")
        _offer(self, "state", _of(INSURANCE_STATES))
        _offer(self, "kind", [("", "—"), *_of(INSURANCE_KINDS)])

    def said(self) -> Insurance:
        """As the workflow takes it; kind and day are of somebody who is insured."""
        given = self.cleaned_data
        if given["state"] != "insured":
            return Insurance(given["state"])
        return Insurance(given["state"], given["kind"], given["paid_until"])


class ReferralForm(Form):
    """Sending somebody to a hospital: which, why, and which lines the person lets it have."""

    hospital = forms.CharField(label=_("哪家医院、哪个科"), required=False, max_length=200)
    reason = forms.CharField(
        label=_("为什么去"), required=False, max_length=referral.LONGEST, widget=_area(2),
        help_text=_("写症状和要做的检查；不写来历，医院不需要知道。"),
    )  # fmt: skip
    green = forms.BooleanField(label=_("走绿色通道：请医院先安排"), required=False)
    lines = forms.MultipleChoiceField(
        label=_("本人同意告诉医院的（一项一项问过）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, lines: Iterable[tuple[UUID, str]], hospitals: Iterable[str]
    ) -> None:
        super().__init__(data)
        _offer(self, "lines", [(str(one), words) for one, words in lines])
        self.hospitals = tuple(hospitals)
        _must(self, "hospital", "reason", "lines")
        self.fields["hospital"].widget.attrs["list"] = "hospitals"
