"""Sentences about accounts, signing in, passwords and units."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

ACCOUNTS: Final[Mapping[str, str]] = {
    "access.refused": _("您的岗位不能做这一步。如工作需要，请联系管理员调整岗位。"),
    "account.has-caseload": _("名下还有 %(number)s 份档案，不能停用。请先把这些人员分派给其他同事。"),
    "account.name-empty": _("姓名没有填写。请填写同事平时的称呼。"),
    "account.own": _("不能停用自己的账号或更改自己的岗位，以免无人能够管理。请由另一位管理员操作。"),
    "account.two-people": _(
        "系统、安全、审计三种管理员互相排斥，改任其中一种须两个人同意。请提出申请，由另一位管理员确认。"
    ),
    "account.unknown": _("没有找到这个账号。请从账号列表中重新选择。"),
    "account.username": _("用户名只能由小写字母、数字、点、横线组成，长度 2 至 64 位。请换一个。"),
    "account.username-taken": _("用户名“%(username)s”已有人使用。请换一个。"),
    "factor.last": _("这是您唯一的登录验证方式，不能移除。请先添加另一种。"),
    "factor.none": _("这个账号没有登录验证方式，无需取下。请核对账号。"),
    "factor.passkey-wrong": _("通行密钥没有通过验证。请再试一次，或换一种方式。"),
    "factor.passkeys-many": _("通行密钥最多 %(most)s 个。请先移除不再使用的。"),
    "factor.password-wrong": _("密码不正确。请重新输入。"),
    "factor.unknown": _("没有找到这种验证方式。请刷新页面后再试。"),
    "factor.wrong": _("验证码不正确，或已经用过。请等下一个验证码出现后再试。"),
    "password.unchanged": _("新密码与原密码相同。请换一个新的密码。"),
    "password.weak": _(
        "新密码太容易被猜到。请用至少 10 个字符，不要只用数字、常见密码，或姓名、单位、本系统的名称。"
    ),
    "password.wrong": _("原密码不正确，密码没有更改。请重新输入原密码。"),
    "proposal.unknown": _("没有找到这项申请：可能已有人处理，或已过 24 小时。请让提出人重新提出。"),
    "sign-in.agency-away": _("单位统一认证暂时无法连接。请稍后再试，或用密码登录。"),
    "sign-in.agency-refused": _("单位统一认证没有完成。请返回登录页重新开始。"),
    "sign-in.agency-unknown": _("这个统一认证身份在这里没有可用的账号。请联系本单位管理员。"),
    "sign-in.initial-over": _("初始密码已过期，没有登录。请联系本单位管理员重设，并尽快更改。"),
    "sign-in.refused": _("用户名或密码不正确。请核对后再试；忘记密码请联系本单位管理员。"),
    "sign-in.throttled": _("尝试次数过多，为保护账号暂停登录。请在 %(minutes)s 分钟后再试。"),
    "stand-in.days": _("代管的日期不对：结束不能早于开始，最长 %(most)s 天。请核对日期；更久请移交人员。"),
    "stand-in.unlike": _("代管人须与本人同岗位、同单位。请另选一位同事。"),
    "unit.name-empty": _("单位名称没有填写。请填写全称。"),
    "unit.number-elsewhere": _("单位编号不在所选地区之内。请核对地区和编号。"),
    "unit.number-taken": _("这个单位编号已被使用。请换一个编号。"),
    "unit.opening-days": _("开放日没有看懂。请从列表中选择星期几开放。"),
    "unit.region-full": _("这个地区的单位编号已经用完。请联系技术支持。"),
    "unit.region-unknown": _("没有这个地区。请从列表中选择。"),
    "unit.type-unknown": _("没有这种单位类型。请从列表中选择。"),
    "unit.unknown": _("没有找到这个单位。请从列表中重新选择。"),
}
