"""What is typed about a family: shape only; the domain judges the meaning."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.casework.family.commands import NewCare, NewChild, NewHold
from guitu.casework.family.queries import CareRow, ChildRow, RelativeRow
from guitu.domain.family.relative import About
from guitu.domain.family.school import ABOUT, OUTCOMES, WAYS, Contact
from guitu.domain.family.words import (
    CARERS,
    LONGEST,
    LONGEST_NAME,
    RELATIONS,
    RELIEF,
    SCHOOLING,
    SIDES,
    SPEAKERS,
    STUDENT_AID,
    WHY_APART,
)
from guitu.domain.plans.catalogue import Word
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import outcome_word, said


def _from(words: Mapping[str, Word]) -> list[tuple[str, str]]:
    return [(code, said(word)) for code, word in words.items()]


def _words(label: Any, *, help_text: Any = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class RelativeForm(Form):
    """Who a relative is: as little as is needed."""

    made = forms.UUIDField(widget=forms.HiddenInput, required=False)
    relation = forms.ChoiceField(label=_("与本人的关系"))
    name = forms.CharField(label=_("姓名或者称呼"), max_length=LONGEST_NAME)
    phone = forms.CharField(label=_("电话"), required=False, max_length=40)
    address = forms.CharField(label=_("住处"), required=False, max_length=200)
    words = _words(_("需要知道的"), help_text=_("只写帮助这家人用得着的；不写别人的隐私。"))

    def __init__(self, body: Any, *, about: About | None = None) -> None:
        super().__init__(body, initial=about._asdict() if about else {"made": new_id()})
        self.fields["relation"].choices = [("", "—"), *_from(RELATIONS)]  # type: ignore[attr-defined]  # a ChoiceField

    def about(self) -> About:
        """The relative as the workflow takes them."""
        given = self.cleaned_data
        return About(*(given[name] for name in ("relation", "name", "phone", "address", "words")))


class SayForm(Form):
    """What a relative says to one purpose."""

    purpose = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    speaker = forms.ChoiceField(label=_("谁说的"), required=False)

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, initial={"speaker": "relative"})
        self.fields["speaker"].choices = _from(SPEAKERS)  # type: ignore[attr-defined]  # a ChoiceField


class HoldForm(Form):
    """Who is to be kept safe, and why."""

    side = forms.ChoiceField(label=_("主要为了谁的安全"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("依据"), widget=forms.RadioSelect)
    words = _words(_("说明"), help_text=_("写看到、听到的事，不下结论。只有负责这个人的同事看得到。"))

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, initial={"side": "unsaid"}, prefix="apart")
        self.fields["side"].choices = _from(SIDES)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reason"].choices = _from(WHY_APART)  # type: ignore[attr-defined]  # a ChoiceField

    def hold(self, relative: UUID) -> NewHold:
        """The hold as the workflow takes it."""
        return NewHold(relative, **self.cleaned_data)


class LiftForm(Form):
    """Why two people need not be kept apart any longer."""

    words = _words(_("为什么可以解除"))

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="lift")
        self.fields["words"].sometimes = True  # type: ignore[attr-defined]  # the domain asks for it


class _Carer(Form):
    """Who cares, among those on file."""

    carer = forms.ChoiceField(label=_("主要由谁照顾"), widget=forms.RadioSelect)
    carer_relative = forms.ChoiceField(label=_("哪一位家人"), required=False)
    words = _words(_("需要知道的"))

    def set_up(self, relatives: Iterable[RelativeRow]) -> None:
        """Offer the relatives who may be named."""
        shown = [
            (str(r.id), f"{r.about.name}（{said(RELATIONS[r.about.relation])}）")
            for r in relatives
            if r.withdrew_on is None
        ]
        self.fields["carer"].choices = _from(CARERS)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["carer_relative"].choices = [("", "—"), *shown]  # type: ignore[attr-defined]  # as above

    def _relative(self) -> UUID | None:
        chosen = self.cleaned_data["carer_relative"]
        return UUID(chosen) if chosen else None


class ChildForm(_Carer):
    """A child."""

    name = forms.CharField(label=_("孩子的称呼"), max_length=LONGEST_NAME)
    schooling = forms.ChoiceField(label=_("上学情况"))
    aid = forms.ChoiceField(label=_("助学"))
    aid_on = forms.DateField(label=_("助学的日期（申请或批准）"), required=False, widget=DateInput())
    ask_school = forms.BooleanField(
        label=_("照顾孩子的人同意我们为助学和学校联系"),
        required=False,
        help_text=_("对学校只说助学，不说家里任何人的情况。"),
    )
    field_order = ("name", "schooling", "aid", "aid_on", "ask_school", "carer", "carer_relative", "words")

    def __init__(self, body: Any, *, row: ChildRow | None, relatives: Iterable[RelativeRow]) -> None:
        names = ("name", "words", "schooling", "aid", "aid_on", "carer", "carer_relative", "ask_school")
        super().__init__(
            body, initial={n: getattr(row, n) for n in names} if row else {"aid": "none", "carer": "person"}
        )
        self.set_up(relatives)
        self.fields["schooling"].choices = [("", "—"), *_from(SCHOOLING)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["aid"].choices = _from(STUDENT_AID)  # type: ignore[attr-defined]  # as above

    def child(self) -> NewChild:
        """The child as the workflow takes it."""
        given = dict(self.cleaned_data)
        return NewChild(**{**given, "carer_relative": self._relative()})


class SchoolForm(Form):
    """A word with the school."""

    made = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("问什么"), widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("怎样问"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("哪天"), widget=DateInput())

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(
            body,
            initial={"made": new_id(), "about": "aid", "way": "phone", "outcome": "waiting", "on": today},
        )
        for name, known in (("about", ABOUT), ("way", WAYS), ("outcome", OUTCOMES)):
            self.fields[name].choices = _from(known)  # type: ignore[attr-defined]  # a ChoiceField

    def contact(self) -> Contact:
        """The word as the workflow takes it."""
        return Contact(*(self.cleaned_data[name] for name in Contact._fields))


class CareForm(_Carer):
    """Who cares for whom."""

    whom = forms.CharField(label=_("照顾的是谁（称呼）"), max_length=LONGEST_NAME)
    relief = forms.ChoiceField(label=_("需要有人替一替吗"), widget=forms.RadioSelect)
    field_order = ("whom", "carer", "carer_relative", "relief", "words")

    def __init__(self, body: Any, *, row: CareRow | None, relatives: Iterable[RelativeRow]) -> None:
        names = ("whom", "words", "carer", "carer_relative", "relief")
        super().__init__(
            body,
            initial={n: getattr(row, n) for n in names} if row else {"carer": "person", "relief": "none"},
        )
        self.set_up(relatives)
        self.fields["relief"].choices = _from(RELIEF)  # type: ignore[attr-defined]  # a ChoiceField

    def care(self) -> NewCare:
        """The care as the workflow takes it."""
        return NewCare(**{**self.cleaned_data, "carer_relative": self._relative()})


class TalkForm(Form):
    """A talk of the family: who agreed to come, and how it went."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    relatives = forms.MultipleChoiceField(
        label=_("和哪几位家人"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("只列出同意参加家庭会谈的家人。"),
    )  # fmt: skip
    outcome = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, body: Any, *, relatives: Iterable[RelativeRow], today: date) -> None:
        super().__init__(body, initial={"entry_id": new_id(), "on": today, "outcome": "done"})
        named = self.fields
        named["relatives"].choices = [(str(r.id), r.about.name) for r in relatives]  # type: ignore[attr-defined]
        named["relatives"].sometimes = True  # type: ignore[attr-defined]  # the domain asks for it
        named["outcome"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (code, outcome_word(code, "service")) for code in ("done", "declined", "no_show")
        ]
        named["on"].widget.attrs["max"] = today.isoformat()
