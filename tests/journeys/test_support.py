"""A paper is applied for, a loan approved by two and received, a refused job told, the month taken along.

On a phone; every page on the way is looked at as in ``test_plans``.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from guitu.domain.access import Role
from tests.journeys.looking import Phone, look, open_person
from tests.journeys.test_plans import cast
from tests.web.conftest import Units, make

__all__ = ["cast"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]


def test_from_a_paper_to_a_loan_an_unfair_refusal_and_the_month(phone: Phone, units: Units, today: date):
    make("third", "姚岚", Role.POSTED_OFFICER, units.station)
    lin = phone("lin")
    page = lin.page
    open_person(page)
    base = page.url.split("?")[0].rstrip("/")
    page.goto(base + "/applications")
    look(lin, "1-applications-empty")
    page.goto(base + "/applications/new")
    look(lin, "2-new-application")
    page.select_option("[name=kind]", "medical_insurance")
    page.get_by_role("button", name="记下", exact=True).click()
    look(lin, "3-new-application-wrong")
    page.fill("[name=next_words]", "带户口本去社区照相，顺便问一问缴费到哪天")
    page.fill("[name=next_on]", (today + timedelta(days=3)).isoformat())
    page.fill("[name=due_on]", (today + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="记下", exact=True).click()
    look(lin, "4-application")
    page.goto(base + "/applications")
    look(lin, "5-applications")
    page.goto(base + "/gifts/new")
    look(lin, "6-new-gift")
    page.get_by_role("radio", name="小额借款").check()
    page.fill("[name=amount]", "1,200.50")
    page.select_option("[name=purpose]", "start_up")
    page.fill("[name=words]", "买一辆三轮车卖早点")
    page.select_option("[name=giver_kind]", "donor")
    page.get_by_label("不留名").check()
    page.get_by_role("button", name="提出", exact=True).click()
    look(lin, "7-gift-proposed")
    gift = page.url
    for who in ("third", "head"):
        v = phone(who)
        v.page.goto(gift)
        look(v, f"8-gift-decide-{who}")
        v.page.get_by_role("button", name="批准", exact=True).click()
    page.goto(gift)
    look(lin, "9-gift-receive")
    page.fill("[name=first_on]", (today + timedelta(days=10)).isoformat())
    page.get_by_role("button", name="已收到", exact=True).click()
    look(lin, "10-gift-received")
    page.goto(gift + "/receipt")
    look(lin, "11-receipt")
    page.goto("/support/")
    look(lin, "12-board")
    page.goto("/givers/")
    look(lin, "13-givers")
    page.locator("main a.row-who").first.click()
    look(lin, "14-giver")
    page.goto(base + "/incidents/new?from=job")
    look(lin, "15-incident-new")
    page.select_option("[name=kind]", "refused")
    page.fill("[name=happened_on]", today.isoformat())
    page.fill("[name=where]", "某物流公司")
    page.fill("[name=words]", "一查就说不要，连面试都没有")
    page.get_by_role("radio", name="要求改正").check()
    page.get_by_label("本人同意记下来").check()
    page.get_by_role("button", name="记下", exact=True).click()
    look(lin, "16-incident")
    page.goto("/incidents/")
    look(lin, "17-incident-board")
    page.goto(base + "/month")
    look(lin, "18-month")
    page.get_by_role("button", name="交给本人").click()
    look(lin, "19-month-given")
    expect(page.locator("[data-month]")).to_contain_text("约好还 ¥200.09")
