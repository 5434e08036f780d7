"""Surveys on pages: worked out, begun, drawn, answered by strangers, and read by whose place it is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from guitu.casework.surveys.models import Answer, Campaign
from guitu.domain.outreach import telling
from guitu.foundation import clock
from guitu.foundation.ids import new_id
from guitu.workflows import survey, survey_answer
from tests.web.figures.conftest import browser
from tests.workflows.surveying import evaluator
from tests.world import COUNTY, in_aftercare, world

__all__ = ["browser", "world"]
pytestmark = pytest.mark.django_db


def typed(**change: object) -> dict[str, object]:
    today = clock.today()
    return {
        "made": str(new_id()), "title": "生活与需要", "questionnaire": "urn:guitu:survey:needs_survey|1.0",
        "audience": "register", "region": str(COUNTY), "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=9)).isoformat(), "modes": ["link", "paper"],
        "confidence": "0.9", "error": "5", "pick": "", "by_region": "on", "intent": "begin", **change,
    }  # fmt: skip


@pytest.fixture
def twenty(world):
    return [in_aftercare(world.station) for _ in range(20)]


def page(client: Client, row: Campaign, which: str = "one", **query: str) -> str:
    return client.get(reverse(f"surveys:{which}", args=[row.id]), query).content.decode()


def begun(manager: Client, **change: object) -> Campaign:
    answer = manager.post(reverse("surveys:new"), typed(**change))
    assert answer.status_code == 303, answer.content.decode()
    return Campaign.objects.get()


def test_the_sample_is_worked_out_with_its_formula_before_anything_is_kept(world, twenty, browser):
    answer = browser(world.manager).post(reverse("surveys:new"), typed(intent="count", pick="10"))

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "20 人里要收到 19 份" in said
    assert "n₀ = z² × 0.25 ÷ e²" in said
    assert "收到 10 份时，误差约 18.9%" in said
    assert Campaign.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pick": "21"}, "人数要在 1 到 20 之间"),
        ({"error": "0"}, "误差要在 0.5 到 20.0 个百分点之间"),
        ({"closes_on": "2020-01-01"}, "日期不对，没有保存"),
        ({"audience": "public", "by_pseudonym": "on"}, "没有代号"),
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(world, twenty, browser, change, words):
    answer = browser(world.manager).post(reverse("surveys:new"), typed(**change))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "生活与需要" in answer.content.decode()
    assert Campaign.objects.count() == 0


def test_a_survey_of_an_empty_register_says_what_to_do(world, browser):
    answer = browser(world.manager).post(reverse("surveys:new"), typed())

    assert answer.status_code == 422
    assert "请换一个地区" in answer.content.decode()


def test_workers_and_evaluators_begin_none(world, browser):
    for viewer in (world.lin, evaluator(world), world.guardian):
        assert browser(viewer).get(reverse("surveys:new")).status_code == 403


def test_the_line_is_published_before_the_draw_and_the_log_is_for_everybody(world, twenty, browser):
    manager = browser(world.manager)
    row = begun(manager, pick="5")
    assert row.line in page(manager, row)

    wrong = manager.post(reverse("surveys:one", args=[row.id]), {"salt": "abc"})
    assert wrong.status_code == 422
    assert manager.post(reverse("surveys:one", args=[row.id]), {"salt": "271"}).status_code == 303

    row.refresh_from_db()
    log = manager.get(reverse("surveys:log", args=[row.id, row.strata[0][0]]))
    assert log["Content-Disposition"].startswith("attachment")
    assert len(log.json()["drawn"]) == 5
    assert "stratum" not in log.json()
    assert manager.get(reverse("surveys:log", args=[row.id, 1])).status_code == 404


def drawn(world, manager: Client, **change: object) -> Campaign:
    row = begun(manager, pick="20", **change)
    manager.post(reverse("surveys:one", args=[row.id]), {"salt": "271"})
    row.refresh_from_db()
    return row


def addresses(client: Client, row: Campaign) -> list[str]:
    said = page(client, row)
    return [part.split("<")[0] for part in said.split("http://testserver/s/")[1:]]


def test_staff_hand_out_links_and_sheets_without_names(world, twenty, browser):
    row = drawn(world, browser(world.manager))

    assert len(addresses(browser(world.lin), row)) == 20
    assert addresses(browser(world.manager), row) == addresses(browser(world.mo), row) == []
    sheets = page(browser(world.lin), row, "sheets")
    assert sheets.count("编号（只用来不收两份") == 20
    assert "王小明" not in sheets


def test_a_respondent_answers_once_on_a_page_that_tells_nothing(world, twenty, browser):
    row = drawn(world, browser(world.manager))
    token = addresses(browser(world.lin), row)[0]
    there = reverse("surveys:link", args=[token])
    anybody = Client()

    shown = anybody.get(there).content.decode()
    assert "您现在没有工作吗" in shown
    assert not telling(shown)
    nothing = anybody.post(there, {})
    assert (nothing.status_code, "一题也没有选" in nothing.content.decode()) == (422, True)
    assert "谢谢您" in anybody.post(there, {"q1": "true"}).content.decode()

    again = anybody.post(there, {"q1": "false"})
    assert (again.status_code, "不能再答一次" in again.content.decode()) == (404, True)
    assert [one.answers for one in Answer.objects.all()] == [{"unemployed": [True]}]


def test_an_expired_link_and_a_wrong_one_say_so_and_show_no_question(world, twenty, browser):
    row = drawn(world, browser(world.manager))
    token = addresses(browser(world.lin), row)[0]
    Campaign.objects.update(
        opens_on=clock.today() - timedelta(days=9), closes_on=clock.today() - timedelta(days=1)
    )

    over = Client().get(reverse("surveys:link", args=[token]))
    none = Client().get(reverse("surveys:link", args=["NOSUCHADDRESS234"]))

    assert (over.status_code, "已经结束" in over.content.decode()) == (404, True)
    assert (none.status_code, "没有找到这份问卷" in none.content.decode()) == (404, True)
    assert "工作吗" not in over.content.decode() + none.content.decode()


def test_an_open_page_sent_twice_counts_once_and_a_flood_is_stopped_with_nothing_lost(
    world, browser, monkeypatch
):
    row = begun(
        browser(world.manager), audience="public", questionnaire="urn:guitu:survey:public_opinion|1.0"
    )
    there = reverse("surveys:link", args=[row.address])
    anybody = Client()
    form = anybody.get(there).context["form"]

    assert "谢谢您" in anybody.post(there, {"form": form, "q1": "true"}).content.decode()
    assert anybody.post(there, {"form": form, "q1": "true"}).status_code == 404
    old = anybody.post(there, {"form": "gone", "q1": "true"})
    assert (old.status_code, "打开太久" in old.content.decode()) == (422, True)
    assert old.context["form"] not in ("", "gone")
    monkeypatch.setattr(survey_answer, "MOST_AN_HOUR", 3)
    flood = anybody.post(there, {"form": old.context["form"], "q1": "true"})
    assert (flood.status_code, "交得太多" in flood.content.decode()) == (429, True)
    assert "checked" in flood.content.decode()
    assert Answer.objects.count() == 1


def test_paper_comes_in_by_its_number(world, twenty, browser):
    row = drawn(world, browser(world.manager))
    lin = browser(world.lin)
    number = addresses(lin, row)[0]
    there = reverse("surveys:enter", args=[row.id])
    sheet = {"made": str(new_id()), "mode": "paper", "number": number.lower(), "q1": "true", "q2": "false"}

    assert lin.post(there, {**sheet, "number": "WRONG"}).status_code == 422
    assert lin.post(there, sheet).status_code == 303
    again = lin.post(there, sheet)

    assert (again.status_code, "不能再答一次" in again.content.decode()) == (422, True)
    assert Answer.objects.get().mode == "paper"
    assert "链接已用过" in page(lin, row)


def test_an_evaluator_finds_pseudonyms_and_no_name_on_any_page(world, twenty, browser):
    judge = evaluator(world)
    row = drawn(world, browser(world.manager), evaluator=str(judge.unit), by_pseudonym="on")
    client = browser(judge)
    name = survey.sample(judge, survey.campaign_for(judge, row.id))[0].pseudonym

    pages = [page(client, row), page(client, row, "sheets"), page(client, row, "enter", name=name)]

    assert name[:8] in pages[0]
    assert pages[1].count("编号（只用来不收两份") == 20
    for said in pages:
        assert "王小明" not in said
    number = pages[2].split('name="number"')[1].split('value="')[1].split('"')[0]
    sheet = {"made": str(new_id()), "mode": "paper", "number": number, "q1": "true"}
    assert client.post(reverse("surveys:enter", args=[row.id]), sheet).status_code == 303
    assert Answer.objects.get().pseudonym == name
    assert browser(world.lin).get(reverse("surveys:enter", args=[row.id])).status_code == 404
    assert browser(evaluator(world, "other")).get(reverse("surveys:one", args=[row.id])).status_code == 404


def test_results_wait_for_the_end_and_then_show_limits_rate_and_unknown(world, twenty, browser):
    manager = browser(world.manager)
    row = drawn(world, manager)
    tokens = addresses(browser(world.lin), row)
    for n, token in enumerate(tokens[:12]):
        body = {"q1": "true" if n < 6 else "false"} | ({"q2": "true"} if n < 3 else {})
        Client().post(reverse("surveys:link", args=[token]), body)

    open_still = page(manager, row, "results", down="unemployed", across="no_skill")
    assert "调查还没有结束" in open_still
    assert "50.0%" not in open_still
    manager.post(reverse("surveys:finish", args=[row.id]))

    said = page(manager, row, "results", down="unemployed", across="no_skill")

    assert "n = 12" in said
    assert "60.0%" in said  # 12 of the 20 asked
    assert "25.4% – 74.6%" in said  # Wilson, 6 of 12
    assert "答了这一题的不到 10 人" in said
    assert "两题都答了的不到 10 人" in said
    assert browser(world.lin).get(reverse("surveys:results", args=[row.id])).status_code == 404


def test_after_the_end_figures_name_the_survey_they_read(world, twenty, browser):
    manager = browser(world.manager)
    row = drawn(world, manager)
    for token in addresses(browser(world.lin), row):
        Client().post(reverse("surveys:link", args=[token]), {"q1": "true"})
    figures = reverse("figures:region")
    assert "100.0%" not in manager.get(figures, {"theme": "surveys"}).content.decode()  # only the draw

    assert manager.post(reverse("surveys:finish", args=[row.id])).status_code == 303

    said = manager.get(figures, {"theme": "surveys"}).content.decode()
    assert "来自调查“生活与需要”" in said
    assert "100.0%" in said
    assert "n = 20" in said
    assert manager.post(reverse("surveys:finish", args=[row.id])).status_code == 303
    assert addresses(browser(world.lin), row) == []


def test_of_a_place_where_few_answered_neither_their_number_nor_their_weight_is_told(world, browser):
    for holder, many in ((world.station, 12), (world.other_station, 11)):
        for _ in range(many):
            in_aftercare(holder)
    manager = browser(world.manager)
    row = begun(manager, pick="23")
    manager.post(reverse("surveys:one", args=[row.id]), {"salt": "271"})
    here, there = addresses(browser(world.lin), row), addresses(browser(world.mo), row)
    for token in [*here, *there[:4]]:
        Client().post(reverse("surveys:link", args=[token]), {"q1": "true"})
    manager.post(reverse("surveys:finish", args=[row.id]))

    page_ = manager.get(reverse("surveys:results", args=[row.id]))

    strata = page_.context["strata"]
    assert [(one["answered"], one["weight"]) for one in strata] == [(None, ""), (None, "")]
    assert "不显示" in page_.content.decode()


def test_an_address_with_a_nul_is_refused_at_the_door(world):
    assert Client().get("/s/%00").status_code == 400
    assert Client().post("/s/A%00B", {"q1": "true"}).status_code == 400
