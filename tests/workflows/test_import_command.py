"""``guitu import``: data on stdout, words on stderr, exit codes as promised."""

import json

import pytest

from guitu.casework.people.models import Person
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.runtime.cli import import_
from tests.exchange.workbooks import DATA, TRIMMED, pack, parts, save, text_row
from tests.workflows.rosters import made_up_people
from tests.world import NOW, world

__all__ = ["made_up_people", "world"]
pytestmark = pytest.mark.django_db

EXPECTED = json.loads((DATA / "release-roster-trimmed.expected.json").read_text(encoding="utf-8"))

# the commands without the frame that starts the database: the tests have one
roster = import_.roster.callback.__wrapped__
undo = import_.undo.callback.__wrapped__


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def run(path, *, dry_run=False, as_json=True, username=None):
    return roster(path, dry_run=dry_run, as_json=as_json, username=username)


def test_the_json_holds_every_row_and_stdout_nothing_else(capsys, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: clock.midnight(clock.date(2026, 11, 22)))

    code = run(TRIMMED, dry_run=True)

    answer = json.loads(capsys.readouterr().out)
    rows = answer["rows"]
    states = {
        state: [row["row"] for row in rows if row["state"] == state] for state in ("rejected", "duplicate")
    }
    assert code == 0
    assert answer["batch"] is None
    assert sum(row["state"] == "accepted" for row in rows) == EXPECTED["accepted"]
    assert states["rejected"] == [row["row"] for row in EXPECTED["rejected"]]
    assert states["duplicate"] == [row["row"] for row in EXPECTED["duplicates"]]
    assert all(set(reason) == {"code", "cell", "zh", "en"} for row in rows for reason in row["reasons"])
    assert not Person.objects.exists()


def test_an_import_and_its_undoing_name_the_batch(capsys):
    assert run(TRIMMED) == 0
    batch = json.loads(capsys.readouterr().out)["batch"]
    assert Person.objects.exists()

    assert undo(batch, username=None, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["batch"] == batch
    assert not Person.objects.exists()

    assert undo(batch, username=None, as_json=False) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "已经撤销" in said.err


def test_without_json_nothing_is_on_stdout_and_unknown_columns_are_named(capsys, tmp_path):
    path = save(
        tmp_path / "a.xlsx", {"一": [["姓名", "身份证号码", "解除日期", "鞋码"], ["张三", "x", "y", 42]]}
    )

    assert run(path, as_json=False) == 0

    said = capsys.readouterr()
    assert said.out == ""
    assert "鞋码" in said.err


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "none.xlsx", "找不到"),
        (lambda folder: pack(folder / "a.xlsx", parts(text_row(1, "会议纪要"))), "没有找到名册的表头"),
        (lambda folder: pack(folder / "b.xlsx", {"xl/vbaProject.bin": "x", **parts()}), "宏"),
    ],
)
def test_a_refused_file_is_wrong_input_and_says_why_in_both_languages(capsys, tmp_path, make, words):
    assert run(make(tmp_path)) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.strip().splitlines()[-1].isascii()


def test_somebody_may_import_in_their_own_name_if_they_may(capsys, world):
    assert run(TRIMMED, username="gate", dry_run=True) == 0
    capsys.readouterr()

    assert run(TRIMMED, username="lin") == 1
    assert run(TRIMMED, username="nobody") == 1
    assert "没有这个账号" in capsys.readouterr().err


def test_what_has_no_sentence_here_is_left_to_the_frame(monkeypatch):
    def fail(*_args, **_more):
        raise DomainError("rules.refused")

    monkeypatch.setattr("guitu.exchange.importers.roster_file.import_file", fail)

    with pytest.raises(DomainError, match="rules.refused"):
        run(TRIMMED)
