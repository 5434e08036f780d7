"""An explanation in words: from when the duty counts, which rule says so, and what answered it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from guitu.domain.outlook.explain import Explanation
from guitu.web.shell import addresses, terms
from guitu.web.shell.dates import day_words
from guitu.web.shell.tags import outcome_word, said


@dataclass(frozen=True)
class Reason:
    """What the panel prints. ``sentences`` in order; ``quote`` "" where no source text was seen.

    ``address`` leads to the rule in its book.
    """

    title: str
    why: str
    sentences: tuple[str, ...]
    quote: str
    source: str
    confidence: str
    proposed: bool
    address: str


def reason_of(found: Explanation, today: date) -> Reason:
    """The words of one explanation."""
    return Reason(
        title=said(found.title),
        why=said(found.why),
        sentences=tuple(_sentences(found, today)),
        quote=found.source.quote,
        source=" ".join(part for part in (_document(found.source.document), found.source.article) if part),
        confidence=str(terms.CONFIDENCE.get(found.confidence.value, "")),
        proposed=found.confidence.value == "proposed",
        address=addresses.rule(found.book, found.rule),
    )


def _document(name: str) -> str:
    return gettext("归途建议") if name == "Guitu proposal" else name


def _sentences(found: Explanation, today: date) -> list[str]:
    made = []
    if found.anchor_on is not None:
        made.append(
            gettext("从%(event)s（%(day)s）算起。")
            % {
                "event": terms.ANCHORS.get(found.anchor, found.anchor),
                "day": day_words(found.anchor_on, today),
            }
        )
    made.append(
        gettext("%(opens)s起可以办，应在%(due)s前完成。")
        % {"opens": day_words(found.opens_on, today), "due": day_words(found.due_on, today)}
    )
    if found.late_after != found.due_on:
        made.append(gettext("宽限到%(day)s。") % {"day": day_words(found.late_after, today)})
    made.append(
        gettext("由%(who)s负责，性质：%(nature)s。")
        % {
            "who": terms.TABLES["owed_by"].get(found.owed_by, found.owed_by),
            "nature": terms.NATURES[found.nature.value],
        }
    )
    if found.answer is not None:
        made.append(
            gettext("%(day)s的记录（%(outcome)s）已作答复。")
            % {
                "day": day_words(found.answer.on, today),
                "outcome": outcome_word(found.answer.outcome, found.kind),
            }
        )
    return made
