"""What administrators type about accounts and units. Meaning is checked where it is written down."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guitu.domain.access import Role
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.accounts.passwords import propose
from guitu.foundation.organisations.unit_types import UNIT_TYPES
from guitu.web.admin.places import RegionField, UnitField
from guitu.web.shell import terms
from guitu.web.shell.forms import DateInput, Form
from guitu.web.shell.words import sentence

_UNITS = {"list": "units", "autocomplete": "off"}
_NEW_PASSWORD = {"autocomplete": "new-password", "spellcheck": "false"}


class AdminForm(Form):
    """A form whose refusals stand beside the field that ``about`` names for their code."""

    about: dict[str, str] = {}

    def refuse(self, error: DomainError) -> None:
        """Say why the domain refused, beside the field it is about."""
        place = self.about.get(error.code)
        self.add_error(place if place in self.fields else None, sentence(error))


def _roles() -> list[tuple[str, Any]]:
    return [(role.value, terms.ROLES[role.value]) for role in Role]


class AccountForm(AdminForm):
    """An account as it is changed."""

    about = {
        "account.username": "username",
        "account.username-taken": "username",
        "account.name-empty": "display_name",
        "account.own": "role",
        "unit.unknown": "unit",
        "password.weak": "password",
    }

    display_name = forms.CharField(label=_("姓名"), max_length=64)
    role = forms.ChoiceField(label=_("岗位"), choices=_roles)
    unit = UnitField(
        label=_("单位"),
        max_length=160,
        help_text=_("写单位名称或 15 位编号，可从提示中选择。"),
        widget=forms.TextInput(attrs=_UNITS),
    )

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class NewAccountForm(AccountForm):
    """An account as it is made."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=64,
        help_text=_("小写字母、数字、点、横线。"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("初始密码"),
        max_length=256,
        strip=False,
        initial=propose,
        help_text=_("已随机生成，可改。请当面告知本人；7 天内第一次登录，并必须更改。"),
        widget=forms.TextInput(attrs=_NEW_PASSWORD),
    )
    field_order = ("username", "display_name", "role", "unit", "password")


class PasswordForm(AdminForm):
    """A new password for somebody who lost theirs."""

    about = {"password.weak": "new"}

    new = forms.CharField(
        label=_("新的初始密码"),
        max_length=256,
        strip=False,
        initial=propose,
        help_text=_("已随机生成，可改。请当面告知本人；7 天内登录，并必须更改。"),
        widget=forms.TextInput(attrs=_NEW_PASSWORD),
    )


class StandInForm(AdminForm):
    """Who does somebody's work during leave."""

    about = {
        "account.unknown": "stand_in",
        "stand-in.unlike": "stand_in",
        "stand-in.days": "until_on",
    }

    stand_in = forms.CharField(
        label=_("代管人的用户名"),
        max_length=64,
        help_text=_("同岗位、同单位的同事。"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    from_on = forms.DateField(label=_("从哪一天"), widget=DateInput())
    until_on = forms.DateField(label=_("到哪一天（含）"), widget=DateInput())


_DAYS = (
    ("1", _("周一")),
    ("2", _("周二")),
    ("3", _("周三")),
    ("4", _("周四")),
    ("5", _("周五")),
    ("6", _("周六")),
    ("7", _("周日")),
)


class UnitForm(AdminForm):
    """A unit as it is changed: its number is its place and stays."""

    about = {
        "unit.name-empty": "name",
        "unit.opening-days": "opening_days",
        "unit.region-unknown": "region",
        "unit.region-full": "region",
        "unit.type-unknown": "type",
        "unit.closed-before-opened": "closed_on",
        "unit.closed-and-active": "closed_on",
    }

    name = forms.CharField(label=_("单位名称"), max_length=120)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("办公电话"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    opening_days = forms.MultipleChoiceField(
        label=_("开放日"), choices=_DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )

    opened_on = forms.DateField(
        label=_("哪一天成立的"), required=False, widget=DateInput(), help_text=_("不清楚，留空。")
    )

    def clean_opening_days(self) -> str:
        """ISO weekdays as the table keeps them."""
        return ",".join(sorted(self.cleaned_data["opening_days"]))


class ChangeUnitForm(UnitForm):
    """A unit that exists."""

    is_active = forms.BooleanField(label=_("还在工作（停用后不再接收新的档案）"), required=False)
    closed_on = forms.DateField(
        label=_("从哪一天起停用"),
        required=False,
        widget=DateInput(),
        help_text=_("停用时填写；不填，按今天算。"),
    )


def _types() -> list[tuple[str, str]]:
    english = (get_language() or "").startswith("en")
    return [(kind.id, kind.en if english else kind.zh) for kind in UNIT_TYPES.values()]


class NewUnitForm(UnitForm):
    """A unit as it is made."""

    type = forms.ChoiceField(label=_("单位类型"), choices=_types)
    region = RegionField(
        label=_("所在地区"),
        max_length=120,
        help_text=_("写 12 位代码或名称，例如“湖南省长沙市芙蓉区文艺路街道”。"),
    )
    parent = UnitField(
        label=_("上级单位"),
        max_length=160,
        required=False,
        help_text=_("写单位名称或 15 位编号。"),
        widget=forms.TextInput(attrs=_UNITS),
    )
    serves = RegionField(
        label=_("还负责的地区"),
        max_length=120,
        required=False,
        help_text=_("除所在地区以外还服务的一个地区。"),
    )
    field_order = (
        "type",
        "name",
        "region",
        "serves",
        "parent",
        "address",
        "phone",
        "opening_days",
        "opened_on",
    )

    def clean_serves(self) -> tuple[int, ...]:
        """The further regions."""
        return (self.cleaned_data["serves"],) if self.cleaned_data["serves"] else ()
