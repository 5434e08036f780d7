"""What recipients and fields of letters are called on screens."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guitu.domain.letters.form import Recipient

RECIPIENTS: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        Recipient.PERSON: _("交本人"),
        Recipient.FILE: _("存档"),
        Recipient.OFFICE: _("致其他执行单位"),
        Recipient.POLICE: _("致公安机关"),
        Recipient.OUTSIDE: _("交外单位"),
    }
)
REPORT_READERS: Final = _("要报告的人")
"""For whom a report of figures is; it goes to no person."""

FILLED: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "number": _("编号，每个单位每年从 1 起连续"),
        "issued_on": _("出具日期"),
        "unit": _("出具单位；交外单位的文书用不透露情况的名称"),
        "unit_phone": _("单位电话"),
        "unit_address": _("单位地址"),
        "worker": _("经办人"),
        "name": _("姓名"),
        "id_number": _("证件号码，收件人不需要时遮盖"),
        "birth": _("出生日期"),
        "course": _("执行事项"),
        "order_document": _("决定书文号"),
        "term": _("期限"),
        "source": _("依据"),
        "appeal": _("救济途径：复议、诉讼、法律援助"),
    }
)
"""Placeholders that are filled in from the file, the unit and the rule book."""
