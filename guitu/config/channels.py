"""How the settings name a gateway: its address taken apart, or a sentence saying what is wrong with it."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from guitu.config import env
from guitu.domain.outreach import telling

_PORTS = {"http": 80, "https": 443, "smtp": 25, "smtps": 465}
_OWN = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Way:
    """Where a gateway listens. ``secure``: TLS from the first byte."""

    host: str
    port: int
    path: str
    secure: bool
    user: str = ""
    password: str = field(default="", repr=False)


def gateway(name: str, schemes: tuple[str, str]) -> Way | None:
    """The gateway a setting names; None where it is unset. The second of ``schemes`` is the secure one.

    Raises:
        SettingError: malformed, or it would carry messages unsealed over somebody else's network.
    """
    said = env.text(name, "")
    if not said:
        return None
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        raise _malformed(name, schemes) from None
    if parts.scheme not in schemes or not parts.hostname:
        raise _malformed(name, schemes)
    if parts.scheme == "http" and parts.hostname not in _OWN:
        raise env.SettingError(
            f"环境变量 {name} 不能用 http 连接别的机器：号码和内容会被旁人看到。请改用 https。\n"
            f"The environment variable {name} may not use http to another machine: others on the way would "
            "read numbers and texts. Please use https."
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Way(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        path=path,
        secure=parts.scheme == schemes[1],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def neutral(name: str, default: str) -> str:
    """A sender's name that says nothing about anybody.

    Raises:
        SettingError: it tells a stranger what the office is about.
    """
    said = env.text(name, default)
    word = telling(said)
    if word is None:
        return said
    raise env.SettingError(
        f"环境变量 {name} 里的“{word}”会让旁人知道这是什么单位，请换一个不透露情况的名称。\n"
        f"In the environment variable {name}, {word!r} tells others what kind of office this is; "
        "please choose a neutral name."
    )


def _malformed(name: str, schemes: tuple[str, str]) -> env.SettingError:
    # the value itself may hold a password and is not repeated
    return env.SettingError(
        f"环境变量 {name} 应形如 {schemes[1]}://主机：端口/，或者 {schemes[0]}://…。\n"
        f"The environment variable {name} must look like {schemes[1]}://host:port/ or {schemes[0]}://…."
    )
