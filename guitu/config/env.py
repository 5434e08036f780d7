"""The environment, read through four typed readers that fail with a sentence.

A missing or malformed setting is the operator's to mend, so every message says in Chinese and in
English which variable it was, what stood there and what would be right.
"""

import os

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


class SettingError(Exception):
    """A setting or its surroundings are wrong; the message is for the operator, in two languages."""


def text(name: str, default: str | None = None) -> str:
    """The variable ``name`` without surrounding spaces, or ``default`` where it is unset or empty.

    Raises:
        SettingError: unset and without a default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise SettingError(
            f"缺少环境变量 {name}，请先设置。\nThe environment variable {name} is missing; please set it."
        )
    return default


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off, in any case.

    Raises:
        SettingError: anything else.
    """
    value = text(name, "1" if default else "0").lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise SettingError(
        f"环境变量 {name} 的值是“{value}”，应为 1 或 0。\n"
        f"The environment variable {name} is {value!r}; it must be 1 or 0."
    )


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``, both included.

    Raises:
        SettingError: not a whole number, or outside the range.
    """
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and least <= int(value) <= most:
        return int(value)
    raise SettingError(
        f"环境变量 {name} 的值是“{value}”，应为 {least} 到 {most} 之间的整数。\n"
        f"The environment variable {name} is {value!r}; it must be a whole number from {least} to {most}."
    )


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    """One of a few words, in any case.

    Raises:
        SettingError: anything else.
    """
    value = text(name, default).lower()
    if value in among:
        return value
    raise SettingError(
        f"环境变量 {name} 的值是“{value}”，应为 {'、'.join(among)} 之一。\n"
        f"The environment variable {name} is {value!r}; it must be one of {', '.join(among)}."
    )
