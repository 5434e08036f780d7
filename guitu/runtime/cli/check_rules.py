"""``check-rules``: read all rulebooks and figures and say what is in them, or all that is wrong with them."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from guitu.runtime.cli.frame import DONE, WRONG_INPUT
from guitu.runtime.framework import set_up_django

if TYPE_CHECKING:
    from guitu.domain.rules.model import Pack
    from guitu.domain.rules.parse import RulesRefusedError


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def command(*, as_json: bool) -> int:
    """检查全部规则册和指标 · Check all rulebooks and figures.

    按类型和可信度计数；有误时逐条列出文件和行号，退出码 2。Counts by shape and confidence; faults with
    file and line, and exit code 2.
    """
    set_up_django()
    from guitu.domain.rules.parse import RulesRefusedError
    from guitu.foundation.metrics import metrics
    from guitu.foundation.rulebooks import books, packs

    try:
        listed = [_counted(pack) for pack in packs()]
        revisions = {book.id: book.revision for book in books()}
        figures = dict(sorted(Counter(metric.theme for metric in metrics().values()).items()))
    except RulesRefusedError as refused:
        _refuse(refused, as_json=as_json)
        return WRONG_INPUT
    if as_json:
        click.echo(
            json.dumps(
                {"packs": listed, "books": revisions, "figures": figures}, ensure_ascii=False, indent=1
            )
        )
    else:
        _print(listed, revisions)
        click.echo("指标 figures: " + ", ".join(f"{theme} {count}" for theme, count in figures.items()))
    return DONE


def _counted(pack: "Pack") -> dict[str, Any]:
    """What one pack holds, as plain values."""
    return {
        "id": pack.id,
        "title": {"zh": pack.title.zh, "en": pack.title.en},
        "regions": list(pack.regions),
        "superseded": pack.superseded,
        "adopted": pack.adopted is not None,
        "rules": len(pack.rules),
        "primitives": dict(sorted(Counter(rule.primitive.value for rule in pack.rules).items())),
        "confidence": dict(sorted(Counter(rule.confidence.value for rule in pack.rules).items())),
        "waiting_for_adoption": [
            rule.id for rule in pack.rules if rule.requires_adoption and pack.adopted is None
        ],
    }


def _refuse(refused: "RulesRefusedError", *, as_json: bool) -> None:
    """All faults: as JSON on stdout, or a line in Chinese and one in English for each on stderr."""
    from django.utils import translation

    from guitu.foundation.rulebook_words import sentence

    said = []
    for problem in refused.problems:
        words = {}
        for language, code in (("zh", "zh-hans"), ("en", "en")):
            with translation.override(code):
                words[language] = sentence(problem)
        said.append({"code": problem.code, **problem.facts, **words})
    if as_json:
        click.echo(json.dumps({"problems": said}, ensure_ascii=False, indent=1))
        return
    for one in said:
        click.echo(f"{one['zh']}\n  {one['en']}", err=True)


def _print(listed: list[dict[str, Any]], revisions: dict[str, str]) -> None:
    for pack in listed:
        state = "已失效 superseded" if pack["superseded"] else " ".join(map(str, pack["regions"]))
        click.echo(f"{pack['id']}  {pack['title']['zh']}  {state}  {pack['rules']} 条 rules")
        for name, counts in (("类型", pack["primitives"]), ("可信度", pack["confidence"])):
            click.echo(f"  {name}: " + ", ".join(f"{key} {count}" for key, count in counts.items()))
        if pack["waiting_for_adoption"]:
            click.echo("  须经采用 waiting for adoption: " + ", ".join(pack["waiting_for_adoption"]))
    for name, revision in revisions.items():
        click.echo(f"{name}  {revision}")
