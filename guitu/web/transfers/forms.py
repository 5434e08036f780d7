"""What is typed about transfers. Meaning is checked by the domain."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from guitu.domain.transfer import Answer, Sort
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.shell.forms import DateInput, Form, dress
from guitu.web.transfers.rows import AppointmentLine, TaskLine
from guitu.web.transfers.words import ANSWERS, APPOINTMENT_ANSWERS, CANCELS, DROPS, REFUSALS, SORTS

_NUMBER = re.compile(r"[0-9]{15}")


class OfferForm(Form):
    """To whom, from which day, and what becomes of each open task and booked appointment."""

    offer_id = forms.UUIDField(widget=forms.HiddenInput)
    sort = forms.ChoiceField(label=_("怎样转接"), choices=list(SORTS.items()), widget=forms.RadioSelect)
    to = forms.CharField(
        label=_("接收单位"),
        max_length=120,
        help_text=_("输入名称或者 15 位单位编号，也可以从列表中选择。"),
    )
    effective_on = forms.DateField(label=_("变更日期"), widget=DateInput)
    words = forms.CharField(
        label=_("给对方的说明"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("本人的打算、已经约好的事、需要对方留意的事。"),
    )

    def __init__(
        self,
        body: Any,
        *,
        today: date,
        units: Sequence[UnitRow],
        tasks: Sequence[TaskLine],
        appointments: Sequence[AppointmentLine],
    ) -> None:
        super().__init__(body, initial={"offer_id": new_id(), "sort": Sort.MOVE.value, "effective_on": today})
        self.units = {unit.number: unit for unit in units}
        self.tasks, self.appointments = tasks, appointments
        self.fields["to"].widget.attrs |= {"list": "units", "autocomplete": "off"}
        for task in tasks:
            choices = [pair for pair in ANSWERS.items() if task.may_drop or pair[0] != Answer.DROP]
            self.fields[f"task-{task.key}"] = forms.ChoiceField(
                label=task.words, choices=choices, required=False, initial=Answer.KEEP.value
            )
            if task.may_drop:
                why = forms.ChoiceField(
                    label=_("不再办理的原因"), choices=[("", "—"), *DROPS.items()], required=False
                )
                self.fields[f"why-{task.key}"] = why
        for booked in appointments:
            self.fields[f"task-{booked.key}"] = forms.ChoiceField(
                label=booked.words, choices=list(APPOINTMENT_ANSWERS.items()), required=False,
                initial=Answer.KEEP.value,
            )  # fmt: skip
            self.fields[f"why-{booked.key}"] = forms.ChoiceField(
                label=_("取消的原因"), choices=[("", "—"), *CANCELS.items()], required=False
            )
        for field in self.fields.values():
            dress(field)

    @property
    def head(self) -> list[BoundField]:
        """The fields before the tasks."""
        return [self[name] for name in ("sort", "to", "effective_on", "words")]

    @property
    def asked(self) -> list[tuple[TaskLine, BoundField, BoundField | None]]:
        """Each task with the field of its answer and that of its reason."""
        return [
            (task, self[f"task-{task.key}"], self[f"why-{task.key}"] if task.may_drop else None)
            for task in self.tasks
        ]

    @property
    def asked_appointments(self) -> list[tuple[AppointmentLine, BoundField, BoundField]]:
        """Each appointment with the field of its answer and that of its reason."""
        return [(one, self[f"task-{one.key}"], self[f"why-{one.key}"]) for one in self.appointments]

    def clean_to(self) -> int:
        """The unit's number, from a number or a whole name."""
        text: str = self.cleaned_data["to"].strip()
        found = _NUMBER.search(text)
        if found:
            return int(found[0])
        named = [number for number, unit in self.units.items() if unit.name == text]
        if len(named) != 1:
            raise forms.ValidationError(
                _("没有找到这个单位，或者有几个同名的。请从列表中选择，或者输入 15 位单位编号。")
            )
        return named[0]

    def answers(self) -> dict[str, tuple[str, str]]:
        """What was said of each task and appointment."""
        said = self.cleaned_data
        keys = [task.key for task in self.tasks] + [one.key for one in self.appointments]
        return {key: (said.get(f"task-{key}", ""), said.get(f"why-{key}", "")) for key in keys}


class AcceptForm(Form):
    """Who works with the person from now on."""

    worker = forms.TypedChoiceField(label=_("由谁负责"), required=False, coerce=UUID, empty_value=None)
    words = forms.CharField(
        label=_("给对方的话"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, body: Any, *, colleagues: Iterable[AccountRow]) -> None:
        super().__init__(body)
        people = [(str(row.id), row.display_name) for row in colleagues]
        self.fields["worker"].choices = [("", _("以后再定")), *people]  # type: ignore[attr-defined] # a ChoiceField


class DeclineForm(Form):
    """Why not."""

    reason = forms.ChoiceField(label=_("原因"), choices=[("", "—"), *REFUSALS.items()])
    words = forms.CharField(
        label=_("说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
