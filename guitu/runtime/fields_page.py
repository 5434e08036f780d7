"""What is kept, why and until when, as a page: ``python -m guitu.runtime.fields_page`` writes docs/fields.md.

Printed from ``guitu.domain.keeping`` alone; a test compares. Chinese first, English beside it.
"""

# ruff: noqa: E501 - rows of a table stay on one line

from collections.abc import Iterator, Mapping
from typing import Any, Final

from guitu.config.home import REPOSITORY
from guitu.domain.keeping import GROUND, KEPT, UNTIL, WHY, Words

PAGE: Final = REPOSITORY / "docs" / "fields.md"

_HEAD = """\
# 保存什么、为什么、到何时 · What is kept, why, and until when

本页由程序自动生成，与程序一致；手工修改会使测试失败。没有写明目的、依据和期限的字段，数据库里不会有。

This page is printed by the program and agrees with it; a test fails otherwise. A column without purpose, ground and
retention does not exist.
"""


def text() -> str:
    """The whole page."""
    return "\n".join(
        (
            _HEAD,
            *_table("目的 · Purposes", WHY),
            *_table("依据 · Grounds", GROUND),
            *_table("期限 · Retention", UNTIL),
            *_columns(),
        )
    )


def _table(title: str, said: Mapping[Any, Words]) -> Iterator[str]:
    yield f"## {title}\n\n| 代码 · code | 中文 | English |\n|---|---|---|"
    yield from (f"| `{code}` | {words.zh} | {words.en} |" for code, words in said.items())
    yield ""


def _columns() -> Iterator[str]:
    yield "## 字段 · Columns\n"
    for table, some in KEPT.items():
        yield f"### `{table}`\n\n| 字段 · columns | 目的 · purpose | 依据 · ground | 期限 · until |\n|---|---|---|---|"
        for kept in some:
            names = " ".join(f"`{column}`" for column in kept.columns)
            yield f"| {names} | {WHY[kept.why].zh} `{kept.why}` | `{kept.ground}` | {UNTIL[kept.until].zh} `{kept.until}` |"
        yield ""


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
