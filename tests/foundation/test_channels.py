"""Channels against real servers in a process of their own: taken, refused, put off, and never twice."""

import email
import json
import subprocess
import sys
from pathlib import Path

import pytest

from guitu.config import channels as settings_of
from guitu.config.env import SettingError
from guitu.domain.outreach import Channel
from guitu.foundation import channels
from guitu.foundation.channels import LaterError, Parcel, RefusedError
from guitu.foundation.ids import new_id

STUB = Path(__file__).with_name("stub_gateway.py")
TEXT = "您好，我们想和您联系。方便的时候请打电话：0731-5550101。"


class Stub:
    """The two servers, what they are to say, and what they heard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, str(STUB), str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.sms, self.mail = map(int, self.process.stdout.readline().split())

    def answer(self, **script: int) -> None:
        (self.folder / "script.json").write_text(json.dumps(script))

    def heard(self) -> list[dict]:
        log = self.folder / "heard.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def stub(tmp_path, settings):
    """Both servers, and settings that lead to them."""
    made = Stub(tmp_path)
    settings.GUITU_DEMO = False
    settings.GUITU_CHANNEL_SMS = settings_of.Way("127.0.0.1", made.sms, "/send?v=1", secure=False)
    settings.GUITU_CHANNEL_SMS_KEY = "a-token"
    settings.GUITU_CHANNEL_MAIL = settings_of.Way("127.0.0.1", made.mail, "/", secure=False)
    settings.GUITU_CHANNEL_MAIL_FROM = "noreply@example.org"
    yield made
    made.end()


def parcel(address: str = "12000000001") -> Parcel:
    return Parcel(new_id(), address, TEXT, "便民服务")


@pytest.mark.own_machine
def test_a_gateway_gets_id_number_and_text_and_the_token(stub):
    sent = parcel()

    channels.deliver(Channel.SMS, sent)

    (heard,) = stub.heard()
    assert (heard["id"], heard["to"], heard["text"]) == (str(sent.id), "12000000001", TEXT)
    assert (heard["key"], heard["token"], heard["path"]) == (str(sent.id), "Bearer a-token", "/send?v=1")


@pytest.mark.own_machine
def test_the_same_message_again_is_taken_as_sent(stub):
    sent = parcel()

    channels.deliver(Channel.SMS, sent)
    channels.deliver(Channel.SMS, sent)

    assert [heard["status"] for heard in stub.heard()] == [202, 409]


@pytest.mark.own_machine
@pytest.mark.parametrize(
    ("status", "error"),
    [(400, RefusedError), (404, RefusedError), (302, RefusedError), (429, LaterError), (503, LaterError)],
)
def test_a_gateway_that_will_not_or_cannot(stub, status, error):
    stub.answer(sms=status)

    with pytest.raises(error) as raised:
        channels.deliver(Channel.SMS, parcel())

    assert "12000000001" not in str(raised.value)


@pytest.mark.own_machine
def test_a_gateway_that_is_gone_may_be_there_later(stub):
    stub.end()

    for channel in (Channel.SMS, Channel.MAIL):
        with pytest.raises(LaterError):
            channels.deliver(channel, parcel("a@example.org"))


@pytest.mark.own_machine
def test_mail_says_as_little_as_the_text(stub):
    sent = parcel("somebody@example.org")

    channels.deliver(Channel.MAIL, sent)

    (heard,) = stub.heard()
    letter = email.message_from_bytes(heard["mail"].encode())
    body = letter.get_payload(decode=True).decode().strip()
    assert (heard["to"], body) == ("somebody@example.org", TEXT)
    assert letter["Message-ID"] == f"<{sent.id}@example.org>"


@pytest.mark.own_machine
@pytest.mark.parametrize(("code", "error"), [(550, RefusedError), (451, LaterError)])
def test_a_mailbox_that_is_not_there_and_one_that_is_full(stub, code, error):
    stub.answer(rcpt=code)

    with pytest.raises(error):
        channels.deliver(Channel.MAIL, parcel("somebody@example.org"))


@pytest.mark.own_machine
@pytest.mark.parametrize("bad", ["a@example.org\r\nBcc: b@example.org", ""])
def test_an_address_cannot_bring_further_receivers(stub, bad):
    with pytest.raises(RefusedError):
        channels.deliver(Channel.MAIL, parcel(bad))

    assert stub.heard() == []


def test_a_file_is_one_file_however_often_and_nobody_elses(tmp_path, settings):
    settings.GUITU_HOME = tmp_path
    sent = parcel()

    channels.deliver(Channel.FILE, sent)
    channels.deliver(Channel.FILE, sent)

    (file,) = (tmp_path / "outbox").iterdir()
    assert TEXT in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "outbox").stat().st_mode & 0o077 == 0


def test_made_up_people_reach_nobody_outside(settings):
    settings.GUITU_CHANNEL_SMS = settings_of.Way("127.0.0.1", 9, "/", secure=False)

    settings.GUITU_DEMO = True
    assert channels.connected() == (Channel.FILE,)
    settings.GUITU_DEMO = False
    assert channels.connected() == (Channel.SMS,)


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("https://sms.example.org/v1/send?x=1", ("sms.example.org", 443, "/v1/send?x=1", True)),
        ("http://127.0.0.1:8080/", ("127.0.0.1", 8080, "/", False)),
    ],
)
def test_a_gateway_is_read_from_its_address(monkeypatch, said, way):
    monkeypatch.setenv("GUITU_CHANNEL_SMS", said)

    found = settings_of.gateway("GUITU_CHANNEL_SMS", ("http", "https"))

    assert found is not None
    assert (found.host, found.port, found.path, found.secure) == way


@pytest.mark.parametrize(
    "said", ["sms.example.org", "ftp://x/", "https://", "https://x:port/", "http://sms.example.org/"]
)
def test_a_gateway_that_cannot_be_meant_fails_with_a_sentence(monkeypatch, said):
    monkeypatch.setenv("GUITU_CHANNEL_SMS", said)

    with pytest.raises(SettingError, match="GUITU_CHANNEL_SMS"):
        settings_of.gateway("GUITU_CHANNEL_SMS", ("http", "https"))


def test_no_gateway_is_no_gateway_and_a_telling_sender_is_refused(monkeypatch):
    monkeypatch.delenv("GUITU_CHANNEL_SMS", raising=False)
    assert settings_of.gateway("GUITU_CHANNEL_SMS", ("http", "https")) is None

    monkeypatch.setenv("GUITU_CHANNEL_NAME", "文艺路禁毒办")
    with pytest.raises(SettingError, match="GUITU_CHANNEL_NAME"):
        settings_of.neutral("GUITU_CHANNEL_NAME", "便民服务")
