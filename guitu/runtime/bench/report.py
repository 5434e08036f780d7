"""The table: for the terminal, and as Markdown between two marks of docs/benchmarks.md."""

from collections.abc import Mapping, Sequence
from typing import Any

from guitu.config.home import REPOSITORY
from guitu.runtime.bench.lines import number

DOCUMENT = REPOSITORY / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
_HEADS = ("what", "value", "target", "", "ratio", "to what")


def table(result: Mapping[str, Any]) -> str:
    """Columns for the terminal, and what the machine was like."""
    rows = [_HEADS, *(_cells(line) for line in result["lines"])]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEADS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([*lines, "", *_machine(result)])


def markdown(result: Mapping[str, Any]) -> str:
    """The same for the document, with the further numbers of each line below."""
    rows = ["| " + " | ".join(_HEADS) + " |", "|" + "---|" * len(_HEADS)]
    rows += ["| " + " | ".join(_cells(line)) + " |" for line in result["lines"]]
    more = [f"- `{line['name']}`: {_plain(line['more'])}" for line in result["lines"] if line["more"]]
    return "\n".join([*_machine(result), "", *rows, "", *more])


def write(result: Mapping[str, Any]) -> None:
    """Put the table in place of the one that stands in the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{markdown(result)}\n{END}{after}", encoding="utf-8")


def _cells(line: Mapping[str, Any]) -> tuple[str, ...]:
    value = (
        ("yes" if line["value"] else "no") if not line["unit"] else f"{number(line['value'])} {line['unit']}"
    )
    ratio = "" if line["ratio"] is None else number(line["ratio"])
    return line["what"], value, line["target"] or "", line["verdict"] or "", ratio, line["reference"] or ""


def _machine(result: Mapping[str, Any]) -> Sequence[str]:
    before, after = result["machine"]["before"], result["machine"]["after"]
    return (
        f"{before['cores']} cores, {before['system']}, Python {before['python']}; "
        f"{result['people']:,} people.",
        f"A million additions in plain Python: {before['loop_ms']} ms before, {after['loop_ms']} ms after; "
        f"load {before['load'][0]} before, {after['load'][0]} after.",
        result["machine"]["noise"] + ".",
    )


def _plain(facts: Mapping[str, Any]) -> str:
    said = []
    for name, value in facts.items():
        shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        said.append(f"{name} {shown}" if not isinstance(value, dict) else f"{name} ({shown})")
    return "; ".join(said)
