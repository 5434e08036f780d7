"""Fields in which an administrator types a place: a region or a unit, by its number or its name."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.organisations import queries as organisations

_UNIT = re.compile(r"\d{15}")


class RegionField(forms.CharField):
    """A region: its code of 2 to 12 digits, its name where only one place is called so, or its full name."""

    default_error_messages = {
        "unknown": _("没有找到这个地区。请写 12 位代码，或写全名，例如“湖南省长沙市芙蓉区”。"),
        "several": _("有几个地方叫这个名字：%(names)s。请写全名。"),
    }

    def clean(self, value: Any) -> Any:
        """The 12-digit number, or None for an empty optional field."""
        text = super().clean(value)
        return _region(self, text) if text else None


def _region(field: forms.CharField, text: str) -> int:
    if text[0].isdigit():
        return _known_code(field, text)
    found = organisations.region_by_full_name(text)
    if found is not None:
        return found.code
    named = organisations.regions_named(text)
    if len(named) > 1:
        names = "、".join(row.full_name for row in named[:4])
        raise forms.ValidationError(field.error_messages["several"] % {"names": names}, code="several")
    if not named:
        raise forms.ValidationError(field.error_messages["unknown"], code="unknown")
    return named[0].code


def _known_code(field: forms.CharField, text: str) -> int:
    try:
        found = organisations.region(regions.normalise(text))
    except DomainError:
        found = None
    if found is None:
        raise forms.ValidationError(field.error_messages["unknown"], code="unknown")
    return found.code


class UnitField(forms.CharField):
    """A unit: its 15-digit number anywhere in the text, or its name where only one unit is called so."""

    default_error_messages = {
        "unknown": _("没有找到这个单位。请从提示中选择，或写 15 位单位编号。"),
        "several": _("有几个单位叫这个名字。请写 15 位单位编号。"),
    }

    def clean(self, value: Any) -> Any:
        """The 15-digit number, or None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        numbers = _UNIT.findall(text)
        found = [u.number for u in organisations.units() if str(u.number) in numbers or u.name == text]
        if len(found) == 1:
            return found[0]
        code = "several" if found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code)


def unit_text(number: int, name: str) -> str:
    """How a unit stands in its field."""
    return f"{name} {number}"
