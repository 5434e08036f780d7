"""The date vectors of the rule book, as a specification that prints as a page (docs/spec/dates.md).

Each line is worked out by the shipped rulebooks and the engine, with weekends as the only rest days unless
a line says otherwise. ``GUITU_PRINT=1 pytest tests/domain/spec`` writes the page anew.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from guitu.domain.journal.entry import Entry
from guitu.domain.journal.leave import needs_report
from guitu.domain.kernel.calendar import WorkCalendar
from guitu.domain.kernel.dates import add_days, add_months, last_day
from guitu.domain.outlook.engine import Outlook, outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.outlook.windows import recurring
from guitu.domain.rules.model import Nature, Phase, Recurring
from guitu.foundation.rulebooks import book_for
from tests.domain.outlook.book import rule

PAGE = Path(__file__).parents[3] / "docs" / "spec" / "dates.md"
WEEKENDS = WorkCalendar.weekend_only()
HUNAN, SHANGHAI, CHONGQING = 430102001000, 310101002000, 500101001000
WEEKDAYS = "一二三四五六日"


def day(text: str) -> date:
    return date.fromisoformat(text)


def said(moment: date) -> str:
    return f"{moment.isoformat()} ({WEEKDAYS[moment.weekday()]})"


def look(region: int, kind: str, *entries: Entry, on: str, **dates: str) -> Outlook:
    facts = EpisodeFacts(id="e", kind=kind, **{name: day(text) for name, text in dates.items()})
    return outlook(
        region,
        [facts],
        entries,
        books=lambda place: book_for(place, treat_as_adopted=True),
        calendar=WEEKENDS,
        today=day(on),
    )


def due(view: Outlook, rule: str) -> list[date]:
    """Due days of one rule, in order."""
    return [date.fromordinal(d.window.due) for d in view.episodes[0].duties if d.window.rule.id == rule]


def report(received: str) -> str:
    """The deadline to report and the first day it is overdue."""
    view = look(HUNAN, "community_detox", on=received, decision_received_on=received)
    (last,) = due(view, "B-01")
    overdue = last + timedelta(days=1)
    duty = next(d for d in view.episodes[0].duties if d.window.rule.id == "B-01")
    assert (duty.status(last.toordinal()), duty.status(overdue.toordinal())) == ("due", "late")
    return f"期限 deadline {said(last)}；首个逾期日 first overdue day {said(overdue)}"


def term(reported: str) -> str:
    view = look(HUNAN, "community_detox", on=reported, reported_on=reported)
    found = view.episodes[0].course.term
    assert found is not None
    other = last_day(day(reported), 36, convention="day_before")
    return f"对应日 corresponding day {said(date.fromordinal(found[1]))}；前一日 day before {said(other)}"


def leave(left: str, back: str) -> str:
    threshold = book_for(HUNAN, treat_as_adopted=True).parameters["leave.report_from_days"]
    asked = needs_report(day(left), day(back), from_days=int(str(threshold)))
    return f"{(day(back) - day(left)).days} 天 days → {'须报告 report due' if asked else '无须报告 no report due'}"


def away(*stretches: int) -> str:
    start, entries = day("2026-06-01"), []
    for n, days in enumerate(stretches):
        details = {"from": start.isoformat(), "to": (start + timedelta(days=days)).isoformat()}
        entries.append(Entry(f"a{n}", "unauthorised_absence", start, "unauthorised", details))
        start += timedelta(days=days + 10)
    return counted(entries, "F-04", "F-05")


def outcomes_of(*outcomes: str) -> str:
    entries = [
        Entry(f"t{n}", "drug_test", day("2026-06-01") + timedelta(days=n), outcome, {})
        for n, outcome in enumerate(outcomes)
    ]
    return counted(entries, "F-03")


def counted(entries: list[Entry], *rules: str) -> str:
    view = look(
        HUNAN,
        "community_rehab",
        *entries,
        on="2026-12-01",
        reported_on="2026-03-10",
        term_from="2026-03-10",
        term_to="2029-03-10",
    )
    found = {c.rule.id: c for c in view.episodes[0].counters}
    counts = "，".join(f"{rule} {found[rule].count}/{found[rule].limit}" for rule in rules)
    reached = any(found[rule].reached for rule in rules)
    return f"{counts} → {'达到，由人审查 human review' if reached else '未达到 not reached'}"


def release(region: int, rule: str) -> str:
    view = look(region, "community_rehab", on="2026-05-20", released_on="2026-05-20")
    return said(due(view, rule)[0])


def half_years() -> str:
    view = look(HUNAN, "aftercare", on="2026-05-20", released_on="2026-05-20", consented_on="2026-05-20")
    return "; ".join(said(slot) for slot in due(view, "J-01"))


def end_of_control() -> str:
    view = look(HUNAN, "community_rehab", on="2029-05-20", released_on="2026-05-20")
    ending = view.episodes[0].end_of_control
    assert ending is not None
    assert ending.candidate is not None
    return f"{said(date.fromordinal(ending.candidate))}（{ending.rule}，由公安确认 police confirm）"


def transfer() -> str:
    moved = Entry(
        "m", "transfer", day("2026-07-01"), "done", {"to_region": HUNAN, "effective_on": "2026-07-01"}
    )
    view = look(
        HUNAN,
        "community_rehab",
        moved,
        on="2026-07-01",
        reported_on="2026-03-10",
        term_from="2026-03-10",
        term_to="2029-03-10",
    )
    return said(due(view, "G-02")[0])


def completion(region: int) -> str:
    view = look(
        region,
        "community_rehab",
        on="2026-09-15",
        reported_on="2023-09-15",
        term_from="2023-09-15",
        term_to="2026-09-15",
    )
    return said(min(d for rule in ("H-02", "H-02.file") for d in due(view, rule)))


def challenge() -> str:
    told = day("2026-01-05")
    return f"异议至 challenge until {said(add_days(told, 3))}；B样本保存至 sample B kept until {said(add_months(told, 6))}"


def profile_a() -> str:
    days = due(look(HUNAN, "community_detox", on="2026-03-10", reported_on="2026-03-10"), "D-02")
    years = [sum(1 for d in days if after < d <= to) for after, to in _service_years("2026-03-10")]
    return f"{years[0]} + {years[1]} + {years[2]} = {len(days)}；{said(days[0])} … {said(days[-1])}"


def _service_years(start: str) -> list[tuple[date, date]]:
    marks = [add_months(day(start), 12 * n) for n in range(4)]
    return list(pairwise(marks))


def profile_c() -> str:
    """No pack ships this cadence: the pages that name it name no statute (rule book D-04)."""
    phases = (Phase(0, 6, 1, per_month=2), Phase(6, 12, 1), Phase(12, 24, 2), Phase(24, 36, 3))
    talks = rule("D-04", Recurring("reported", phases, None, 0), "community_detox", nature=Nature.CONTROL)
    start = day("2026-03-10").toordinal()
    slots = [w.due for w in recurring(talks, start, start, add_months(day("2026-03-10"), 36).toordinal())]
    marks = [add_months(day("2026-03-10"), n).toordinal() for n in (0, 6, 12, 24, 36)]
    parts = [sum(1 for d in slots if a < d <= b) for a, b in pairwise(marks)]
    return f"{' + '.join(map(str, parts))} = {len(slots)}"


def promise() -> str:
    given = [
        Entry(f"s{n}", "service", day("2026-06-01") + timedelta(days=n), "done", {"service": service})
        for n, service in enumerate(["job_notice", "job_notice", "job_notice", "training_notice"])
    ]
    view = look(
        HUNAN, "aftercare", *given, on="2027-05-19", released_on="2026-05-20", consented_on="2026-05-20"
    )
    first = view.episodes[0].quotas[:3]
    met = all(q.met for q in first)
    kept = "，".join(f"{q.item} {q.done}/{q.needed}" for q in first)
    return f"{kept} → {'达标 met' if met else '未达标 not met'}"


class Vector(NamedTuple):
    given: str
    rule: str
    work: Callable[[], str]
    expected: str


VECTORS = [
    Vector("收到决定 decision received 2026-03-02 (一)", "B-01", lambda: report("2026-03-02"),
           "期限 deadline 2026-03-17 (二)；首个逾期日 first overdue day 2026-03-18 (三)"),
    Vector("收到决定 decision received 2026-03-06 (五)", "B-01", lambda: report("2026-03-06"),
           "期限 deadline 2026-03-23 (一)；首个逾期日 first overdue day 2026-03-24 (二)"),
    Vector("收到决定 decision received 2026-03-07 (六)", "B-01", lambda: report("2026-03-07"),
           "期限 deadline 2026-03-23 (一)；首个逾期日 first overdue day 2026-03-24 (二)"),
    Vector("收到决定 decision received 2026-02-28 (六)", "B-01", lambda: report("2026-02-28"),
           "期限 deadline 2026-03-16 (一)；首个逾期日 first overdue day 2026-03-17 (二)"),
    Vector("报到 reported 2026-03-10 (二)，三年 3 years", "B-04, B-07", lambda: term("2026-03-10"),
           "对应日 corresponding day 2029-03-10 (六)；前一日 day before 2029-03-09 (五)"),
    Vector("报到 reported 2024-02-29 (四)，三年 3 years", "B-04, B-07", lambda: term("2024-02-29"),
           "对应日 corresponding day 2027-02-28 (日)；前一日 day before 2027-02-28 (日)"),
    Vector("离开 left 2026-03-10 (二)，返回 back 2026-03-12 (四)", "E-01", lambda: leave("2026-03-10", "2026-03-12"),
           "2 天 days → 无须报告 no report due"),
    Vector("擅自离开 unauthorised absences 12 + 18 天 days", "F-04, F-05", lambda: away(12, 18),
           "F-04 2/3，F-05 30/30 → 未达到 not reached"),
    Vector("擅自离开 unauthorised absences 12 + 19 天 days", "F-04, F-05", lambda: away(12, 19),
           "F-04 2/3，F-05 31/30 → 达到，由人审查 human review"),
    Vector("检测 tests: 拒绝 refused 2，准假 excused 1", "F-03", lambda: outcomes_of("refused", "refused", "excused"),
           "F-03 2/3 → 未达到 not reached"),
    Vector("检测 tests: 拒绝 refused 2，经人认定逃避 marked evaded 1", "F-03",
           lambda: outcomes_of("refused", "refused", "evaded"), "F-03 3/3 → 达到，由人审查 human review"),
    Vector("解除 release 2026-05-20 (三)，提前3日通知 3 days before", "I-05", lambda: release(HUNAN, "I-05"),
           "2026-05-17 (日)"),
    Vector("解除 release 2026-05-20 (三)，上海7个工作日 Shanghai 7 working days", "I-05",
           lambda: release(SHANGHAI, "I-05"), "2026-05-11 (一)"),
    Vector("解除 release 2026-05-20 (三)，3个工作日移交 hand-off", "I-06", lambda: release(SHANGHAI, "I-06"),
           "2026-05-25 (一)"),
    Vector("解除 release 2026-05-20 (三)，每半年回访 half-year visits", "J-01", half_years,
           "2026-11-20 (五); 2027-05-20 (四); 2027-11-20 (六); 2028-05-20 (六); 2028-11-20 (一); 2029-05-20 (日)"),
    Vector("解除 release 2026-05-20 (三)，未复吸 no use", "H-05", end_of_control,
           "2029-05-20 (日)（H-05，由公安确认 police confirm）"),
    Vector("变更执行地 transfer effective 2026-07-01 (三)", "G-02", transfer, "2026-07-16 (四)"),
    Vector("期满 expiry 2026-09-15 (二)，通知乡镇 township told", "H-02", lambda: completion(HUNAN), "2026-09-22 (二)"),
    Vector("期满 expiry 2026-09-15 (二)，重庆材料 Chongqing file in", "H-02", lambda: completion(CHONGQING),
           "2026-09-04 (五)"),
    Vector("现场结果 field result told 2026-01-05 (一)", "D-11, D-10", challenge,
           "异议至 challenge until 2026-01-08 (四)；B样本保存至 sample B kept until 2026-07-05 (日)"),
    Vector("样例A profile A, 报到 reported 2026-03-10", "D-02", profile_a,
           "12 + 6 + 4 = 22；2026-04-10 (五) … 2029-03-10 (六)"),
    Vector("样例C profile C（不随软件启用 not shipped）", "D-04", profile_c, "12 + 6 + 6 + 4 = 28"),
    Vector("岗位 job notices 3，培训 training 1，指导 guidance 0", "J-02", promise,
           "job_notice 3/3，training_notice 1/1，career_guidance 0/1 → 未达标 not met"),
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{v.rule}: {v.given}" for v in VECTORS])
def test_a_date_comes_out_as_the_rule_book_says(vector: Vector) -> None:
    assert vector.work() == vector.expected


def printed() -> str:
    lines = [
        "# 日期规则示例 · Worked examples of dates",
        "",
        "由规则册和推算引擎逐行算出，测试保证与代码一致；除注明外，只把周末当作休息日。",
        "Worked out line by line by the shipped rulebooks and the engine; a test keeps this page true. Weekends",
        "are the only rest days unless a line says otherwise. Source: rule book, section 4.6.",
        "",
        "| 已知 Given | 规则 Rule | 结果 Result |",
        "|---|---|---|",
        *(f"| {v.given} | {v.rule} | {v.work()} |" for v in VECTORS),
        "",
    ]
    return "\n".join(lines)


def test_the_printed_page_is_true() -> None:
    if os.environ.get("GUITU_PRINT") == "1":
        PAGE.write_text(printed(), "utf-8")

    assert PAGE.read_text("utf-8") == printed()
