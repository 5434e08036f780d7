"""What one person may be entitled to, from what is known and what the worker asks; answers are not kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from guitu.casework.directory.queries import ServiceRow
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission
from guitu.domain.directory.eligibility import Answer, Condition, Found, Verdict, asked
from guitu.domain.directory.facts import FACTS, FactKind, Said
from guitu.domain.outreach import telling
from guitu.web.directory import places
from guitu.web.shell.forms import Form, dress
from guitu.web.shell.http import Request, screen
from guitu.web.shell.tags import said
from guitu.workflows.entitlements import Looked, look

_TITLES: dict[Verdict, Promise | str] = {
    Verdict.ELIGIBLE: gettext_lazy("可以申请"),
    Verdict.ALMOST: gettext_lazy("还差一点"),
    Verdict.NOT_NOW: gettext_lazy("暂时不符合"),
}
_TO_KNOW = gettext_lazy("供了解")
_ORIGINS: dict[str, Promise | str] = {
    "file": gettext_lazy("档案里写的；有变化，请改。"),
    "journal": gettext_lazy("记录里写的；有变化，请改。"),
}
_OFFERED = 2  # services named beside one programme; the directory has the others


@dataclass(frozen=True)
class Offer:
    """Where to apply. ``neutral``: its name tells a stranger nothing, so it may be printed."""

    row: ServiceRow
    neutral: bool


@dataclass(frozen=True)
class Line:
    """One programme in words. ``missing`` pairs of a condition and what to do first; ``unknown`` and why."""

    found: Found
    verdict: Verdict
    met: tuple[Condition, ...]
    missing: tuple[tuple[Condition, str], ...]
    unknown: tuple[tuple[Condition, str], ...]
    against: tuple[Condition, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Part:
    """The programmes of one verdict."""

    code: str
    title: str | Promise
    lines: tuple[Line, ...]


class FactsForm(Form):
    """The questions, all of them optional: what stays open is not held against anybody."""

    def __init__(self, body: Any, *, place: int) -> None:
        super().__init__(body)
        for name, kind in FACTS.items():
            self.fields[name] = _field(kind, place)
            dress(self.fields[name])

    def said(self) -> list[Said]:
        """What was answered."""
        given = ((name, self.cleaned_data.get(name)) for name in FACTS)
        return [Said(name, _value(FACTS[name], v), "asked") for name, v in given if v not in {None, ""}]


def _field(kind: FactKind, place: int) -> forms.Field:
    if kind.codes:
        offered = [("", "—"), *((code, said(pair)) for code, pair in kind.codes.items())]
        return forms.ChoiceField(label=said(kind), required=False, choices=offered)
    if kind.is_number:
        return forms.IntegerField(
            label=said(kind), required=False, min_value=kind.low, max_value=kind.high,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )  # fmt: skip
    return forms.ChoiceField(
        label=said(kind),
        required=False,
        choices=[("", "—"), *((str(c), n) for c, n in places.choices(place))],
    )


def _value(kind: FactKind, given: Any) -> int | str:
    return str(given) if kind.codes else int(given)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.SERVICE_RECORD)
def entitlements(request: Request, person: UUID) -> HttpResponse:
    """What somebody may be entitled to, what is missing, and where to apply. Typing answers keeps nothing."""
    who = person_for(request.viewer, person, Permission.PERSON_READ)
    form = FactsForm(request.POST or None, place=places.home(request.viewer))
    answered = form.said() if request.method == "POST" and form.is_valid() else []
    looked = look(request.viewer, who, answered, today=request.today)
    wanted = asked(looked.found)
    context = {
        "who": who,
        "parts": _parts(looked),
        "questions": [form[name] for name in wanted if name not in looked.facts or name in form.errors],
        "known": _known(form, looked, wanted),
        "answered": bool(answered),
        "wrong": bool(form.errors),
        "back": reverse("people:person", args=[who.id]),
    }
    return render(request, "directory/entitlements.html", context, status=422 if form.errors else 200)


def _known(form: FactsForm, looked: Looked, wanted: Iterable[str]) -> list[Any]:
    """The fields of what is known already, filled in, to be corrected; and those nothing hangs on."""
    shown = []
    for name in FACTS:
        fact = looked.facts.get(name)
        if fact is None and name in wanted:
            continue
        if fact is not None:
            form.initial.setdefault(name, fact.value)
            form.fields[name].help_text = str(_ORIGINS.get(fact.origin, ""))
            _offer(form.fields[name], fact)
        shown.append(form[name])
    return shown


def _offer(field: forms.Field, fact: Said) -> None:
    """A region of the file that is not on the list is offered as well, by its number."""
    if isinstance(field, forms.ChoiceField) and str(fact.value) not in dict(field.choices):  # type: ignore[arg-type]  # pairs, never groups
        field.choices = [*field.choices, (str(fact.value), places.name(int(fact.value)))]  # type: ignore[misc]  # as above


def _parts(looked: Looked) -> list[Part]:
    lines = [_line(found, looked) for found in looked.found]
    parts = [
        Part(
            verdict.value,
            title,
            tuple(one for one in lines if one.verdict is verdict and not one.found.programme.information),
        )
        for verdict, title in _TITLES.items()
    ]
    information = tuple(one for one in lines if one.found.programme.information)
    return [part for part in [*parts, Part("to_know", _TO_KNOW, information)] if part.lines]


def _line(found: Found, looked: Looked) -> Line:
    return Line(
        found=found,
        verdict=found.verdict,
        met=tuple(one.condition for one in found.judged if one.answer is Answer.MET),
        missing=tuple(
            (one.condition, said(one.condition.step)) for one in found.missing if one.answer is Answer.NOT_MET
        ),
        unknown=tuple(_unknown(found)),
        against=tuple(one.condition for one in found.against),
        offers=tuple(_offers(found, looked)),
    )


def _unknown(found: Found) -> Iterator[tuple[Condition, str]]:
    for one in found.missing:
        if one.answer is Answer.UNKNOWN:
            silent = _("本地的规则没有写明，请向经办单位问")
            yield one.condition, _("请问一问") if one.asks else silent


def _offers(found: Found, looked: Looked) -> Iterator[Offer]:
    rows = [row for kind in found.programme.apply_at for row in looked.services.get(kind, ())]
    rows.sort(key=lambda row: row.free_places == 0)  # those that are full last, else the nearest first
    for row in rows[:_OFFERED]:
        yield Offer(row, telling(f"{row.name}{row.provider}{row.address}") is None)
