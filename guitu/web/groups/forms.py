"""What is typed about groups and peers: shape only; the domain judges the meaning."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.casework.people.queries import PersonRow
from guitu.domain.groups.series import About
from guitu.domain.groups.words import (
    ENDINGS,
    LONGEST,
    LONGEST_TITLE,
    MODES,
    MOST_SEATS,
    SORTS,
    THEMES,
    WHY_NOT,
)
from guitu.domain.plans.catalogue import Word
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.ids import new_id
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word, said

# What a mentor who rests is offered there and then.
HELPS = ("counselling", "peer_support", "medical_aid", "follow_up", "family_repair", "other")


def listed(words: Mapping[str, Word]) -> list[tuple[str, str]]:
    """Codes with their words, as a field chooses from them."""
    return [(code, said(word)) for code, word in words.items()]


def themes() -> list[tuple[str, str]]:
    """What a meeting can be about."""
    return [(code, said(theme.word)) for code, theme in THEMES.items()]


def choose(form: Form, **choices: list[tuple[str, str]]) -> None:
    """Give fields what they choose from."""
    for name, offered in choices.items():
        form.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField


class GroupForm(Form):
    """A group or a course."""

    made = forms.UUIDField(widget=forms.HiddenInput)
    sort = forms.ChoiceField(label=_("小组还是课程"), widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("主题"))
    title = forms.CharField(
        label=_("名称"), max_length=LONGEST_TITLE, help_text=_("写在门口也没有人多想的名称。")
    )
    place = forms.CharField(label=_("地点"), required=False, max_length=200)
    materials = forms.CharField(
        label=_("材料清单"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    capacity = forms.IntegerField(label=_("最多几个人"), min_value=1, max_value=MOST_SEATS)
    starts_on = forms.DateField(label=_("从哪天开始"), widget=DateInput())
    leader = forms.ChoiceField(label=_("谁来带"))

    def __init__(self, body: Any, *, colleagues: Iterable[AccountRow], me: str, today: date) -> None:
        super().__init__(
            body,
            initial={"made": new_id(), "sort": "group", "capacity": 8, "starts_on": today, "leader": me},
        )
        leaders = [(str(row.id), row.display_name) for row in colleagues]
        choose(self, sort=listed(SORTS), theme=themes(), leader=leaders)

    def about(self) -> About:
        """The group as the workflow takes it."""
        return About(*(self.cleaned_data[name] for name in About._fields))


class SessionForm(Form):
    """A further time."""

    theme = forms.ChoiceField(label=_("主题"))
    on = forms.DateField(label=_("日期"), widget=DateInput())

    def __init__(self, body: Any, *, theme: str, today: date) -> None:
        super().__init__(body, initial={"theme": theme, "on": today})
        choose(self, theme=themes())


class SignInForm(Form):
    """Who came."""

    there = forms.MultipleChoiceField(
        label=_("谁来了"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("只勾来了的；没有来的什么也不记。"),
    )  # fmt: skip

    def __init__(self, body: Any, *, people: Iterable[PersonRow], there: Iterable[str]) -> None:
        super().__init__(body, initial={"there": list(there)})
        choose(self, there=[(str(row.id), row.name) for row in people])


class ModeForm(Form):
    """How somebody likes to meet."""

    mode = forms.ChoiceField(label=_("怎样见面"), widget=forms.RadioSelect)

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, initial={"mode": "both"})
        choose(self, mode=listed(MODES))


class RestForm(Form):
    """A mentor rests: what they got today, and whether they stop."""

    helped_by = forms.ChoiceField(label=_("今天先给了本人什么帮助"), required=False)
    words = forms.CharField(
        label=_("和本人说好的"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    ended = forms.BooleanField(label=_("本人不想再做了"), required=False)

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="rest")
        choose(self, helped_by=[("", "—"), *((code, code_word(code)) for code in HELPS)])
        self.fields["helped_by"].sometimes = True  # type: ignore[attr-defined]  # the domain asks for it


class SupervisionForm(Form):
    """A talk with whoever supervises."""

    on = forms.DateField(label=_("哪天谈的"), widget=DateInput())
    words = forms.CharField(
        label=_("谈了什么"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, body: Any = None, *, today: date) -> None:
        super().__init__(body, prefix="talk", initial={"on": today})


class EndForm(Form):
    """They meet no more."""

    reason = forms.ChoiceField(label=_("为什么结束"), widget=forms.RadioSelect)

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="end")
        choose(self, reason=listed(ENDINGS))


class MetForm(Form):
    """They met."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("哪天见的"), widget=DateInput())

    def __init__(self, body: Any = None, *, today: date) -> None:
        super().__init__(body, prefix="met", initial={"entry_id": new_id(), "on": today})


class KeepFromForm(Form):
    """Whom somebody is not to be brought together with: found by name, chosen from who is shown."""

    other = forms.UUIDField(label=_("不和谁安排在一起"), widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("原因"))

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="apart")
        choose(self, reason=listed(WHY_NOT))
