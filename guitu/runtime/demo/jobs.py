"""Work for the demo county: made-up employers, a base, posts and courses, by the product's own acts."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from guitu.casework.employers.queries import employers
from guitu.domain.access import Viewer
from guitu.domain.employers import Wage, skills_in
from guitu.domain.employers.drafts import CourseDraft, EmployerDraft, VacancyDraft
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.ids import new_id
from guitu.runtime.demo.county import COUNTY, TOWNSHIPS
from guitu.workflows.keep_offer import add_base, add_course, add_vacancy

_TOWN: Final = TOWNSHIPS[0].region
_BASE: Final = "演示永盛服装厂"

# employer, post, what it asks for, wage from and to in yuan, per, and what else is known
_POSTS: Final[tuple[tuple[str, str, str, int, int, str, dict[str, Any]], ...]] = (
    (_BASE, "缝纫工", "会平车，没有经验的可以学", 3500, 5500, "month", {"places": 8, "night_work": False}),
    (_BASE, "裁剪学徒", "吃苦耐劳", 2800, 3200, "month", {"places": 2, "night_work": False}),
    (_BASE, "仓库理货", "能搬运", 3200, 3800, "month", {"places": 2}),
    ("演示便民物业", "保洁员", "五十五岁以下", 2200, 2600, "month", {"places": 5, "schedule": "shifts"}),
    ("演示便民物业", "保安", "无犯罪记录，能上夜班", 2800, 3200, "month", {"places": 3, "night_work": True}),
    ("演示便民物业", "水电工", "有低压电工证", 4000, 5000, "month", {}),
    ("演示老街饭馆", "帮厨", "包吃住", 3000, 3600, "month", {"places": 2}),
    ("演示老街饭馆", "传菜员", "可以只做晚市", 18, 20, "hour", {"schedule": "part_time", "hours_week": 24}),
    ("演示万福超市", "收银员", "认真", 2600, 3000, "month", {"schedule": "shifts", "hours_week": 42}),
    ("演示万福超市", "送货员", "有C1驾照", 3800, 5000, "month", {"places": 2}),
    ("演示宏达建筑队", "泥瓦工", "有两年经验", 260, 320, "day", {"places": 6, "schedule": "seasonal"}),
    ("演示宏达建筑队", "电焊工", "有焊工证", 300, 360, "day", {"places": 2, "schedule": "seasonal"}),
    ("演示青山茶场", "采茶工", "按斤计酬", 30, 45, "piece", {"places": 20, "schedule": "seasonal"}),
    ("演示暖阳养老院", "护理员", "有耐心，可以先培训", 3000, 3800, "month", {"places": 4}),
    ("演示顺路汽修", "汽修学徒", "十八到四十岁", 2600, 3500, "month", {}),
)  # fmt: skip
_COURSES: Final = (
    ("电焊工初级班", "skills", "演示市职业技术学校", 120, 0, 1000),
    ("服装缝纫适岗培训", "on_the_job", _BASE, 40, 0, 500),
    ("养老护理员", "work_for_training", "演示暖阳养老院", 80, 0, 500),
    ("创业培训（SYB）", "business", "演示市公共就业服务中心", 56, 0, 0),
    ("叉车司机", "skills", "演示市职业技术学校", 60, 800, 600),
)


def make_jobs(*, on: date) -> int:
    """Write the offers, once; how many posts are new."""
    (keeper,) = viewers_named(("hejing",)).values()
    if employers(keeper, text=_BASE):
        return 0
    at = clock.midnight(on) + timedelta(hours=9)
    with transaction.atomic():
        for n, post in enumerate(_POSTS):
            add_vacancy(new_id(), _vacancy(n, post, on), by=keeper, at=at)
        for n, course in enumerate(_COURSES):
            add_course(new_id(), _course(n, course, on), by=keeper, at=at)
        _agree(keeper, on)
    return len(_POSTS)


def _vacancy(n: int, post: tuple[str, str, str, int, int, str, dict[str, Any]], on: date) -> VacancyDraft:
    employer, title, wants, least, most, per, more = post
    town = TOWNSHIPS[n % 4].region
    known = {"schedule": "full_time", "hours_week": 48, **more}
    return VacancyDraft(
        employer=EmployerDraft(
            name=employer, region=town, address=f"演示市工业路{n + 1}号", phone=f"1200000{700 + n:04d}"
        ),
        title=title,
        region=town,
        skills=skills_in(title, wants),
        wants=wants,
        wage=Wage(least * 100, most * 100, per),
        open_until=on + timedelta(days=12 + n * 5),
        contact=f"招聘处 1200000{700 + n:04d}",
        **known,
    )


def _course(n: int, course: tuple[str, str, str, int, int, int], on: date) -> CourseDraft:
    title, kind, provider, hours, cost, subsidy = course
    begins = on + timedelta(days=9 + n * 7)
    return CourseDraft(
        title=title, kind=kind, provider=provider, region=COUNTY if n % 2 else _TOWN, starts_on=begins,
        ends_on=begins + timedelta(days=hours // 6), skills=skills_in(title), hours=hours, cost=cost * 100,
        subsidy=subsidy * 100, places=30, contact=f"1200000{760 + n:04d}",
    )  # fmt: skip


def _agree(keeper: Viewer, on: date) -> None:
    (factory,) = employers(keeper, text=_BASE)
    add_base(
        new_id(), employer_id=factory.id, document="演示基〔2026〕1号", seats=12,
        from_on=on - timedelta(days=200), to_on=on + timedelta(days=530),
        words="每年留十二个岗位；入职一周内给师傅；工资按月发到本人卡上。", by=keeper,
        at=clock.midnight(on) + timedelta(hours=9),
    )  # fmt: skip
