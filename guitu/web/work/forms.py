"""What is typed about work. Meaning is checked by the domain."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.work.file import HOURS_MOST, LONGEST, WorkFile
from guitu.domain.work.slip import LONGEST as SLIP_LONGEST
from guitu.domain.work.slip import CandidateSlip
from guitu.domain.work.words import (
    BARRIERS,
    BUSINESS_STATES,
    BUSINESS_STEPS,
    BY,
    DISTANCES,
    EMPLOYER_REASONS,
    FIRM,
    PERSON_REASONS,
    SCHEDULES,
    STATUSES,
)
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word
from guitu.web.work.said import choices, skill_choices
from guitu.workflows import give_notice
from guitu.workflows.placement import LONGEST as TITLE_LONGEST


class NoticeForm(Form):
    """One notice and whom it was told."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    service = forms.ChoiceField(label=_("告诉的是什么"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("内容"),
        max_length=give_notice.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写清哪里、什么事、怎么联系。只记进每个人的档案，不会发短信。"),
    )
    happened_on = forms.DateField(label=_("哪一天告诉的"), widget=DateInput)

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"form": new_id(), "happened_on": today})
        _offer(self, "service", [(code, code_word(code)) for code in give_notice.NOTICES])
        self.chosen = _ids(body.getlist("person")) if body is not None else []


def _ids(values: list[str]) -> list[UUID]:
    """The ids among what a page sent; anything else names nobody."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _offer(form: forms.Form, name: str, options: list[tuple[str, str]]) -> None:
    form.fields[name].choices = options  # type: ignore[attr-defined] # a ChoiceField


def _several(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


def _words(label: Any, *, rows: int = 2, most: int = LONGEST, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class SheetForm(Form):
    """What somebody can do and wishes."""

    skills = _several(_("会做什么"))
    wants = _several(_("想做什么"), _("没有特别想法的，不用选。"))
    schedules = _several(_("怎样上班"))
    hours_most = forms.IntegerField(
        label=_("每周最多几小时"), required=False, min_value=1, max_value=HOURS_MOST
    )
    nights = forms.ChoiceField(label=_("上夜班"), required=False, widget=forms.RadioSelect)
    farthest = forms.ChoiceField(label=_("最远到哪里"), widget=forms.RadioSelect)
    firm = _several(
        _("哪些是一定要满足的"), _("只有选了的才会把岗位挡在外面；其他的只影响先后。由本人决定。")
    )
    available_on = forms.DateField(label=_("从哪天起可以上岗"), required=False, widget=DateInput)
    barriers = _several(_("有什么难处"), _("写下来是为了帮忙解决，不给用人单位看。"))
    experience = _words(_("做过什么"), rows=3)
    languages = _words(_("会说哪些话"), rows=1)
    words = _words(_("本人的其他想法"))

    def __init__(self, body: Any, *, known: WorkFile) -> None:
        super().__init__(body, initial={name: getattr(known, name) for name in self.base_fields})
        _offer(self, "skills", skill_choices())
        _offer(self, "wants", skill_choices())
        _offer(self, "schedules", choices(SCHEDULES))
        _offer(self, "firm", choices(FIRM))
        _offer(self, "barriers", choices(BARRIERS))
        _offer(self, "farthest", choices(DISTANCES))
        _offer(self, "nights", [("yes", str(_("可以"))), ("no", str(_("不上"))), ("", str(_("没有说")))])

    def said(self, *, region: int | None) -> WorkFile:
        """What was typed; ``region`` as it was known before."""
        given = self.cleaned_data
        several = ("skills", "wants", "schedules", "firm", "barriers")
        return WorkFile(
            **{name: tuple(given[name]) for name in several},
            hours_most=given["hours_most"],
            nights=given["nights"],
            farthest=given["farthest"],
            region=region,
            available_on=given["available_on"],
            experience=given["experience"],
            languages=given["languages"],
            words=given["words"],
        )


class StatusForm(Form):
    """Where somebody stands."""

    status = forms.ChoiceField(label=_("现在的状态"))
    since_on = forms.DateField(label=_("从哪天起"), widget=DateInput)
    words = _words(_("说明"), rows=1)

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"since_on": today})
        _offer(self, "status", choices(STATUSES))


class TakeBackForm(Form):
    """Why a step of a job is taken back; the step is the one on the page."""

    step = forms.CharField(max_length=24, widget=forms.HiddenInput)
    words = _words(_("为什么撤回"), rows=1)

    def __init__(self, body: Any, *, step: str) -> None:
        super().__init__(body, initial={"step": step})
        self.fields["words"].sometimes = True  # type: ignore[attr-defined] # the domain asks: not "optional"


class RefusalForm(Form):
    """A job that came to nothing."""

    refused_by = forms.ChoiceField(label=_("是谁没有同意"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("原因"))
    happened_on = forms.DateField(label=_("日期"), widget=DateInput)
    words = _words(_("是哪份工作、怎么说的"))

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"happened_on": today, "refused_by": "person"})
        _offer(self, "refused_by", choices(BY))
        both = {**PERSON_REASONS, **EMPLOYER_REASONS}
        _offer(self, "reason", [("", "—"), *choices(both)])


class BusinessForm(Form):
    """What somebody wants to do on their own account."""

    words = forms.CharField(label=_("想做什么"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class StepForm(Form):
    """One step that was taken."""

    step = forms.ChoiceField(label=_("做到了哪一步"))
    done_on = forms.DateField(label=_("日期"), widget=DateInput)
    words = _words(_("说明"), rows=1)

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"done_on": today})
        _offer(self, "step", choices(BUSINESS_STEPS))


class BusinessStateForm(Form):
    """How far it has come."""

    state = forms.ChoiceField(label=_("现在怎样"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("日期"), widget=DateInput)
    outcome = _words(_("结果"))

    def __init__(self, body: Any, *, today: date, state: str) -> None:
        super().__init__(body, initial={"on": today, "state": state})
        _offer(self, "state", choices(BUSINESS_STATES))


class JobForm(Form):
    """A job that somebody heard of, or a vacancy of the list."""

    placement = forms.UUIDField(widget=forms.HiddenInput)
    vacancy = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("什么工作"), max_length=TITLE_LONGEST, required=False)
    employer_name = forms.CharField(label=_("用人单位"), max_length=TITLE_LONGEST, required=False)

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, initial={"placement": new_id()})
        self.fields["title"].sometimes = True  # type: ignore[attr-defined]  # read by the template


class MoveForm(Form):
    """The next step on the way to a job, with its reason where one is asked for."""

    to = forms.ChoiceField(label=_("怎么样了"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("日期"), widget=DateInput)
    reason = forms.ChoiceField(
        label=_("原因"), required=False, help_text=_("没有录用、不接受、离岗的，请选择原因；都不是过错。")
    )
    words = _words(_("说明"), rows=1)

    def __init__(
        self, body: Any, *, today: date, moves: list[tuple[str, str]], reasons: list[tuple[str, str]]
    ) -> None:
        super().__init__(body, initial={"on": today})
        _offer(self, "to", moves)
        _offer(self, "reason", [("", "—"), *reasons])
        self.fields["reason"].sometimes = True  # type: ignore[attr-defined]  # read by the template


class KeptForm(Form):
    """The person is still in the job after so many months."""

    months = forms.TypedChoiceField(label=_("满几个月"), coerce=int, widget=forms.RadioSelect)
    on = forms.DateField(label=_("哪天问的"), widget=DateInput)
    words = _words(_("本人怎么说"), rows=1)

    def __init__(self, body: Any, *, today: date, months: list[tuple[str, str]]) -> None:
        super().__init__(body, initial={"on": today})
        _offer(self, "months", months)


class SlipForm(Form):
    """What stands on the slip, to be read by the person before anybody else."""

    name = forms.CharField(label=_("姓名"), disabled=True, required=False)
    phone = forms.ChoiceField(
        label=_("电话"), required=False, help_text=_("只有本人同意用人单位打给自己，才写电话。")
    )
    skills = _several(_("会做的工作"))
    experience = _words(_("工作经历"), rows=3, most=SLIP_LONGEST)
    hours = forms.CharField(label=_("上班时间"), required=False, max_length=SLIP_LONGEST)
    area = forms.CharField(label=_("工作地点"), required=False, max_length=SLIP_LONGEST)
    languages = forms.CharField(label=_("语言"), required=False, max_length=SLIP_LONGEST)
    available_on = forms.DateField(label=_("可以上岗的日期"), required=False, widget=DateInput)
    was_shown = forms.BooleanField(label=_("本人已经看过（或者听过），同意这样写"), required=False)

    def __init__(self, body: Any, *, draft: CandidateSlip, offered: Iterable[str], phones: list[str]) -> None:
        fields = (name for name in self.base_fields if name not in {"was_shown", "phone"})
        known = {name: getattr(draft, name) for name in fields}
        super().__init__(body, initial=known | {"phone": draft.phone})
        _offer(self, "phone", [("", str(_("不写"))), *((phone, phone) for phone in phones)])
        _offer(self, "skills", [(word, word) for word in offered])
        self.fields["name"].sometimes = True  # type: ignore[attr-defined]  # read by the template
        self.draft = draft

    def said(self) -> CandidateSlip:
        """What was typed. The name is the file's own."""
        given = self.cleaned_data
        return CandidateSlip(
            name=self.draft.name,
            phone=given["phone"],
            skills=tuple(given["skills"]),
            experience=given["experience"],
            hours=given["hours"],
            area=given["area"],
            languages=given["languages"],
            available_on=given["available_on"],
        )
