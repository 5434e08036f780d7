"""An SMS gateway and a mail server, run by a test in a process of its own.

What they answer next stands in a file of JSON that the test writes; whatever reached them is appended to
another, one JSON object a line. Started with: folder. It prints the two ports.
"""

import json
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[1])


def wanted() -> dict:
    """What the test wants next."""
    script = FOLDER / "script.json"
    return json.loads(script.read_text()) if script.exists() else {}


def heard(what: dict) -> None:
    """Write down what came."""
    with (FOLDER / "heard.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(what, ensure_ascii=False) + "\n")


class Gateway(BaseHTTPRequestHandler):
    """Takes each id once, as a gateway should; a second time it says 409."""

    taken: set[str] = set()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = wanted().get("sms", 202)
        if status == 202 and body["id"] in self.taken:
            status = 409
        elif status == 202:
            self.taken.add(body["id"])
        heard(
            {
                **body,
                "status": status,
                "path": self.path,
                "key": self.headers.get("Idempotency-Key"),
                "token": self.headers.get("Authorization"),
            }
        )
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


class MailServer(socketserver.StreamRequestHandler):
    """Enough of SMTP for one letter at a time."""

    def handle(self) -> None:
        self.say("220 stub")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].split(":")[0].upper()
            if word == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                self.say(f"{wanted().get('rcpt', 250)} recipient")
            elif word == "DATA":
                self.say("354 go on")
                self.take(to)
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")

    def take(self, to: str) -> None:
        lines = []
        while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
            lines.append(line)
        heard({"mail": "".join(lines), "to": to})

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


if __name__ == "__main__":
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    sms = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    mail = socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer)
    threading.Thread(target=mail.serve_forever, daemon=True).start()
    sys.stdout.write(f"{sms.server_address[1]} {mail.server_address[1]}\n")
    sys.stdout.flush()
    sms.serve_forever()
