"""What is typed about an area: shape only; the domain judges the meaning."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.areas.facts import Catalogue, Draft, Fact
from guitu.domain.areas.status import STATUS_WORDS, Decision
from guitu.foundation.metrics import said
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import said as pair_said

_DIGITS = 14


def whole(text: str) -> int:
    """A number as people write it, with or without commas; -1, which the domain refuses, for none."""
    plain = text.strip().replace(",", "").replace("，", "").replace(" ", "")
    return int(plain) if plain.isdecimal() else -1


class _Papers(Form):
    """A number and where it was read."""

    value = forms.CharField(
        label=_("数字（人）"), max_length=_DIGITS, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    publisher = forms.CharField(
        label=_("谁公布的"), max_length=120, help_text=_("例如：市公安局、市禁毒办。不写个人的姓名。")
    )
    document = forms.CharField(
        label=_("哪份文件"), max_length=120, help_text=_("标题或文号，让别人找得到原文。")
    )


class FactForm(_Papers):
    """A fact that was not entered yet."""

    kind = forms.ChoiceField(label=_("登记什么"))
    basis = forms.ChoiceField(label=_("什么口径"))
    on = forms.DateField(label=_("截至哪一天"), widget=DateInput())
    field_order = ("kind", "on", "basis", "value", "publisher", "document")

    def __init__(self, body: Any, *, known: Catalogue) -> None:
        super().__init__(body)
        kinds = [(kind.id, said(kind.name)) for kind in known.facts.values()]
        bases = [(code, said(words)) for code, words in known.bases.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["basis"].choices = bases  # type: ignore[attr-defined]  # as above

    def draft(self, region: int) -> Draft:
        """What was written."""
        given = self.cleaned_data
        return Draft(
            region=region,
            kind=given["kind"],
            on=given["on"],
            basis=given["basis"],
            value=whole(given["value"]),
            publisher=given["publisher"],
            document=given["document"],
        )


class CorrectForm(_Papers):
    """What stands in place of an entry. Day and basis stay: an entry for another day is another entry."""

    why = forms.CharField(label=_("为什么更正"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    takes_back = forms.BooleanField(
        label=_("撤回这一条，不再有数字（例如口径或日期登记错了）"), required=False
    )

    def __init__(self, body: Any, *, fact: Fact) -> None:
        super().__init__(
            body,
            initial={"value": fact.value, "publisher": fact.publisher, "document": fact.document},
        )

    def value_or_none(self) -> int | None:
        """The number; None where the entry is taken back."""
        return None if self.cleaned_data["takes_back"] else whole(self.cleaned_data["value"])


class ProposalForm(Form):
    """Why the status should change."""

    to = forms.ChoiceField(label=_("建议改为"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("理由和做过的工作"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写给上一级看。不写任何人的姓名。"),
    )  # fmt: skip

    def __init__(self, body: Any, *, choices: Iterable[str], to: str) -> None:
        super().__init__(body, initial={"to": to})
        named = [(code, _status(code)) for code in choices]
        self.fields["to"].choices = named  # type: ignore[attr-defined]  # a ChoiceField


def _status(code: str) -> Any:
    return _("摘帽（不再有状态）") if code == "none" else pair_said(STATUS_WORDS[code])


class DecisionForm(Form):
    """What the higher level says."""

    agrees = forms.ChoiceField(
        label=_("决定"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    authority = forms.CharField(
        label=_("决定机关"), required=False, max_length=120, help_text=_("同意时填写。")
    )
    document = forms.CharField(
        label=_("文号"), required=False, max_length=120, help_text=_("同意时填写。没有文号，不改变状态。")
    )
    since = forms.DateField(
        label=_("从哪一天起"), required=False, widget=DateInput(), help_text=_("同意时填写。")
    )
    words = forms.CharField(
        label=_("说明"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不同意的，写明为什么、还差什么。"),
    )  # fmt: skip

    def decision(self) -> Decision:
        """What was written."""
        given = self.cleaned_data
        return Decision(
            agrees=given["agrees"] == "yes",
            words=given["words"],
            authority=given["authority"],
            document=given["document"],
            since=given["since"],
        )
