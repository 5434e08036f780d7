"""What is typed about teams, exclusions and emergencies. Meaning is checked where it is written down."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.access import Exclusion, Relation
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.authorization.models import REASONS
from guitu.web.shell import terms
from guitu.web.shell.forms import DateInput, Form
from guitu.workflows.team import NAMED, ONE_KNOWS

REASON_WORDS = {
    "danger_to_life": _("有生命危险"),
    "medical_emergency": _("急病、急救"),
    "missing": _("人失踪、失联"),
    "at_the_door": _("本人到场求助，所属单位联系不上"),
    "other": _("其他紧急情况"),
}
OUTCOME_WORDS = {"": _("待复核"), "justified": _("有正当理由"), "not_justified": _("没有正当理由")}


def _labelled(accounts: Iterable[AccountRow]) -> list[tuple[str, str]]:
    return [("", "—"), *((str(row.id), _label(row)) for row in accounts)]


def _label(row: AccountRow) -> str:
    return f"{row.display_name}（{terms.ROLES[row.role.value]}，{row.unit_name}）"


class NameForm(Form):
    """Somebody for the team."""

    account = forms.TypedChoiceField(label=_("同事"), coerce=UUID)
    relation = forms.TypedChoiceField(
        label=_("角色"), coerce=Relation, choices=lambda: [(r.value, terms.STANDINGS[r.value]) for r in NAMED]
    )
    until = forms.DateField(
        label=_("到哪一天"), required=False, widget=DateInput, help_text=_("不填，则到有人结束为止。")
    )

    def __init__(self, body: Any, *, accounts: Iterable[AccountRow]) -> None:
        super().__init__(body)
        self.fields["account"].choices = _labelled(accounts)  # type: ignore[attr-defined] # a ChoiceField


class ExcludeForm(Form):
    """Somebody who must not see the person."""

    account = forms.TypedChoiceField(label=_("须回避的同事"), coerce=UUID)
    kind = forms.TypedChoiceField(
        label=_("原因"),
        coerce=Exclusion,
        choices=lambda: [(e.value, terms.EXCLUSIONS[e.value]) for e in Exclusion],
    )
    until = forms.DateField(
        label=_("到哪一天"), required=False, widget=DateInput, help_text=_("不填，则到有人取消为止。")
    )

    def __init__(self, body: Any, *, accounts: Iterable[AccountRow]) -> None:
        super().__init__(body, prefix="exclude")
        self.fields["account"].choices = _labelled(accounts)  # type: ignore[attr-defined] # a ChoiceField


class KnowForm(Form):
    """Why one knows somebody."""

    kind = forms.TypedChoiceField(
        label=_("我和他是什么关系"),
        coerce=Exclusion,
        widget=forms.RadioSelect,
        choices=lambda: [(e.value, terms.EXCLUSIONS[e.value]) for e in ONE_KNOWS],
    )


class EmergencyForm(Form):
    """Whom, and why."""

    citizen_id = forms.CharField(
        label=_("身份证号码"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("完整的号码。没有号码时，写姓名和出生日期，两项都要准确。"),
    )
    name = forms.CharField(
        label=_("姓名"), max_length=64, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    birth_on = forms.DateField(label=_("出生日期"), required=False, widget=DateInput)
    reason = forms.ChoiceField(
        label=_("原因"), choices=[("", "—"), *((code, REASON_WORDS[code]) for code in REASONS)]
    )
    words = forms.CharField(
        label=_("发生了什么"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一两句话。复核的人和本人会看到。"),
    )

    def clean(self) -> dict[str, Any]:
        """A number, or a name with a birth date."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("citizen_id") and not (cleaned.get("name") and cleaned.get("birth_on")):
            raise forms.ValidationError(_("请写身份证号码，或者姓名和出生日期。"))
        return cleaned
