"""What is typed about unfair treatment: shape only; the domain judges the meaning."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.discrimination.incidents import (
    AREAS,
    KINDS,
    LONGEST,
    MOVES,
    OUTCOMES,
    OWN_WILL,
    ROUTES,
    STATES,
    WHERE_LONGEST,
    WISHES,
    Change,
    State,
    Told,
)
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import said

FROM = {"job": "job", "application": "welfare"}
"""The area that a page somebody comes from is about."""


def _chosen(words: Any) -> list[tuple[str, str]]:
    return [(str(code), said(word)) for code, word in words.items()]


class TellForm(Form):
    """What happened, in the person's words."""

    incident = forms.UUIDField(widget=forms.HiddenInput)
    area = forms.ChoiceField(label=_("在哪里发生"))
    kind = forms.ChoiceField(label=_("发生了什么"))
    happened_on = forms.DateField(label=_("哪一天"), widget=DateInput)
    where = forms.CharField(
        label=_("对方是谁"),
        required=False,
        max_length=WHERE_LONGEST,
        help_text=_("单位或者地点，不写个人姓名。"),
    )
    words = forms.CharField(
        label=_("经过"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("照本人的话写。"),
    )  # fmt: skip
    wish = forms.ChoiceField(label=_("本人的愿望"), widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=_("本人同意记下来"), required=False)

    def __init__(self, body: Any, *, came_from: str = "") -> None:
        super().__init__(body, initial={"incident": new_id(), "area": FROM.get(came_from, "")})
        self.fields["words"].sometimes = True  # type: ignore[attr-defined] # the domain asks: not "optional"
        for name, words in (("area", AREAS), ("kind", KINDS)):
            self.fields[name].choices = [("", "—"), *_chosen(words)]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["wish"].choices = _chosen(WISHES)  # type: ignore[attr-defined] # the same

    def told(self) -> Told:
        """What was told, as the workflow takes it."""
        given = self.cleaned_data
        return Told(
            given["area"], given["kind"], given["happened_on"], given["where"], given["words"],
            given["wish"], given["agreed"],
        )  # fmt: skip


class StepForm(Form):
    """One step; what belongs to another state is left out."""

    step = forms.UUIDField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("这一步"), widget=forms.RadioSelect)
    happened_on = forms.DateField(label=_("哪天的事"), widget=DateInput)
    route = forms.ChoiceField(label=_("反映到哪里"), required=False)
    agreed = forms.BooleanField(label=_("本人同意反映"), required=False)
    words = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_on = forms.DateField(label=_("哪天再问一问"), required=False, widget=DateInput)
    outcome = forms.ChoiceField(label=_("结束的：结果"), required=False)

    def __init__(self, body: Any, *, state: State, proposed: tuple[str, ...], today: date) -> None:
        super().__init__(body, initial={"step": new_id(), "happened_on": today})
        for name in ("route", "next_on", "outcome"):
            self.fields[name].sometimes = True  # type: ignore[attr-defined] # the domain asks: not "optional"
        moves = [(to.value, said(STATES[to])) for to in MOVES[state]]
        self.fields["state"].choices = moves  # type: ignore[attr-defined] # a ChoiceField
        others = [code for code in ROUTES if code not in proposed]
        near = [(code, said(ROUTES[code])) for code in proposed]
        far = [(code, said(ROUTES[code])) for code in others]
        groups = [("", "—"), (_("建议"), near), (_("其他"), far)]
        self.fields["route"].choices = groups  # type: ignore[attr-defined] # a ChoiceField
        ends = [pair for pair in _chosen(OUTCOMES) if state is not State.TOLD or pair[0] in OWN_WILL]
        self.fields["outcome"].choices = [("", "—"), *ends]  # type: ignore[attr-defined] # the same

    def change(self) -> Change:
        """The step as the workflow takes it."""
        given = self.cleaned_data
        state = State(given["state"])
        is_sent, is_closed = state is State.SENT, state is State.CLOSED
        return Change(
            state, given["happened_on"], given["words"], given["route"] if is_sent else "",
            is_sent and given["agreed"], given["outcome"] if is_closed else "",
            None if is_closed else given["next_on"],
        )  # fmt: skip


class QuestionForm(Form):
    """Words for a lawyer."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("写给律师的话"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    agreed = forms.BooleanField(label=_("本人同意请律师看"), required=False)

    def __init__(self, body: Any) -> None:
        super().__init__(body, initial={"question": new_id()})


class AdviceForm(Form):
    """A lawyer's words."""

    advice = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("法律意见"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, body: Any) -> None:
        super().__init__(body, initial={"advice": new_id()})
