"""Somebody under an order at a place whose authority adopted a profile with random tests."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import yaml

from guitu.casework.episodes.queries import episode_for
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import person_for
from guitu.domain.access import Permission
from guitu.foundation import rulebooks
from guitu.foundation.clock import midnight
from guitu.workflows.record import record_entry, write
from guitu.workflows.refresh import refresh
from tests.world import Case, in_rehab

SINCE = date(2020, 1, 1)  # the example put into force long ago
SHIPPED = Path(__file__).resolve().parents[2] / "rulebooks"


def adopt_profile(settings, folder: Path, *, region: int) -> None:
    """The shipped books, and the example profile put into force at ``region``."""
    shutil.copytree(SHIPPED, folder / "books")
    file = folder / "books" / "sample_profile.yaml"
    pack = yaml.safe_load(file.read_text("utf-8"))
    pack["regions"] = [region]
    pack["adopted"] = {"by": "演示县禁毒办", "document": "演禁办〔2026〕1号", "on": SINCE}
    for rule in pack["rules"]:
        rule["in_force"]["from"] = SINCE
    file.write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    settings.GUITU_RULEBOOKS = str(folder / "books")
    settings.GUITU_DEMO = False
    rulebooks.forget()


def reported(case: Case, by, *, since: date, until: date | None = None) -> Case:
    """The decision was received and the person reported, on ``since``; three years unless said otherwise."""
    last = until or since.replace(year=since.year + 3) - timedelta(days=1)
    printed = {"term_from": since.isoformat(), "term_to": last.isoformat()}
    for kind, details in (("decision_received", printed), ("report_in", {})):
        record_entry(
            person=case.person, kind=kind, outcome="done", happened_on=since, details=details,
            episode=case.episode, by=by, at=midnight(since) + timedelta(hours=9),
        )  # fmt: skip
    return case


def set_level(case: Case, by, level: str, *, on: date) -> None:
    """The level people agreed on, as it stands in the journal; how they agree is another test's matter."""
    who = person_for(by, case.person, Permission.CONTACT_RECORD)
    draft = Draft("risk_assessment", "done", on, {"level": level})
    write(who, draft, episode=episode_for(who, case.episode), by=by, at=midnight(on) + timedelta(hours=10))


def under_order(held_by: int, by, *, since: date, until: date | None = None, today: date, **more) -> Case:
    """Somebody whose community rehab runs."""
    case = reported(in_rehab(held_by, since=since, worker=by.id, **more), by, since=since, until=until)
    refresh([case.person], on=today)
    return case
