"""What is typed about honours and stories. Meaning is checked by the domain."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitu.domain.honours.course import MOST_TITLE, MOST_WORDS
from guitu.domain.honours.story import MOST, MOST_ALIAS
from guitu.domain.honours.tiers import Tier
from guitu.web.honours.words import LEVELS, MERITS, PICTURES, TIERS, USES
from guitu.web.shell.forms import Form


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NominationForm(Form):
    """For which honour, and why."""

    tier = forms.ChoiceField(label=_("提名为"), choices=())
    merits = forms.MultipleChoiceField(
        label=_("表现在哪些方面"), choices=list(MERITS.items()), widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(label=_("具体做了什么"), max_length=MOST_WORDS, widget=_area(4))
    by_self = forms.BooleanField(label=_("本人自己提出的"), required=False)

    def __init__(self, body: Any, *, open_tiers: Iterable[Tier]) -> None:
        super().__init__(body, prefix="new")
        self.fields["tier"].choices = [(t.value, TIERS[t]) for t in open_tiers]  # type: ignore[attr-defined] # a ChoiceField


class ReviewForm(Form):
    """What a colleague says."""

    agrees = forms.ChoiceField(
        label=_("您的意见"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("说明"), required=False, max_length=MOST_WORDS, widget=_area(2))


class AwardForm(Form):
    """Which award, of which year."""

    level = forms.ChoiceField(label=_("奖项"), choices=list(LEVELS.items()))
    year = forms.IntegerField(label=_("年度"))


class GivenForm(Form):
    """An honour that others gave."""

    title = forms.CharField(label=_("荣誉名称"), max_length=MOST_TITLE)
    giver = forms.CharField(label=_("授予单位"), max_length=MOST_TITLE)
    year = forms.IntegerField(label=_("年份"))

    def __init__(self, body: Any, **more: Any) -> None:
        super().__init__(body, prefix="given", **more)


class StoryForm(Form):
    """A story under another name."""

    alias = forms.CharField(
        label=_("化名"), max_length=MOST_ALIAS, help_text=_("不用真名，也不用小名、谐音。")
    )
    words = forms.CharField(
        label=_("故事"),
        max_length=MOST,
        widget=_area(12),
        help_text=_("不写地名、学校、单位，不写家人的姓名和电话。"),
    )
    picture = forms.ChoiceField(label=_("照片"), choices=list(PICTURES.items()))
    face_agreed = forms.BooleanField(label=_("本人另外同意露脸"), required=False)


class UseForm(Form):
    """One use that the person agrees to."""

    use = forms.ChoiceField(label=_("用在哪里"), choices=list(USES.items()))
    year = forms.IntegerField(label=_("年度"))
    where = forms.CharField(
        label=_("具体是哪一处"), required=False, max_length=200, help_text=_("哪个网站、哪场宣讲。")
    )
    is_read = forms.BooleanField(label=_("已经把全文读给本人听，或者本人自己读过"), required=False)

    def __init__(self, body: Any, **more: Any) -> None:
        super().__init__(body, prefix="use", **more)
