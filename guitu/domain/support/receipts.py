"""What stands on the paper somebody signs: neutral throughout, as it lies on their table.

Whose money it was and what the office is for stand nowhere on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guitu.domain.kernel.money import in_words, written
from guitu.domain.outreach import telling
from guitu.domain.support.gifts import PURPOSES, Part

BLANK = "________________________"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything a receipt is made from; ``what`` the goods in words, "" of money."""

    form: str
    purpose: str
    fen: int
    place: str
    received_on: date
    what: str = ""
    parts: tuple[Part, ...] = ()


def title(receipt: Receipt) -> str:
    """What the paper is called."""
    return "借条" if receipt.form == "loan" else "收条"


def lines(receipt: Receipt) -> tuple[str, ...]:
    """The sentences of the paper, in Chinese, without the name of whoever signs.

    Goods whose description would tell a stranger something are left to be written by hand.
    """
    amount = f"人民币 {written(receipt.fen)}（大写：{in_words(receipt.fen)}）"
    purpose = PURPOSES[receipt.purpose].zh
    if receipt.form == "loan":
        agreed = "；".join(f"{_day(part.due_on)} {written(part.fen)}" for part in receipt.parts)
        return (
            f"今从{receipt.place}借到{amount}，用于{purpose}，不计利息。",
            f"约定这样归还：{agreed}。" if agreed else "归还的日子另行约定。",
            "到时有困难，可以再商量，不影响其他任何事情。",
        )
    if receipt.form == "goods":
        what = receipt.what if receipt.what and telling(receipt.what) is None else BLANK
        return (f"今从{receipt.place}收到物品：{what}。", f"用于{purpose}，约值{amount}。")
    return (f"今从{receipt.place}收到{amount}，用于{purpose}。",)


def signed(on: date) -> str:
    """The last line before the signatures."""
    return _day(on)


def parts_of(rows: Iterable[tuple[int, date, int]]) -> tuple[Part, ...]:
    """The parts of a loan as a receipt takes them: number, day, fen."""
    return tuple(Part(*row) for row in rows)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
