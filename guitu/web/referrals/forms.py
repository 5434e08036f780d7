"""What is typed about needs and referrals. Meaning is checked where it is written down."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal import codes
from guitu.domain.kernel.errors import DomainError
from guitu.domain.referrals.machine import DECLINE_REASONS, OWNER_ENDS, PARTNER_ENDS
from guitu.domain.referrals.slice import LONGEST_NAME, LONGEST_PURPOSE
from guitu.domain.referrals.words import ACTS, OUTCOMES, REASONS
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word, said
from guitu.web.shell.words import sentence
from guitu.workflows.answer_referral import LONGEST_FEEDBACK, Answer
from guitu.workflows.need import LONGEST
from guitu.workflows.refer import BASES, BY_LAW


class NeedForm(Form):
    """What somebody needs."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    needs = forms.MultipleChoiceField(
        label=_("需要什么"),
        choices=lambda: [(code, code_word(code)) for code in codes.NEEDS],
        widget=forms.CheckboxSelectMultiple,
    )
    urgent = forms.BooleanField(label=_("很急：受灾、生病、没有地方住等，24 小时内要有人到"), required=False)
    words = forms.CharField(
        label=_("怎么说的"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    said_on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"entry_id": new_id(), "said_on": today})
        self.fields["said_on"].widget.attrs["max"] = today.isoformat()


class AnswerForm(Form):
    """What was done about one need."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("办了什么"), choices=lambda: [("", "—"), *((c, code_word(c)) for c in codes.ANSWERS)]
    )
    service = forms.ChoiceField(
        label=_("提供的帮扶，计入今年的承诺"), required=False,
        choices=lambda: [("", "—"), *((c, code_word(c)) for c in codes.SERVICES)],
    )  # fmt: skip
    words = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"entry_id": new_id(), "on": today})
        self.fields["on"].widget.attrs["max"] = today.isoformat()


Choices = Sequence[tuple[str, str]]


class ReferForm(Form):
    """Whom somebody is referred to, with what, and until when it may be seen."""

    referral_id = forms.UUIDField(widget=forms.HiddenInput)
    service = forms.TypedChoiceField(
        label=_("服务目录里的服务"), required=False, coerce=UUID, empty_value=None
    )
    unit = forms.TypedChoiceField(label=_("或者：有账号的单位"), required=False, coerce=int, empty_value=None)
    partner = forms.CharField(
        label=_("或者：其他单位的名称"), required=False, max_length=LONGEST_NAME,
        help_text=_("对方没有账号的，发出以后会得到一个一次性链接和一个号码。"),
    )  # fmt: skip
    help = forms.ChoiceField(
        label=_("办好以后算作哪一种帮扶"), choices=lambda: [(c, code_word(c)) for c in codes.SERVICES]
    )
    purpose = forms.CharField(
        label=_("请对方办什么"), max_length=LONGEST_PURPOSE, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("对方只看得到姓名和这里写的话。只写要办的事，不写原因和经历。"),
    )  # fmt: skip
    may_call = forms.BooleanField(label=_("本人同意把电话告诉对方"), required=False)
    basis = forms.ChoiceField(label=_("依据"), choices=lambda: [(code, _basis(code)) for code in BASES])
    agreed = forms.BooleanField(label=_("已经问过本人，本人同意这次转介"), required=False)
    until_on = forms.DateField(label=_("对方可以看到哪一天"), widget=DateInput())

    def __init__(
        self,
        data: Any = None,
        *,
        services: Sequence[tuple[str, Choices]],
        units: Choices,
        initial: Mapping[str, object],
    ) -> None:
        super().__init__(data, initial={"referral_id": new_id(), **initial})
        self.fields["service"].choices = [("", "—"), *services]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined] # a ChoiceField


def _basis(code: str) -> object:
    if code == BY_LAW:
        return _("法定职责（由单位负责人发出）")
    return format_lazy("{}{}", _("本人同意："), code_word(code))


class ReplyForm(Form):
    """What a partner says: with an account, behind a link, or told to us."""

    act = forms.ChoiceField(label=_("怎么答复"), widget=forms.RadioSelect)
    decline_reason = forms.ChoiceField(label=_("为什么不接收"), required=False)
    end_reason = forms.ChoiceField(label=_("为什么结束"), required=False)
    outcome = forms.ChoiceField(label=_("结果"), required=False)
    agreed_on = forms.DateField(label=_("和本人约在哪一天"), required=False, widget=DateInput())
    words = forms.CharField(
        label=_("说明"), required=False, max_length=LONGEST_FEEDBACK, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, acts: Sequence[str]) -> None:
        super().__init__(data)
        self.acts = acts
        for name, options in (
            ("act", [(act, said(ACTS[act])) for act in acts]),
            ("decline_reason", [("", "—"), *((r, said(REASONS[r])) for r in DECLINE_REASONS)]),
            ("end_reason", [("", "—"), *((r, said(REASONS[r])) for r in PARTNER_ENDS)]),
            ("outcome", [("", "—"), *((o, said(OUTCOMES[o])) for o in OUTCOMES)]),
        ):
            self.fields[name].choices = options  # type: ignore[attr-defined] # a ChoiceField
        for name in ("decline_reason", "end_reason", "outcome"):
            self.fields[name].sometimes = True  # type: ignore[attr-defined] # needed with one answer

    def answer(self) -> Answer:
        """What was said, as the act takes it."""
        given = self.cleaned_data
        reason = {"decline": given["decline_reason"], "end": given["end_reason"]}.get(given["act"], "")
        outcome = given["outcome"] if given["act"] == "finish" else ""
        return Answer(given["act"], reason, outcome, given["agreed_on"], given["words"])

    def blame(self, error: DomainError) -> None:
        """The sentence beside the field that was shown."""
        if error.facts.get("field") == "reason":
            place = "decline_reason" if self.cleaned_data.get("act") == "decline" else "end_reason"
            self.add_error(place, sentence(error))
        else:
            super().blame(error)


class EndForm(Form):
    """Why we take a referral back."""

    reason = forms.ChoiceField(
        label=_("为什么收回"), choices=lambda: [("", "—"), *((r, said(REASONS[r])) for r in OWNER_ENDS)]
    )


class CodeForm(Form):
    """The number that was told by another way."""

    code = forms.CharField(
        label=_("电话里告诉您的六位号码"), max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
