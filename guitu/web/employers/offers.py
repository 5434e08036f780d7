"""What the pages of posts and of courses do alike: found, shown, entered, changed, closed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from guitu.domain.access import Viewer
from guitu.domain.employers import SKILLS, Course, Vacancy
from guitu.foundation import clock
from guitu.foundation.organisations.queries import unit_names
from guitu.web.employers import places, words
from guitu.web.employers.forms import CloseForm, OfferForm, Places
from guitu.web.shell.http import Request, elsewhere
from guitu.web.shell.notices import saved

PAGE = 100
_LONGEST = 60
_NOT_TAKEN = 422


R = TypeVar("R", Vacancy, Course)


@dataclass(frozen=True)
class Pages(Generic[R]):
    """One kind of offer. ``name`` and ``names`` as in addresses and templates ("course", "courses").

    ``form`` makes the form of a row, of None for a new one. ``closes`` says who may close what is not closed,
    ``keeps`` who may change it while it is open. ``said`` words for "listed", "enter", "change", "entered".
    """

    name: str
    names: str
    find: Callable[..., tuple[R, ...]]
    row: Callable[[Viewer, UUID], R]
    lines: Callable[[tuple[R, ...]], list[dict[str, Any]]]
    form: Callable[[Request, R | None, Places], OfferForm]
    add: Callable[..., None]
    change: Callable[..., None]
    end: Callable[..., None]
    keeps: Callable[[Viewer, R], bool]
    closes: Callable[[Viewer, R], bool]
    said: Mapping[str, str | Promise]

    def listed(self, request: Request, **more: Any) -> HttpResponse:
        """Those one can take up today, by words, skill and place."""
        asked = request.GET
        text = asked.get("q", "")[:_LONGEST]
        skill = asked.get("skill", "") if asked.get("skill", "") in SKILLS else ""
        place = self.place(request)
        found = self.find(
            request.viewer, on=request.today, region=place or None, skill=skill, text=text, limit=PAGE + 1
        )
        context = {
            "rows": self.lines(found[:PAGE]),
            "more": len(found) > PAGE,
            "text": text,
            "skill": skill,
            "place": place,
            "skills": words.skills(),
            "places": [*places.around(request.viewer), (0, _("全国"))],
            "narrowed": bool(text or skill),
            **more,
        }
        return render(request, f"employers/{self.names}.html", context)

    def place(self, request: Request) -> int:
        """The region that is looked through; 0 for the nation."""
        return places.asked(request.GET.get("place", ""), places.near(request.viewer))

    def one(self, request: Request, offer: UUID, form: CloseForm | None = None) -> HttpResponse:
        """One of them, open or not."""
        row = self.row(request.viewer, offer)
        form = form or CloseForm()
        is_open = row.is_open(request.today)
        context = {
            "one": self.lines((row,))[0],
            "is_open": is_open,
            "closed": words.CLOSED.get(row.close_reason, ""),
            "keeper": unit_names([row.kept_by]).get(row.kept_by, "") if row.kept_by else "",
            "may_edit": is_open and self.keeps(request.viewer, row),
            "may_close": row.closed_on is None and self.closes(request.viewer, row),
            "all": reverse(f"employers:{self.names}"),
            "listed": self.said["listed"],
            "to_edit": reverse(f"employers:edit-{self.name}", args=[row.id]),
            "to_close": reverse(f"employers:close-{self.name}", args=[row.id]),
            "form": form,
        }
        status = _NOT_TAKEN if form.errors else 200
        return render(request, f"employers/{self.name}.html", context, status=status)

    def new(self, request: Request) -> HttpResponse:
        """Enter one."""
        form = self.form(request, None, places.inside(request.viewer))
        if form.is_bound and form.is_valid():
            with form.blaming():
                self.add(form.id_of, form.draft(), by=request.viewer, at=clock.now())
                saved(request, str(self.said["entered"]))
                return self._to(request, form.id_of)
        return self._drawn(request, form, self.said["enter"], reverse(f"employers:{self.names}"), None)

    def edit(self, request: Request, offer: UUID) -> HttpResponse:
        """Say something else of one."""
        row = self.row(request.viewer, offer)
        form = self.form(request, row, places.with_own(places.inside(request.viewer), row.region))
        if form.is_bound and form.is_valid():
            with form.blaming():
                self.change(row.id, form.draft(), by=request.viewer, at=clock.now())
                saved(request, _("已保存。"))
                return self._to(request, row.id)
        back = reverse(f"employers:{self.name}", args=[row.id])
        return self._drawn(request, form, self.said["change"], back, row)

    def close(self, request: Request, offer: UUID) -> HttpResponse:
        """One is full or withdrawn."""
        form = CloseForm(request.POST)
        if not form.is_valid():
            return self.one(request, offer, form)
        self.end(offer, reason=form.cleaned_data["reason"], by=request.viewer, at=clock.now())
        saved(request, _("已关闭，不再列出；这一页还能查到。"))
        return self._to(request, offer)

    def _to(self, request: Request, offer: UUID) -> HttpResponse:
        return elsewhere(request, reverse(f"employers:{self.name}", args=[offer]))

    def _drawn(
        self, request: Request, form: OfferForm, title: str | Promise, back: str, row: R | None
    ) -> HttpResponse:
        above = row.title if row is not None else self.said["listed"]
        context = {"form": form, "title": title, "back": back, "above": above}
        return render(request, "shell/form.html", context, status=_NOT_TAKEN if form.errors else 200)
