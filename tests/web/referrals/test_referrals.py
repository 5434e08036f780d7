"""Referrals in the browser: written, sent, answered with an account, by phone, or behind a link; the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import NewContact, NewFact
from guitu.casework.referrals.models import Link, Referral
from guitu.domain.outreach import TELLING, telling
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account, SignInAttempt
from guitu.foundation.ids import new_id
from guitu.workflows import need, refer
from guitu.workflows.refer import Written
from tests.world import World, in_rehab, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

NAME, PHONE, NUMBER = "欧阳不可见", "12000000018", "990000"
CANARIES = {  # what stands in the file and never goes outside
    "casework": "不可外传的谈话",
    "medical": "不可外传的病历",
    "psychological": "不可外传的咨询",
    "legal": "不可外传的法律意见",
    "family": "不可外传的家庭情况",
}
ADDRESS, FACT = "不可外传的住址", "不可外传的资料"


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def case(world: World, today):
    person = someone(
        world.station, name=NAME, contacts=(NewContact("phone", PHONE), NewContact("address", ADDRESS)),
        facts=(NewFact("background", "remark", FACT),),
    )  # fmt: skip
    return in_rehab(world.station, person=person, worker=world.lin.id, since=today - timedelta(days=100))


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


def body(world, today, **more):
    return {
        "referral_id": str(new_id()), "unit": str(world.partner.unit), "help": "relief",
        "purpose": "想申请临时住处", "basis": "help_referral", "agreed": "on", "act": "send",
        "until_on": (today + timedelta(days=30)).isoformat(), **more,
    }  # fmt: skip


def sent(world, case, today, **more) -> Referral:
    answer = browser(world.lin).post(reverse("referrals:new", args=[case.person]), body(world, today, **more))
    assert answer.status_code == 303, answer.content.decode()
    return Referral.objects.order_by("-made_at").first()


def outside(world, case, today) -> tuple[Referral, str, str]:
    """A referral to somebody without an account, with its address and its code."""
    row = sent(world, case, today, unit="", partner="爱心旅舍")
    given = refer.give_link(person=case.person, referral=row.id, by=world.lin, at=clock.now())
    return row, reverse("referrals:link", args=[given.token]), given.code


def text(answer) -> str:
    return answer.content.decode()


def test_a_worker_refers_and_a_partner_with_an_account_answers_on_its_own_board(world, case, today):
    row = sent(world, case, today)
    partner = browser(world.partner)
    board = reverse("referrals:board")
    page = reverse("referrals:reply", args=[case.person, row.id])

    assert NAME in text(partner.get(board))
    seen = text(partner.get(page))
    assert "想申请临时住处" in seen
    assert PHONE not in seen
    assert partner.post(page, {"act": "decline"}).status_code == 422
    assert partner.post(page, {"act": "decline", "decline_reason": "full"}).status_code == 303

    assert NAME not in text(partner.get(board))
    assert partner.get(page).status_code == 404
    ours = text(browser(world.lin).get(board))
    assert NAME in ours[ours.index('id="ours"') : ours.index('id="theirs"')]


def test_a_draft_waits_for_us_and_can_be_written_on_and_sent(world, case, today):
    lin = browser(world.lin)
    row = sent(world, case, today, act="draft", agreed="")
    assert row.state == "draft"
    assert NAME not in text(browser(world.partner).get(reverse("referrals:board")))
    address = reverse("referrals:draft", args=[case.person, row.id])
    assert "想申请临时住处" in text(lin.get(address))

    refused = lin.post(address, body(world, today, purpose="另一个请求", agreed=""))
    assert refused.status_code == 422
    assert "先问本人" in text(refused)
    assert "另一个请求" in text(refused)
    assert lin.post(address, body(world, today, purpose="另一个请求")).status_code == 303
    row.refresh_from_db()
    assert row.state == "sent"


@pytest.mark.parametrize("word", ["戒毒", "康复", "派出所", "美沙酮"])
def test_a_word_that_tells_is_refused_and_nothing_is_lost(world, case, today, word):
    purpose = f"{word}之后想找住处"
    answer = browser(world.lin).post(
        reverse("referrals:new", args=[case.person]), body(world, today, purpose=purpose)
    )
    assert answer.status_code == 422
    assert purpose in text(answer)
    assert not Referral.objects.exists()


def test_sending_the_same_form_twice_is_one_referral(world, case, today):
    lin, address = browser(world.lin), reverse("referrals:new", args=[case.person])
    given = body(world, today, act="draft")
    assert [lin.post(address, given).status_code for _ in range(2)] == [303, 303]
    assert Referral.objects.count() == 1


def test_what_the_partner_said_on_the_phone_is_written_down_and_help_stands_in_the_file(world, case, today):
    (raised,) = need.raise_needs(
        person=case.person, needs=["housing"], urgent=False, words="", said_on=today, entry=new_id(),
        by=world.lin, at=clock.now(),
    )  # fmt: skip
    lin = browser(world.lin)
    answer = lin.post(reverse("referrals:new", args=[case.person]) + f"?need={raised}", body(world, today))
    assert answer.status_code == 303
    row = Referral.objects.get()
    assert row.need == raised
    told = reverse("referrals:told", args=[case.person, row.id])

    assert lin.post(told, {"act": "accept", "agreed_on": today.isoformat()}).status_code == 303
    assert lin.post(told, {"act": "finish"}).status_code == 422
    assert lin.post(told, {"act": "finish", "outcome": "helped", "words": "住下了"}).status_code == 303

    assert Entry.objects.get(kind="service").details["service"] == "relief"
    assert Entry.objects.get(kind="need_answered").details["answers"] == str(raised)
    page = text(lin.get(reverse("people:person", args=[case.person])))
    assert "住下了" in page


def test_a_link_asks_for_the_code_and_answers_once(world, case, today):
    row, address, code = outside(world, case, today)
    stranger = Client()

    asked = stranger.get(address)
    assert (asked.status_code, NAME in text(asked)) == (200, False)
    shown = stranger.post(address, {"code": code})
    assert NAME in text(shown)
    assert "想申请临时住处" in text(shown)
    refused = stranger.post(address, {"code": code, "act": "decline"})
    assert refused.status_code == 422
    done = stranger.post(address, {"code": code, "act": "accept"})
    assert "谢谢" in text(done)
    row.refresh_from_db()
    assert row.state == "accepted"
    again = stranger.post(address, {"code": code})
    assert (again.status_code, NAME in text(again)) == (422, False)


def test_guessed_reused_and_run_out_links_say_one_neutral_sentence(world, case, today):
    row, address, code = outside(world, case, today)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    said = set()

    def refused(where, number):
        answer = Client().post(where, {"code": number})
        assert answer.status_code == 422
        said.add(text(answer).split('class="field-error"')[1].split("</p>")[0])
        assert NAME not in text(answer)

    refused(reverse("referrals:link", args=["y" * 43]), code)
    refused(address, wrong)
    Link.objects.update(until=clock.now())
    refused(address, code)
    refer.end(person=case.person, referral=row.id, reason="other", by=world.lin, at=clock.now())
    refused(address, code)
    assert len(said) == 1


def test_whoever_holds_one_link_gets_no_fresh_guesses_at_others(world, case, today):
    _row, address, code = outside(world, case, today)
    partner, other = Client(), reverse("referrals:link", args=["y" * 43])
    answers = []
    for _ in range(30):
        assert partner.post(address, {"code": code}).status_code in (200, 429)
        answers.append(partner.post(other, {"code": "000000"}).status_code)
    assert answers[0] == 422
    assert answers[-1] == 429


def test_guessing_from_one_place_is_slowed_down(world, case, today):
    _row, address, code = outside(world, case, today)
    stranger = Client()
    answers = [stranger.post(address, {"code": "000000"}).status_code for _ in range(27)]
    assert answers[-1] == 429
    last = stranger.post(address, {"code": code})
    assert (last.status_code, NAME in text(last)) == (429, False)
    SignInAttempt.objects.all().delete()
    assert stranger.post(address, {"code": code}).status_code == 422  # tried too often by now


def test_the_pages_behind_a_link_tell_nobody_what_the_office_is(world, case, today):
    _row, address, code = outside(world, case, today)
    stranger = Client()
    pages = [
        text(stranger.get(address)), text(stranger.post(address, {"code": "1"})),
        text(stranger.post(address, {"code": code})),
        text(stranger.post(address, {"code": code, "act": "decline"})),
        text(stranger.post(address, {"code": code, "act": "accept"})),
    ]  # fmt: skip
    english = Client()
    english.cookies["guitu_language"] = "en"
    pages.append(text(english.get(address)))
    for page in pages:
        words = page[page.index("<main") : page.index("</main>")]
        assert telling(words) is None, [word for word in TELLING if word in words.lower()]
        assert reverse("account:sign-in") not in page


@pytest.fixture
def canaries(world, case, today):
    """A word in every compartment of the file."""
    from guitu.casework.journal.translate import NOTE
    from guitu.foundation.crypto import keys

    for part, words in CANARIES.items():
        entry = Entry(
            id=new_id(), person_id=case.person, held_by=case.held_by, kind="talk", outcome="done",
            happened_on=today, recorded_at=clock.now(), recorded_by=world.lin.id, compartment=part,
            details={},
        )  # fmt: skip
        ring = keys.ring_to_write([(case.person, part)], {case.person: case.held_by})
        entry.note = ring.seal(case.person, part, NOTE, entry.id, words)
        entry.save(force_insert=True)


def test_nothing_of_the_file_reaches_a_partner_by_board_page_link_search_or_desk(
    world, case, today, canaries
):
    row = sent(world, case, today)
    _other, address, code = outside(world, case, today)
    partner, stranger = browser(world.partner), Client()
    reached = [
        partner.get(reverse("referrals:board")),
        partner.get(reverse("referrals:reply", args=[case.person, row.id])),
        partner.post(reverse("people:search"), {"q": NAME}),
        partner.get(reverse("people:person", args=[case.person])),
        stranger.post(address, {"code": code}),
        stranger.post(address, {"code": code, "act": "accept"}),
    ]
    for answer in reached:
        for word in (*CANARIES.values(), FACT):
            assert word not in text(answer)
    for answer in (*reached[:2], *reached[3:]):
        assert ADDRESS not in text(answer)
        assert PHONE not in text(answer)
    for closed in ("referrals:needs", "referrals:new"):
        assert partner.get(reverse(closed, args=[case.person])).status_code in (403, 404)
    assert partner.get(reverse("help:desk")).status_code == 403
    assert partner.get(reverse("exports:start")).status_code == 403


def test_medical_and_psychological_words_stand_on_no_page_of_needs_and_help(world, case, today, canaries):
    row = sent(world, case, today)
    lin = browser(world.lin)
    pages = [
        lin.get(reverse("help:desk")), lin.get(reverse("referrals:board")),
        lin.get(reverse("referrals:needs", args=[case.person])),
        lin.get(reverse("referrals:one", args=[case.person, row.id])),
    ]  # fmt: skip
    for answer in pages:
        assert answer.status_code == 200
        for word in CANARIES.values():
            assert word not in text(answer)


def test_the_desk_shows_what_waits_and_leaves_out_what_was_passed_on(world, case, today):
    def raised(code, *, urgent=False):
        need.raise_needs(
            person=case.person, needs=[code], urgent=urgent, words="", said_on=today, entry=new_id(),
            by=world.lin, at=clock.now(),
        )  # fmt: skip
        return Entry.objects.get(kind="need_raised", details__need=code).id

    papers, housing = raised("papers"), raised("disaster", urgent=True)
    lin, desk = browser(world.lin), reverse("help:desk")
    page = text(lin.get(desk))
    assert page.index("灾害") < page.index("证件") if "证件" in page else f"need-{papers}" in page
    assert f"need-{housing}" in page
    written = Written(help="relief", purpose="想申请救助", unit=world.partner.unit, need=housing)
    made = refer.write_down(person=case.person, written=written, by=world.lin, at=clock.now())
    refer.send(
        person=case.person, referral=made, basis=refer.ASKED, agreed=True, until=today + timedelta(days=9),
        by=world.lin, at=clock.now(),
    )  # fmt: skip

    page = text(lin.get(desk))
    assert f"need-{housing}" not in page
    assert f"need-{papers}" in page
    assert "等对方首次答复" in page
    assert lin.get(reverse("help:promise")).status_code == 200


def test_a_desk_shows_nobody_of_another_unit(world, case, today):
    sent(world, case, today)

    assert NAME not in text(browser(world.mo).get(reverse("help:desk")))


def test_a_link_is_given_once_and_the_page_tells_it_apart_from_the_code(world, case, today):
    row = sent(world, case, today, unit="", partner="爱心旅舍")
    lin = browser(world.lin)
    page = text(lin.post(reverse("referrals:give-link", args=[case.person, row.id])))
    assert "/r/" in page
    assert "不要和链接一起发" in page
    assert "/r/" not in text(lin.get(reverse("referrals:one", args=[case.person, row.id])))


def test_the_timeline_tells_an_answer_without_the_number_of_its_need(world, case, today):
    need.raise_needs(
        person=case.person, needs=["papers"], urgent=False, words="", said_on=today, entry=new_id(),
        by=world.lin, at=clock.now(),
    )  # fmt: skip
    raised = Entry.objects.get(kind="need_raised").id
    need.answer(
        person=case.person, need=raised, how="told_where", words="", service="", on=today, by=world.lin,
        at=clock.now(),
    )  # fmt: skip
    page = text(browser(world.lin).get(reverse("people:person", args=[case.person])))
    assert "答复需求" in page
    assert "答复哪一项" not in page
