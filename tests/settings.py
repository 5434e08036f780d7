"""The settings under test: a home of their own, made-up people allowed, nothing slow on purpose.

The environment is set here, before the real settings read it, so that tests never touch served data
and every process a test starts inherits the same surroundings.
"""

import os
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[1]
for _name in ("DATABASE_URL", "GUITU_OWNER_DATABASE_URL", "GUITU_DB_ROLE", "GUITU_DB_NAME", "GUITU_TLS"):
    if os.environ.get("GUITU_TEST_INSIDE") != "1":  # a process started by a test keeps what the test set
        os.environ.pop(_name, None)
os.environ["GUITU_TEST_INSIDE"] = "1"
os.environ.setdefault("GUITU_TEST_HOME", str(_REPOSITORY / "var" / "test"))
os.environ["GUITU_HOME"] = os.environ["GUITU_TEST_HOME"]
os.environ["GUITU_THROWAWAY"] = "1"
os.environ["GUITU_DEMO"] = "1"
os.environ["GUITU_POOL"] = "0"

from guitu.config.settings import *  # noqa: E402, F403, TID251 - the settings themselves are under test
from guitu.config.settings import GUITU_HOME, STORAGES  # noqa: E402, TID251 - as above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = GUITU_HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
