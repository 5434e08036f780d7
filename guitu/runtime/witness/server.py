"""The witness as a process: one JSON line asks, one JSON line answers, over a socket file or a TCP port.

What is sent is no secret and signs itself, so the wire needs no encryption; who listens on a TCP port should
still be reachable from the log's machine only.
"""

import json
import socketserver
from contextlib import suppress
from pathlib import Path

from guitu.config import env, home
from guitu.foundation import clock
from guitu.runtime.say import MachineError, say
from guitu.runtime.witness.judging import answer
from guitu.runtime.witness.store import Store

_LONGEST = 64 * 1024  # bytes of one line; a proof has at most some sixty hashes
_LONGEST_SOCKET = 100  # bytes of a path that every system takes


def folder() -> Path:
    """Where this machine's witness keeps what it saw: GUITU_WITNESS_HOME, or ``witness`` in GUITU_HOME."""
    return Path(env.text("GUITU_WITNESS_HOME", str(home.home() / "witness"))).expanduser().absolute()


def address() -> str:
    """Where the witness is asked: GUITU_WITNESS (host:port or a socket's path), else this machine's own."""
    return env.text("GUITU_WITNESS", "") or str(own_socket())


def own_socket() -> Path:
    """The socket of the witness ``bin/serve`` starts; beside the database's where the path is too long."""
    path = folder() / "socket"
    if len(str(path).encode()) <= _LONGEST_SOCKET:
        return path
    placed = home.placement()
    return Path(placed.socket if placed else str(home.home())) / "witness"


class _Conversation(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self) -> None:
        with suppress(OSError):
            line = self.rfile.readline(_LONGEST)
            try:
                said = json.loads(line)
            except ValueError:
                said = {}
            store: Store = self.server.store  # type: ignore[attr-defined]  # set below
            reply = answer(store, said if isinstance(said, dict) else {}, at=clock.now())
            self.wfile.write(json.dumps(reply).encode() + b"\n")


def run(where: str) -> None:
    """Listen at ``where`` until the process is stopped. One conversation at a time: a log has one sealer.

    Raises:
        MachineError: nothing can listen there.
    """
    store = Store(folder())
    try:
        server = _listen(where)
    except OSError as error:
        raise MachineError(
            f"见证程序无法监听 {where}：{error.strerror}。", f"The witness cannot listen at {where}."
        ) from error
    server.store = store  # type: ignore[attr-defined]  # read by the conversation
    say(f"见证程序在 {where} 监听，公钥 {store.key.public}。The witness listens.")
    with server:
        server.serve_forever(poll_interval=0.5)


def _listen(where: str) -> socketserver.BaseServer:
    host, found, port = where.rpartition(":")
    if found and port.isdigit():
        socketserver.TCPServer.allow_reuse_address = True
        return socketserver.TCPServer((host, int(port)), _Conversation)
    Path(where).unlink(missing_ok=True)
    server = socketserver.UnixStreamServer(where, _Conversation)
    Path(where).chmod(0o600)
    return server
