"""Every number of the demo county opens its list: as long as the number, and of the people the words mean.

The county is made once for this file, with everything that ``bin/guitu demo`` makes in it.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from uuid import UUID

import pytest
from django.test import Client

from guitu.analytics import asking, units
from guitu.analytics.figures import PARTS
from guitu.analytics.places import Place, place_for
from guitu.casework.agenda.models import Duty
from guitu.casework.employers.models import Base, Employer
from guitu.casework.episodes.models import Episode
from guitu.casework.honours.models import Honour
from guitu.casework.journal.models import Entry
from guitu.casework.work.models import Placement
from guitu.domain import measures
from guitu.domain.access import Viewer
from guitu.domain.cohort import CohortRow
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import File, Metric, Question
from guitu.domain.measures.units import MEANINGS, AsOf
from guitu.domain.measures.units import count as count_units
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.clock import today
from guitu.foundation.ids import new_id
from guitu.foundation.metrics import metrics
from guitu.runtime.demo.county import COUNTY, TOWNSHIPS
from guitu.web.figures.asked import THEMES
from guitu.web.figures.views import PAGE
from tests.analytics.kept import kept_closed, kept_files, kept_register
from tests.runtime.lived_in import lived_in

PEOPLE = 150
LONG = 48  # months
STATES = {"counted": {True}, "missing": {False}, "unknown": {None}, "all": {True, False}}
LISTED = [metric.id for metric in metrics().values() if metric.has_list]
OF_UNITS = [metric.id for metric in metrics().values() if metric.lists_units]
NOBODY = {"overcontrol_count"}
"""What must be nobody, in made-up lives as in real ones."""

RARE = (
    ("harm_incident", {}),
    ("new_offence", {}),
    ("serious_breach_decision", {}),
    ("service", {"service": "job_placement", "job": "hired", "placement": str(UUID(int=7))}),
    ("service", {"service": "job_placement", "job": "kept_six_months", "placement": str(UUID(int=7))}),
)
"""Acts that no made-up life has, each done half a year ago and today."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _county(
    django_db_setup: object, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The county, in a transaction that ends with this file."""
    folder = tmp_path_factory.mktemp("home") / "demo"
    with django_db_blocker.unblock(), lived_in(folder, people=PEOPLE, on=today()):  # type: ignore[attr-defined]
        _live_rarely()
        yield
    _files.cache_clear()
    _closed.cache_clear()


def _live_rarely() -> None:
    """What happens to few: to two people at a station, so that no list is empty."""
    station = viewer("hejing").unit
    two = Episode.objects.filter(held_by=station, phase__in=["active", "executing"]).order_by("id")[:2]
    at, day = clock.now(), today() - timedelta(days=1)
    for n, episode in enumerate(two):
        own = {"person_id": episode.person_id, "held_by": station}
        Entry.objects.bulk_create(
            Entry(
                kind=kind, outcome="done", details=details, compartment="casework", happened_on=on,
                recorded_at=at, recorded_by=new_id(), **own,
            )
            for kind, details in RARE
            for on in (today() - timedelta(days=190), day)
        )  # fmt: skip
        answered = {"state": "done", "done_on": day, "done_by": new_id()} if n else {"state": "open"}
        Duty.objects.create(
            episode_id=episode.id, rule="GP-06", n=900, kind="need_answered", nature="office",
            owed_by="station", opens_on=day, due_on=day, late_after=day, revision="r", **answered, **own,
        )  # fmt: skip
        for tier in ("role_model", "success_case"):
            Honour.objects.create(
                sort="tier", code=tier, state="granted", is_shown=not n, granted_at=at, made_at=at,
                made_by=new_id(), **own,
            )  # fmt: skip
        employer = Employer.objects.create(
            key=f"rare {n}", name="x", region=COUNTY, made_at=at, changed_at=at
        )
        Base.objects.create(
            employer=employer, document=str(n), seats=1, from_on=day, to_on=today(), kept_by=1, made_at=at,
            made_by=new_id(),
        )  # fmt: skip
        Placement.objects.create(
            employer=employer.id, state="hired", hired_on=day, proposed_on=day, changed_at=at,
            changed_by=new_id(), recorded_at=at, recorded_by=new_id(), **own,
        )  # fmt: skip


@cache
def _files() -> list[File]:
    return kept_files()


@cache
def _closed() -> list[CohortRow]:
    return kept_closed()


def viewer(username: str) -> Viewer:
    return viewers_named((username,))[username]


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def asked_of(place: Place) -> Question:
    return asking.question(place, months=12, as_of=today())


def places() -> list[tuple[Viewer, Place]]:
    """The county, as its bureau's head sees it; and a station, as its own head does."""
    head, own = viewer("chenfeng"), viewer("hejing")
    return [(head, place_for(head, COUNTY)), (own, place_for(own, None))]


def listed(by: Viewer, metric: Metric, asked: Question, part: str) -> list[measures.Case]:
    """The whole list, page by page."""
    found: list[measures.Case] = []
    while True:
        page = asking.cases(by, metric, asked, part=part, offset=len(found), limit=PAGE)
        found += page.cases
        if len(found) >= page.total:
            assert len(found) == page.total
            return found
        assert page.cases


def numbers_of(count: measures.Count) -> dict[str, int]:
    return {
        "all": count.of,
        "counted": count.counted,
        "missing": count.missing,
        "unknown": count.unknown,
    }


@pytest.mark.parametrize("metric", LISTED)
def test_number_list_and_meaning_are_the_same_people(metric):
    made = metrics()[metric]
    for by, place in places():
        asked = asked_of(place)
        meant = measures.cases(made, _files(), asked)
        number = asking.readings(by, place, asked, [metric])[metric].count
        closed = measures.sealed(made, _closed(), asked)
        assert number == measures.count(meant).with_sealed(closed)
        nameless = numbers_of(closed or measures.Count(0, 0, 0))
        for part in PARTS:
            wanted = [case for case in meant if case.counted in STATES[part]]
            found = listed(by, made, asked, part)
            assert Counter(found) == Counter(wanted), (place.name, part)
            assert len(found) + nameless[part] == numbers_of(number)[part], (place.name, part)
            assert {case.person for case in found} == {case.person for case in wanted}


def test_the_county_has_somebody_behind_nearly_every_figure():
    """Lists compared while nobody is in any of them would prove nothing."""
    _, county = places()[0]
    asked = asking.question(county, months=LONG, as_of=today())
    empty = {metric for metric in LISTED if not measures.cases(metrics()[metric], _files(), asked)}
    assert empty == NOBODY


@pytest.mark.parametrize("metric", OF_UNITS)
def test_number_list_and_meaning_are_the_same_units(metric):
    made, register = metrics()[metric], kept_register()
    by = viewer("zhoumin")
    place = place_for(by, COUNTY)
    asked = AsOf(place.lo, place.hi, today(), today())
    meant = MEANINGS[metric](register, asked)

    number = asking.readings(by, place, asked_of(place), [metric])[metric].count
    assert number == count_units(meant) == units.count(made, asked)
    assert meant
    for part in PARTS:
        wanted = [case for case in meant if case.counted in STATES[part]]
        page = asking.units_behind(by, made, asked_of(place), part=part, limit=10_000)
        assert Counter(page.cases) == Counter(wanted), part
        assert sum(case.n for case in page.cases) == numbers_of(number)[part], part


def test_a_number_of_units_on_the_page_opens_them_for_everybody_who_reads_figures():
    manager = signed_in("zhoumin")
    page = manager.get("/figures/", {"theme": "areas", "place": COUNTY})
    cards = {card.metric.id: card for card in page.context["cards"]}

    for metric in OF_UNITS:
        for part, number in numbers_of(cards[metric].count).items():
            shown = manager.get(cards[metric].links[part])
            assert shown.status_code == 200, (metric, part)
            assert sum(line.n for line in shown.context["lines"]) == number, (metric, part)
        assert f"/areas/{COUNTY}/behind/{metric}/counted" in page.content.decode()


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_says_how_long_each_of_its_lists_is(theme):
    head = signed_in("hejing")
    page = head.get("/figures/", {"months": 12, "theme": theme})
    assert page.status_code == 200
    asked = page.context["ask"].question

    for card in page.context["cards"]:
        if card.metric.has_list:
            meant = measures.cases(card.metric, _files(), asked)
            assert card.count == measures.count(meant), card.metric.id
            for part, number in numbers_of(card.count).items():
                shown = head.get(card.links[part])
                assert shown.context["list"].total == number, (card.metric.id, part)
                assert len(shown.context["list"].lines) == min(number, PAGE)
                assert shown.content.decode().count("<tr data-row>") == min(number, PAGE)


@pytest.mark.parametrize("metric", LISTED)
def test_who_sees_numbers_only_gets_no_list_and_nobody_sees_another_place(metric):
    manager, head = viewer("zhoumin"), viewer("hejing")
    county = place_for(manager, COUNTY)
    asked = asked_of(county)

    assert asking.readings(manager, county, asked, [metric])[metric].count.of >= 0
    for part in PARTS:
        with pytest.raises(DomainError, match=r"place\.unknown"):
            asking.cases(manager, metrics()[metric], asked, part=part)
        with pytest.raises(DomainError, match=r"place\.unknown"):
            asking.cases(head, metrics()[metric], asked, part=part)
    with pytest.raises(DomainError, match=r"place\.unknown"):
        asking.readings(head, county, asked, [metric])


def test_a_list_refused_is_a_page_and_one_elsewhere_is_not_there():
    manager, head = signed_in("zhoumin"), signed_in("hejing")
    for metric in LISTED:
        for part in PARTS:
            assert manager.get(f"/figures/{metric}/{part}/").status_code == 403, (metric, part)
        for place in (TOWNSHIPS[1].region, COUNTY, 999999999999):  # another's, larger, none at all
            refused = head.get(f"/figures/{metric}/all/", {"place": place})
            assert refused.status_code == 404, (metric, place)
