"""The family file on one page, and a page for each relative, child and carer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.family.queries import HoldRow, RelativeRow
from guitu.domain.access import Permission
from guitu.domain.family.relative import may
from guitu.domain.family.words import (
    CARERS,
    PURPOSES,
    RELATIONS,
    RELIEF,
    SCHOOLING,
    SIDES,
    STUDENT_AID,
    WHY_APART,
)
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.catalogue import Word
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.ids import new_id
from guitu.web.family.forms import CareForm, ChildForm, HoldForm, LiftForm, RelativeForm, SayForm, TalkForm
from guitu.web.shell import addresses
from guitu.web.shell.forms import Form
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import family as families
from guitu.workflows import household
from guitu.workflows.family import Household


@dataclass(frozen=True)
class Shown:
    """A relative as a page shows them: of who withdrew that alone; of who is kept apart no way to them."""

    row: RelativeRow
    relation: Word
    hold: HoldRow | None
    said: tuple[tuple[str, Word, bool | None], ...]

    @property
    def is_open(self) -> bool:
        """Whether name and word may be shown."""
        return self.row.withdrew_on is None

    @property
    def phone(self) -> str:
        """The number, where somebody may call it."""
        reach = may("contact", self.row.said, withdrew=not self.is_open, apart=self.hold is not None)
        return self.row.about.phone if reach else ""


def shown(home: Household, row: RelativeRow) -> Shown:
    """One relative as the page shows them."""
    said = tuple((code, word, row.said.get(code)) for code, word in PURPOSES.items())
    return Shown(row, RELATIONS[row.about.relation], home.apart.get(row.id), said)


@require_safe
@screen(Permission.FAMILY_RECORD)
def family(request: Request, person: UUID) -> HttpResponse:
    """Everybody of the family, the children, who cares for whom."""
    home = families.household(request.viewer, person)
    names = {row.id: row.about.name for row in home.relatives if row.withdrew_on is None}
    context = {
        "who": home.who,
        "relatives": [shown(home, row) for row in home.relatives],
        "children": [
            (c, SCHOOLING[c.schooling], STUDENT_AID[c.aid], _carer(c.carer, c.carer_relative, names))
            for c in home.children
        ],
        "cares": [(c, RELIEF[c.relief], _carer(c.carer, c.carer_relative, names)) for c in home.cares],
        "fresh": new_id(),
        "talks": any(_agreed(home, row) for row in home.relatives),
        "back": addresses.person(home.who.id),
    }
    return render(request, "family/family.html", context)


def _carer(code: str, relative: UUID | None, names: dict[UUID, str]) -> Any:
    return names.get(relative, _("一位家人")) if relative is not None else CARERS[code]


def _agreed(home: Household, row: RelativeRow) -> bool:
    """Whether somebody takes part in talks of the family."""
    return may("counselling", row.said, withdrew=row.withdrew_on is not None, apart=row.id in home.apart)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def new_relative(request: Request, person: UUID) -> HttpResponse:
    """Somebody of the family is written down."""
    who = families.admitted(request.viewer, person)
    form = RelativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            row = families.write_down(
                person=who.id, about=form.about(), made=form.cleaned_data["made"], by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已写下。请单独问一问这位家人，每一项愿意不愿意。"))
            return elsewhere(request, reverse("family:relative", args=[who.id, row]))
    return _form_page(request, who.id, form, title=_("写下一位家人"), name=who.name)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def relative(request: Request, person: UUID, relative: UUID) -> HttpResponse:
    """One relative: who, what they said, whether they are kept apart."""
    home = families.household(request.viewer, person)
    row = _one(home, relative)
    form = RelativeForm(request.POST or None, about=row.about)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            families.write_down(
                person=home.who.id, about=form.about(), relative=row.id, by=request.viewer, at=clock.now()
            )
            saved(request, _("已保存。"))
            return elsewhere(request, reverse("family:relative", args=[home.who.id, row.id]))
    return relative_page(request, home, row, form=form)


def _one(home: Household, relative: UUID) -> RelativeRow:
    found = next((row for row in home.relatives if row.id == relative), None)
    if found is None:
        raise DomainError("family.unknown")
    return found


def relative_page(
    request: Request,
    home: Household,
    row: RelativeRow,
    *,
    form: Form | None = None,
    hold: HoldForm | None = None,
    lift: LiftForm | None = None,
) -> HttpResponse:
    """The page of one relative, with what was typed and refused."""
    standing = home.apart.get(row.id)
    past = [h for h in home.holds if h.relative == row.id and not h.machine.stands]
    people = {h.machine.set_by for h in (*past, *([standing] if standing else []))}
    if standing and standing.machine.asked_by:
        people.add(standing.machine.asked_by)
    context = {
        "who": home.who,
        "one": shown(home, row),
        "form": form or RelativeForm(None, about=row.about),
        "say": SayForm(),
        "apart": hold or HoldForm(),
        "lift": lift or LiftForm(),
        "standing": standing,
        "side": SIDES[standing.side] if standing else None,
        "reason": WHY_APART[standing.reason] if standing else None,
        "mine": bool(standing and standing.machine.asked_by == request.viewer.id),
        "past": past,
        "names": display_names(people),
        "back": reverse("family:family", args=[home.who.id]),
    }
    wrong = any(f is not None and f.errors for f in (form, hold, lift))
    return render(request, "family/relative.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def child(request: Request, person: UUID, child: UUID) -> HttpResponse:
    """A child is written down or brought up to date."""
    home = families.household(request.viewer, person)
    row = next((c for c in home.children if c.id == child), None)
    form = ChildForm(request.POST or None, row=row, relatives=home.relatives)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            household.write_child(
                person=home.who.id, new=form.child(), child=child, by=request.viewer, at=clock.now()
            )
            saved(request, _("已保存。"))
            return elsewhere(request, reverse("family:family", args=[home.who.id]))
    return _form_page(
        request, home.who.id, form, title=_("孩子"), name=home.who.name, line=row.id if row else None
    )


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def care(request: Request, person: UUID, care: UUID) -> HttpResponse:
    """Who cares for whom."""
    home = families.household(request.viewer, person)
    row = next((c for c in home.cares if c.id == care), None)
    form = CareForm(request.POST or None, row=row, relatives=home.relatives)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            household.write_care(
                person=home.who.id, new=form.care(), care=care, by=request.viewer, at=clock.now()
            )
            saved(request, _("已保存。"))
            return elsewhere(request, reverse("family:family", args=[home.who.id]))
    return _form_page(
        request,
        home.who.id,
        form,
        title=_("照顾老人、病人"),
        name=home.who.name,
        line=row.id if row else None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def talk(request: Request, person: UUID) -> HttpResponse:
    """A talk that mends: written down as help, without who sat there."""
    home = families.household(request.viewer, person)
    agreed = [row for row in home.relatives if _agreed(home, row)]
    form = TalkForm(request.POST or None, relatives=agreed, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.blaming():
            household.talk(
                person=home.who.id, relatives=[UUID(one) for one in given["relatives"]],
                outcome=given["outcome"], on=given["on"], entry_id=given["entry_id"], by=request.viewer,
                at=clock.now(),
            )  # fmt: skip
            saved(request, _("已登记。时间线上只写“家庭关系修复”，不写谁来过。"))
            return elsewhere(request, reverse("family:family", args=[home.who.id]))
    return _form_page(request, home.who.id, form, title=_("登记一次家庭会谈"), name=home.who.name)


def _form_page(
    request: Request, person: UUID, form: Form, *, title: str, name: str, line: UUID | None = None
) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "title": title,
        "lead": name,
        "line": line,
        "above": _("家庭"),
        "back": reverse("family:family", args=[person]),
    }
    return render(request, "family/form.html", context, status=422 if form.errors else 200)
