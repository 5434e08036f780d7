"""The hardware module's way, tried where SoftHSM and python-pkcs11 are installed: neither is Guitu's own."""

import os
import shutil
import subprocess
from pathlib import Path
from threading import Thread

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import files, kek, suites
from guitu.foundation.crypto.pkcs11 import LABEL, Module

pkcs11 = pytest.importorskip("pkcs11")
TOOL = shutil.which("softhsm2-util")
LIBRARY = os.environ.get("SOFTHSM2_LIBRARY", "/usr/lib/softhsm/libsofthsm2.so")
pytestmark = pytest.mark.skipif(not TOOL or not Path(LIBRARY).exists(), reason="SoftHSM is not installed")
PIN = "5678"


@pytest.fixture(scope="module")
def module(tmp_path_factory) -> Module:
    """A token with Guitu's key in it, opened. One for the whole file: the library reads its settings once."""
    place = tmp_path_factory.mktemp("softhsm")
    (place / "conf").write_text(f"directories.tokendir = {place}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(place / "conf")
    made = ["--init-token", "--free", "--label", "guitu", "--so-pin", "1234", "--pin", PIN]
    subprocess.run([str(TOOL), "--module", LIBRARY, *made], check=True, capture_output=True)
    token = pkcs11.lib(LIBRARY).get_token(token_label="guitu")
    with token.open(user_pin=PIN, rw=True) as session:
        session.generate_key(pkcs11.KeyType.AES, 256, label=LABEL, store=True)
    (files.folder() / "pkcs11-pin").write_text(PIN)
    return Module(LIBRARY, "guitu")


def test_a_file_of_a_key_opens_through_the_module_only(module: Module, settings, tmp_path) -> None:
    settings.GUITU_HOME = tmp_path
    store = kek.KekStore(module)
    name = store.current()
    sealed = store.cipher(name).seal(b"data key", b"place")

    assert kek.KekStore(module).cipher(name).open(sealed, b"place") == b"data key"
    with pytest.raises((DomainError, ValueError)):
        kek.KekStore(kek.Plain()).cipher(name).open(sealed, b"place")


def test_one_changed_bit_anywhere_in_the_file_is_noticed(module: Module) -> None:
    covered = module.cover(suites.new_key("aes"))

    for at in range(len(covered)):
        changed = bytearray(covered)
        changed[at] ^= 1
        with pytest.raises(DomainError, match=r"secret\.damaged"):
            module.uncover(bytes(changed))


def test_several_threads_and_a_second_session_share_one_signing_in(module: Module) -> None:
    (files.folder() / "pkcs11-pin").write_text(PIN)
    second = Module(LIBRARY, "guitu")
    wrong = []

    def work() -> None:
        for _ in range(50):
            secret = suites.new_key("sm4")
            if second.uncover(module.cover(secret)) != secret:
                wrong.append(secret)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_token_that_is_not_there_is_refused_with_a_sentence(module: Module) -> None:
    with pytest.raises(DomainError, match=r"key\.module-refused"):
        Module(LIBRARY, "another")
