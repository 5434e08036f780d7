import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from guitu.domain.kernel.errors import DomainError
from guitu.domain.rules.model import Confidence, Nature, Recurring, Rule
from guitu.domain.rules.parse import PROPOSAL, RulesRefusedError
from guitu.foundation import rulebook_words, rulebooks
from guitu.foundation.rulebook_files import mapping_of, read_folder
from guitu.foundation.rulebook_words import sentences
from guitu.runtime.cli.check_rules import command

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = REPOSITORY / "rulebooks"


@pytest.fixture(autouse=True)
def _fresh(settings: Settings, tmp_path: Path) -> None:
    """The shipped books and nobody's adoptions; the demo is off."""
    settings.GUITU_HOME = tmp_path
    settings.GUITU_RULEBOOKS = str(SHIPPED)
    settings.GUITU_DEMO = False


def shipped_rules() -> dict[tuple[str, str], Rule]:
    return {(pack.id, rule.id): rule for pack in rulebooks.packs() for rule in pack.rules}


@pytest.mark.parametrize(
    ("region", "book"),
    [
        (0, "national"),
        (13, "national"),
        (130102001000, "national"),
        (43, "national+hunan_sample"),
        (4301, "national+hunan_sample"),
        (430102001000, "national+hunan_sample"),
        (430102001000007, "national+hunan_sample"),
        (31, "national+shanghai"),
        (37, "national+shandong"),
        (50, "national+chongqing"),
        (33, "national"),
        (35, "national"),
        (350322, "national+fujian_xianyou_2012"),
        (350322100000, "national+fujian_xianyou_2012"),
        (350321000000, "national"),
        (15, "national"),
        (150302000000, "national+neimenggu_wuhai"),
        (46, "national+hainan"),
        (530302, "national+yunnan_qujing"),
        (5301, "national"),
        (6103, "national+shaanxi_baoji"),
        (61, "national"),
    ],
)
def test_a_place_finds_its_book_by_its_number(region: int, book: str) -> None:
    assert rulebooks.book_for(region).id == book


@pytest.mark.parametrize("region", [4, 430, 43010200100, -1, 10**16])
def test_a_number_that_is_no_place_is_refused(region: int) -> None:
    with pytest.raises(DomainError, match=r"region\."):
        rulebooks.book_for(region)


def test_the_superseded_book_is_listed_and_never_applied() -> None:
    assert [pack.id for pack in rulebooks.packs() if pack.superseded] == ["zhejiang_2011"]
    assert "zhejiang_2011" not in " ".join(book.id for book in rulebooks.books())
    assert len(rulebooks.books()) == 11


def test_no_rhythm_of_control_counts_where_nobody_adopted_it() -> None:
    for book in rulebooks.books():
        assert not [r.id for r in book.rules if r.nature is Nature.CONTROL and isinstance(r.body, Recurring)]


def test_the_national_book_has_no_rhythm_at_all() -> None:
    national = rulebooks.book_for(13, treat_as_adopted=True)

    assert [rule.id for rule in national.rules if isinstance(rule.body, Recurring)] == []


def test_the_demo_and_the_outlook_command_treat_a_pack_as_adopted(settings: Settings) -> None:
    asked = rulebooks.book_for(43, treat_as_adopted=True)
    settings.GUITU_DEMO = True

    assert rulebooks.book_for(43) is asked
    assert {"D-02", "D-03", "D-03.two_year"} <= {rule.id for rule in asked.rules}
    assert rulebooks.book_for(43, treat_as_adopted=False).rule("D-03") is None


def test_an_operators_file_adopts_a_pack_from_a_day(tmp_path: Path) -> None:
    (tmp_path / "adoptions.yaml").write_text(
        "- {pack: hunan_sample, by: 怀化市禁毒办, document: 怀禁办〔2026〕1号, on: 2026-03-01}\n", "utf-8"
    )

    rule = rulebooks.book_for(431202).rule("D-03")

    assert rule is not None
    assert date.fromordinal(rule.from_ordinal) == date(2026, 3, 1)
    assert rulebooks.book_for(350322).rule("D-02") is None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- {pack: hunan_sample}\n", "rules.missing", 1),
        ("\n- {pack: moon, by: A, document: B, on: 2026-01-01}\n", "rules.unknown-pack", 2),
        ("hunan_sample\n", "rules.missing", 1),
        ("- {pack: [\n", "rules.not-yaml", 2),
    ],
)
def test_a_wrong_adoption_is_refused_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    (tmp_path / "adoptions.yaml").write_text(text, "utf-8")

    with pytest.raises(RulesRefusedError) as refused:
        rulebooks.book_for(43)

    first = refused.value.problems[0]
    assert (first.code, first.facts["file"], first.facts["line"]) == (code, "adoptions.yaml", line)


def test_places_with_the_same_packs_share_one_book_and_others_have_other_numbers() -> None:
    assert rulebooks.book_for(430102001000) is rulebooks.book_for(43)
    assert rulebooks.book_for(13) is rulebooks.book_for(33)
    numbers = [book.number for book in rulebooks.books()]
    assert len(set(numbers)) == len(numbers)


def test_many_threads_get_one_book() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(rulebooks.book_for, [430102001000] * 32))

    assert len({id(book) for book in found}) == 1


def test_reading_the_files_again_gives_the_same_revision() -> None:
    before = {book.id: book.revision for book in rulebooks.books()}
    rulebooks.forget()

    assert {book.id: book.revision for book in rulebooks.books()} == before
    assert before.pop("national+sample_profile") == before["national"]  # nobody adopted it: it adds nothing
    assert len(set(before.values())) == len(before)


def test_every_proposal_of_ours_says_so_and_every_other_rule_names_a_document() -> None:
    for rule in shipped_rules().values():
        assert rule.source.document.startswith(PROPOSAL) == (rule.confidence is Confidence.PROPOSED)
        assert rule.source.article


def test_nobody_is_called_by_what_they_used() -> None:
    for path in SHIPPED.glob("*.yaml"):
        told = [
            line for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith(("zh:", "en:"))
        ]
        assert not [line for line in told if "吸毒人员" in line or "addict" in line.lower()]


def test_the_conventions_other_code_reads_are_there() -> None:
    parameters = rulebooks.book_for(43).parameters

    assert {name: parameters[name] for name in CONVENTIONS} == CONVENTIONS


CONVENTIONS = {
    "community_detox.term_months": 36,
    "aftercare.term_months": 36,
    "term_end_convention": "corresponding_day",
    "suspension_stops_clock": True,
    "absence_count": "whole_days_excluding_departure_day",
    "dynamic_control.years": 3,
    "dynamic_control.start_rule": "by_case",
    "clean.urine_gap_days": 100,
    "clean.hair_gap_days": 200,
    "clean.reported_gap_days": 200,
    "risk.expire_months": 6,
    "control_lead": "domicile",
}


@pytest.mark.parametrize(
    ("region", "domicile", "released_from"),
    [
        (13, (), date(2008, 6, 1)),
        (31, (), date(2008, 6, 1)),
        (43, (), date(2017, 1, 1)),
        (1503, (1503,), date(2020, 5, 1)),
    ],
)
def test_a_book_says_whom_an_import_invites(
    region: int, domicile: tuple[int, ...], released_from: date
) -> None:
    clause = rulebooks.book_for(region).enrolment

    assert clause is not None
    assert (clause.within_years, clause.domicile_in) == (3, domicile)
    assert date.fromordinal(clause.released_from_ordinal) == released_from


def copied(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """The shipped books with one change in one of them."""
    folder = tmp_path / "rulebooks"
    shutil.copytree(SHIPPED, folder)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def line_of(path: Path, text: str) -> int:
    """The line on which the first occurrence of ``text`` begins."""
    return path.read_text("utf-8").split(text, 1)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code", "below"),
    [
        ("unit: items}", "unt: items}", "rules.unknown-key", 0),
        ("      article: 后续照管\n", "", "rules.no-source", 1),
        ("    nature: care\n", "", "rules.no-nature", 3),
        ("anchor: term_start", "anchor: birthday", "rules.unknown-anchor", 0),
    ],
)
def test_a_fault_in_a_file_is_found_with_the_line_of_its_mapping(
    tmp_path: Path, old: str, new: str, code: str, below: int
) -> None:
    folder = copied(tmp_path, "hunan_sample.yaml", old, new)

    with pytest.raises(RulesRefusedError) as refused:
        read_folder(folder)

    faults = {(p.code, p.facts["line"]) for p in refused.value.problems}
    assert (code, line_of(SHIPPED / "hunan_sample.yaml", old) - below) in faults
    for said in sentences(refused.value):
        assert said.startswith("hunan_sample.yaml:")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\nid: b\n", 2),
        ("id: [\n", 2),
        ("id: {a: 1,\n  a: 2}\n", 2),
        ("id: !!python/name:os.system\n", 1),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(RulesRefusedError) as refused:
        mapping_of(path)

    problem = refused.value.problems[0]
    assert (problem.code, problem.facts["line"]) == ("rules.not-yaml", line)


def test_faults_of_all_files_are_named_together(tmp_path: Path) -> None:
    folder = copied(tmp_path, "hunan_sample.yaml", "    nature: care\n", "")
    (folder / "hainan.yaml").write_text("id: hainan\nid: twice\n", "utf-8")
    (folder / "latin.yaml").write_bytes(b"id: \xff\xfe\n")

    with pytest.raises(RulesRefusedError) as refused:
        read_folder(folder)

    assert {p.facts["file"] for p in refused.value.problems} == {
        "hunan_sample.yaml",
        "hainan.yaml",
        "latin.yaml",
    }


def test_a_folder_without_the_national_book_is_refused(tmp_path: Path, settings: Settings) -> None:
    settings.GUITU_RULEBOOKS = str(tmp_path)

    with pytest.raises(RulesRefusedError) as refused:
        rulebooks.book_for(43)

    assert [p.code for p in refused.value.problems] == ["rules.no-national"]


def test_every_fault_the_parser_can_find_has_a_sentence() -> None:
    sources = [*(REPOSITORY / "guitu" / "domain" / "rules").glob("*.py")]
    text = "".join(path.read_text("utf-8") for path in sources)
    raised = set(re.findall(r"""(?:fault\(|add\(|missing=|unknown=)\s*"([a-z-]+)\"""", text))

    assert len(raised) > 30
    assert {f"rules.{what}" for what in raised} <= set(rulebook_words._SENTENCES)


def check_rules(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guitu.runtime.cli", "check-rules", *options],
        env={**os.environ, "GUITU_RULEBOOKS": str(folder)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_rules_counts_every_pack() -> None:
    done = check_rules(SHIPPED, "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert set(told["figures"]) == {path.stem for path in (REPOSITORY / "metrics").glob("*.yaml")}
    assert {pack["id"] for pack in told["packs"]} == {path.stem for path in SHIPPED.glob("*.yaml")}
    hunan = next(pack for pack in told["packs"] if pack["id"] == "hunan_sample")
    assert hunan["waiting_for_adoption"] == ["D-02", "D-03", "D-03.two_year"]
    assert sum(hunan["primitives"].values()) == sum(hunan["confidence"].values()) == hunan["rules"]


def test_check_rules_leaves_with_2_and_names_file_and_line(tmp_path: Path) -> None:
    folder = copied(tmp_path, "hunan_sample.yaml", "    nature: care\n", "")
    line = line_of(SHIPPED / "hunan_sample.yaml", "    nature: care\n") - 3

    done = check_rules(folder)

    assert done.returncode == 2
    assert f"hunan_sample.yaml:{line}" in done.stderr
    assert done.stdout == ""


def test_check_rules_names_file_and_line_of_a_figure_too(tmp_path: Path, settings, capsys) -> None:
    shutil.copytree(REPOSITORY / "metrics", tmp_path / "metrics")
    file = tmp_path / "metrics" / "care.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines, start=1) if line == "    unit: share\n")
    lines[number - 1] = "    unit: percent\n"
    file.write_text("".join(lines), encoding="utf-8")
    settings.BASE_DIR = tmp_path

    assert command.callback(as_json=False) == 2

    said = capsys.readouterr()
    assert "care.yaml:" in said.err
    assert "percent" in said.err
    assert said.out == ""
