"""A plan with two dozen lines of somebody with a long file, and the head's list, among everybody's."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from guitu.casework.people.queries import AdmittedPerson, person_for
from guitu.casework.plans.commands import NewMember
from guitu.casework.plans.queries import in_force, plans_of
from guitu.domain.access import Permission, Viewer
from guitu.domain.plans.catalogue import NEEDS
from guitu.domain.plans.plan import NewLine, Sort
from guitu.foundation import clock
from guitu.foundation.authorization import door
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.pages import FLOOR_PATH, ask, timed
from guitu.runtime.bench.population import HEAD, OFFICER, Population
from guitu.runtime.bench.site import Client, serving
from guitu.workflows import plan as act
from guitu.workflows import working_group

LINES = 24
WAITING = 30  # plans on the head's list
_BY_WORDS = ("full_time_worker", "community_police", "medical_staff", "volunteer")


def measure(population: Population, *, requests: int = 200) -> list[Line]:
    """The plan page and the head's list."""
    _in_force(population.long_file, population.officer, population.head)
    others = [person for person in population.station_people if person != population.long_file][:WAITING]
    for person in others:
        _proposed(person, population.officer)
    with serving(1) as address:
        floor = ask(Client(address), FLOOR_PATH, requests // 2)
        path = reverse("plans:plan", args=[population.long_file])
        page = ask(Client(address).sign_in(OFFICER), path, requests)
        listed = ask(Client(address).sign_in(HEAD), reverse("plans:waiting"), requests // 2)
    facts: dict[str, object] = {"lines": LINES, "people": population.people}
    return [
        timed("plan", f"plan page, {LINES} lines: server p95", page, at_most(80), floor, facts),
        timed(
            "plan.waiting",
            f"the head's list, {len(others)} plans: server p95",
            listed,
            at_most(80),
            floor,
            {"people": population.people},
        ),
    ]


def _draft(person: UUID, by: Viewer) -> UUID:
    """A draft with a line of each sort and many needs, written as people write it."""
    at, made = clock.now(), act.begin(person=person, by=by, at=clock.now())
    due = clock.day_of(at) + timedelta(days=30)
    needs = [NewLine(Sort.NEED, code, "") for code in NEEDS if code != "other"]
    actions = LINES - len(needs) - 2
    for line in (
        NewLine(Sort.GOAL, "mood", "晚上能睡个整觉"),
        NewLine(Sort.STRENGTH, "", "会木工"),
        *needs,
        *(NewLine(Sort.ACTION, "follow_up", f"第{n}件事", "government", by.id, due) for n in range(actions)),
    ):
        act.write_line(person=person, plan=made, line=line, by=by, at=at)
    return made


def _pass(person: UUID, by: Viewer) -> AdmittedPerson:
    return person_for(by, person, Permission.PERSON_READ)


def _proposed(person: UUID, by: Viewer) -> None:
    """A plan that waits for the head; nothing where there is one already."""
    with transaction.atomic(), door.open_for(by):
        if not plans_of(_pass(person, by)):
            act.propose(person=person, plan=_draft(person, by), by=by, at=clock.now())


def _in_force(person: UUID, by: Viewer, head: Viewer) -> None:
    """A plan in force; nothing where there is one already."""
    with transaction.atomic(), door.open_for(by):
        if in_force(plans_of(_pass(person, by))) is not None:
            return
        working_group.set_up(
            person=person,
            members=[NewMember(kind, words="某人") for kind in _BY_WORDS],
            gaps={"family_member": "no_family", "social_worker": "being_appointed"},
            family_is_safe=False,
            on=clock.today(),
            by=by,
            at=clock.now(),
        )
        made = _draft(person, by)
        act.propose(person=person, plan=made, by=by, at=clock.now())
    with transaction.atomic(), door.open_for(head):
        act.approve(person=person, plan=made, by=head, at=clock.now())
