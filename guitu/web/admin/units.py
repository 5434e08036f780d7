"""Units: offices, stations, centres and partners; where they are and when they are open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.organisations import commands, queries
from guitu.foundation.organisations.queries import UnitRow
from guitu.web.admin.forms import ChangeUnitForm, NewUnitForm
from guitu.web.admin.shelf import page_of
from guitu.web.shell.http import Request, elsewhere, screen

_NOT_TAKEN = 422


@require_safe
@screen(Permission.UNITS_MANAGE)
def units(request: Request) -> HttpResponse:
    """Every unit, region by region."""
    text = request.GET.get("q", "").strip()
    found = [row for row in queries.units(only_active=False) if text in row.name or str(row.number) == text]
    page = page_of(found, request.GET.get("page", ""))
    names = queries.region_names({row.region for row in page.rows})
    rows = [(row, names.get(row.region, "")) for row in page.rows]
    return render(request, "admin/units.html", {"page": page, "rows": rows, "text": text})


@screen(Permission.UNITS_MANAGE)
def new_unit(request: Request) -> HttpResponse:
    """A new unit; its number follows from its region."""
    form = NewUnitForm(request.POST or None, initial={"opening_days": list("12345")})
    if request.method == "POST" and form.is_valid():
        try:
            number = commands.create_unit(**form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("单位已建立，编号 %(number)s。") % {"number": number})
            return elsewhere(request, reverse("admin:unit", args=[number]))
    status = _NOT_TAKEN if request.method == "POST" else 200
    context = {"form": form, "units": queries.units()}
    return render(request, "admin/new_unit.html", context, status=status)


@screen(Permission.UNITS_MANAGE)
def unit(request: Request, number: int) -> HttpResponse:
    """One unit: its name, address, telephone and opening days."""
    row = queries.unit(number)
    form = ChangeUnitForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_unit(number, **form.cleaned_data, by=request.viewer, at=clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("已保存。"))
            return elsewhere(request, request.path)
    context = {"row": row, "form": form, "region": queries.region(row.region)}
    context["parent"] = queries.unit(row.parent) if row.parent else None
    status = _NOT_TAKEN if request.method == "POST" else 200
    return render(request, "admin/unit.html", context, status=status)


def _initial(row: UnitRow) -> dict[str, object]:
    days = [str(day) for day in row.opening_days]
    return {
        "name": row.name,
        "address": row.address,
        "phone": row.phone,
        "opening_days": days,
        "is_active": row.is_active,
        "opened_on": row.opened_on,
        "closed_on": row.closed_on,
    }
