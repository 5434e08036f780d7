"""A county leaves the list: proposed with evidence, decided by somebody else one level up."""

import pytest
from django.db import DatabaseError, connection, transaction

from guitu.casework.areas import queries
from guitu.casework.areas.models import Proposal, Step
from guitu.foundation import clock
from tests.web.areas.test_facts import enter
from tests.world import COUNTY, OTHER_COUNTY, PREFECTURE, PROVINCE

YES = {
    "agrees": "yes", "authority": "省禁毒委员会", "document": "演禁毒委〔2026〕3号", "since": "2026-03-01",
    "words": "",
}  # fmt: skip


def propose(client, to="key_rectification", words="整治任务已经下达。"):
    """Send a proposal about the county; its page."""
    page = client.post(f"/areas/{COUNTY}/propose", {"to": to, "words": words})
    assert page.status_code == 303, page.content.decode()
    return Proposal.objects.latest("made_at")


def decide(client, proposal, **changes):
    """Answer a proposal."""
    return client.post(f"/areas/proposals/{proposal.id}/decide", YES | changes)


def test_a_county_gets_a_status_and_leaves_it_by_two_people_each_time(levels, browser):
    county, above = browser(levels.county), browser(levels.prefecture)
    sent = propose(county)

    assert Step.objects.count() == 0  # a proposal changes nothing
    assert "等待决定" in county.get(f"/areas/{COUNTY}/").content.decode()
    assert decide(above, sent).status_code == 303
    assert "重点整治" in county.get(f"/areas/{COUNTY}/").content.decode()

    sent = propose(county, to="none", words="任务已经完成。")
    assert decide(above, sent, since="2026-03-02").status_code == 303
    page = county.get(f"/areas/{COUNTY}/").content.decode()
    assert "已摘帽" in page
    assert [one.status for one in queries.steps(levels.county, COUNTY)] == ["none", "key_rectification"]


@pytest.mark.parametrize("who", ["county", "second"])
def test_nobody_of_the_county_decides(levels, browser, who):
    sent = propose(browser(levels.county))
    page = decide(browser(getattr(levels, who)), sent)

    assert page.status_code == 422
    assert "上一级" in page.content.decode()
    assert Step.objects.count() == 0


def test_a_proposer_who_looks_over_the_larger_region_still_needs_somebody_else(levels, browser):
    above = browser(levels.prefecture)
    sent = propose(above)

    assert "自己报送的不能自己决定" in decide(above, sent).content.decode()
    assert decide(browser(levels.province), sent).status_code == 303


def test_the_neighbour_sees_nothing_of_it(levels, browser):
    sent = propose(browser(levels.county))
    beside = browser(levels.neighbour)

    assert beside.get(f"/areas/proposals/{sent.id}").status_code == 404
    assert decide(beside, sent).status_code == 404
    assert beside.get(f"/areas/{COUNTY}/").status_code == 404
    assert beside.get("/areas/", {"place": PREFECTURE}).status_code == 404


def test_without_paper_nothing_changes_and_nothing_typed_is_lost(levels, browser):
    sent = propose(browser(levels.county))
    page = decide(browser(levels.prefecture), sent, document="", words="请保留这句话")

    assert page.status_code == 422
    assert "文号" in page.content.decode()
    assert "请保留这句话" in page.content.decode()
    assert Proposal.objects.get().state == "open"


def test_a_refusal_says_why_and_leaves_the_status(levels, browser):
    above = browser(levels.prefecture)
    sent = propose(browser(levels.county))

    assert decide(above, sent, agrees="no").status_code == 422
    assert decide(above, sent, agrees="no", words="先完成验收。").status_code == 303
    assert Step.objects.count() == 0
    assert "先完成验收" in browser(levels.county).get(f"/areas/proposals/{sent.id}").content.decode()
    assert "已经有了结果" in decide(above, sent).content.decode()


def test_one_proposal_at_a_time_and_it_can_be_taken_back(levels, browser):
    county = browser(levels.county)
    sent = propose(county)
    again = county.post(f"/areas/{COUNTY}/propose", {"to": "notified", "words": "再报一次"})

    assert again.status_code == 422
    assert "再报一次" in again.content.decode()
    assert county.post(f"/areas/proposals/{sent.id}/withdraw").status_code == 303
    assert propose(county, to="notified").state == "open"


def test_evidence_is_kept_as_it_stood_when_it_was_sent(levels, browser):
    county, above = browser(levels.county), browser(levels.prefecture)
    decide(above, propose(county))
    year = clock.today().year
    enter(county, value="1000", on=f"{year - 2}-12-31")
    enter(county, value="900", on=f"{year - 1}-12-31")
    sent = propose(county, to="none")

    page = county.get(f"/areas/proposals/{sent.id}").content.decode()
    assert "−10.00%" in page
    assert "1,000" in page
    assert "900" in page
    enter(county, value="9999", on=f"{year}-01-05")
    assert "−10.00%" in county.get(f"/areas/proposals/{sent.id}").content.decode()
    figures = [line for line in sent.evidence if "metric" in line]
    assert {line["metric"] for line in figures} == {"loss_rate", "overcontrol_count"}
    assert all(line["version"] and line["as_of"] == clock.today().isoformat() for line in figures)


def test_meeting_every_criterion_changes_no_status(levels, browser):
    county = browser(levels.county)
    year = clock.today().year
    enter(county, kind="new_users", basis="found_in_year", value="10", on=f"{year - 2}-12-31")
    enter(county, kind="new_users", basis="found_in_year", value="90", on=f"{year - 1}-12-31")

    page = county.get(f"/areas/{COUNTY}/propose").content.decode()
    assert "+800.00%" in page
    assert Step.objects.count() == 0


def test_a_province_lists_its_counties_with_their_status_and_nobody_in_them(levels, browser):
    county = browser(levels.county)
    decide(browser(levels.prefecture), propose(county))
    province = browser(levels.province)
    page = province.get("/areas/")

    assert {one.name: one.status for one in page.context["counties"]} == {
        "芙蓉区": "key_rectification", "天心区": "none",
    }  # fmt: skip
    only = province.get("/areas/", {"status": "key_rectification"})
    assert [one.code for one in only.context["counties"]] == [COUNTY]
    assert province.get(f"/areas/{OTHER_COUNTY}/").status_code == 200


def test_only_a_county_has_a_status(levels, browser):
    page = browser(levels.province).post(f"/areas/{PROVINCE}/propose", {"to": "notified", "words": "x"})

    assert page.status_code == 422
    assert "按县区登记" in page.content.decode()


def test_who_reads_figures_reads_and_does_not_write(levels, browser, world):
    guardian = browser(world.guardian)

    assert guardian.get(f"/areas/{COUNTY}/").status_code == 200
    assert guardian.get(f"/areas/{COUNTY}/propose").status_code == 403
    assert guardian.get(f"/areas/{COUNTY}/facts/new").status_code == 403
    assert browser(world.head).get("/areas/").status_code == 422  # a station has no counties
    assert browser(world.gate).get("/areas/").status_code == 403


def test_the_table_itself_refuses_one_person_for_both_parts(levels, browser):
    sent = propose(browser(levels.county))
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(id=sent.id).update(state="accepted", answered_by=sent.made_by)


@pytest.mark.parametrize("table", ["areas_fact", "areas_step"])
def test_facts_and_steps_are_written_once(levels, browser, table):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update {table} set region = 1")  # noqa: S608 - a literal above
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"delete from {table}")  # noqa: S608 - as above
