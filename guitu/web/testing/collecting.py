"""Writing a sample down, a test taken elsewhere and its review, and where part B went."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import staff_nearby
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import failed, saved, telling
from guitu.web.testing.booking import asked_appointment
from guitu.web.testing.forms import CollectForm, CustodyForm, RemoteForm, ReviewForm
from guitu.workflows.collect import collect, hand_on, report_remote, review_remote


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.TEST_RECORD)
def take(request: Request, person: UUID) -> HttpResponse:
    """A sample taken here."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    row = asked_appointment(request, who)
    form = CollectForm(
        request.POST or None,
        staff=staff_nearby(request.viewer),
        me=request.viewer.id,
        today=request.today,
        initial=_initial(row.sample if row else "urine", who),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            collect(
                person=who.id, taken=form.taken(), outcome=said["outcome"], taken_at=form.taken_at,
                medicines=said["medicines"], told=said["told"], note_text=said["note"], by=request.viewer,
                at=clock.now(), appointment=row.id if row else None, id=said["id"],
            )  # fmt: skip
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已记录采样和现场结果。"))
            return elsewhere(request, _page(who))
    return _drawn(request, "testing/collect.html", who, form, row=row)


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.TEST_RECORD)
def remote(request: Request, person: UUID) -> HttpResponse:
    """A test taken elsewhere."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    row = asked_appointment(request, who)
    form = RemoteForm(
        request.POST or None, today=request.today, initial=_initial(row.sample if row else "urine", who)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            report_remote(
                person=who.id, sample=said["sample"], outcome=said["outcome"], taken_at=form.taken_at,
                medicines=said["medicines"], by=request.viewer, at=clock.now(),
                appointment=row.id if row else None, id=said["id"],
            )  # fmt: skip
        except DomainError as error:
            form.blame(error)
        else:
            saved(request, _("已登记，由另一位同事复核后才算数。"))
            return elsewhere(request, _page(who))
    return _drawn(request, "testing/remote.html", who, form, row=row)


@require_POST
@screen(Permission.TEST_RECORD)
def review(request: Request, person: UUID, sample: UUID) -> HttpResponse:
    """The second person accepts a remote test, or says why not."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        failed(request, _("没有看懂是采用还是不采用，没有保存。请从按钮中选择。"))
        return elsewhere(request, reverse("testing:week"))
    said = form.cleaned_data
    with telling(request):
        review_remote(
            person=who.id, sample=sample, accepted=said["accepted"], reason=said["reason"],
            by=request.viewer, at=clock.now(),
        )  # fmt: skip
        saved(
            request, _("已采用，计入检测。") if said["accepted"] else _("没有采用，会再约一次，不计入次数。")
        )
    return elsewhere(request, reverse("testing:week"))


@require_POST
@screen(Permission.TEST_RECORD)
def custody(request: Request, person: UUID, sample: UUID) -> HttpResponse:
    """Where part B went."""
    who = person_for(request.viewer, person, Permission.TEST_RECORD)
    form = CustodyForm(request.POST, today=request.today)
    if not form.is_valid():
        failed(request, str(next(iter(form.errors.values()))[0]))
        return elsewhere(request, _page(who))
    said = form.cleaned_data
    with telling(request):
        hand_on(
            person=who.id, sample=sample, step=said["step"], on=said["on"],
            document="".join(said["document"].split()), by=request.viewer, at=clock.now(),
        )  # fmt: skip
        saved(request, _("已登记样本的去向。"))
    return elsewhere(request, _page(who))


def _initial(sample: str, who: AdmittedPerson) -> dict[str, Any]:
    """What is known already; who collects is of the person's sex unless somebody says otherwise."""
    local = clock.now().astimezone(clock.BEIJING)
    return {"sample": sample, "taken_time": local.time().replace(second=0, microsecond=0), "sex": who.sex}


def _drawn(request: Request, template: str, who: AdmittedPerson, form: Any, **more: object) -> HttpResponse:
    context = {"who": who, "form": form, "back": _page(who), **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _page(who: AdmittedPerson) -> str:
    return reverse("testing:person", args=[who.id])
