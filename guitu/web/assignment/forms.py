"""Several people at once, a unit, a worker."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.shell.forms import Form

MOST = 100
"""People assigned at once: two pages."""


class AssignForm(Form):
    """Who goes where. Each choice of a person carries the id of the entry it makes: sent twice, made once."""

    unit = forms.TypedChoiceField(label=_("负责单位"), coerce=int, empty_value=None, required=False)
    worker = forms.TypedChoiceField(label=_("负责人"), coerce=UUID, empty_value=None, required=False)

    def __init__(
        self, body: Any, *, units: Iterable[UnitRow], colleagues: Iterable[tuple[AccountRow, str]]
    ) -> None:
        super().__init__(body)
        self._chosen: Sequence[str] = body.getlist("person") if body is not None else ()
        listed = [(str(unit.number), unit.name) for unit in units]
        self.fields["unit"].choices = [("", _("不变")), *listed]  # type: ignore[attr-defined] # a ChoiceField
        people = [(str(row.id), label) for row, label in colleagues]
        self.fields["worker"].choices = [("", _("由单位确定")), *people]  # type: ignore[attr-defined] # as above

    @property
    def chosen(self) -> list[tuple[UUID, UUID]]:
        """Person and entry id of each person chosen; unreadable ones are left out."""
        return [pair for text in self._chosen[:MOST] if (pair := _pair(text)) is not None]

    def clean(self) -> dict[str, Any]:
        """Somebody, and somewhere to go."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.chosen:
            raise forms.ValidationError(_("还没有选择人。请在名单中勾选。"))
        if not self.errors and cleaned.get("unit") is None and cleaned.get("worker") is None:
            raise forms.ValidationError(_("请选择负责单位或负责人。"))
        return cleaned


def _pair(text: str) -> tuple[UUID, UUID] | None:
    person, _, entry = text.partition(":")
    try:
        return UUID(person), UUID(entry)
    except ValueError:
        return None


class HandOverForm(Form):
    """All of a colleague's people, to another."""

    of = forms.TypedChoiceField(label=_("谁的人"), coerce=UUID)
    to = forms.TypedChoiceField(label=_("由谁接手"), coerce=UUID)

    def __init__(
        self, body: Any, *, carrying: Iterable[tuple[UUID, str]], colleagues: Iterable[tuple[AccountRow, str]]
    ) -> None:
        super().__init__(body)
        loaded = [(str(who), label) for who, label in carrying]
        self.fields["of"].choices = [("", "—"), *loaded]  # type: ignore[attr-defined] # a ChoiceField
        people = [(str(row.id), label) for row, label in colleagues]
        self.fields["to"].choices = [("", "—"), *people]  # type: ignore[attr-defined] # as above
