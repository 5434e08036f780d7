"""What a centre and a receiving office write: shape only; the domain judges the meaning."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guitu.domain.handoff.machine import RETURN_REASONS, STAY_REASONS, Side
from guitu.domain.handoff.release import DIMENSIONS, PACKET
from guitu.domain.journal import codes
from guitu.domain.journal.detail import DOCUMENT, REFUSED
from guitu.domain.kernel import citizen_id as ids
from guitu.domain.kernel import names
from guitu.domain.kernel import phone as phones
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word
from guitu.web.shell.words import sentence

_WORDS = 2000  # characters of one part
Units = Iterable[UnitRow]


class DocumentField(forms.CharField):
    """The number printed on a paper; "" where none was given."""

    def __init__(self, label: Any, *, required: bool = False) -> None:
        super().__init__(label=label, required=required, max_length=60)

    def clean(self, value: Any) -> Any:
        """The number without spaces.

        Raises:
            ValidationError: no number of a paper.
        """
        text = super().clean(value)
        accepted = DOCUMENT.accept(text) if text else ""
        if accepted is REFUSED:
            raise forms.ValidationError(_("请填写文书上印的文号，不要填身份证号或者电话。"))
        return accepted


def _words(label: Any, *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=_WORDS, widget=forms.Textarea(attrs={"rows": rows})
    )


class StayForm(Form):
    """Somebody the centre holds."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    sex = forms.ChoiceField(
        label=_("性别"), choices=[("male", _("男")), ("female", _("女"))], widget=forms.RadioSelect
    )
    citizen_id = forms.CharField(label=_("身份证号"), max_length=24)
    decided_on = forms.DateField(label=_("强制隔离戒毒决定日期"), widget=DateInput())
    order_document = DocumentField(_("决定书文号"), required=True)
    released_on = forms.DateField(label=_("出所日期"), widget=DateInput())
    rehab_order = DocumentField(_("责令社区康复决定书文号"))
    township = forms.TypedChoiceField(label=_("接收乡镇、街道"), coerce=int, empty_value=None, required=False)
    station = forms.TypedChoiceField(label=_("康复指导站"), coerce=int, empty_value=None, required=False)
    phone = forms.CharField(label=_("本人出所后的电话"), required=False, max_length=20)

    def __init__(self, body: Any, *, townships: Units, stations: Units) -> None:
        super().__init__(body)
        _offer(self, "township", townships)
        _offer(self, "station", stations)

    def clean_name(self) -> Any:
        """The name as files keep it."""
        return _read(lambda: names.parse(self.cleaned_data["name"]))

    def clean_citizen_id(self) -> Any:
        """The number with the birth date and sex in it."""
        allow = bool(settings.GUITU_DEMO)
        return _read(lambda: ids.parse(self.cleaned_data["citizen_id"], allow_demo=allow))

    def clean_phone(self) -> Any:
        """The number, "" without one."""
        told = self.cleaned_data["phone"]
        allow = bool(settings.GUITU_DEMO)
        return _read(lambda: phones.normalise(told, allow_demo=allow)) if told else ""


def _read(read: Any) -> Any:
    try:
        return read()
    except DomainError as error:
        raise forms.ValidationError(sentence(error)) from error


def _offer(form: Form, name: str, units: Units) -> None:
    field: Any = form.fields[name]
    field.choices = [("", "—"), *((str(unit.number), unit.name) for unit in units)]


class AssessForm(Form):
    """What was found before the gate. ``sole_carer`` is always asked."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = forms.DateField(label=_("评估日期"), widget=DateInput())
    assessors = forms.MultipleChoiceField(
        label=_("参加评估的人"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sole_carer = forms.ChoiceField(
        label=_("是否独自照料未成年人或者生活不能自理的人"), widget=forms.RadioSelect
    )

    def __init__(self, body: Any = None, *, today: Any = None) -> None:
        super().__init__(body, initial={"entry_id": new_id(), "happened_on": today})
        for side in DIMENSIONS:
            self.fields[side] = _words(code_word(side))
            self.fields[side].widget.attrs["class"] = "form-control"
        _codes(self, "assessors", codes.ASSESSORS)
        _codes(self, "sole_carer", codes.YES_NO)

    def words(self) -> dict[str, str]:
        """What was said of each side."""
        return {side: self.cleaned_data[side] for side in DIMENSIONS}


def _codes(form: Form, name: str, listed: Iterable[str], *, empty: bool = False) -> None:
    field: Any = form.fields[name]
    field.choices = [*([("", "—")] if empty else []), *((code, code_word(code)) for code in listed)]


class NeedForm(Form):
    """A need with its two owners."""

    code = forms.ChoiceField(label=_("需求"))
    words = forms.CharField(label=_("说明"), required=False, max_length=_WORDS)
    inside = forms.TypedChoiceField(label=_("所内由谁负责"), coerce=UUID)
    outside = forms.TypedChoiceField(label=_("出所后由谁接着办"), coerce=Side)

    def __init__(self, body: Any = None, *, staff: Iterable[AccountRow]) -> None:
        super().__init__(body, prefix="need")
        _codes(self, "code", codes.NEEDS, empty=True)
        inside: Any = self.fields["inside"]
        inside.choices = [("", "—"), *((str(row.id), row.display_name) for row in staff)]
        outside: Any = self.fields["outside"]
        outside.choices = [
            ("", "—"),
            ("township", code_word("township_office")),
            ("station", code_word("station")),
        ]


class PacketForm(Form):
    """The five parts and the numbers of the papers."""

    order = DocumentField(_("强制隔离戒毒决定书文号"))
    certificate = DocumentField(_("解除强制隔离戒毒证明书文号"))
    rehab = DocumentField(_("责令社区康复决定书文号"))

    def __init__(self, body: Any = None, *, initial: Any = None) -> None:
        super().__init__(body, initial=initial, prefix="packet")
        for code in PACKET:
            self.fields[code] = _words(code_word(code))
            self.fields[code].widget.attrs["class"] = "form-control"

    def words(self) -> dict[str, str]:
        """What stands in each part."""
        return {code: self.cleaned_data[code] for code in PACKET}


class OfferForm(Form):
    """Who receives."""

    township = forms.TypedChoiceField(label=_("接收乡镇、街道"), coerce=int, empty_value=None, required=False)
    station = forms.TypedChoiceField(label=_("康复指导站"), coerce=int, empty_value=None, required=False)

    def __init__(self, body: Any = None, *, townships: Units, stations: Units, initial: Any = None) -> None:
        super().__init__(body, initial=initial, prefix="offer")
        _offer(self, "township", townships)
        _offer(self, "station", stations)


class ReturnForm(Form):
    """Why it goes back."""

    reason = forms.ChoiceField(label=_("退回原因"), widget=forms.RadioSelect, required=False)
    words = _words(_("说明"))

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="back")
        _codes(self, "reason", RETURN_REASONS)


class StayingForm(Form):
    """Why somebody is not released as planned."""

    reason = forms.ChoiceField(label=_("暂不出所的原因"), widget=forms.RadioSelect, required=False)
    document = DocumentField(_("文书编号"))

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="stay")
        _codes(self, "reason", STAY_REASONS)


class DayForm(Form):
    """Another release day."""

    released_on = forms.DateField(label=_("新的出所日期"), widget=DateInput())
    document = DocumentField(_("文书编号"))

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="day")
