"""A small OpenID Connect provider, run by a test in a process of its own: discovery, keys, token.

What it should say next stands in a file of JSON that the test writes. Its tokens are real: RS256 over its own
key, unless the file asks for something worse.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(BaseHTTPRequestHandler):
    """Answers three addresses."""

    script: Path

    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def do_GET(self) -> None:
        if self.path.endswith("/.well-known/openid-configuration"):
            self.say(
                {
                    "issuer": self.wanted().get("discovered", self.issuer()),
                    "authorization_endpoint": self.issuer() + "/authorize",
                    "token_endpoint": self.issuer() + "/token",
                    "userinfo_endpoint": self.issuer() + "/userinfo",
                    "jwks_uri": self.issuer() + "/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif self.path == "/keys":
            public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            self.say({"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        wanted = self.wanted()
        if (
            sent["code"] != [wanted["code"]]
            or sent["client_secret"] != ["s3cret"]
            or "code_verifier" not in sent
        ):
            self.send_error(400)
            return
        claims = {
            "iss": self.issuer(), "aud": "guitu", "iat": int(time.time()), "exp": int(time.time()) + 60,
            "sub": "subject-1", **wanted["claims"],
        }  # fmt: skip
        self.say({"access_token": "a", "token_type": "Bearer", "id_token": self.signed(claims, wanted)})

    def signed(self, claims: dict, wanted: dict) -> str:
        if wanted.get("sign") == "none":
            return jwt.encode(claims, key=None, algorithm="none", headers={"kid": "k1"})
        if wanted.get("sign") == "shared":
            return jwt.encode(claims, key="s3cret" * 8, algorithm="HS256", headers={"kid": "k1"})
        key = OTHER if wanted.get("sign") == "other" else KEY
        return jwt.encode(claims, key=key, algorithm="RS256", headers={"kid": wanted.get("kid", "k1")})

    def wanted(self) -> dict:
        return json.loads(self.script.read_text())

    def say(self, what: dict) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing: the test speaks."""


if __name__ == "__main__":
    Provider.script = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
