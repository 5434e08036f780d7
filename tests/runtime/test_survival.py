"""``guitu survival``: the shape outsiders are promised, a table for people, sentences for wrong tables."""

import json
import subprocess
import sys

import pytest

from guitu.config.home import REPOSITORY
from guitu.runtime.cli.frame import DONE, WRONG_INPUT
from guitu.runtime.cli.frame import _run as run_guitu
from guitu.runtime.cli.group import guitu

TABLE = "weeks,relapse,arm\n6,1,drug\n6,1,drug\n6,0,drug\n10,0,drug\n1,1,placebo\n2.5,1,placebo\n"


@pytest.fixture
def survival(tmp_path, monkeypatch, capsys):
    """Exit code, stdout and stderr of the command for a file with this content."""
    file = tmp_path / "t.csv"

    def run(content: str, *options: str) -> tuple[int, str, str]:
        file.write_text(content, "utf-8")
        monkeypatch.setattr("sys.argv", ["guitu", "survival", str(file), *options])
        code = run_guitu(guitu)
        out, err = capsys.readouterr()
        return code, out, err

    return run


ASKED = ("--time", "weeks", "--event", "relapse")


def test_the_json_has_exactly_the_promised_shape(survival):
    code, out, err = survival(TABLE, *ASKED, "--by", "arm", "--json")

    assert (code, err) == (DONE, "")
    found = json.loads(out)
    assert list(found) == ["groups"]
    drug, placebo = found["groups"]
    assert list(drug) == ["by", "n", "events", "median", "points"]
    assert (drug["by"], drug["n"], drug["events"], drug["median"]) == ("drug", 4, 2, 6)
    first = drug["points"][0]
    assert list(first) == ["time", "at_risk", "events", "censored", "survival", "lower", "upper"]
    assert (first["time"], first["at_risk"], first["events"], first["censored"], first["survival"]) == (
        6,
        4,
        2,
        1,
        0.5,
    )
    assert 0 < first["lower"] < 0.5 < first["upper"] < 1
    assert [p["time"] for p in placebo["points"]] == [1, 2.5]


def test_without_groups_there_is_one_without_a_name(survival):
    (one,) = json.loads(survival(TABLE, *ASKED, "--json")[1])["groups"]

    assert (one["by"], one["n"]) == (None, 6)


def test_a_median_that_was_never_reached_is_null(survival):
    out = survival("weeks,relapse\n3,0\n4,0\n", *ASKED, "--json")[1]

    assert json.loads(out)["groups"][0]["median"] is None


def test_people_read_a_table(survival):
    code, out, _ = survival(TABLE, *ASKED, "--by", "arm")

    assert code == DONE
    assert "drug  n=4" in out
    assert "0.5000" in out
    assert "{" not in out


def test_another_scale_gives_other_limits(survival):
    first = [
        json.loads(survival(TABLE, *ASKED, "--limits", scale, "--json")[1])["groups"][0]["points"][0]["lower"]
        for scale in ("log-log", "log", "plain")
    ]
    assert len(set(first)) == 3


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        ("", "表里没有数据", "holds no data"),
        ("a,b\n1,1\n", "没有“weeks”这一列", "no column “weeks”"),
        ("weeks,relapse\nten,1\n", "“ten”，不是数", "is no number"),
        ("weeks,relapse\n-1,1\n", "第 2 行的时间是负数", "line 2 is negative"),
        ("weeks,relapse\n1,maybe\n", "不知道是否发生", "does not tell whether it happened"),
    ],
)
def test_a_wrong_table_gets_a_sentence_in_both_languages(survival, content, zh, en):
    code, out, err = survival(content, *ASKED, "--json")

    assert (code, out) == (WRONG_INPUT, "")
    assert zh in err
    assert en in err


def test_entry_no_earlier_than_the_end_gets_a_sentence(survival):
    code, _, err = survival("weeks,relapse,from\n5,1,5\n", *ASKED, "--entry", "from")

    assert code == WRONG_INPUT
    assert "开始观察的时间不早于结束的时间" in err


def test_a_table_may_come_by_standard_input(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "guitu.runtime.cli", "survival", "-", *ASKED, "--json"],
        cwd=REPOSITORY, input=TABLE, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == DONE, done.stderr
    assert json.loads(done.stdout)["groups"][0]["n"] == 6
