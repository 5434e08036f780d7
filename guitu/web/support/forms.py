"""What is typed about applications and gifts: shape only; the domain judges the meaning."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.casework.support.commands import NewGift
from guitu.casework.support.queries import GiverRow
from guitu.domain.kernel import money
from guitu.domain.kernel.errors import DomainError
from guitu.domain.support import applications, gifts
from guitu.domain.support.applications import DOERS, KINDS, LONGEST, MOVES, REASONS, REMEDIES, Change, Next
from guitu.domain.support.gifts import FORMS, GIVERS, MOST_PARTS, PURPOSES, RECEIVERS
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form, dress
from guitu.web.shell.tags import said
from guitu.web.shell.words import sentence
from guitu.web.support.words import giver_word

_AREA = forms.Textarea(attrs={"rows": 2})


def _chosen(words: Any) -> list[tuple[str, str]]:
    return [(str(code), said(word)) for code, word in words.items()]


class NextForm(Form):
    """The next step: what, who, when. Needed as long as something is open; the domain says so."""

    next_words = forms.CharField(
        label=_("下一步做什么"), required=False, max_length=LONGEST, widget=_AREA,
        help_text=_("例如：带户口本去派出所照相。"),
    )  # fmt: skip
    next_on = forms.DateField(label=_("哪一天"), required=False, widget=DateInput)
    actor = forms.ChoiceField(label=_("谁来做"), required=False, widget=forms.RadioSelect)
    owner = forms.ChoiceField(label=_("哪位同事"), required=False)

    def __init__(self, body: Any, *, colleagues: Iterable[AccountRow], **more: Any) -> None:
        super().__init__(body, **more)
        for name in ("next_words", "next_on", "actor", "owner"):
            self.fields[name].sometimes = True  # type: ignore[attr-defined] # the domain asks: not "optional"
        self.fields["actor"].choices = _chosen(DOERS)  # type: ignore[attr-defined] # a ChoiceField
        people = [(str(row.id), row.display_name) for row in colleagues]
        self.fields["owner"].choices = [("", "—"), *people]  # type: ignore[attr-defined] # the same

    def step(self) -> Next | None:
        """The step as the workflow takes it; None where none was written."""
        given = self.cleaned_data
        if not given["next_words"] and given["next_on"] is None:
            return None
        owner = UUID(given["owner"]) if given["owner"] and given["actor"] == "worker" else None
        return Next(given["next_words"], given["next_on"] or date.min, given["actor"], owner)


class ApplicationForm(NextForm):
    """What is applied for."""

    application = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("办什么"))
    words = forms.CharField(
        label=_("说明：哪个部门、给谁办"), required=False, max_length=LONGEST, widget=_AREA
    )
    due_on = forms.DateField(
        label=_("最晚哪天递交或者缴费"), required=False, widget=DateInput,
        help_text=_("医保、社保缴费请写缴费截止的日子，到期前会提醒。"),
    )  # fmt: skip
    field_order = ("application", "kind", "words", "due_on", "next_words", "next_on", "actor", "owner")

    def __init__(self, body: Any, *, colleagues: Iterable[AccountRow], kind: str = "") -> None:
        initial = {"application": new_id(), "kind": kind, "actor": "person"}
        super().__init__(body, colleagues=colleagues, initial=initial)
        words = [(code, said(one.word)) for code, one in KINDS.items()]
        self.fields["kind"].choices = [("", "—"), *words]  # type: ignore[attr-defined] # a ChoiceField


class ChangeForm(NextForm):
    """One line of the status log."""

    state = forms.ChoiceField(label=_("进展"), widget=forms.RadioSelect)
    happened_on = forms.DateField(label=_("哪天的事"), widget=DateInput)
    words = forms.CharField(label=_("说明"), required=False, max_length=LONGEST, widget=_AREA)
    holds_until = forms.DateField(
        label=_("办成的：有效到哪天"), required=False, widget=DateInput,
        help_text=_("例如医保缴到年底、低保一年一核。没有期限的不填。"),
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("没批准的：对方说的理由"), required=False)
    remedy = forms.ChoiceField(label=_("没批准的：接下来怎么办"), required=False)
    field_order = (
        "state", "happened_on", "words", "next_words", "next_on", "actor", "owner", "holds_until", "reason",
        "remedy",
    )  # fmt: skip

    def __init__(
        self, body: Any, *, state: applications.State, today: date, colleagues: Iterable[AccountRow]
    ) -> None:
        super().__init__(body, colleagues=colleagues, initial={"happened_on": today})
        moves = [(to.value, said(applications.STATES[to])) for to in MOVES[state]]
        self.fields["state"].choices = moves  # type: ignore[attr-defined] # a ChoiceField
        self.fields["reason"].choices = [("", "—"), *_chosen(REASONS)]  # type: ignore[attr-defined] # the same
        remedies = [(code, said(one.word)) for code, one in REMEDIES.items()]
        self.fields["remedy"].choices = [("", "—"), *remedies]  # type: ignore[attr-defined] # the same

    def change(self) -> Change:
        """The line as the workflow takes it; what belongs to another state is left out."""
        given = self.cleaned_data
        state = applications.State(given["state"])
        refused, granted = state is applications.State.REFUSED, state is applications.State.GRANTED
        return Change(
            state, given["happened_on"], given["words"],
            next=self.step() if state in applications.OPEN else None,
            reason=given["reason"] if refused else "", remedy=given["remedy"] if refused else "",
            holds_until=given["holds_until"] if granted else None,
        )  # fmt: skip


class AmountField(forms.CharField):
    """An amount in yuan as people type it, read into fen."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> int:
        """The fen; the ceiling of the place is the domain's."""
        try:
            return money.parse(str(value or ""))
        except DomainError as error:
            raise forms.ValidationError(sentence(error)) from None


class GiftForm(Form):
    """A grant, a loan or help in kind; the giver from the list, or written down anew."""

    gift = forms.UUIDField(widget=forms.HiddenInput)
    form = forms.ChoiceField(label=_("是什么"), widget=forms.RadioSelect)
    amount = AmountField(label=_("金额（元）"), help_text=_("物品请写大约值多少钱。例如 1,200.50。"))
    purpose = forms.ChoiceField(label=_("用途"))
    words = forms.CharField(
        label=_("说明"), max_length=LONGEST, widget=_AREA, help_text=_("是什么、为什么需要。物品请写明件数。")
    )
    giver = forms.ChoiceField(label=_("谁给的"), required=False)
    giver_kind = forms.ChoiceField(label=_("名单里没有：是哪一类"), required=False)
    giver_name = forms.CharField(
        label=_("名称"), required=False, max_length=gifts.NAME_LONGEST,
        help_text=_("爱心人士不愿留名的，不写名称，勾选“不留名”。"),
    )  # fmt: skip
    is_anonymous = forms.BooleanField(label=_("不留名"), required=False)

    def __init__(self, body: Any, *, known: Iterable[GiverRow]) -> None:
        super().__init__(body, initial={"gift": new_id()})
        self.fields["form"].choices = _chosen(FORMS)  # type: ignore[attr-defined] # a ChoiceField
        self.fields["purpose"].choices = [("", "—"), *_chosen(PURPOSES)]  # type: ignore[attr-defined] # the same
        rows = [(str(row.id), giver_word(row)) for row in known]
        self.fields["giver"].choices = [("", _("名单里没有")), *rows]  # type: ignore[attr-defined] # the same
        self.fields["giver_kind"].choices = [("", "—"), *_chosen(GIVERS)]  # type: ignore[attr-defined] # the same
        for field in self.fields.values():
            dress(field)

    def new(self, giver: UUID) -> NewGift:
        """The gift as the workflow takes it."""
        given = self.cleaned_data
        return NewGift(given["gift"], giver, given["form"], given["purpose"], given["amount"], given["words"])


class DecideForm(Form):
    """Why it is not approved."""

    words = forms.CharField(
        label=_("不批准的理由"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class PartsForm(Form):
    """Into how many parts, and from which day; agreed on with the person."""

    parts = forms.IntegerField(label=_("分几次还"), min_value=1, max_value=MOST_PARTS, initial=6)
    first_on = forms.DateField(
        label=_("第一次还款的日子"), widget=DateInput, help_text=_("以后每月一次。按本人还得起的来。")
    )


class ReceiveForm(Form):
    """Who signed, when, and of a loan how it is paid back."""

    receiver = forms.ChoiceField(label=_("谁签收"), widget=forms.RadioSelect)
    received_on = forms.DateField(label=_("收到的日子"), widget=DateInput)

    def __init__(self, body: Any, *, today: date, is_loan: bool) -> None:
        super().__init__(body, initial={"received_on": today, "receiver": "person"})
        self.fields["receiver"].choices = _chosen(RECEIVERS)  # type: ignore[attr-defined] # a ChoiceField
        if is_loan:
            self.fields |= {name: PartsForm.base_fields[name] for name in ("parts", "first_on")}
            for field in self.fields.values():
                dress(field)


class PaidForm(Form):
    """When a part was paid back."""

    paid_on = forms.DateField(label=_("还款的日子"), widget=DateInput)
