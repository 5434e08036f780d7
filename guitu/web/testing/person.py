"""One person's tests: what is next, what became of each, whose turn it is, and their rights."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.testing.queries import (
    CustodyRow,
    SampleRow,
    appointments_of,
    custody_of,
    entrants_of,
    hours_of,
    samples_of,
)
from guitu.domain.access import Compartment, Permission, Viewer, compartments, holds
from guitu.domain.testing.chain import CONFIRM, LABORATORY, Chain
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.foundation.audit import sightings
from guitu.web.shell import addresses
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.web.testing import words
from guitu.web.testing.forms import CancelForm, CustodyForm, HoursForm, StepForm
from guitu.workflows.book_test import next_asked
from guitu.workflows.challenge import chain_for, take_step
from guitu.workflows.confirmation import chains_of
from guitu.workflows.orders import running_orders


@dataclass(frozen=True)
class Way:
    """One test that was not negative, in words."""

    chain: Chain
    level: object
    says: object
    turn: object
    late: bool
    acts: tuple[tuple[object, str, bool], ...]


@dataclass(frozen=True)
class SampleLine:
    """One sample in words. ``found`` what counts for it today; ``is_kept`` part B is still there."""

    row: SampleRow
    found: str
    state: object
    collector: str
    second: str
    custody: tuple[tuple[object, CustodyRow], ...]
    is_kept: bool
    action: str


@require_safe
@screen(Permission.PERSON_READ)
def tests(request: Request, person: UUID) -> HttpResponse:
    """Everything about tests of one person."""
    who = _admitted(request.viewer, person)
    writes = holds(request.viewer, Permission.TEST_RECORD)
    chains = chains_of(who, on=request.today)
    booked = [row for row in appointments_of(who) if row.state == "booked"]
    busy = hours_of(who)
    context = {
        "who": who,
        "back": addresses.person(who.id),
        "writes": writes,
        "not_tested": addresses.record(who.id, "drug_test", back="person"),
        "ways": [_way(who, chain, request) for chain in chains],
        "runs": bool(running_orders(who.ids, on=request.today)),
        "asked": next_asked(who.ids, on=request.today),
        "booked": booked,
        "samples": _samples(who, chains),
        "hours": busy,
        "weekdays": [words.WEEKDAYS[day - 1] for day in sorted(busy.days)] if busy else [],
        "hours_form": HoursForm(),
        "cancel_form": CancelForm(),
        "custody_form": CustodyForm(today=request.today),
        "entrants": entrants_of(who),
        "rights": words.RIGHTS,
        "cancels": words.CANCELS,
    }
    return render(request, "testing/person.html", context)


def _admitted(viewer: Viewer, person: UUID) -> AdmittedPerson:
    """Whoever may read this person's orders and tests.

    Raises:
        Http404: the compartment is closed, which reads like a person who is not there.
    """
    who = person_for(viewer, person, Permission.PERSON_READ)
    if Compartment.ORDERS not in compartments(viewer, held_by=who.held_by, person=who.id).whole:
        raise Http404
    sightings.saw([who.id], Compartment.ORDERS.value)
    return who


def _way(who: AdmittedPerson, chain: Chain, request: Request) -> Way:
    acts = tuple(
        (
            words.ACTS[act],
            reverse("testing:step", args=[who.id, chain.test.id, act]),
            act == "test_challenged",
        )
        for act in chain.acts
        if _may(request.viewer, act)
    )
    return Way(
        chain=chain,
        level=words.LEVELS[chain.level],
        says=words.STEPS[chain.step],
        turn=words.TURNS[chain.turn],
        late=chain.is_late(request.today),
        acts=acts,
    )


def _may(viewer: Viewer, act: str) -> bool:
    if act == "test_challenged" and holds(viewer, Permission.RIGHTS_RECORD):
        return True
    legal = act in ("challenge_decided", CONFIRM)
    return holds(viewer, Permission.LEGAL_FACT_RECORD if legal else Permission.TEST_RECORD)


def _samples(who: AdmittedPerson, chains: tuple[Chain, ...]) -> list[SampleLine]:
    stands = {chain.test.id: chain.stands_as.outcome for chain in chains if chain.stands_as}
    rows, steps = samples_of(who), custody_of(who)
    names = display_names({a for row in rows for a in (row.taken_by, row.second_by) if a is not None})
    made = []
    for row in rows:
        mine = tuple((words.CUSTODY[step.step], step) for step in steps if step.of == row.id)
        gone = any(step.step == "disposed" for _, step in mine)
        made.append(
            SampleLine(
                row=row,
                found=stands.get(str(row.entry), row.outcome),
                state=words.SAMPLES[row.state],
                collector=names.get(row.taken_by, ""),
                second=names.get(row.second_by, "") if row.second_by else "",
                custody=mine,
                is_kept=row.kept_until is not None and not gone,
                action=reverse("testing:custody", args=[who.id, row.id]),
            )
        )
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.PERSON_READ)
def step(request: Request, person: UUID, test: UUID, act: str) -> HttpResponse:
    """The next step of one test."""
    who = _admitted(request.viewer, person)
    if act not in words.ACTS or not _may(request.viewer, act):
        raise Http404
    chain = chain_for(who, test, on=request.today)
    retest = act == "lab_result" and chain.level == LABORATORY
    form = StepForm(request.POST or None, act=act, retest=retest, today=request.today)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            take_step(person=who.id, test=test, act=act, by=request.viewer, at=clock.now(), **form.said())
            saved(request, _("已登记。下一步见本页。"))
            return elsewhere(request, reverse("testing:person", args=[who.id]))
    context = {
        "who": who,
        "form": form,
        "way": _way(who, chain, request),
        "act": words.ACTS[act],
        "is_challenge": act == "test_challenged",
        "is_confirmation": act == CONFIRM,
        "back": reverse("testing:person", args=[who.id]),
    }
    return render(request, "testing/step.html", context, status=422 if form.errors else 200)
