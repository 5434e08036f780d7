"""Words for what the access log says: what was done, why, and what a sign of misuse means."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

# said to the person in the file: what happened to their record
ACTS: Final[Words] = {
    "list": _("在工作列表中看到姓名"),
    "open": _("打开档案"),
    "change": _("在档案中记录或更改"),
    "search": _("查找时看到姓名"),
    "export": _("导出"),
    "print": _("打印"),
    "api": _("由其他系统读取"),
    "answer": _("查看、答复本人提出的请求"),
    "denial": _("想打开档案，被拒绝"),
    "break_glass": _("紧急查阅"),
    "unseal": _("打开已封存的档案"),
}
# said to the audit admin only
OTHER_ACTS: Final[Words] = {
    "reason": _("说明查阅原因"),
    "search_miss": _("查找，没有找到"),
    "sign_in": _("登录"),
    "sign_out": _("退出"),
    "sign_in_refused": _("登录被拒绝"),
}
REASONS: Final[Words] = {
    "referral": _("转介或协助办理"),
    "handover": _("交接"),
    "stand_in": _("代替同事值班"),
    "joint_work": _("与负责单位共同工作"),
    "at_their_request": _("本人来访或来电要求"),
    "supervision": _("督导、检查"),
    "legal_duty": _("依法履行的其他职责"),
    "other": _("其他工作原因"),
}
PURPOSES: Final[Words] = {
    "account": _("账号管理"),
    "assignment": _("分派负责人"),
    "care": _("日常照管"),
    "export": _("导出"),
    "figures": _("核对统计数字"),
    "import": _("导入出所名册"),
    "oversight": _("监督"),
    "recording": _("记录走访、谈话、检测等"),
    "rights": _("答复本人的查询或要求"),
    "search": _("查找人员"),
    # a sealed file is opened for one of these only
    "case_handling": _("办理案件"),
    "court_order": _("法院决定"),
    "prosecution": _("检察机关办案"),
    "state_rule": _("国家规定"),
    "persons_own": _("本人要求"),
    **REASONS,
}
ALERTS: Final[Words] = {
    "lookups.many": _("今天查阅了较多不属于本人和本单位工作的人员"),
    "lookups.slow": _("两周内查阅了较多不属于本人和本单位工作的人员"),
    "lookups.stopped": _("查阅不属于本人和本单位工作的人员过多，已暂停"),
    "lists.many": _("今天在列表中看到很多其他单位的人员"),
    "search.locked": _("多次查找没有结果，今天已暂停查找"),
    "log.refused": _("见证程序发现访问日志曾被改动，或恢复到了更早的状态"),
    "log.other-server": _("数据库换了服务器，访问日志另起一册"),
    "log.unheard": _("见证程序不接受本系统的日志，请核对公钥"),
    "log.witness-silent": _("见证程序没有应答"),
    "account.two-places": _("同一账号在两处同时使用"),
}
LIFTABLE: Final = frozenset({"lookups.stopped", "search.locked"})
