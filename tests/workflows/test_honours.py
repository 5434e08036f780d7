"""Nominated, reviewed by two others, honoured; consent first, and gone at once when it goes."""

from uuid import UUID

import pytest

from guitu.analytics.honours import numbers
from guitu.analytics.places import place_for
from guitu.casework.honours.queries import (
    awards_of,
    honoured,
    honours_of,
    publications_of,
    stories_for_book,
    story_of,
    to_review,
)
from guitu.casework.journal.queries import entries_for
from guitu.domain.access import Relation
from guitu.domain.honours.course import Level, State
from guitu.domain.honours.story import Picture, Use
from guitu.domain.honours.tiers import Tier
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.exchange.exporters.person_copy import as_docx
from guitu.foundation.audit import sightings
from guitu.foundation.authorization import door
from guitu.workflows import family as families
from guitu.workflows import honour, honour_story
from guitu.workflows.copy_of_file import gather
from guitu.workflows.honour import standing_of
from guitu.workflows.honour_story import on_the_web
from guitu.workflows.record import take_back
from tests.workflows.honouring import (
    NAME,
    PHONE,
    RELATIVE,
    TOLD,
    case,
    granted,
    later,
    nominated,
    relapsed,
    said,
    second,
    told,
    verified,
)
from tests.workflows.relatives import MOTHER, named
from tests.world import NOW, TODAY, Case, in_aftercare, someone, world

__all__ = ["case", "world"]


def refused(act, **more) -> str:
    with pytest.raises(DomainError) as caught:
        act(**more)
    return caught.value.code


def shown(case: Case, reader):
    return honours_of(case.seen_by(reader), reader.id)


def test_a_draft_is_its_authors_alone_and_waits_for_the_persons_word(world, case):
    made = nominated(case, by=world.lin)

    assert [row.id for row in shown(case, world.lin)] == [made]
    assert shown(case, world.head) == ()
    assert to_review(world.head) == ()
    before = refused(honour.send, person=case.person, honour=made, by=world.lin, at=NOW)
    others = refused(honour.send, person=case.person, honour=made, by=world.head, at=NOW)
    assert (before, others) == ("honours.consent-first", "honours.unknown")


def test_two_others_grant_it(world, case):
    said(case, "given", "honours", by=world.lin)
    made = nominated(case, by=world.lin)
    honour.send(person=case.person, honour=made, by=world.lin, at=NOW)
    about = {"person": case.person, "honour": made, "agrees": True, "words": "", "at": NOW}

    assert [row.id for row in to_review(world.head)] == [made]
    assert to_review(world.lin) == ()
    assert refused(honour.review, **about, by=world.lin) == "honours.own"
    assert honour.review(**about, by=world.head) is State.REVIEW
    assert refused(honour.review, **about, by=world.head) == "honours.twice"
    assert to_review(world.head) == ()
    assert honour.review(**about, by=second(world)) is State.GRANTED
    assert [row.tier for row in honoured(world.lin)] == [Tier.TEAM]
    assert refused(nominated, case=case, by=world.lin) == "honours.stands"


def test_one_who_does_not_agree_ends_it(world, case):
    said(case, "given", "honours", by=world.lin)
    made = nominated(case, by=world.lin)
    honour.send(person=case.person, honour=made, by=world.lin, at=NOW)

    state = honour.review(
        person=case.person, honour=made, agrees=False, words="再等等", by=world.head, at=NOW
    )

    assert state is State.DECLINED
    assert honoured(world.lin) == ()
    assert nominated(case, by=world.lin)  # and may be nominated anew


def test_no_honour_without_its_verified_months(world, case):
    assert refused(nominated, case=case, by=world.lin, tier=Tier.ROLE_MODEL) == "honours.not-yet"
    fresh = in_aftercare(world.station, worker=world.lin.id, person=someone(world.station))
    assert refused(nominated, case=fresh, by=world.lin) == "honours.not-yet"


def test_a_stranger_finds_nobody(world, case):
    assert refused(nominated, case=case, by=world.mo) == "person.unknown"


def test_awards_are_given_by_the_head_one_a_year_and_few_a_county(world, case):
    made = granted(case, world)
    about = {"person": case.person, "honour": made, "level": Level.GOLD, "at": NOW}

    assert refused(honour.award, **about, year=TODAY.year, by=world.lin) == "person.unknown"
    honour.award(**about, year=TODAY.year, by=world.head)
    assert refused(honour.award, **about, year=TODAY.year, by=world.head) == "honours.awarded-before"
    assert [(a.year, a.level) for a in awards_of(case.seen_by(world.lin))] == [(TODAY.year, Level.GOLD)]


def test_the_last_award_of_a_county_is_the_last(world, case):
    """Two in gold a county and year (proposed); who left makes room without anybody learning of it."""
    about = {"level": Level.GOLD, "year": TODAY.year, "by": world.head, "at": NOW}
    people = [case, verified(world), verified(world)]
    made = [granted(one, world) for one in people]
    for one, honour_id in zip(people[:2], made[:2], strict=True):
        honour.award(person=one.person, honour=honour_id, **about)

    third = {"person": people[2].person, "honour": made[2]}
    assert refused(honour.award, **third, **about) == "honours.none-left"
    honour.leave(person=case.person, by=world.lin, at=NOW)
    honour.award(**third, **about)
    assert [a.level for a in awards_of(people[2].seen_by(world.lin))] == [Level.GOLD]


def test_what_others_gave_needs_the_same_word(world, case):
    about = {"person": case.person, "title": "十佳志愿者", "giver": "省禁毒办", "year": 2019, "at": NOW}

    assert refused(honour.add_given, **about, by=world.lin) == "honours.consent-first"
    said(case, "given", "honours", by=world.lin)
    honour.add_given(**about, by=world.lin)
    (row,) = shown(case, world.head)
    assert (row.tier, row.title, row.giver, row.year) == (None, "十佳志愿者", "省禁毒办", 2019)
    honour.drop(person=case.person, honour=row.id, by=world.head, at=NOW)
    assert shown(case, world.head) == ()


def test_leaving_takes_everything_down_at_once_and_leaves_no_trace(world, case):
    made = granted(case, world)
    honour.award(person=case.person, honour=made, level=Level.SILVER, year=TODAY.year, by=world.head, at=NOW)
    told(case, world, Use.WEB, Use.BOOK)
    place = place_for(world.head, world.station)
    assert on_the_web()
    assert list(stories_for_book(world.head, year=TODAY.year))
    assert numbers(world.head, place, year=TODAY.year).tiers[Tier.TEAM] == 1

    honour.leave(person=case.person, by=world.lin, at=NOW)

    never = in_aftercare(world.station, worker=world.lin.id, person=someone(world.station))
    for who in (case, never):  # it looks as with somebody who was never asked
        seen = who.seen_by(world.head)
        assert honours_of(seen, world.head.id) == awards_of(seen) == publications_of(seen) == ()
        assert story_of(seen) is None
    assert on_the_web() == ()
    assert list(stories_for_book(world.head, year=TODAY.year)) == []
    assert honoured(world.lin) == to_review(world.head) == ()
    after = numbers(world.head, place, year=TODAY.year)
    assert set(after.tiers.values()) | set(after.awards.values()) == {0}


def test_coming_back_brings_the_honour_back_and_tells_nothing(world, case):
    granted(case, world)
    told(case, world, Use.WEB)
    honour.leave(person=case.person, by=world.lin, at=NOW)

    said(case, "given", "honours", "publicity", by=world.lin, at=later(1))

    assert [row.state for row in shown(case, world.head)] == [State.GRANTED]
    assert on_the_web() == ()
    assert story_of(case.seen_by(world.head)) is None


def test_what_was_under_review_closes_when_the_person_leaves(world, case):
    said(case, "given", "honours", by=world.lin)
    made = nominated(case, by=world.lin)
    honour.send(person=case.person, honour=made, by=world.lin, at=NOW)

    said(case, "withdrawn", "honours", by=world.lin)

    about = {"person": case.person, "honour": made, "agrees": True, "words": "", "at": NOW}
    assert refused(honour.review, **about, by=world.head) == "honours.unknown"
    assert shown(case, world.lin) == ()


def test_a_relapse_takes_no_honour_away_and_pauses_what_is_told(world, case):
    granted(case, world)
    told(case, world, Use.WEB, Use.BOOK)

    relapsed(case, by=world.lin)

    assert [row.state for row in shown(case, world.head)] == [State.GRANTED]
    assert on_the_web() == ()
    waiting = publications_of(case.seen_by(world.lin))
    assert [row.is_paused for row in waiting] == [True, True]

    web = next(row for row in waiting if row.use is Use.WEB)
    honour_story.go_on(person=case.person, publication=web.id, by=world.lin, at=NOW)
    assert [one.alias for one in on_the_web()] == ["阿远"]
    book = next(row for row in waiting if row.use is Use.BOOK)
    honour_story.end_use(person=case.person, publication=book.id, by=world.lin, at=NOW)
    assert [row.use for row in publications_of(case.seen_by(world.lin))] == [Use.WEB]


def test_a_story_is_told_only_where_the_person_agreed(world, case):
    told(case, world, Use.TALK)

    assert on_the_web() == ()
    honour_story.agree(
        person=case.person, use=Use.WEB, year=TODAY.year, where="", is_read=True, by=world.lin, at=NOW
    )
    (one,) = on_the_web()
    assert (one.alias, one.words) == ("阿远", TOLD)
    assert list(stories_for_book(world.head, year=TODAY.year)) == []


def test_each_use_can_be_taken_back_alone(world, case):
    told(case, world, Use.WEB, Use.BOOK)
    web = next(row for row in publications_of(case.seen_by(world.lin)) if row.use is Use.WEB)

    honour_story.end_use(person=case.person, publication=web.id, by=world.lin, at=NOW)

    assert on_the_web() == ()
    assert len(list(stories_for_book(world.head, year=TODAY.year))) == 1


def test_other_words_need_the_persons_word_anew(world, case):
    told(case, world, Use.WEB)

    honour_story.write_story(
        person=case.person, alias="阿远", words="换了几句。", picture=Picture.NONE, face_agreed=False,
        by=world.lin, at=NOW,
    )  # fmt: skip

    assert on_the_web() == ()


def test_without_both_words_nothing_is_written(world, case):
    story = {"alias": "阿远", "words": TOLD, "picture": Picture.NONE, "face_agreed": False, "at": NOW}

    assert (
        refused(honour_story.write_story, person=case.person, by=world.lin, **story) == "story.consent-first"
    )
    said(case, "given", "honours", by=world.lin)
    assert (
        refused(honour_story.write_story, person=case.person, by=world.lin, **story) == "story.consent-first"
    )
    use = {"use": Use.WEB, "year": TODAY.year, "where": "", "is_read": True, "at": NOW}
    assert refused(honour_story.agree, person=case.person, by=world.lin, **use) == "story.consent-first"
    said(case, "given", "publicity", by=world.lin)
    assert refused(honour_story.agree, person=case.person, by=world.lin, **use) == "story.none"
    honour_story.write_story(person=case.person, by=world.lin, **story)
    unread = use | {"is_read": False}
    assert refused(honour_story.agree, person=case.person, by=world.lin, **unread) == "story.not-read"
    odd = use | {"year": 1999}
    assert refused(honour_story.agree, person=case.person, by=world.lin, **odd) == "story.year"


@pytest.mark.parametrize("given_away", [NAME, PHONE, RELATIVE, "文艺路", "长沙", "湖南"])
def test_a_story_is_read_against_the_file(world, case, given_away):
    said(case, "given", "honours", "publicity", by=world.lin)

    code = refused(
        honour_story.write_story, person=case.person, alias="阿远", words=f"{TOLD}{given_away}。",
        picture=Picture.NONE, face_agreed=False, by=world.lin, at=NOW,
    )  # fmt: skip

    assert code == "story.tells"


def test_a_consent_that_was_written_by_mistake_shows_nothing_once_it_is_undone(world, case):
    granted(case, world)
    with door.whole_files([case.person]):
        given = next(e for e in entries_for([case.person]) if e.details.get("purpose") == "honours")

    take_back(person=case.person, entry=UUID(given.id), by=world.lin, at=NOW)

    assert shown(case, world.head) == ()
    assert not standing_of(case.seen_by(world.lin), on=TODAY).agreed


def test_the_persons_copy_holds_honours_and_story_and_nothing_that_was_taken_back(world, case):
    granted(case, world)
    told(case, world, Use.BOOK)

    copy = gather(world.lin, case.person, at=NOW)
    assert [row["answer"] for row in copy["honours"]] == ["已授予"]
    assert [row["field"] for row in copy["stories"]] == ["阿远", f"年度书籍 {TODAY.year}"]
    assert as_docx(copy, say=lambda _table, code: code)[:2] == b"PK"

    honour.leave(person=case.person, by=world.lin, at=NOW)
    copy = gather(world.lin, case.person, at=NOW)
    assert copy["honours"] == copy["stories"] == []


@pytest.mark.parametrize("given_away", ["刘桂芳", "桂芳", "12011112222", "梅溪"])
def test_a_story_names_nobody_of_the_family_either(world, case, settings, given_away):
    settings.GUITU_DEMO = True  # made-up numbers are taken
    said(case, "given", "honours", "publicity", by=world.lin)
    families.write_down(
        person=case.person, about=MOTHER, by=named(world.lin, case, Relation.ASSIGNED), at=NOW
    )

    code = refused(
        honour_story.write_story, person=case.person, alias="阿远", words=f"{TOLD}{given_away}。",
        picture=Picture.NONE, face_agreed=False, by=world.head, at=NOW,
    )  # fmt: skip

    assert code == "story.tells"


def test_the_access_log_hears_of_a_book_and_not_of_the_page_for_everybody(world, case):
    told(case, world, Use.BOOK, Use.WEB)

    with sightings.watching() as seen:
        list(stories_for_book(world.head, year=TODAY.year))
    assert seen.shown[case.person].act is Act.EXPORT
    with sightings.watching() as seen:
        on_the_web()
    assert seen.shown == {}
