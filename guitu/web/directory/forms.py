"""What is typed about a service: shape only; the domain judges the meaning."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.casework.directory.queries import ServiceRow
from guitu.domain.directory import hours
from guitu.domain.directory.page import MOST_FEN, Page
from guitu.domain.directory.words import DOCUMENT_WORDS, REFERRER_WORDS
from guitu.domain.kernel import money
from guitu.foundation.ids import new_id
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.shell.forms import Form
from guitu.web.shell.tags import said

Choices = Iterable[tuple[str, Any]]
_INTEGER = 10  # digits of a number somebody may type; more is refused as no number


class ServiceForm(Form):
    """One page of the directory."""

    service_id = forms.UUIDField(widget=forms.HiddenInput)
    read_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    kind = forms.ChoiceField(label=_("种类"))
    name = forms.CharField(label=_("名称"), max_length=80)
    unit = forms.TypedChoiceField(label=_("由哪个单位提供"), required=False, coerce=int, empty_value=None)
    organisation = forms.CharField(
        label=_("或者：外部机构的名称"), required=False, max_length=120,
        help_text=_("不是系统里的单位时填写；两样只写一样。"),
    )  # fmt: skip
    area = forms.TypedChoiceField(label=_("服务的地区"), coerce=int)
    place = forms.TypedChoiceField(label=_("设在哪里"), coerce=int)
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("联系窗口"), required=False, max_length=80, help_text=_("科室或窗口，不写个人的姓名。")
    )
    phone = forms.CharField(
        label=_("电话"), required=False, max_length=40, help_text=_("单位的电话，不写个人手机。")
    )
    hours = forms.CharField(
        label=_("开放时间"), required=False, max_length=300,
        help_text=_("例如：周一至周五 8:30-12:00 14:00-17:30；全天开放写“24小时”。"),
    )  # fmt: skip
    on_holidays = forms.BooleanField(label=_("节假日也开放"), required=False)
    capacity = forms.CharField(
        label=_("名额"), required=False, max_length=_INTEGER, help_text=_("不限或者不清楚，留空。")
    )
    cost = forms.CharField(
        label=_("费用（元）"), required=False, max_length=40, help_text=_("免费，留空或写 0。")
    )
    cost_words = forms.CharField(
        label=_("费用说明"), required=False, max_length=120, help_text=_("例如：每次；凭证明减半。")
    )
    referrers = forms.MultipleChoiceField(label=_("谁可以转介"), widget=forms.CheckboxSelectMultiple)
    documents = forms.MultipleChoiceField(
        label=_("要带的材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    terms = forms.CharField(
        label=_("其他要知道的"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, body: Any, *, kinds: Any, units: Iterable[UnitRow], places: Choices, areas: Choices,
        row: ServiceRow | None, home: int,
    ) -> None:  # fmt: skip
        super().__init__(body, initial=_written(row) if row else {"service_id": new_id(), **_empty(home)})
        choices = {
            "kind": [("", "—"), *kinds],
            "unit": [("", _("外部机构")), *((one.number, one.name) for one in units)],
            "place": list(places),
            "area": list(areas),
            "referrers": [(code, said(pair)) for code, pair in REFERRER_WORDS.items()],
            "documents": [(code, said(pair)) for code, pair in DOCUMENT_WORDS.items()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def page(self) -> Page:
        """What was written.

        Raises:
            DomainError: "money.…" and "service.capacity" for numbers that are none.
        """
        given = self.cleaned_data
        cost = given["cost"].strip()
        return Page(
            kind=given["kind"],
            name=given["name"].strip(),
            place=given["place"],
            area=given["area"],
            unit=given["unit"],
            organisation=given["organisation"].strip(),
            contact=given["contact"].strip(),
            phone=given["phone"].strip(),
            address=given["address"].strip(),
            capacity=whole(given["capacity"]),
            hours=given["hours"],
            on_holidays=given["on_holidays"],
            cost=0 if cost in _FREE else money.parse(cost, most=MOST_FEN, field="cost"),
            cost_words=given["cost_words"].strip(),
            referrers=tuple(given["referrers"]),
            documents=tuple(given["documents"]),
            terms=given["terms"].strip(),
        )

    def was_read_at(self) -> datetime | None:
        """When the page was read that this form began with; None where that was tampered with."""
        try:
            return datetime.fromisoformat(self.cleaned_data["read_at"])
        except ValueError:
            return None

    def service_id_of(self) -> UUID:
        """The id the new page gets."""
        return UUID(str(self.cleaned_data["service_id"]))


_FREE = frozenset({"", "0", "0.0", "0.00", "０", "免费", "free"})


def whole(text: str) -> int | None:
    """A whole number; None for nothing; -1, which the domain refuses, for what is no number."""
    plain = text.strip()
    if not plain:
        return None
    return int(plain) if plain.isdecimal() else -1


def _empty(home: int) -> dict[str, Any]:
    return {"place": home, "area": home, "referrers": ["care_staff"]}


def _written(row: ServiceRow) -> dict[str, Any]:
    plain = (
        "kind", "name", "unit", "area", "place", "address", "contact", "phone", "on_holidays", "capacity",
        "cost_words", "referrers", "documents", "terms",
    )  # fmt: skip
    found = {name: getattr(row, name) for name in plain}
    return found | {
        "service_id": row.id,
        "read_at": row.changed_at.isoformat(),
        "organisation": "" if row.unit else row.provider,
        "hours": hours.write(row.hours),
        "cost": money.written(row.cost).lstrip("¥") if row.cost else "",
    }


class FreeForm(Form):
    """How many places are free today."""

    free_places = forms.CharField(
        label=_("现在空余的名额"), required=False, max_length=_INTEGER, help_text=_("不清楚，留空。")
    )

    def __init__(self, body: Any, *, row: ServiceRow) -> None:
        super().__init__(body, initial={"free_places": row.free_places}, prefix="free")

    def free(self) -> int | None:
        """The number, as ``whole`` reads it."""
        return whole(self.cleaned_data["free_places"])


class ClosingForm(Form):
    """Why no new referrals are taken."""

    words = forms.CharField(
        label=_("为什么停止接收，同事该找谁"), required=False, max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, body: Any) -> None:
        super().__init__(body, prefix="closing")
        self.fields["words"].sometimes = True  # type: ignore[attr-defined]  # the domain asks for it: not "optional"
