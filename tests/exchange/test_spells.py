"""A table of times is read to the end or refused with the line that is wrong."""

import tracemalloc

import pytest

from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures.survival import curve
from guitu.exchange.importers.spells import Columns, read

NAMES = Columns("time", "event", by="by")


def table(tmp_path, text: str | bytes):
    file = tmp_path / "t.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refused(tmp_path, text: str | bytes, columns: Columns = NAMES) -> DomainError:
    with pytest.raises(DomainError) as caught:
        read(table(tmp_path, text), columns)
    return caught.value


@pytest.mark.parametrize("beginning", ["", "\ufeff"])
def test_groups_come_in_the_order_of_their_names(tmp_path, beginning):
    text = f"{beginning}time,event,by\r\n5,1,乙\r\n3,0,甲\r\n4,是,甲\r\n2,FALSE,乙\r\n\r\n"

    groups = read(table(tmp_path, text), NAMES)

    assert [(name, g.n, g.events) for name, g in groups.items()] == [("乙", 2, 1), ("甲", 2, 1)]


def test_without_groups_everybody_is_one(tmp_path):
    groups = read(table(tmp_path, "x,time,event\n,1,1\n,2,0\n"), Columns("time", "event"))

    assert list(groups) == [None]
    assert [p.time for p in curve(groups[None]).points] == [1, 2]


def test_entry_is_read_where_it_is_asked_for(tmp_path):
    columns = Columns("time", "event", entry="from")
    groups = read(table(tmp_path, "time,event,from\n5,1,0\n9,1,5\n"), columns)

    assert [(p.time, p.at_risk) for p in curve(groups[None]).points] == [(5, 1), (9, 1)]


@pytest.mark.parametrize(
    ("text", "code", "fact"),
    [
        ("", "empty", {}),
        ("time,event,by\n", "empty", {}),
        ("time,event\n1,1\n", "column", {"column": "by"}),
        ("time,time,event,by\n1,1,1,a\n", "twice", {"column": "time"}),
        ("time,event,by\nx,1,a\n", "number", {"line": 2, "value": "x"}),
        ("time,event,by\n1,1,a\n,1,a\n", "number", {"line": 3, "value": ""}),
        ("time,event,by\n1,2,a\n", "event", {"line": 2, "value": "2"}),
        ("time,event,by\n1,,a\n", "event", {"line": 2, "value": ""}),
        ("time,event,by\n-1,1,a\n", "negative", {"line": 2}),
        ("time,event,by\nnan,1,a\n", "not-finite", {"line": 2}),
        ("time,event,by\ninf,1,a\n", "not-finite", {"line": 2}),
        ("time,event,by\n1,1\n", "short-row", {"line": 2}),
        ('time,event,by\n1,1,"a\n', "not-csv", {}),
        ("时间,event,by\n1,1,a\n".encode("gb18030"), "not-utf8", {}),
        (b"\x00\x01\x02", "column", {}),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, text, code, fact):
    error = refused(tmp_path, text)

    assert error.code == f"spell-file.{code}"
    assert fact.items() <= error.facts.items()


@pytest.mark.parametrize("late", ["5", "6"])
def test_who_came_when_it_was_over_cannot_count(tmp_path, late):
    error = refused(tmp_path, f"time,event,from\n5,1,{late}\n", Columns("time", "event", entry="from"))

    assert (error.code, error.facts["line"]) == ("spell-file.entry", 2)


def test_too_many_groups_are_no_groups(tmp_path, monkeypatch):
    monkeypatch.setattr("guitu.exchange.importers.spells.MOST_GROUPS", 2)

    assert refused(tmp_path, "time,event,by\n1,1,a\n1,1,b\n1,1,c\n").code == "spell-file.groups"


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DomainError) as caught:
        read(tmp_path / "none.csv", NAMES)
    assert caught.value.code == "spell-file.unreadable"


def test_a_long_table_is_counted_and_let_go(tmp_path):
    file = tmp_path / "long.csv"
    with file.open("w") as rows:
        rows.write("time,event,by,words\n")
        rows.writelines(f"{n % 365},{n % 2},g{n % 10},{'x' * 60}\n" for n in range(60_000))

    tracemalloc.start()
    groups = read(file, NAMES)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert sum(counts.n for counts in groups.values()) == 60_000
    assert peak < file.stat().st_size / 3
