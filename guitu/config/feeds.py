"""How the settings name a feed that is asked: its one address, and the key both sides know."""

from guitu.config import channels, env

_SHORTEST_KEY = 16


def address(name: str) -> channels.Way | None:
    """The address of a feed; None where it is unset.

    Raises:
        SettingError: malformed, with a name or a question in it, or unsealed over somebody else's network.
    """
    way = channels.gateway(name, ("http", "https"))
    if way is not None and (way.user or way.password or "?" in way.path):
        raise env.SettingError(
            f"环境变量 {name} 只写主机、端口和路径，例如 https://主机/v1/vacancies。\n"
            f"The environment variable {name} holds host, port and path only: https://host/v1/vacancies."
        )
    return way


def key(name: str, *, of: object) -> str:
    """The key of a feed ``of`` an address; "" where there is no address.

    Raises:
        SettingError: missing or too short.
    """
    said = env.text(name, "")
    if of is None or len(said) >= _SHORTEST_KEY:
        return said
    raise env.SettingError(
        f"环境变量 {name} 至少要有 {_SHORTEST_KEY} 个字符：没有密钥就无法知道岗位是谁发来的。\n"
        f"The environment variable {name} needs at least {_SHORTEST_KEY} characters: without a key nobody "
        "knows who sent a post."
    )
