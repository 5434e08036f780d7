"""Whom a page shows is written down before it leaves; who looked is read; misuse is stopped and told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.domain.access import Role
from guitu.domain.ledger.line import Line
from guitu.foundation import clock
from guitu.foundation.audit import log, own, patterns, pseudonym
from guitu.foundation.audit.models import Alert
from guitu.foundation.audit.patterns import Quotas
from guitu.foundation.ids import new_id
from tests.web.conftest import Somebody, make
from tests.web.situations import Kept, in_rehab

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def ming(officer: Somebody, units) -> Kept:
    """Somebody of Lin's station."""
    return in_rehab(
        "周明", by=officer.viewer, held_by=units.station, since=TODAY - timedelta(days=100), today=TODAY
    )


@pytest.fixture
def other(officer: Somebody, units) -> Kept:
    """Somebody else of Lin's station."""
    since = TODAY - timedelta(days=90)
    return in_rehab("吴强", by=officer.viewer, held_by=units.station, since=since, today=TODAY, number=2)


@pytest.fixture
def county_head(units) -> Somebody:
    """Somebody whose unit looks over the whole county."""
    return make("lu", "卢主任", Role.UNIT_HEAD, units.county)


def browser(who: Somebody) -> Client:
    client = Client()
    client.force_login(who.account)
    return client


def lines_about(kept: Kept) -> list[Line]:
    """What the log holds of one person, the latest first."""
    return [line for line in log.recent(limit=500) if line.subject == pseudonym.of(kept.id)]


def page_of(kept: Kept) -> str:
    return reverse("people:person", args=[kept.id])


# what leaves is written down


def test_opening_a_file_leaves_a_line_with_its_compartments(signed_in: Client, officer, ming: Kept) -> None:
    assert signed_in.get(page_of(ming)).status_code == 200

    (line,) = lines_about(ming)
    assert (line.act, line.purpose, line.near, line.screen) == ("open", "care", "unit", "people:person")
    assert (line.actor, line.role) == (officer.account.id, "posted_officer")
    assert "orders" in line.compartments
    assert "existence" in line.compartments
    assert line.device


def test_a_list_leaves_a_line_for_everybody_on_it(signed_in: Client, ming: Kept, other: Kept) -> None:
    page = signed_in.get("/", {"whose": "unit", "window": "late"}).content.decode()

    for kept in (ming, other):
        assert (kept.name in page) == bool(lines_about(kept))
    shown = [line for kept in (ming, other) for line in lines_about(kept)]
    assert shown
    assert {line.act for line in shown} == {"list"}
    assert {line.results for line in shown} == {len(shown)}


def test_a_refusal_leaves_a_line_although_all_else_is_rolled_back(units, ming: Kept) -> None:
    mo = make("mo", "莫远", Role.POSTED_OFFICER, units.neighbour)
    assert browser(mo).get(page_of(ming)).status_code == 404

    (line,) = lines_about(ming)
    assert (line.act, line.actor) == ("denial", mo.account.id)


def test_a_page_that_breaks_half_way_leaves_its_attempt(
    signed_in: Client, ming: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> HttpResponse:
        raise ZeroDivisionError

    monkeypatch.setattr("guitu.web.people.views.render", broken)
    signed_in.raise_request_exception = False
    assert signed_in.get(page_of(ming)).status_code == 500

    assert [line.act for line in lines_about(ming)] == ["open"]


def test_a_role_without_the_work_is_refused_in_the_log_too(units) -> None:
    admin = make("root", "管理", Role.SYS_ADMIN, units.county)
    assert browser(admin).get(reverse("people:search")).status_code == 403

    (line,) = [line for line in log.recent(limit=50) if line.actor == admin.account.id]
    assert (line.act, line.subject, line.screen) == ("denial", None, "people:search")


@pytest.mark.parametrize("name", ["oversight:reason", "people:person"])
def test_asking_why_is_no_way_to_try_ids_unseen(units, ming: Kept, name: str) -> None:
    mo = make("mo", "莫远", Role.POSTED_OFFICER, units.neighbour)
    assert browser(mo).get(reverse(name, args=[ming.id])).status_code == 404

    (line,) = lines_about(ming)
    assert (line.act, line.actor, line.screen) == ("denial", mo.account.id, name)


def test_asking_for_what_is_somebody_elses_is_a_denial(county_head: Somebody) -> None:
    """Tickets, requests and imports sound alike where they are not there and where they are others'."""
    head = browser(county_head)
    tried = ("records:opening", "records:answer", "rosters:batch")
    for name in tried:
        assert head.get(reverse(name, args=[new_id()])).status_code == 404, name
    answer = head.get(reverse("api:person", args=[new_id()]))
    assert answer.status_code == 404

    denials = [line for line in log.recent(limit=50, actor=county_head.account.id) if line.act == "denial"]
    assert [line.screen for line in reversed(denials)] == [*tried, "api:person"]


@pytest.fixture
def mute_log(settings) -> Iterator[None]:
    """A log that cannot be written."""
    own.close()
    settings.AUDIT_WAY = replace(settings.AUDIT_WAY, port=1)
    yield
    own.close()


def test_without_the_log_nobody_is_shown(signed_in: Client, officer, ming: Kept, mute_log: None) -> None:
    answer = signed_in.get(page_of(ming))

    assert answer.status_code == 503
    assert "访问日志" in answer.content.decode()
    assert ming.name not in answer.content.decode()
    assert signed_in.get(page_of(replace(ming, id=officer.account.id))).status_code == 503  # nor refused


def test_without_the_log_pages_without_people_still_work(signed_in: Client, mute_log: None) -> None:
    assert signed_in.get(reverse("rulebook:book")).status_code == 200
    assert signed_in.get(reverse("account:me")).status_code == 200


def test_without_the_log_nothing_is_saved(signed_in: Client, ming: Kept, mute_log: None) -> None:
    before = Entry.objects.count()
    address = reverse("encounters:record", args=[ming.id, "talk"])
    form = {"id": str(new_id()), "outcome": "done", "happened_on": clock.today().isoformat(), "mode": "phone"}
    assert signed_in.post(address, form).status_code == 503
    assert Entry.objects.count() == before


# why a file is opened


def test_a_file_outside_ones_own_unit_asks_why_once_a_day(county_head: Somebody, ming: Kept) -> None:
    client = browser(county_head)
    asked = client.get(page_of(ming))
    assert asked.status_code == 303
    assert lines_about(ming) == []
    form = client.get(asked.url)
    assert form.status_code == 200
    assert ming.name not in form.content.decode()
    assert client.post(asked.url, {"reason": "nosy"}).status_code == 422

    given = client.post(asked.url, {"reason": "supervision", "next": page_of(ming)})
    assert (given.status_code, given.url) == (303, page_of(ming))

    assert client.get(page_of(ming)).status_code == 200
    assert client.get(page_of(ming)).status_code == 200
    found = [(line.act, line.purpose, line.near) for line in lines_about(ming)]
    assert found == [("open", "supervision", "outside")] * 2 + [("reason", "supervision", "outside")]


def test_ones_own_unit_is_never_asked(signed_in: Client, units, ming: Kept) -> None:
    head = make("he", "何站长", Role.UNIT_HEAD, units.station)

    assert signed_in.get(page_of(ming)).status_code == 200
    assert browser(head).get(page_of(ming)).status_code == 200


def test_a_reason_leads_nowhere_outside_this_site(county_head: Somebody, ming: Kept) -> None:
    address = reverse("oversight:reason", args=[ming.id])
    given = browser(county_head).post(address, {"reason": "other", "next": "https://elsewhere.example/"})

    assert (given.status_code, given.url) == (303, "/")


# misuse


def test_who_looks_up_too_many_strangers_is_stopped_with_a_sentence(
    county_head: Somebody, ming: Kept, other: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns.judge, "__kwdefaults__", {"quotas": Quotas(day=1, day_alert=1)})
    client = browser(county_head)
    for kept in (ming, other):
        client.post(reverse("oversight:reason", args=[kept.id]), {"reason": "other"})
    assert client.get(page_of(ming)).status_code == 200

    stopped = client.get(page_of(other))

    assert stopped.status_code == 422
    assert "暂停" in stopped.content.decode()
    assert other.name not in stopped.content.decode()
    assert lines_about(other)[0].act == "denial"
    assert set(Alert.objects.filter(actor=county_head.account.id).values_list("kind", flat=True)) == {
        "lookups.many",
        "lookups.stopped",
    }


def test_the_security_admin_reads_alerts_and_lifts_a_stop(units, county_head: Somebody) -> None:
    patterns.alert("lookups.stopped", viewer=county_head.viewer, at=clock.now(), count=40)
    guard = browser(make("an", "安管", Role.SECURITY_ADMIN, units.county))
    page = guard.get(reverse("oversight:alerts")).content.decode()
    assert "卢主任" in page
    assert "已暂停" in page

    alert = Alert.objects.get(actor=county_head.account.id)
    done = guard.post(reverse("oversight:answer", args=[alert.id]), {"answer": "lifted"})

    assert done.status_code == 303
    alert.refresh_from_db()
    assert alert.answer == "lifted"
    assert browser(county_head).get(reverse("oversight:alerts")).status_code == 403


def test_the_audit_admin_reads_the_log_and_no_name_of_a_person(signed_in: Client, units, ming: Kept) -> None:
    signed_in.get(page_of(ming))
    auditor = browser(make("shen", "审计", Role.AUDIT_ADMIN, units.county))
    page = auditor.get(reverse("oversight:log")).content.decode()

    assert "林岚" in page
    assert pseudonym.of(ming.id).hex[:8] in page
    assert ming.name not in page
    assert str(ming.id) not in page
    for odd in ("before=x", "before=99999999999999999999", "actor=x"):
        assert auditor.get(reverse("oversight:log") + "?" + odd).status_code == 200
    assert signed_in.get(reverse("oversight:log")).status_code == 403


# who looked


def test_who_looked_says_day_unit_role_and_why_and_no_colleagues_name(
    signed_in: Client, county_head: Somebody, ming: Kept
) -> None:
    signed_in.get(page_of(ming))
    head = browser(county_head)
    head.post(reverse("oversight:reason", args=[ming.id]), {"reason": "supervision"})
    head.get(page_of(ming))

    page = signed_in.get(reverse("oversight:who-looked", args=[ming.id])).content.decode()

    body = page.partition("<tbody>")[2]
    for words in ("林荫康复指导站", "芙蓉区禁毒委员会办公室", "打开档案", "督导、检查", "日常照管"):
        assert words in body
    assert county_head.account.display_name not in body
    assert "林岚" not in body
    assert "print" in page


def test_who_looked_is_for_whoever_cares_for_the_person(units, ming: Kept) -> None:
    address = reverse("oversight:who-looked", args=[ming.id])
    mo = make("mo", "莫远", Role.POSTED_OFFICER, units.neighbour)
    police = make("fang", "方警官", Role.COMMUNITY_POLICE, units.station)

    assert browser(mo).get(address).status_code == 404
    assert browser(police).get(address).status_code == 403


def test_the_persons_page_leads_there(signed_in: Client, ming: Kept) -> None:
    assert reverse("oversight:who-looked", args=[ming.id]) in signed_in.get(page_of(ming)).content.decode()


# signing in


def test_signing_in_and_out_are_lines(client: Client, officer: Somebody) -> None:
    client.post(reverse("account:sign-in"), {"username": "lin", "password": "wrong-password-1"})

    acts = {line.act for line in log.recent(limit=20) if line.actor == officer.account.id}
    assert "sign_in_refused" in acts
    client.force_login(officer.account)
    client.post(reverse("account:sign-out"))
    acts = {line.act for line in log.recent(limit=20) if line.actor == officer.account.id}
    assert "sign_out" in acts
