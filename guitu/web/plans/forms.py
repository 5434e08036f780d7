"""What is typed about plans and papers: shape only; the domain judges the meaning."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.journal.codes import READINGS, SIGNERS
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans import opinions, support
from guitu.domain.plans.catalogue import ACTORS, DIFFICULTIES, GOALS, LEVERS, NEEDS
from guitu.domain.plans.group import gaps_for
from guitu.domain.plans.plan import LONGEST, NewLine, Sort
from guitu.domain.plans.wishes import ANY, TITLES, WISHES
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form, dress
from guitu.web.shell.tags import code_word, said
from guitu.web.shell.words import sentence

_ASKED = {
    Sort.GOAL: _("本人的原话：想过上怎样的日子？"),
    Sort.STRENGTH: _("本人擅长什么、靠什么撑过来？"),
    Sort.NEED: _("说明"),
    Sort.ACTION: _("做什么"),
}
_PAPER_WORDS = 2000  # characters; two pages


def _accounts(rows: Iterable[AccountRow]) -> list[tuple[str, str]]:
    return [(str(row.id), f"{row.display_name}（{row.unit_name}）") for row in rows]


def _needs() -> list[tuple[str, list[tuple[str, str]]]]:
    grouped = [(said(DIFFICULTIES[code]), code) for code in DIFFICULTIES] + [(str(_("其他")), "")]
    return [
        (title, [(n, said(need.word)) for n, need in NEEDS.items() if need.difficulty == code])
        for title, code in grouped
    ]


class LineForm(Form):
    """One line of a plan; which fields it has follows from its sort."""

    sort = forms.TypedChoiceField(
        coerce=Sort, choices=[(s.value, s.value) for s in Sort], widget=forms.HiddenInput
    )
    words = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, body: Any, *, sort: Sort, colleagues: Iterable[AccountRow], today: date) -> None:
        super().__init__(body, initial={"sort": sort.value}, auto_id=f"id_{sort.value}_%s")
        self.fields["words"].label = _ASKED[sort]
        self.fields["words"].required = sort is not Sort.NEED
        if sort is Sort.GOAL:
            self._choice("code", _("关于"), [(c, said(w)) for c, w in GOALS.items()])
        elif sort is Sort.NEED:
            self._choice("code", _("需要"), _needs())
        elif sort is Sort.ACTION:
            self._choice("code", _("用什么办法"), [(c, said(w)) for c, w in LEVERS.items()])
            self._choice("actor", _("由谁来做"), [(c, said(w)) for c, w in ACTORS.items()])
            self._choice("owner", _("谁负责跟进"), _accounts(colleagues), required=False)
            self.fields["due_on"] = forms.DateField(
                label=_("什么时候做完"),
                widget=DateInput(attrs={"min": today.isoformat()}),
            )
        for field in self.fields.values():
            dress(field)
        order = ["sort", "code", "words", "actor", "owner", "due_on"]
        self.order_fields([name for name in order if name in self.fields])

    def _choice(self, name: str, label: Any, choices: Any, *, required: bool = True) -> None:
        field = forms.ChoiceField(label=label, required=required, choices=[("", "—"), *choices])
        self.fields[name] = field

    def line(self) -> NewLine:
        """The line as the workflow takes it."""
        given = self.cleaned_data
        owner = given.get("owner")
        return NewLine(
            given["sort"], given.get("code", ""), given["words"], given.get("actor", ""),
            UUID(owner) if owner else None, given.get("due_on"),
        )  # fmt: skip


class BackForm(Form):
    """Why a plan is sent back."""

    words = forms.CharField(
        label=_("退回的理由"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReviewForm(Form):
    """What was said when the plan was looked at; the person's own view first."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    held_on = forms.DateField(label=_("日期"), widget=DateInput())
    view = forms.CharField(
        label=_("本人的看法（原话，一定要写）"),
        required=False,  # the domain says why it must be there
        max_length=_PAPER_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    family = forms.CharField(
        label=_("家人、邻里的看法"), required=False, max_length=_PAPER_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    worker = forms.CharField(
        label=_("工作人员的意见"), required=False, max_length=_PAPER_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    head = forms.CharField(
        label=_("负责人的意见"), required=False, max_length=_PAPER_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    score = forms.FloatField(
        label=_("得分（0–100，当地要求时填写）"), required=False, min_value=0, max_value=100
    )

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"held_on": today, "entry_id": new_id()})
        self.fields["held_on"].widget.attrs["max"] = today.isoformat()
        _asked_for(self.fields["view"])


def _asked_for(field: forms.Field) -> None:
    """The domain asks for it and says why: it is not called optional, nor refused by the form's own words."""
    field.sometimes = True  # type: ignore[attr-defined]  # read by the template


def _several(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, code_word(code)) for code in codes]


class RightsForm(Form):
    """How the person took in the page of rights."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    reading = forms.MultipleChoiceField(
        label=_("本人是怎样读的"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, body: Any) -> None:
        super().__init__(body, initial={"entry_id": new_id()})
        self.fields["reading"].choices = _several(READINGS)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reading"].sometimes = True  # type: ignore[attr-defined]  # the domain asks for it: not "optional"


class SignForm(Form):
    """What happened with one paper."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("本人"), widget=forms.RadioSelect)
    signed_by = forms.MultipleChoiceField(
        label=_("谁签了字"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reading = forms.MultipleChoiceField(
        label=_("本人是怎样读的"), required=False, widget=forms.CheckboxSelectMultiple
    )
    signed_on = forms.DateField(label=_("日期"), widget=DateInput())
    words = forms.CharField(
        label=_("其他约定"), required=False, max_length=_PAPER_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, body: Any, *, today: date) -> None:
        super().__init__(body, initial={"signed_on": today, "entry_id": new_id()})
        named = self.fields
        named["outcome"].choices = [("done", _("签了")), ("declined", _("没有签"))]  # type: ignore[attr-defined]  # a ChoiceField
        named["signed_by"].choices = _several(SIGNERS)  # type: ignore[attr-defined]  # as above
        named["reading"].choices = _several(READINGS)  # type: ignore[attr-defined]  # as above
        for name in ("signed_by", "reading"):  # the domain says when: not "optional"
            named[name].sometimes = True  # type: ignore[attr-defined]  # read by the template
        named["signed_on"].widget.attrs["max"] = today.isoformat()


class GroupForm(Form):
    """For each kind of member somebody, or a name, or why nobody."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    is_safe = forms.BooleanField(label=_("已单独问过本人：家人参加对本人是安全的，本人愿意"), required=False)

    def __init__(
        self, body: Any, *, kinds: Iterable[str], colleagues: Iterable[AccountRow], initial: dict[str, Any]
    ) -> None:
        super().__init__(body, initial={"entry_id": new_id(), **initial})
        self.kinds = tuple(kinds)
        people = _accounts(colleagues)
        for kind in self.kinds:
            if kind != "family_member":
                self._choice(f"{kind}-account", _("同事"), people)
            self.fields[f"{kind}-words"] = forms.CharField(
                label=_("姓名和联系方式"), required=False, max_length=support.LONGEST
            )
            self._choice(f"{kind}-gap", _("没有人的原因"), _several(gaps_for(kind)))
        for field in self.fields.values():
            dress(field)

    def _choice(self, name: str, label: Any, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", "—"), *choices])

    def sections(self) -> list[tuple[str, list[Any]]]:
        """Each kind and its fields, for the template."""
        names = ("account", "words", "gap")
        return [
            (kind, [self[f"{kind}-{name}"] for name in names if f"{kind}-{name}" in self.fields])
            for kind in self.kinds
        ]

    def blame(self, error: DomainError) -> None:
        """The sentence beside the kind of member it is about."""
        place = f"{error.facts.get('kind')}-gap"
        if place in self.fields:
            self.add_error(place, sentence(error))
        else:
            super().blame(error)


class SupportForm(Form):
    """One line of the map or the safety plan."""

    sort = forms.ChoiceField(label=_("写在哪一栏"))
    words = forms.CharField(label=_("谁、哪里、做什么"), max_length=support.LONGEST, required=False)

    def __init__(self, body: Any) -> None:
        super().__init__(body)
        self.fields["sort"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(_("支持我的人")), [(code, said(word)) for code, word in support.MAP.items()]),
            (str(_("安全计划")), [(code, said(word)) for code, word in support.SAFETY.items()]),
        ]
        _asked_for(self.fields["words"])


class WishForm(Form):
    """What the person wishes for."""

    def __init__(self, body: Any, *, known: dict[str, str]) -> None:
        super().__init__(body)
        for name, codes in WISHES.items():
            self.fields[name] = forms.ChoiceField(
                label=said(TITLES[name]),
                choices=[(code, said(word)) for code, word in codes.items()],
                initial=known.get(name, ANY),
                widget=forms.RadioSelect,
            )
            dress(self.fields[name])


class OpinionForm(Form):
    """What somebody says of our work."""

    speaker = forms.ChoiceField(label=_("谁的意见"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("对我们工作的意见（原话）"), required=False, max_length=opinions.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, body: Any) -> None:
        super().__init__(body)
        self.fields["speaker"].choices = [(c, said(w)) for c, w in opinions.SPEAKERS.items()]  # type: ignore[attr-defined]  # a ChoiceField
        _asked_for(self.fields["words"])


class AnswerForm(Form):
    """Our answer."""

    answer = forms.CharField(
        label=_("我们的答复"), required=False, max_length=opinions.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, body: Any) -> None:
        super().__init__(body)
        _asked_for(self.fields["answer"])
