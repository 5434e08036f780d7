"""The policy as a page for a lawyer: ``python -m guitu.runtime.access_page`` writes docs/access.md anew.

Printed from the policy table alone; a test compares. Chinese first, English beside it.
"""

# ruff: noqa: E501 - rows of a table stay on one line

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from guitu.config.home import REPOSITORY
from guitu.domain.access import Compartment, Exclusion, Permission, Relation, Role, names
from guitu.domain.access.policy import POLICY, STATEMENTS, WRITES, Statement
from guitu.foundation.organisations.unit_types import UNIT_TYPES

PAGE: Final = REPOSITORY / "docs" / "access.md"

_HEAD = """\
# 谁可以看什么、做什么 · Who may see and do what

本页由程序中的授权表自动生成，与程序一致；手工修改会使测试失败。没有写明允许的，一律不允许。

This page is printed from the policy table of the program and agrees with it; a test fails otherwise. What is not granted
here is denied. How the database enforces it: [adr/0015-row-level-security.md](adr/0015-row-level-security.md).

## 总是优先的规则 · What always wins

| 规则 · rule | |
|---|---|
| 默认不允许 · deny by default | 下面没有一条允许，就是不允许。 No statement below, no access. |
| 回避优先 · exclusions win | {exclusions}：无论有什么岗位和关系，都看不到这个人。 Whatever role or relation holds, the excluded account never sees this person; nobody can be assigned somebody they are excluded from. |
| 封存优先 · sealing wins | 已封存的档案对所有人都不存在；只有解封后指定的读者，凭法律依据、两人批准，在七十二小时内查阅。 A sealed file exists for nobody but the named reader of an unsealing, for 72 hours. |
| 紧急查阅 · break-glass | 一人、四小时、写明理由；通知单位负责人和隐私专员，七日内由他人复核，本人看得到。已封存或须回避的档案不因紧急而打开。 One person, four hours, with a reason; the head of the unit and the privacy officer are told, somebody else reviews it within seven days, and the person sees it. Never for what is sealed or excluded. |
| 三员分立 · three administrators | {admins}：一人不得兼任，改任其中之一须两人，且都看不到任何人的档案。 Nobody is two of them, becoming one needs a second person, and none sees a case. |
| 说“没有”和说“不给看”是一样的 · alike | 不存在、已封存、不归你看，答复完全相同。 Absent, sealed and not yours sound the same. |
"""


def text() -> str:
    """The whole page."""
    return "\n".join((*_words(), *_statements(), *_matrix(), *_by_role()))


def _words() -> Iterator[str]:
    excluded = "、".join(f"{zh} {en.lower()}" for zh, en in names.EXCLUSIONS.values())
    admins = "、".join(names.ROLES[r][0] for r in Role if r.value.endswith("_admin"))
    yield _HEAD.format(exclusions=excluded, admins=admins)
    yield from _table("岗位 · Roles", Role, names.ROLES)
    yield from _table("关系 · Relations", Relation, names.RELATIONS)
    yield from _table("档案的各部分 · Compartments", Compartment, names.COMPARTMENTS)
    yield from _table("可以做的事 · Permissions", Permission, names.PERMISSIONS)
    yield from _table("回避的原因 · Exclusions", Exclusion, names.EXCLUSIONS)


def _table(title: str, codes: Iterable[str], said: Mapping[str, names.Word]) -> Iterator[str]:
    yield f"## {title}\n\n| 代码 · code | 中文 | English |\n|---|---|---|"
    yield from (f"| `{code}` | {said[code][0]} | {said[code][1]} |" for code in codes)
    yield ""


def _statements() -> Iterator[str]:
    yield "## 授权条款 · Statements\n"
    for number, s in enumerate(POLICY, 1):
        yield f"### {number}. `{s.id}`\n\n{s.zh}\n\n{s.en}\n\n| | |\n|---|---|"
        yield from (f"| {side} | {cell} |" for side, cell in _sides(s))
        yield ""


def _sides(s: Statement) -> Iterator[tuple[str, str]]:
    yield "岗位 · roles", _codes(Role, s.roles, names.ROLES)
    yield "可以 · may", _codes(Permission, s.acts, names.PERMISSIONS)
    if s.compartments:
        yield "部分 · of", _codes(Compartment, s.compartments, names.COMPARTMENTS)
    yield "凭 · through", _codes(Relation, s.through, names.RELATIONS)
    if s.own:
        yield "只限 · only", "自己写的 · what they wrote themselves"
    if s.unit_types is not None:
        kinds = [kind for kind in UNIT_TYPES.values() if kind.id in s.unit_types]
        yield "单位 · units", "；".join(f"{kind.zh} {kind.en}" for kind in kinds)


def _codes(order: Iterable[str], held: Iterable[str], said: Mapping[str, names.Word]) -> str:
    kept = set(held)
    return "；".join(f"{said[code][0]} `{code}`" for code in order if code in kept)


def _matrix() -> Iterator[str]:
    """Role by compartment: R reads, O reads what they wrote, W writes; with the relations it takes."""
    yield "## 岗位 × 部分 · Role by compartment\n"
    yield "R 查阅 read；O 只看自己写的 only their own；W 记录 write；括号内是所凭的关系 through which relation.\n"
    yield "| | " + " | ".join(names.COMPARTMENTS[c][0] for c in Compartment) + " |"
    yield "|---" * (len(Compartment) + 1) + "|"
    for role in Role:
        cells = (_cell(role, compartment) for compartment in Compartment)
        yield f"| {names.ROLES[role][0]} `{role}` | " + " | ".join(cells) + " |"
    yield ""


def _cell(role: Role, compartment: Compartment) -> str:
    ways: dict[str, set[Relation]] = {"R": set(), "O": set(), "W": set()}
    for s in STATEMENTS[role]:
        if compartment in s.compartments:
            if Permission.PERSON_READ in s.acts:
                ways["O" if s.own else "R"] |= s.through
            if s.acts & WRITES:
                ways["W"] |= s.through
    ways["O"] -= ways["R"]
    return "<br>".join(
        f"{way} ({', '.join(r for r in Relation if r in through)})"
        for way, through in ways.items()
        if through
    )


def _by_role() -> Iterator[str]:
    yield "## 各岗位的条款 · Statements by role\n\n| 岗位 · role | 条款 · statements |\n|---|---|"
    for role in Role:
        held = ", ".join(f"`{s.id}`" for s in STATEMENTS[role])
        yield f"| {names.ROLES[role][0]} `{role}` | {held} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
