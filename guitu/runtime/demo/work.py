"""Work of some people of the first station: who looks for what, one job that was kept, one small business.

Made by the product's own acts, so that the pages of work show what they would.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from guitu.casework.agenda.queries import worklist
from guitu.domain.access import Viewer
from guitu.domain.work.file import WorkFile
from guitu.domain.work.placement import State
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.workflows import placement as way
from guitu.workflows import work_file

_FILES: Final = (
    WorkFile(
        skills=("sewing", "packing"), wants=("sewing",), schedules=("full_time",), nights="no",
        farthest="county", firm=("nights",), barriers=("child_care",),
        experience="做过三年车位，会平车、锁边", languages="普通话、本地话",
    ),
    WorkFile(
        skills=("building", "driving"), wants=("driving", "delivery"), farthest="prefecture",
        barriers=("licence",), experience="在工地做过小工，会开三轮车", words="想考驾驶证，跑运输",
    ),
    WorkFile(
        skills=("cooking",), wants=("cooking", "baking"), schedules=("full_time", "flexible"), hours_most=48,
        farthest="township", barriers=("elder_care",), experience="在饭店帮厨两年",
    ),
)  # fmt: skip


def make_work(*, on: date, officer: Viewer | None = None) -> int:
    """Work files of up to three people; one of them found a job and one sells breakfast. How many people.

    ``officer`` who works with them; None: the first station's own of the demo county.
    """
    by = officer or viewers_named(("linlan",))["linlan"]
    at = clock.midnight(on) + timedelta(hours=9)
    made = 0
    with transaction.atomic():
        for n, (file, person) in enumerate(zip(_FILES, _people(by, on), strict=False)):
            work_file.write_sheet(person=person, file=file, by=by, at=at)
            since = on - timedelta(days=50)
            work_file.write_status(person=person, status="looking", since_on=since, by=by, at=at)
            if n == 1:
                _job(person, on=on, by=by, at=at)
            if n == 2:
                _business(person, on=on, by=by, at=at)
            made += 1
    return made


def _job(person: UUID, *, on: date, by: Viewer, at: datetime) -> None:
    """A job that somebody heard of, begun forty days ago and asked after once."""
    began = on - timedelta(days=40)
    made = way.propose(
        person=person, job=way.Job(title="仓库理货", employer_name="演示物流园"), on=began,
        placement_id=uuid5(person, "demo job"), by=by, at=at,
    )  # fmt: skip
    way.move_on(person=person, placement=made, to=State.HIRED, on=began, by=by, at=at)
    way.still_there(
        person=person, placement=made, months=1, on=on - timedelta(days=5), words="还行，就是早班冷",
        by=by, at=at,
    )  # fmt: skip


def _business(person: UUID, *, on: date, by: Viewer, at: datetime) -> None:
    made = work_file.begin_business(person=person, words="在菜市场口卖早点", by=by, at=at)
    for step, days in (("idea", 30), ("training", 20), ("place", 6)):
        done = on - timedelta(days=days)
        work_file.add_step(person=person, business=made, step=step, done_on=done, by=by, at=at)


def _people(by: Viewer, on: date) -> Iterator[UUID]:
    """People of the station who have something due, each once."""
    found: dict[UUID, None] = {}
    for window in ("week", "today", "late"):
        for duty in worklist(by, today=on, window=window, whose="unit", limit=200):
            found.setdefault(duty.person_id)
    return iter(found)
