"""One signed question over HTTP: to the address of the settings and no other, answered by who has the key.

Question and answer carry an HMAC-SHA256 over everything that counts. The answer's covers the question's nonce
and its own time, so that one that was recorded earlier, or is meant for somebody else, is known as such.
Redirects are not followed, an address in an answer is never called, and an answer may take and weigh only so
much, however slowly it drips.
"""

import hashlib
import hmac
import http.client
import secrets
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import Final, NamedTuple, Protocol
from urllib.parse import urlencode

from guitu.domain.kernel.errors import DomainError

SECONDS: Final = 10.0
"""For connecting, and for each silence."""
WHOLE_SECONDS: Final = 30.0
"""For the whole answer; proposed."""
BYTES_MOST: Final = 4 * 1024 * 1024
WINDOW: Final = 300
"""Seconds an answer's time may differ from ours; proposed."""

_PIECE = 1 << 16


class Way(Protocol):
    """Where somebody listens, as the settings name it."""

    @property
    def host(self) -> str:
        """The host."""

    @property
    def port(self) -> int:
        """The port."""

    @property
    def path(self) -> str:
        """The path, and nothing behind it."""

    @property
    def secure(self) -> bool:
        """TLS."""


class Answer(NamedTuple):
    """A body whose signature holds, and the nonce it answers."""

    body: bytes
    nonce: str


def signature(key: bytes, *parts: bytes) -> str:
    """The signature of some parts: version and hex."""
    return "v1=" + hmac.new(key, b"\n".join(parts), hashlib.sha256).hexdigest()


def ask(way: Way, key: str, query: dict[str, str], *, now: float) -> Answer:
    """Ask once.

    Args:
        way: from the settings.
        key: what both sides know.
        query: what stands behind the path.
        now: the time, in seconds since 1970.

    Raises:
        DomainError: "feed.down", "feed.slow", "feed.refused", "feed.malformed", "feed.unsigned",
            "feed.replayed", each with ``why``.
    """
    nonce = secrets.token_hex(16)
    target = f"{way.path}?{urlencode(query)}"
    at = str(int(now))
    signed = signature(key.encode(), b"GET", target.encode(), at.encode(), nonce.encode())
    headers = {
        "Accept": "application/json",
        "Guitu-Timestamp": at,
        "Guitu-Nonce": nonce,
        "Guitu-Signature": signed,
    }
    line = _line(way)
    try:
        line.connect()
        with _cut_off(line.sock):
            line.request("GET", target, headers=headers)
            response = line.getresponse()
            _check_status(response.status)
            body = _read(response)
        _check(response, body, key=key, nonce=nonce, now=now)
        return Answer(body, nonce)
    except TimeoutError:
        raise DomainError("feed.slow", why="silence") from None
    except (http.client.IncompleteRead, http.client.BadStatusLine, http.client.LineTooLong) as error:
        raise DomainError("feed.malformed", why=type(error).__name__) from error
    except ssl.SSLError as error:
        raise DomainError("feed.refused", why="TLS") from error
    except (OSError, http.client.HTTPException) as error:
        raise DomainError("feed.down", why=type(error).__name__) from error
    finally:
        line.close()


def _line(way: Way) -> http.client.HTTPConnection:
    if way.secure:
        safe = ssl.create_default_context()
        return http.client.HTTPSConnection(way.host, way.port, timeout=SECONDS, context=safe)
    return http.client.HTTPConnection(way.host, way.port, timeout=SECONDS)


@contextmanager
def _cut_off(sock: socket.socket) -> Iterator[None]:
    """Cut the line when an answer drips on for too long, headers included.

    Raises:
        TimeoutError: it was cut.
    """
    was_cut = Event()

    def cut() -> None:
        was_cut.set()
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    clock = Timer(WHOLE_SECONDS, cut)
    clock.daemon = True
    clock.start()
    try:
        yield
    except (OSError, http.client.HTTPException, DomainError) as error:
        if was_cut.is_set():
            raise TimeoutError from error
        raise
    finally:
        clock.cancel()


def _check_status(status: int) -> None:
    if status == http.client.OK:
        return
    if status == http.client.TOO_MANY_REQUESTS or status >= 500:
        raise DomainError("feed.down", why=str(status))
    raise DomainError("feed.refused", why=str(status))


def _read(response: http.client.HTTPResponse) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > BYTES_MOST:
            raise DomainError("feed.malformed", why="size")
    if response.length:  # it promised more than it sent
        raise DomainError("feed.malformed", why="IncompleteRead")
    return bytes(body)


def _check(response: http.client.HTTPResponse, body: bytes, *, key: str, nonce: str, now: float) -> None:
    at, signed = response.getheader("Guitu-Timestamp", ""), response.getheader("Guitu-Signature", "")
    echoed = response.getheader("Guitu-Nonce", "")
    digest = hashlib.sha256(body).hexdigest().encode()
    right = signature(key.encode(), echoed.encode(), at.encode(), digest)
    if not hmac.compare_digest(right.encode(), signed.encode()):
        raise DomainError("feed.unsigned", why="signature")
    if not at.isascii() or not at.isdigit() or len(at) > 12 or abs(int(at) - now) > WINDOW:
        raise DomainError("feed.replayed", why="time")
    if not hmac.compare_digest(echoed.encode(), nonce.encode()):
        raise DomainError("feed.replayed", why="nonce")
