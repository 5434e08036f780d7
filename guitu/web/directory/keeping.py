"""Keeping the pages of the directory: new, changed, looked at again, closed and opened."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guitu.casework.directory.queries import ServiceRow, may_keep, service, stale, stale_after
from guitu.domain.access import Permission, Viewer
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.organisations.queries import region
from guitu.web.directory import places
from guitu.web.directory.forms import ClosingForm, FreeForm, ServiceForm
from guitu.web.directory.looking import kinds, show
from guitu.web.directory.shown import shown
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved
from guitu.web.shell.words import sentence
from guitu.workflows import keep_service as workflow
from guitu.workflows.remove_service import remove_service


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICES_KEEP)
def new(request: Request) -> HttpResponse:
    """A service that is not in the directory yet."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        made = form.service_id_of()

        def add() -> None:
            workflow.add_service(made, form.page(), by=request.viewer, at=clock.now())

        if _done(form, add):
            saved(request, _("已加入服务目录。"))
            return elsewhere(request, reverse("directory:service", args=[made]))
    return _drawn(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICES_KEEP)
def edit(request: Request, service: UUID) -> HttpResponse:
    """Another text for one service."""
    row = _mine(request.viewer, service)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        read = replace(row, changed_at=form.was_read_at() or row.changed_at.replace(year=1970))

        def change() -> None:
            workflow.change_service(read, form.page(), by=request.viewer, at=clock.now())

        if _done(form, change):
            saved(request, _("已保存，并记为今天核对过。"))
            return elsewhere(request, reverse("directory:service", args=[row.id]))
    return _drawn(request, form, row)


@require_safe
@screen(Permission.SERVICES_KEEP)
def stale_pages(request: Request) -> HttpResponse:
    """The pages nobody has looked at for long, the oldest first."""
    rows = stale(request.viewer, today=request.today)
    found = shown(rows, place=places.home(request.viewer), now=clock.now())
    return render(request, "directory/stale.html", {"found": found, "days": stale_after(request.viewer.unit)})


@require_POST
@screen(Permission.SERVICES_KEEP)
def verify(request: Request, service: UUID) -> HttpResponse:
    """It is still so."""
    workflow.verify_service(service, by=request.viewer, at=clock.now())
    saved(request, _("已记为今天核对过。"))
    if request.POST.get("next") == "stale":
        return elsewhere(request, reverse("directory:stale"))
    return elsewhere(request, reverse("directory:service", args=[service]))


@require_POST
@screen(Permission.SERVICES_KEEP)
def free(request: Request, service: UUID) -> HttpResponse:
    """How many places are free today."""
    form = FreeForm(request.POST, row=_mine(request.viewer, service))

    def tell() -> None:
        workflow.tell_free_places(service, form.free(), by=request.viewer, at=clock.now())

    if form.is_valid() and _done(form, tell):
        saved(request, _("已更新空余名额。"))
        return elsewhere(request, reverse("directory:service", args=[service]))
    return show(request, service, free=form)


@require_POST
@screen(Permission.SERVICES_KEEP)
def close(request: Request, service: UUID) -> HttpResponse:
    """No new referrals."""
    _mine(request.viewer, service)
    form = ClosingForm(request.POST)

    def shut() -> None:
        words = form.cleaned_data["words"]
        workflow.close_service(service, words=words, by=request.viewer, at=clock.now())

    if form.is_valid() and _done(form, shut):
        saved(request, _("已停止接收新的转介；正在进行的照常办理。"))
        return elsewhere(request, reverse("directory:service", args=[service]))
    return show(request, service, closing=form)


@require_POST
@screen(Permission.SERVICES_KEEP)
def reopen(request: Request, service: UUID) -> HttpResponse:
    """Referrals again."""
    workflow.reopen_service(service, by=request.viewer, at=clock.now())
    saved(request, _("已恢复接收转介。"))
    return elsewhere(request, reverse("directory:service", args=[service]))


@require_POST
@screen(Permission.SERVICES_KEEP)
def remove(request: Request, service: UUID) -> HttpResponse:
    """A page that should not have been written is gone, unless somebody waits there."""
    try:
        remove_service(service, by=request.viewer, at=clock.now())
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        failed(request, sentence(error))
        return elsewhere(request, reverse("directory:service", args=[service]))
    saved(request, _("已删除这一页。"))
    return elsewhere(request, reverse("directory:services"))


def _mine(viewer: Viewer, service_id: UUID) -> ServiceRow:
    """The page, where the viewer keeps it.

    Raises:
        PermissionDenied.
    """
    row = service(viewer, service_id)
    if not may_keep(viewer, row):
        raise PermissionDenied
    return row


def _done(form: ServiceForm | FreeForm | ClosingForm, act: Callable[[], None]) -> bool:
    try:
        act()
    except DomainError as error:
        if error.code.endswith(".unknown"):
            raise
        form.blame(error)
        return False
    return True


def _form(request: Request, row: ServiceRow | None) -> ServiceForm:
    home = regions.region_of(row.kept_by) if row else places.home(request.viewer)
    offered = [(str(code), name) for code, name in places.choices(home)]
    if row is not None:  # what is written there stays to be chosen, also where the list is another by now
        known = {code for code, _name in offered}
        written = [code for code in dict.fromkeys((row.place, row.area)) if str(code) not in known]
        offered += [(str(code), found.name) for code in written if (found := region(code))]
    nation = (str(regions.NATION), _("全国"))
    return ServiceForm(
        request.POST or None,
        kinds=kinds(),
        units=places.units_around(home),
        places=offered,
        areas=[*offered, nation],
        row=row,
        home=home,
    )


def _drawn(request: Request, form: ServiceForm, row: ServiceRow | None) -> HttpResponse:
    back = reverse("directory:service", args=[row.id]) if row else reverse("directory:services")
    context = {"form": form, "row": row, "back": back}
    return render(request, "directory/edit.html", context, status=422 if form.errors else 200)
