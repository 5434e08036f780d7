"""The bench runs from end to end at its smallest size. How fast anything was is no test's business."""

import json
import subprocess
import sys

import pytest

from guitu.config.home import REPOSITORY
from guitu.runtime.bench import report
from guitu.runtime.bench.lines import YES, Line, at_least, at_most, percentile
from tests.runtime.conftest import Home

PROMISED = {
    "outlook.community_rehab", "outlook.aftercare", "outlook.both",
    "rebuild", "rebuild.identical",
    "desk.station", "desk.all", "desk.queries", "desk.rate",
    "board.station", "board.all", "board.queries",
    "dashboards.county", "dashboards.county.anew", "dashboards.province", "dashboards.province.anew",
    "curves.county", "curves.province",
    "person",
    "plan", "plan.waiting",
    "help", "help.all", "help.promise", "help.queries",
    "record", "record.above_bare",
    "letters",
    "matching",
    "vacancies.import", "vacancies.again", "vacancies.changed",
    "cohorts", "cohorts.scan", "cohorts.memory",
    "survival",
    "roster.seconds", "roster.memory", "roster.above_bare", "roster.above_arrays",
    "log.desk", "log.person", "log.strangers", "log.rate", "log.who-looked",
    "walls.station", "walls.station.added", "walls.station.counts", "walls.search.station",
    "walls.county", "walls.county.added", "walls.county.counts", "walls.search.county",
    "walls.province", "walls.province.added", "walls.province.counts", "walls.search.province",
    "walls.search.nation",
    "sealed.aes", "sealed.sm4", "keys.rotate",
}  # fmt: skip


def bench(home: Home, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "guitu.runtime.cli", "bench", *arguments],
        cwd=REPOSITORY,
        env=home.surroundings(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


def test_what_is_asked_for_is_measured_and_nothing_served_is_touched(home: Home):
    done = bench(home, "record", "--people", "30", "--json", "-")

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert {line["name"] for line in result["lines"]} == {"record", "record.above_bare"}
    assert all(line["verdict"] in {"pass", "fail"} for line in result["lines"])
    assert result["lines"][0]["value"] > 0  # what three acts cost above their SQL may be lost in noise
    assert result["machine"]["before"]["loop_ms"] > 0
    assert "record a visit" in report.table(result)
    assert home.guitu("db", "start").returncode == 0
    with home.connect("superuser") as way:
        served = way.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
        kept = way.execute("select datname from pg_database where datname like 'guitu_bench%'").fetchall()
    assert served == (0,)
    assert kept == [("guitu_bench",)]


@pytest.mark.full
def test_every_promise_has_a_line(home: Home):
    done = bench(home, "--people", "30", "--walls-people", "300", "--json", "-")

    assert done.returncode == 0, done.stderr
    lines = {line["name"]: line for line in json.loads(done.stdout)["lines"]}
    assert lines.keys() == PROMISED
    assert lines["rebuild.identical"]["verdict"] == "pass"
    assert lines["desk.queries"]["verdict"] == "pass"


def test_the_bench_refuses_an_operators_own_server(home: Home):
    done = bench(home, "outlook", DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")

    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        (at_least(3000), 3000, "pass"),
        (at_least(3000), 2999.9, "fail"),
        (at_most(40), 40, "pass"),
        (at_most(40), 40.1, "fail"),
        (YES, 1.0, "pass"),
        (YES, 0.0, "fail"),
        (None, 5, ""),
    ],
)
def test_a_line_says_whether_its_target_is_met(target, value, verdict):
    assert Line("name", "what", value, "ms", target).verdict == verdict


def test_the_percentile_is_a_value_that_was_measured():
    values = [float(n) for n in range(1, 101)]

    assert percentile(values, 95) == 95
    assert percentile(values, 50) == 50
    assert percentile([7.0], 95) == 7
