"""The demo county with everything in it that ``bin/guitu demo`` makes, for tests that look at all of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import transaction

from guitu.runtime.demo.appointments import make_appointments
from guitu.runtime.demo.areas import make_area
from guitu.runtime.demo.families import make_families
from guitu.runtime.demo.giving import make_giving
from guitu.runtime.demo.healing import make_healing
from guitu.runtime.demo.honoured import make_honours
from guitu.runtime.demo.jobs import make_jobs
from guitu.runtime.demo.letters import make_letters
from guitu.runtime.demo.making import SEED, make_demo
from guitu.runtime.demo.moves import make_moves
from guitu.runtime.demo.referrals import make_referrals
from guitu.runtime.demo.releases import make_releases
from guitu.runtime.demo.services import make_services
from guitu.runtime.demo.surveys import make_surveys
from guitu.runtime.demo.work import make_work


@contextmanager
def lived_in(folder: Path, *, people: int, on: date) -> Iterator[None]:
    """The county, in a transaction that is rolled back at the end of the block."""
    with transaction.atomic():
        make_demo(people=people, on=on, mark=folder / "sign-ins.txt")
        make_releases(on=on, seed=SEED)
        for make in (make_appointments, make_moves, make_healing, make_letters, make_services, make_jobs):
            make(on=on)
        for make in (make_work, make_referrals, make_giving, make_families, make_honours, make_surveys):
            make(on=on)
        make_area(on=on)
        yield
        transaction.set_rollback(True)
