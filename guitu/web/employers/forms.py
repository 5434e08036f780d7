"""What is typed about offers. Shape is checked here, meaning by the domain."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.employers import Course, Employer, Vacancy, Wage, skills_in
from guitu.domain.employers.drafts import COURSE_FEN_MOST, CourseDraft, EmployerDraft, VacancyDraft
from guitu.domain.employers.wages import CEILING
from guitu.domain.kernel import money
from guitu.foundation.ids import new_id
from guitu.web.employers.words import COURSE_KINDS, PERIODS, REASONS, SCHEDULES, skills
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.workbooks import WorkbookField

Places = Sequence[tuple[int, str]]
_NIGHT = (("", _("没有说")), ("yes", _("要上夜班")), ("no", _("不上夜班")))
_SAID_NIGHT = {None: "", True: "yes", False: "no"}
_FREE = {"", "0", "免费"}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _yuan(fen: int | None) -> str:
    return money.written(fen).lstrip("¥").removesuffix(".00") if fen else ""


class OfferForm(Form):
    """What posts and courses have in common: an id made with the form, a place, skills."""

    offer_id = forms.UUIDField(widget=forms.HiddenInput)
    region = forms.TypedChoiceField(label=_("工作地点"), coerce=int)
    skills = forms.MultipleChoiceField(
        label=_("技能"),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
        help_text=_("可以选几项。名称和要求里写到的技能会自动加上。"),
    )

    def __init__(self, body: Any, *, places: Places, initial: dict[str, Any]) -> None:
        super().__init__(body, initial={"offer_id": new_id(), **initial})
        offered = [(str(code), name) for code, name in places]
        self.fields["region"].choices = offered  # type: ignore[attr-defined] # a choice field
        self.fields["skills"].choices = skills()  # type: ignore[attr-defined] # as above

    @property
    def id_of(self) -> UUID:
        """The id the offer gets."""
        made: UUID = self.cleaned_data["offer_id"]
        return made

    def draft(self) -> Any:
        """What was typed, as the domain takes it."""
        raise NotImplementedError

    def fen(self, name: str, *, most: int) -> int | None:
        """An amount in fen; None where nothing was typed.

        Raises:
            DomainError: "money.…".
        """
        text: str = self.cleaned_data[name].strip()
        return None if text in _FREE else money.parse(text, most=most, field=name)


class VacancyForm(OfferForm):
    """One post."""

    employer = forms.CharField(label=_("用人单位"), max_length=120)
    title = forms.CharField(label=_("岗位名称"), max_length=80)
    places = forms.IntegerField(label=_("招聘人数"), min_value=1, max_value=9999)
    wants = forms.CharField(label=_("要求"), required=False, max_length=400, widget=_lines(2))
    schedule = forms.ChoiceField(
        label=_("工作方式"), required=False, choices=[("", _("没有说")), *SCHEDULES.items()]
    )
    hours_week = forms.IntegerField(label=_("每周工时"), required=False, min_value=1, max_value=84)
    night_work = forms.ChoiceField(label=_("夜班"), required=False, choices=_NIGHT)
    wage_least = forms.CharField(
        label=_("工资从（元）"), required=False, max_length=20, help_text=_("不填就是面议。")
    )
    wage_most = forms.CharField(label=_("工资到（元）"), required=False, max_length=20)
    wage_per = forms.ChoiceField(label=_("按什么算"), required=False, choices=list(PERIODS.items()))
    open_until = forms.DateField(
        label=_("招到哪一天"),
        required=False,
        widget=DateInput,
        help_text=_("不填的，过些天（建议 60 天）自动不再列出。"),
    )
    contact = forms.CharField(
        label=_("联系方式"), required=False, max_length=120, help_text=_("招聘部门和电话，不写私人号码。")
    )
    note = forms.CharField(label=_("工作内容和待遇"), required=False, max_length=4000, widget=_lines(4))

    def __init__(self, body: Any, *, places: Places, row: Vacancy | None, home: int, employer: str) -> None:
        known: dict[str, Any] = {"region": home, "places": 1, "wage_per": "month", "employer": employer}
        if row is not None:
            known = {
                "offer_id": row.id, "employer": row.employer_name, "title": row.title, "region": row.region,
                "skills": sorted(row.skills), "places": row.places, "wants": row.wants,
                "schedule": row.schedule, "hours_week": row.hours_week, "contact": row.contact,
                "night_work": _SAID_NIGHT[row.night_work],
                "wage_least": _yuan(row.wage.least if row.wage else None),
                "wage_most": _yuan(row.wage.most if row.wage else None),
                "wage_per": row.wage.per if row.wage else "month",
                "open_until": row.open_until, "note": row.note,
            }  # fmt: skip
        super().__init__(body, places=places, initial=known)
        self.order_fields(["employer", "title", "region", "places", "skills", "wants"])

    def draft(self) -> VacancyDraft:
        """What was typed.

        Raises:
            DomainError: "money.…", "wage.…".
        """
        said = self.cleaned_data
        region = int(said["region"])
        return VacancyDraft(
            employer=EmployerDraft(name=said["employer"].strip(), region=region),
            title=said["title"].strip(),
            region=region,
            skills=frozenset(said["skills"]) | skills_in(said["title"], said["wants"]),
            wants=said["wants"].strip(),
            schedule=said["schedule"],
            hours_week=said["hours_week"],
            night_work={"yes": True, "no": False}.get(said["night_work"]),
            wage=self._wage(),
            places=said["places"],
            open_until=said["open_until"],
            contact=said["contact"].strip(),
            note=said["note"].strip(),
        )

    def _wage(self) -> Wage | None:
        least, most = self.fen("wage_least", most=CEILING), self.fen("wage_most", most=CEILING)
        first, last = least or most, most or least
        if first is None or last is None:
            return None
        return Wage(first, last, self.cleaned_data["wage_per"] or "month")


class CourseForm(OfferForm):
    """One course."""

    title = forms.CharField(label=_("课程名称"), max_length=80)
    kind = forms.ChoiceField(label=_("培训类型"), choices=list(COURSE_KINDS.items()))
    provider = forms.CharField(label=_("培训机构"), max_length=120)
    starts_on = forms.DateField(label=_("开课日期"), widget=DateInput)
    ends_on = forms.DateField(label=_("结束日期"), widget=DateInput)
    open_until = forms.DateField(
        label=_("报名截止日期"), required=False, widget=DateInput, help_text=_("不填就是开课当天。")
    )
    hours = forms.IntegerField(label=_("课时"), required=False, min_value=1, max_value=5000)
    cost = forms.CharField(
        label=_("本人交费（元）"), required=False, max_length=20, help_text=_("免费就不填。")
    )
    subsidy = forms.CharField(label=_("补贴（元）"), required=False, max_length=20)
    places = forms.IntegerField(label=_("名额"), required=False, min_value=1, max_value=9999)
    contact = forms.CharField(label=_("联系方式"), required=False, max_length=120)
    note = forms.CharField(label=_("说明"), required=False, max_length=4000, widget=_lines(3))

    def __init__(self, body: Any, *, places: Places, row: Course | None, home: int) -> None:
        known: dict[str, Any] = {"region": home, "kind": "skills"}
        if row is not None:
            names = ("title", "kind", "provider", "region", "starts_on", "ends_on", "open_until", "hours")
            known = {name: getattr(row, name) for name in (*names, "places", "contact", "note")}
            known |= {"offer_id": row.id, "skills": sorted(row.skills)}
            known |= {"cost": _yuan(row.cost), "subsidy": _yuan(row.subsidy)}
        super().__init__(body, places=places, initial=known)
        self.fields["region"].label = _("上课地点")
        self.order_fields(["title", "kind", "provider", "region", "skills"])

    def draft(self) -> CourseDraft:
        """What was typed.

        Raises:
            DomainError: "money.…".
        """
        said = self.cleaned_data
        return CourseDraft(
            title=said["title"].strip(),
            kind=said["kind"],
            provider=said["provider"].strip(),
            region=int(said["region"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            open_until=said["open_until"],
            skills=frozenset(said["skills"]) | skills_in(said["title"]),
            hours=said["hours"],
            cost=self.fen("cost", most=COURSE_FEN_MOST) or 0,
            subsidy=self.fen("subsidy", most=COURSE_FEN_MOST) or 0,
            places=said["places"],
            contact=said["contact"].strip(),
            note=said["note"].strip(),
        )


class EmployerForm(Form):
    """Who offers work."""

    employer = forms.CharField(label=_("单位名称"), max_length=120)
    region = forms.TypedChoiceField(label=_("所在地区"), coerce=int)
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    phone = forms.CharField(label=_("招聘电话"), required=False, max_length=40)
    contact = forms.CharField(
        label=_("联系部门"), required=False, max_length=80, help_text=_("写部门，不写私人姓名和号码。")
    )
    words = forms.CharField(label=_("说明"), required=False, max_length=2000, widget=_lines(3))

    def __init__(self, body: Any, *, places: Places, row: Employer) -> None:
        names = ("region", "address", "phone", "contact")
        known = {name: getattr(row, name) for name in names}
        super().__init__(body, initial={**known, "employer": row.name, "words": row.note})
        offered = [(str(code), name) for code, name in places]
        self.fields["region"].choices = offered  # type: ignore[attr-defined] # a choice field

    def draft(self) -> EmployerDraft:
        """What was typed."""
        said = self.cleaned_data
        return EmployerDraft(
            name=said["employer"].strip(),
            region=int(said["region"]),
            address=said["address"].strip(),
            phone=said["phone"].strip(),
            contact=said["contact"].strip(),
        )


class BaseForm(Form):
    """An agreement about a job base."""

    base_id = forms.UUIDField(widget=forms.HiddenInput)
    document = forms.CharField(label=_("协议编号"), max_length=80)
    seats = forms.IntegerField(label=_("提供的岗位数"))
    from_on = forms.DateField(label=_("从哪一天起"), widget=DateInput)
    to_on = forms.DateField(label=_("到哪一天为止"), widget=DateInput)
    words = forms.CharField(label=_("约定的内容"), required=False, max_length=2000, widget=_lines(3))

    def __init__(self, body: Any) -> None:
        super().__init__(body, initial={"base_id": new_id()})


class CloseForm(Form):
    """Why an offer ends."""

    reason = forms.ChoiceField(label=_("原因"), choices=list(REASONS.items()), widget=forms.RadioSelect)


class ListForm(Form):
    """A workbook of posts or courses."""

    offers = forms.ChoiceField(
        label=_("里面是什么"),
        choices=[("vacancies", _("招聘岗位")), ("courses", _("培训课程"))],
        widget=forms.RadioSelect,
        initial="vacancies",
    )
    file = WorkbookField(label=_("表格文件"))
