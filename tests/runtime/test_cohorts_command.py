"""``guitu cohorts``: the table as a file, and sentences where there is none."""

import csv
import json

import pytest

from guitu.runtime.bench import columns_made
from guitu.runtime.cli.frame import DONE, NOT_DONE, WRONG_INPUT
from guitu.runtime.cli.frame import _run as run_guitu
from guitu.runtime.cli.group import guitu


@pytest.fixture
def cohorts(tmp_path, monkeypatch, capsys):
    """Exit code, stdout and stderr of the command, in a home without a snapshot."""
    monkeypatch.setenv("GUITU_HOME", str(tmp_path / "home"))

    def run(*options: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["guitu", "cohorts", str(tmp_path / "t.csv"), *options])
        code = run_guitu(guitu)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return columns_made.write(tmp_path_factory.mktemp("made"), 400)


def test_the_table_is_written_and_says_what_it_left_out(cohorts, made, tmp_path):
    code, out, _ = cohorts("--snapshot", str(made), "--json")

    assert code == DONE
    said = json.loads(out)
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert said == {"as_of": columns_made.AS_OF, "rows": len(rows), "left_out": said["left_out"]}
    assert said["left_out"] > 0
    assert min(int(row["released"]) for row in rows) >= 10
    starts = [row for row in rows if row["month"] == "0"]
    assert all(int(row["at_risk"]) == int(row["released"]) - int(row["unknown"]) for row in starts)
    assert all(0 <= float(row["survival"]) <= 1 for row in rows)


def test_one_province_is_that_province(cohorts, made, tmp_path):
    code, _, err = cohorts("--snapshot", str(made), "--region", "43")

    assert code == DONE
    assert "cohorts of fewer than 10 people are left out" in err
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        assert {row["area"][:2] for row in csv.DictReader(file)} <= {"43"}


def test_without_a_snapshot_it_says_what_to_do(cohorts):
    code, _, err = cohorts()

    assert code == NOT_DONE
    assert "bin/guitu snapshot" in err


def test_a_wrong_region_and_one_within_a_county_get_a_sentence(cohorts, made):
    assert cohorts("--snapshot", str(made), "--region", "4301x")[0] == WRONG_INPUT
    code, _, err = cohorts("--snapshot", str(made), "--region", "430102001")

    assert code == NOT_DONE
    assert "只保留到县" in err
    assert "by county only" in err
