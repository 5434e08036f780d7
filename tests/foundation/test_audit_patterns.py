"""Signs of misuse on simulated days: the seller of look-ups is stopped, the busy officer is not disturbed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest

from guitu.domain.access import Relation, Role, Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.foundation.audit import log, patterns, sightings
from guitu.foundation.audit.alerts import Answer, answer_alert
from guitu.foundation.audit.log import job
from guitu.foundation.audit.models import Alert
from guitu.foundation.audit.patterns import QUOTAS
from tests.world import World

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # Monday, 08:30 in China
_people = (UUID(int=n) for n in count(uuid4().int))


def asks(
    viewer: Viewer, people: dict[UUID, int], at: datetime, *, act: Act = Act.OPEN, hits: int | None = None
) -> None:
    """One answer that shows these people, as a screen handles it.

    Raises:
        DomainError: it was not shown.
    """
    with sightings.watching() as watch:
        sightings.saw(people, "existence", act=act)
        if hits is not None:
            sightings.searched(hits)
    patterns.judge(viewer, watch, at=at)
    log.write_watch(watch, viewer, job("people:person", "care", at))


def until_refused(viewer: Viewer, held_by: int, moments: Iterable[datetime]) -> int:
    """How many people the viewer could open before the refusal; all are others each time."""
    for shown, at in enumerate(moments):
        with suppress(DomainError):
            asks(viewer, {next(_people): held_by}, at)
            continue
        return shown
    pytest.fail("nobody refused")


def alerts_about(viewer: Viewer) -> dict[str, int]:
    kinds = list(Alert.objects.filter(actor=viewer.id).values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in kinds}


def a_working_day(looked_up: int, *, since: datetime = MORNING) -> Iterator[datetime]:
    """Moments spread over nine hours."""
    for n in range(looked_up):
        yield since + timedelta(hours=9) * n / looked_up


def test_the_seller_of_lookups_is_stopped_on_the_first_day_before_fifty_people(world: World) -> None:
    """About 450 look-ups a working day of people who are none of his work, each a search and an opening."""
    shown = 0
    refused: list[str] = []
    for at in a_working_day(450):
        person = {next(_people): world.other_station}
        try:
            asks(world.worker, person, at, act=Act.SEARCH, hits=1)
            shown += 1
            asks(world.worker, person, at + timedelta(seconds=20))
        except DomainError as error:
            refused.append(error.code)

    assert shown < 50
    assert set(refused) == {"lookups.stopped"}
    assert {"lookups.many": 1, "lookups.stopped": 1}.items() <= alerts_about(world.worker).items()


def test_he_is_stopped_whatever_the_pace(world: World) -> None:
    """Spread thinly, the daily quota stops him; in one hour, the hourly one."""
    quick = (MORNING + timedelta(seconds=30 * n) for n in range(60))

    assert until_refused(world.worker, world.other_station, quick) == QUOTAS.hour
    assert until_refused(world.social, world.other_station, a_working_day(60)) == QUOTAS.day


def test_a_copy_of_one_file_is_a_lookup_and_an_export_of_many_is_none(world: World) -> None:
    """Whoever only ever downloads is stopped as well; a table has its own guard and counts as a list."""
    many = {next(_people): world.other_station for _ in range(60)}
    asks(world.social, many, MORNING, act=Act.EXPORT)
    asks(world.social, {next(_people): world.other_station}, MORNING + timedelta(minutes=1))

    moments = a_working_day(60)
    for _ in range(QUOTAS.day):
        asks(world.worker, {next(_people): world.other_station}, next(moments), act=Act.EXPORT)
    with pytest.raises(DomainError, match=r"lookups\.stopped"):
        asks(world.worker, {next(_people): world.other_station}, next(moments), act=Act.EXPORT)


def test_the_next_day_begins_anew_and_going_slowly_is_noticed_within_a_fortnight(world: World) -> None:
    for day in range(14):
        for at in a_working_day(5, since=MORNING + timedelta(days=day)):
            asks(world.worker, {next(_people): world.other_station}, at)

    assert alerts_about(world.worker) == {"lookups.slow": 3}  # days 12, 13 and 14


def test_a_heavy_day_among_ones_own_people_raises_nothing(world: World) -> None:
    people = [next(_people) for _ in range(120)]
    lin = replace(world.lin, relations={person: frozenset({Relation.ASSIGNED}) for person in people})
    for person, at in zip(people, a_working_day(120), strict=True):
        asks(lin, {person: world.station}, at)
        asks(lin, {person: world.station}, at, act=Act.CHANGE)

    assert alerts_about(lin) == {}


def test_a_heavy_day_of_a_head_in_the_own_unit_raises_nothing(world: World) -> None:
    for at in a_working_day(300):
        asks(world.head, {next(_people): world.station}, at)

    assert alerts_about(world.head) == {}


def test_ones_own_people_stay_open_to_who_was_stopped(world: World) -> None:
    until_refused(world.worker, world.other_station, a_working_day(60))

    asks(world.worker, {next(_people): world.township}, MORNING + timedelta(hours=9))


def test_the_same_person_again_is_no_other_person(world: World) -> None:
    person = {next(_people): world.other_station}
    for at in a_working_day(60):
        asks(world.worker, person, at)

    assert alerts_about(world.worker) == {}


def test_a_list_or_a_broad_search_looks_nobody_up(world: World) -> None:
    many = {next(_people): world.other_station for _ in range(50)}
    asks(world.worker, many, MORNING, act=Act.SEARCH, hits=50)
    asks(world.worker, many, MORNING, act=Act.LIST)

    asks(world.worker, {next(_people): world.other_station}, MORNING + timedelta(minutes=1))
    assert alerts_about(world.worker) == {}


def test_a_day_of_lists_of_others_is_noticed_but_stops_nobody(world: World) -> None:
    for n in range(21):
        page = {next(_people): world.other_station for _ in range(50)}
        asks(world.worker, page, MORNING + timedelta(minutes=n), act=Act.LIST)

    assert alerts_about(world.worker) == {"lists.many": 1}


def misses(viewer: Viewer, times: int, at: datetime) -> None:
    for n in range(times):
        asks(viewer, {}, at + timedelta(seconds=n), hits=0)


def test_searching_closes_after_twenty_misses_whether_or_not_somebody_would_be_found(world: World) -> None:
    misses(world.lin, QUOTAS.misses, MORNING)

    for found in (0, 1):
        with pytest.raises(DomainError, match="search.locked"):
            asks(world.lin, {}, MORNING + timedelta(hours=1), hits=found)
    assert alerts_about(world.lin) == {"search.locked": 1}
    asks(world.mo, {}, MORNING + timedelta(hours=1), hits=0)  # nobody else is closed
    asks(world.lin, {}, MORNING + timedelta(days=1), hits=0)


def test_nineteen_misses_close_nothing(world: World) -> None:
    misses(world.lin, QUOTAS.misses - 1, MORNING)
    asks(world.lin, {next(_people): world.station}, MORNING + timedelta(hours=1), act=Act.SEARCH, hits=1)

    assert alerts_about(world.lin) == {}


@pytest.mark.django_db(transaction=True)
def test_the_security_admin_lets_an_account_go_on_once(world: World) -> None:
    misses(world.lin, QUOTAS.misses, MORNING)
    guard = replace(world.admin, role=Role.SECURITY_ADMIN)
    alert = Alert.objects.get(actor=world.lin.id)

    answer_alert(alert.id, answer=Answer.LIFTED, by=guard, at=MORNING + timedelta(hours=1))

    asks(world.lin, {}, MORNING + timedelta(hours=2), hits=0)
    with pytest.raises(DomainError, match="alert.unknown"):
        answer_alert(alert.id, answer=Answer.LIFTED, by=guard, at=MORNING + timedelta(hours=2))


def test_nobody_else_answers_an_alert_and_nobody_their_own(world: World) -> None:
    misses(world.lin, QUOTAS.misses, MORNING)
    alert = Alert.objects.get(actor=world.lin.id)

    with pytest.raises(DomainError, match="access.refused"):
        answer_alert(alert.id, answer=Answer.LIFTED, by=world.head, at=MORNING)
    own_guard = replace(world.lin, role=Role.SECURITY_ADMIN)
    with pytest.raises(DomainError, match="alert.own"):
        answer_alert(alert.id, answer=Answer.LIFTED, by=own_guard, at=MORNING)
