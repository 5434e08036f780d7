"""An HR bureau's feed of vacancies, run by a test in a process of its own. It misbehaves on request.

Started with: folder. It prints its port. ``script.json`` in the folder says what it publishes and how it
behaves: ``{"key", "source", "items": […], "page": 200, "mode": "good", "from_page": 1}``; each question that
came is appended to ``heard.jsonl``. Cursors are the number of items read so far.
"""

import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

FOLDER = Path(sys.argv[1])
HOUR = 3600


def script() -> dict:
    """What the test wants."""
    return json.loads((FOLDER / "script.json").read_text(encoding="utf-8"))


def sign(key: str, *parts: bytes) -> str:
    """As docs/spec/vacancy-feed.md says; written anew here, so that the two are held against each other."""
    return "v1=" + hmac.new(key.encode(), b"\n".join(parts), hashlib.sha256).hexdigest()


class Bureau(BaseHTTPRequestHandler):
    """Answers pages; ``recorded`` is the first good answer, for replaying it."""

    recorded: tuple[bytes, str, str] | None = None

    def do_GET(self) -> None:
        said = script()
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        at, nonce = self.headers["Guitu-Timestamp"], self.headers["Guitu-Nonce"]
        right = sign(said["key"], b"GET", self.path.encode(), at.encode(), nonce.encode())
        is_right = hmac.compare_digest(right, self.headers["Guitu-Signature"])
        with (FOLDER / "heard.jsonl").open("a", encoding="utf-8") as file:
            file.write(
                json.dumps({"path": self.path, "after": query.get("after"), "signed": is_right}) + "\n"
            )
        if not is_right:
            self.plain(401, b"")
            return
        after = int(query.get("after") or 0)
        size = min(int(query["limit"]), said.get("page", 200))
        page = after // size + 1
        mode = said.get("mode", "good") if page >= said.get("from_page", 1) else "good"
        answer = getattr(self, f"be_{mode}", None)
        body = self.page(said, after, size, nonce, mode)
        if answer is None:
            self.signed(said["key"], body, nonce, mode)
        else:
            answer(body)

    def page(self, said: dict, after: int, size: int, nonce: str, mode: str) -> bytes:
        items = said["items"][after : after + size]
        following = after + len(items)
        told = {
            "schema": "guitu.vacancies/2" if mode == "new_schema" else "guitu.vacancies/1",
            "source": "somebody-else" if mode == "other_source" else said["source"],
            "nonce": nonce,
            "items": items * 2 if mode == "duplicated" else items,
            "next": str(after) if mode == "stuck" else str(following),
            "more": mode == "stuck" or following < len(said["items"]),
        }
        body = json.dumps(told, ensure_ascii=False).encode()
        return body + b" " * (5 << 20) if mode == "huge" else body

    def signed(self, key: str, body: bytes, nonce: str, mode: str) -> None:
        at = str(int(time.time()) - (HOUR if mode == "late" else 0))
        if mode == "malformed":
            body = body[: len(body) // 2]
        signature = sign(key, nonce.encode(), at.encode(), hashlib.sha256(body).hexdigest().encode())
        if mode == "replayed" and Bureau.recorded:
            body, nonce, at = Bureau.recorded
            signature = sign(key, nonce.encode(), at.encode(), hashlib.sha256(body).hexdigest().encode())
        elif mode == "good" and Bureau.recorded is None:
            Bureau.recorded = body, nonce, at
        if mode == "unsigned":
            signature = "v1=" + "0" * 64
        if mode == "tampered":
            body = body.replace(b'"more": false', b'"more": true ')
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Guitu-Timestamp", at)
        self.send_header("Guitu-Nonce", nonce)
        self.send_header("Guitu-Signature", signature)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if mode == "half":
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        elif mode == "dripping":
            self.drip(body)
        else:
            self.wfile.write(body)

    def drip(self, body: bytes) -> None:
        try:
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                time.sleep(0.05)
        except OSError:
            return

    def plain(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def be_down(self, _body: bytes) -> None:
        self.plain(503, b"")

    def be_forbidden(self, _body: bytes) -> None:
        self.plain(403, b"")

    def be_silent(self, _body: bytes) -> None:
        time.sleep(60)

    def be_moved(self, _body: bytes) -> None:
        self.send_response(302)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.end_headers()

    def be_gibberish(self, _body: bytes) -> None:
        self.wfile.write(b"\x00\x01 this is no HTTP\r\n\r\n")
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Quiet."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bureau)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
