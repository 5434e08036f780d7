"""``guitu draw verify``: a draw is computed anew from its log, offline; the first discrepancy is named."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guitu.domain.testing.draw import verify as check
from guitu.runtime.cli.frame import DONE, NOT_DONE, WRONG_INPUT
from guitu.runtime.cli.frame import _run as run_guitu
from guitu.runtime.cli.group import guitu
from tests.domain.testing.test_draw import logged

SPEC = Path(__file__).parents[2] / "docs" / "spec" / "draw.md"


@pytest.fixture
def verify(tmp_path, monkeypatch, capsys):
    """Exit code, stdout and stderr of the command for a file with this content."""
    file = tmp_path / "draw.json"

    def run(content: object, *options: str) -> tuple[int, str, str]:
        text = content if isinstance(content, str) else json.dumps(content)
        file.write_text(text, "utf-8")
        monkeypatch.setattr("sys.argv", ["guitu", "draw", "verify", str(file), *options])
        code = run_guitu(guitu)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_log_that_holds_lists_who_was_drawn(verify):
    log = logged()

    code, out, err = verify(log, "--published", log["announced"])

    assert code == DONE
    assert [line.split("\t")[1] for line in out.splitlines()] == [d["entrant"] for d in log["drawn"]]
    assert "相符" in err
    assert "--published" not in err


def test_without_the_published_line_it_says_what_was_not_checked(verify):
    code, out, err = verify(logged(), "--json")

    assert code == DONE
    assert json.loads(out)["drawn"] == logged()["drawn"]
    assert "--published" in err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"seed": "00" * 32}, "draw-log.commitment"),
        ({"salt": "1"}, "draw-log.drawn"),
        ({"drawn_at": "2027-01-01T00:00:00+08:00"}, "draw-log.digest"),
    ],
)
def test_the_first_discrepancy_is_named_in_both_languages(verify, change, says):
    code, out, err = verify({**logged(), **change})

    assert (code, out) == (NOT_DONE, "")
    assert f"[{says}]" in err
    assert "不符" in err
    assert "Does not hold" in err


@pytest.mark.parametrize("content", ["", "{", "\ud7ff", "[]", '{"format": "guitu-draw/1"}'])
def test_what_is_no_log_is_wrong_input(verify, content):
    code, out, err = verify(content)

    assert (code, out) == (WRONG_INPUT, "")
    assert "draw-file." in err


def test_the_lines_the_page_prints_compute_the_same(tmp_path):
    """The recipe of docs/spec/draw.md is run as it stands there, and knows nothing of this program."""
    (recipe,) = re.findall(r"```python\n(.*?)```", SPEC.read_text("utf-8"), re.S)
    file = tmp_path / "draw.json"
    log = logged(count=40, pick=7, salt="31415926")
    file.write_text(json.dumps(log), "utf-8")

    said = subprocess.run(
        [sys.executable, "-I", "-c", recipe, str(file)], capture_output=True, text=True, check=True
    ).stdout.split()

    assert said == [log["announced"], *(one.entrant for one in check(log))]
