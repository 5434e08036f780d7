"""What somebody may be entitled to: asked and not assumed, kept nowhere, printed so that anybody may see."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.journal.models import Entry
from guitu.casework.people.commands import NewContact
from guitu.casework.people.models import Fact
from guitu.domain.access import Relation, Role
from guitu.domain.directory.page import Page
from guitu.domain.outreach import telling
from guitu.foundation import clock
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.authorization import commands as authorization
from guitu.foundation.authorization import door
from guitu.foundation.ids import new_id
from guitu.workflows.keep_service import add_service
from guitu.workflows.record import record_entry
from tests.world import COUNTY, PASSWORD, TOWN, in_aftercare, someone, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
NAME = "闻人远"


def browser(viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=viewer.id))
    return client


@pytest.fixture
def case(world):
    domicile = NewContact("domicile", "某巷 1 号", TOWN)
    made = someone(world.station, name=NAME, contacts=(domicile,))
    return in_aftercare(
        world.station, person=made, worker=world.lin.id, since=clock.today() - timedelta(days=400)
    )


def page(client, case, **answers):
    address = reverse("directory:entitlements", args=[case.person])
    return client.post(address, answers) if answers else client.get(address)


def part(answer, code: str) -> str:
    """The words of one verdict's card; "" where it is not shown."""
    text = answer.content.decode()
    found = re.search(rf'aria-labelledby="part-{code}".*?</section>', text, re.S)
    return found[0] if found else ""


def test_what_is_not_known_is_asked_and_nobody_is_turned_down_for_it(world, case):
    answer = page(browser(world.lin), case)

    assert answer.status_code == 200
    assert part(answer, "not_now") == ""
    assert "最低生活保障" in part(answer, "almost")
    assert "还不知道：家里人均收入低于当地低保标准（请问一问）" in part(answer, "almost")
    for question in ("employment", "income", "insured"):
        assert f'name="{question}"' in answer.content.decode()


def test_answers_turn_almost_into_eligible_or_not_for_now_with_a_reason(world, case):
    answer = page(browser(world.lin), case, income="below_dibao", employment="employed", insured="no")

    assert "最低生活保障" in part(answer, "eligible")
    assert "城乡居民基本医疗保险" in part(answer, "eligible")
    assert "公益性岗位" in part(answer, "not_now")
    assert "这一条现在不符合：现在没有工作" in part(answer, "not_now")
    assert "先办医疗保险" in part(answer, "almost")


def test_nothing_that_was_typed_is_kept(world, case):
    before = Entry.objects.count(), Fact.objects.count()
    client = browser(world.lin)
    page(client, case, income="below_dibao")

    assert (Entry.objects.count(), Fact.objects.count()) == before
    assert "最低生活保障" in part(page(client, case), "almost")


def test_what_the_file_says_is_not_asked_again_and_can_be_corrected(world, case):
    client = browser(world.lin)
    record_entry(
        person=case.person, kind="fact_recorded", outcome="done", happened_on=clock.today(),
        details={"group": "background", "field": "income", "code": "below_dibao"}, episode=None, by=world.lin,
        at=clock.now(),
    )  # fmt: skip
    answer = page(client, case)
    assert "最低生活保障" in part(answer, "eligible")
    assert "记录里写的；有变化，请改。" in answer.content.decode()
    assert "最低生活保障" in part(page(client, case, income="above"), "not_now")


def test_training_that_was_given_counts(world, case):
    record_entry(
        person=case.person, kind="service", outcome="done", happened_on=clock.today(),
        details={"service": "skills_training"}, episode=None, by=world.lin, at=clock.now(),
    )  # fmt: skip

    assert "参加过技能培训" in part(page(browser(world.lin), case, certificate="yes"), "eligible")


def test_the_waiting_time_is_told_and_nothing_can_be_applied_for(world, case):
    text = part(page(browser(world.lin), case), "to_know")

    assert "申请机动车驾驶证的等待年限" in text
    assert "这一条现在不符合：规定的等待年限已经满了" in text
    assert "去哪里办" not in text


def test_where_to_apply_is_the_nearest_service_of_the_directory(world, case):
    service = new_id()
    plain = {"kind": "subsistence_allowance", "place": TOWN, "area": COUNTY}
    add_service(
        service,
        Page(name="便民服务中心低保窗口", organisation="某便民服务中心", phone="0731-5550101", **plain),
        by=world.head,
        at=clock.now(),
    )
    text = part(page(browser(world.lin), case), "almost")

    assert reverse("directory:service", args=[service]) in text
    assert "0731-5550101" in text


def test_what_is_printed_tells_nobody_what_it_is_about(world, case):
    plain = {"kind": "subsistence_allowance", "place": TOWN, "area": COUNTY}
    add_service(
        new_id(),
        Page(name="戒毒康复低保代办", organisation="某康复站", **plain),
        by=world.head,
        at=clock.now(),
    )
    add_service(
        new_id(),
        Page(name="便民低保窗口", organisation="某便民服务中心", **plain),
        by=world.head,
        at=clock.now(),
    )
    answer = page(browser(world.lin), case, income="below_dibao", employment="unemployed")
    text = answer.content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    printed = re.sub(r'<(\w+)[^>]*class="[^"]*no-print[^"]*".*?</\1>', "", main, flags=re.S)
    words = re.sub(r"<[^>]+>|\s+", " ", printed)

    assert "戒毒康复低保代办" in main
    assert "便民低保窗口" in words
    assert telling(words) is None


@pytest.mark.parametrize(
    "answers",
    [
        {"age": "-1"}, {"age": "999"}, {"age": "x"}, {"age": "9" * 5000}, {"employment": "idle"},
        {"domicile": "1"}, {"domicile": "<b>"}, {"income": "\ud7ff"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_the_page_still_stands(world, case, answers):
    answer = page(browser(world.lin), case, insured="no", **answers)

    assert answer.status_code == 422
    assert "没有计算在内" in answer.content.decode()
    assert "城乡居民基本医疗保险" in part(answer, "almost")


def test_what_nobody_asked_for_is_passed_over(world, case):
    assert page(browser(world.lin), case, blood="A", is_admin="yes").status_code == 200


@pytest.mark.parametrize("who", ["mo", "partner", "auditor", "officer", "manager"])
def test_a_stranger_sees_no_entitlements(world, case, who):
    answer = page(browser(getattr(world, who)), case, income="below_dibao")

    assert answer.status_code in {403, 404}
    assert NAME not in answer.content.decode()


def test_an_employment_worker_asks_what_the_file_does_not_tell_them(world, case):
    record_entry(
        person=case.person, kind="service", happened_on=clock.today(), outcome="done",
        details={"service": "skills_training"}, by=world.lin, at=clock.now(),
    )  # fmt: skip
    made = create_account(
        username="wenting", display_name="温婷", role=Role.EMPLOYMENT_WORKER, unit=world.partner.unit,
        password=PASSWORD, by=None, at=clock.now(), must_change_password=False,
    )  # fmt: skip
    worker = browser(viewer_of(Account.objects.get(id=made)))
    assert page(worker, case).status_code == 404
    with door.whole_files([case.person]):
        authorization.tie(
            case.person, held_by=case.held_by, kind=Relation.TEAM, account=made, at=clock.now(), by=None
        )

    theirs, lins = page(worker, case), page(browser(world.lin), case)

    assert theirs.status_code == 200
    assert "记录里写的" in lins.content.decode()
    assert "记录里写的" not in theirs.content.decode()
    assert "还不知道：参加过技能培训" in theirs.content.decode()


def test_in_english_too(world, case):
    client = browser(world.lin)
    client.post(reverse("account:language"), {"language": "en"})

    assert "Subsistence allowance (dibao)" in page(client, case).content.decode()
