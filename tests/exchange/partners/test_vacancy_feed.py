"""The HR bureau's feed against a server in a process of its own: taken in once, and never half."""

from datetime import date

import pytest

from guitu.casework.employers.models import Employer, Feed, FeedRun, Vacancy
from guitu.casework.employers.queries import feeds, open_vacancies
from guitu.config import feeds as settings_of
from guitu.config.env import SettingError
from guitu.domain.kernel.errors import DomainError
from guitu.exchange.partners import signed_line, vacancy_feed
from guitu.foundation import clock
from tests.exchange.partners.feeds import FeedStub, feed, post  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.own_machine]


def fetched() -> vacancy_feed.Taken:
    return vacancy_feed.fetch(by=None, at=clock.now())


@pytest.fixture
def here(world, feed):  # noqa: F811 - the fixture
    """The world whose regions the posts name, and the stub."""
    return feed


def open_titles() -> list[str]:
    return sorted(v.title for v in open_vacancies(None))


def test_posts_come_in_page_by_page_with_the_cursor(here: FeedStub) -> None:
    here.publish(*(post(f"p{n}", title=f"缝纫工{n}") for n in range(5)))
    here.behave(page=2)

    taken = fetched()

    assert (taken.state, dict(taken.counts)) == (
        "good",
        {"pages": 3, "added": 5, "changed": 0, "closed": 0, "same": 0, "rejected": 0},
    )
    assert [heard["after"] for heard in here.heard()] == [None, "2", "4"]
    assert all(heard["signed"] for heard in here.heard())
    assert [(f.source, f.cursor, f.state) for f in feeds(None)] == [("hr-demo", "5", "good")]
    assert Employer.objects.count() == 1


def test_a_post_is_kept_as_it_was_said(here: FeedStub) -> None:
    here.publish(post("p1", requirements="会平车，无犯罪记录", skills=["sewing", "magic"]))

    fetched()

    (found,) = open_vacancies(None)
    assert (found.title, found.employer_name, found.region) == ("缝纫工", "芙蓉演示服装厂", 430102001000)
    assert found.skills == {"sewing"}
    assert found.wage is not None
    assert (found.wage.least, found.wage.most, found.hours_week, found.night_work) == (
        350_000,
        500_000,
        44,
        False,
    )
    assert (found.open_until, found.source, found.kept_by) == (date(2026, 12, 31), "hr-demo", None)


def test_asking_again_changes_nothing(here: FeedStub) -> None:
    here.publish(post("p1"))
    fetched()
    before = list(Vacancy.objects.values())

    again = fetched()
    Feed.objects.update(cursor="")  # as if the cursor had been lost
    whole = fetched()

    assert (again.counts["same"], whole.counts["same"]) == (0, 1)
    assert list(Vacancy.objects.values()) == before


def test_a_newer_revision_replaces_and_an_older_one_does_not(here: FeedStub) -> None:
    here.publish(post("p1"), post("p1", revision=3, places=9), post("p1", revision=2, places=4))

    taken = fetched()

    assert (taken.counts["added"], taken.counts["changed"], taken.counts["same"]) == (1, 1, 1)
    assert Vacancy.objects.get().places == 9


def test_a_withdrawn_post_closes_and_stays_readable(here: FeedStub) -> None:
    here.publish(post("p1"))
    fetched()
    here.publish(
        {"id": "p1", "revision": 2, "state": "withdrawn"}, {"id": "x", "revision": 1, "state": "withdrawn"}
    )

    taken = fetched()

    assert (taken.counts["closed"], taken.counts["same"]) == (1, 1)
    assert open_titles() == []
    assert Vacancy.objects.get().close_reason == "withdrawn"


def test_the_same_page_twice_within_one_counts_once(here: FeedStub) -> None:
    here.publish(post("p1"))
    here.behave("duplicated")

    assert (fetched().counts["added"], Vacancy.objects.count()) == (1, 1)


def test_a_post_that_cannot_be_read_is_turned_away_alone(here: FeedStub) -> None:
    here.publish(
        post("good"),
        post("long", title="很" * 200),
        post("over", open_until="2020-01-01"),
        post("wage", wage={"least": -5}),
        post("float", wage={"least": 3500.5}),
        post("places", places=10**9),
        post("where", region="999999"),
        post("far", region="430199"),
        post("", title="没有编号"),
        post("nul", title="焊\x00工"),
        post("true", revision=True),
        "not even an object",  # type: ignore[arg-type] # it is sent as it is
    )

    taken = fetched()

    assert (taken.state, taken.counts["added"], taken.counts["rejected"]) == ("good", 1, 11)
    codes = {one.id: one.code for one in taken.rejected}
    assert codes["long"] == "offer.too-long"
    assert codes["over"] == "vacancy.over"
    assert codes["wage"] == "wage.amount"
    assert codes["float"] == "feed.member"
    assert codes["places"] == "vacancy.places"
    assert codes["far"] == "region.not-there"
    assert open_titles() == ["缝纫工"]
    assert len(FeedRun.objects.get().rejected) == 11


FAILURES = [
    ("down", "down", "503"),
    ("gibberish", "malformed", "BadStatusLine"),
    ("malformed", "malformed", "JSON"),
    ("half", "malformed", "IncompleteRead"),
    ("huge", "malformed", "size"),
    ("new_schema", "malformed", "schema"),
    ("other_source", "malformed", "source"),
    ("stuck", "malformed", "cursor"),
    ("unsigned", "unsigned", "signature"),
    ("tampered", "unsigned", "signature"),
    ("replayed", "replayed", "nonce"),
    ("late", "replayed", "time"),
    ("moved", "refused", "302"),
    ("forbidden", "refused", "403"),
]


@pytest.mark.parametrize(("mode", "state", "reason"), FAILURES)
def test_what_goes_wrong_is_a_state_and_the_good_pages_stay(
    here: FeedStub, mode: str, state: str, reason: str
) -> None:
    here.publish(*(post(f"p{n}", title=f"缝纫工{n}") for n in range(4)))
    here.behave(mode, from_page=2, page=2)

    taken = fetched()

    assert (taken.state, taken.reason) == (state, reason)
    assert open_titles() == ["缝纫工0", "缝纫工1"]
    known = Feed.objects.get()
    assert (known.state, known.reason, known.cursor, known.good_at) == (state, reason, "2", None)
    assert FeedRun.objects.get().state == state

    here.behave(page=2)
    assert fetched().state == "good"
    assert len(open_titles()) == 4


@pytest.mark.parametrize(("mode", "limit"), [("silent", "SECONDS"), ("dripping", "WHOLE_SECONDS")])
def test_a_feed_that_never_ends_is_cut_off(here: FeedStub, monkeypatch, mode: str, limit: str) -> None:
    monkeypatch.setattr(signed_line, limit, 0.5)
    here.publish(post("p1"))
    here.behave(mode)

    taken = fetched()

    assert (taken.state, open_titles()) == ("slow", [])


def test_nobody_there_is_down(here: FeedStub) -> None:
    here.end()

    assert (fetched().state, Feed.objects.get().cursor) == ("down", "")


def test_another_key_is_refused_by_the_bureau_and_by_us(here: FeedStub) -> None:
    here.publish(post("p1"))
    here.behave(key="another key altogether")

    assert (fetched().state, open_titles()) == ("refused", [])


def test_a_page_that_another_run_read_meanwhile_is_not_written_twice(here: FeedStub) -> None:
    here.publish(post("p1"))
    fetched()
    page = vacancy_feed._page_after("", "hr-demo", clock.now())

    with pytest.raises(DomainError) as refused:
        vacancy_feed.take_in(page, after="", so_far=vacancy_feed.Taken("hr-demo"), at=clock.now())

    assert refused.value.code == "feed.overtaken"


def test_a_house_of_made_up_people_asks_no_other_machine(here: FeedStub, settings) -> None:
    assert vacancy_feed.is_connected()
    settings.GUITU_FEED_VACANCIES = settings_of.channels.Way("hr.example", 443, "/", secure=True)
    assert not vacancy_feed.is_connected()
    with pytest.raises(DomainError) as refused:
        fetched()
    assert refused.value.code == "feed.not-connected"
    settings.GUITU_DEMO = False
    assert vacancy_feed.is_connected()


@pytest.mark.parametrize(
    "said",
    [
        "http://hr.example/v1",
        "ftp://hr.example/",
        "https://user:word@hr.example/",
        "https://hr.example/?to=me",
        "//",
    ],
)
def test_an_address_that_must_not_be_asked_is_refused_at_the_start(monkeypatch, said: str) -> None:
    monkeypatch.setenv("GUITU_FEED_VACANCIES", said)
    with pytest.raises(SettingError) as refused:
        settings_of.address("GUITU_FEED_VACANCIES")
    assert "word" not in str(refused.value)


def test_a_feed_needs_a_key(monkeypatch) -> None:
    monkeypatch.setenv("GUITU_FEED_VACANCIES_KEY", "short")
    with pytest.raises(SettingError):
        settings_of.key("GUITU_FEED_VACANCIES_KEY", of=object())
    assert settings_of.key("GUITU_FEED_VACANCIES_KEY", of=None) == "short"
