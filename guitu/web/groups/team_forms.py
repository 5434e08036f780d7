"""What is typed about teams of peers: shape only; the domain judges the meaning."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.groups.teams import About
from guitu.domain.groups.words import LONGEST, LONGEST_ALIAS, LONGEST_TITLE, MODES, PLACES, WHOM
from guitu.foundation.accounts.queries import AccountRow
from guitu.foundation.ids import new_id
from guitu.web.groups.forms import HELPS, choose, listed, themes
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.tags import code_word
from guitu.workflows.peer_team import Shown


def _accounts(rows: Iterable[AccountRow]) -> list[tuple[str, str]]:
    return [(str(row.id), row.display_name) for row in rows]


class TeamForm(Form):
    """A team of peers."""

    made = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("名称"), max_length=LONGEST_TITLE, help_text=_("写在门口也没有人多想的名称。")
    )
    theme = forms.ChoiceField(label=_("主要做什么"))
    mode = forms.ChoiceField(label=_("怎样见面"), widget=forms.RadioSelect)
    whom = forms.ChoiceField(label=_("为谁开"), widget=forms.RadioSelect)
    where = forms.CharField(label=_("地点"), required=False, max_length=LONGEST)
    companion = forms.ChoiceField(label=_("谁来陪同"))

    def __init__(self, body: Any, *, colleagues: Iterable[AccountRow], me: str) -> None:
        super().__init__(
            body,
            initial={
                "made": new_id(), "theme": "staying_clean", "mode": "both", "whom": "all", "companion": me,
            },
        )  # fmt: skip
        choose(self, theme=themes(), mode=listed(MODES), whom=listed(WHOM), companion=_accounts(colleagues))

    def about(self) -> About:
        """The team as the workflow takes it."""
        return About(*(self.cleaned_data[name] for name in About._fields))


class CompanionForm(Form):
    """Another colleague accompanies a team."""

    companion = forms.ChoiceField(label=_("换一位同事陪同"))

    def __init__(self, body: Any, *, colleagues: Iterable[AccountRow]) -> None:
        super().__init__(body, prefix="to")
        choose(self, companion=_accounts(colleagues))


class MeetingForm(Form):
    """A team met."""

    on = forms.DateField(label=_("哪天见的"), widget=DateInput())
    theme = forms.ChoiceField(label=_("主题"))
    there = forms.MultipleChoiceField(
        label=_("谁来了"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("只勾来了的；没有来的什么也不记。"),
    )  # fmt: skip

    def __init__(self, body: Any, *, members: Iterable[Shown], theme: str, today: date) -> None:
        super().__init__(body, initial={"on": today, "theme": theme})
        choose(self, theme=themes(), there=[(str(one.who.id), one.who.name) for one in members])


class WishForm(Form):
    """What somebody looks for."""

    mode = forms.ChoiceField(label=_("怎样见面"), widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("想做什么"), required=False)

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, initial={"mode": "both"})
        choose(self, mode=listed(MODES), theme=[("", str(_("都可以"))), *themes()])


class JoinForm(Form):
    """How somebody joins."""

    place = forms.ChoiceField(label=_("做什么"), widget=forms.RadioSelect)
    alias = forms.CharField(
        label=_("在小组里怎样称呼"), required=False, max_length=LONGEST_ALIAS,
        help_text=_("名字、小名、化名都可以；不写，就不在成员看的名单上。"),
    )  # fmt: skip

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, initial={"place": "member"})
        choose(self, place=listed(PLACES))


class AliasForm(Form):
    """How somebody wishes to be called from now on."""

    alias = forms.CharField(
        label=_("在小组里怎样称呼"), required=False, max_length=LONGEST_ALIAS,
        help_text=_("名字、小名、化名都可以；不写，就不在成员看的名单上。"),
    )  # fmt: skip

    def __init__(self, body: Any = None, *, alias: str = "") -> None:
        super().__init__(body, prefix="call", initial={"alias": alias})


class PauseForm(Form):
    """Somebody rests in their team: what they got today."""

    helped_by = forms.ChoiceField(label=_("今天先给了本人什么帮助"), required=False)
    words = forms.CharField(
        label=_("和本人说好的"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, body: Any = None) -> None:
        super().__init__(body, prefix="pause")
        choose(self, helped_by=[("", "—"), *((code, code_word(code)) for code in HELPS)])
        self.fields["helped_by"].sometimes = True  # type: ignore[attr-defined]  # the domain asks for it
