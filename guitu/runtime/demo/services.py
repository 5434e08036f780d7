"""A directory for the demo county: made-up services, written by the product's own acts."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from guitu.domain.directory.page import Page
from guitu.domain.kernel import region as regions
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.ids import new_id
from guitu.runtime.demo.county import COUNTY, TOWNSHIPS
from guitu.workflows.keep_service import add_service, close_service, tell_free_places

_OFFICE: Final = "周一至周五 8:30-12:00 14:00-17:30"
_TOWN: Final = TOWNSHIPS[0].region
_EAST: Final = TOWNSHIPS[4].region

# kind, name, who gives it, and what else is known; the phones are nobody's
_COUNTY_WIDE: Final[tuple[tuple[str, str, str, dict[str, Any]], ...]] = (
    ("subsistence_allowance", "低保申请窗口", "演示市民政局",
     {"documents": ("identity_card", "household_register", "income_proof"), "referrers": ("anyone",),
      "terms": "也可以在户籍地乡镇、街道便民服务中心递交。"}),
    ("relief_service", "临时救助", "演示市民政局",
     {"documents": ("identity_card", "household_register"), "referrers": ("anyone", "township_office"),
      "terms": "遇到火灾、车祸、突发重病的，先打电话，可以先救助、后补材料。"}),
    ("medical_relief", "医疗救助窗口", "演示市医疗保障局",
     {"documents": ("identity_card", "insurance_card", "medical_record"), "referrers": ("anyone",)}),
    ("insurance", "居民医保参保登记", "演示市医疗保障局",
     {"documents": ("identity_card", "household_register"), "referrers": ("anyone",), "cost": 40_000,
      "cost_words": "每人每年，低保对象有资助"}),
    ("unemployment_registration", "失业登记", "演示市公共就业服务中心",
     {"documents": ("identity_card", "photo"), "referrers": ("anyone",)}),
    ("career_guidance", "一对一职业指导", "演示市公共就业服务中心",
     {"hours": "周二 周四 9:00-11:30", "referrers": ("anyone", "care_staff"), "capacity": 12, "free": 5}),
    ("job_introduction", "岗位推荐、现场招聘会", "演示市公共就业服务中心",
     {"hours": "周三 9:00-12:00", "referrers": ("anyone",)}),
    ("public_welfare_post", "公益性岗位申请", "演示市公共就业服务中心",
     {"documents": ("identity_card", "unemployment_record"), "capacity": 20, "free": 3}),
    ("startup_loan", "创业担保贷款受理", "演示市公共就业服务中心",
     {"documents": ("identity_card", "household_register", "bank_card"), "referrers": ("anyone",)}),
    ("tax_relief", "个体经营税费咨询", "演示市税务服务厅", {"referrers": ("anyone",)}),
    ("vocational_training", "电焊工培训班", "演示市职业技术学校",
     {"hours": "1-5 8:00-12:00 14:00-17:00", "capacity": 30, "free": 0,
      "documents": ("identity_card", "photo"), "terms": "每月一期，二十天，包午饭；学费由政府补贴。"}),
    ("skills_training", "家政、烹饪短期班", "演示市职业技术学校",
     {"hours": "周六 周日 9:00-16:00", "capacity": 24, "free": 9, "documents": ("identity_card",)}),
    ("school_and_job_aid", "学生资助受理", "演示市学生资助中心",
     {"documents": ("identity_card", "household_register", "income_proof"), "referrers": ("anyone",)}),
    ("legal_aid", "法律援助窗口", "演示市法律援助中心",
     {"documents": ("identity_card",), "referrers": ("anyone",),
      "terms": "讨工资、遭受家庭暴力的，不看收入。"}),
    ("counselling", "心理门诊", "演示市第二人民医院",
     {"hours": "1-6 8:00-12:00 14:30-17:00", "cost": 3_000, "cost_words": "挂号费，每次",
      "documents": ("identity_card", "insurance_card"), "referrers": ("anyone", "care_staff")}),
    ("counselling", "心理援助热线", "演示市第二人民医院",
     {"hours": "24小时", "on_holidays": True, "referrers": ("anyone",)}),
    ("health_service", "感染科免费咨询检测", "演示市第二人民医院",
     {"hours": "1-5 8:00-12:00", "referrers": ("anyone",)}),
    ("family_repair", "家庭关系辅导", "演示同行社会工作服务中心",
     {"hours": "周二至周六 9:00-17:30", "capacity": 15, "free": 4}),
    ("peer_support", "周三晚上的同伴小组", "演示同行社会工作服务中心",
     {"hours": "周三 19:00-21:00", "capacity": 12, "free": 6, "referrers": ("anyone",)}),
)  # fmt: skip


def make_services(*, on: date) -> int:
    """Write the directory, one page closed and one long not verified among it; how many pages are new."""
    at = clock.midnight(on) + timedelta(hours=9)
    viewers = viewers_named(("chenfeng", "hejing"))
    bureau, station = viewers["chenfeng"], viewers["hejing"]
    new = 0
    with transaction.atomic():
        for n, (kind, name, organisation, more) in enumerate(_COUNTY_WIDE):
            known = {"hours": _OFFICE, **more}
            free = known.pop("free", None)
            page = Page(
                kind=kind, name=name, organisation=organisation, area=COUNTY,
                place=_EAST if n == 1 else _TOWN, phone=f"1200000{800 + n:04d}",
                address=f"演示市便民路{n + 1}号", **known,
            )  # fmt: skip
            long_ago = timedelta(days=240 if n in {2, 9} else n * 3)
            new += _add(page, free, by=bureau, at=at - long_ago)
        own = Page(
            kind="rehab_guidance", name="站里的一对一指导", unit=station.unit, hours=_OFFICE,
            place=regions.region_of(station.unit), area=regions.region_of(station.unit),
            phone="12000000850", referrers=("anyone", "care_staff"),
        )  # fmt: skip
        new += _add(own, None, by=station, at=at)
        gone = Page(
            kind="housing", name="过渡住所", organisation="演示爱心驿站", place=_TOWN, area=COUNTY,
            phone="12000000851", capacity=6, hours="24小时", on_holidays=True,
        )  # fmt: skip
        new += _add(
            gone, 0, by=bureau, at=at, closed="房屋维修，预计三个月；急需住处的，找市民政局临时救助。"
        )
    return new


def _add(page: Page, free: int | None, *, by: Any, at: Any, closed: str = "") -> int:
    made = new_id()
    try:
        with transaction.atomic():
            add_service(made, page, by=by, at=at)
    except DomainError as error:
        if error.code == "service.name-taken":  # the county is there already
            return 0
        raise
    if free is not None:
        tell_free_places(made, free, by=by, at=at)
    if closed:
        close_service(made, words=closed, by=by, at=at)
    return 1
