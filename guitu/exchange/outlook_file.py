"""A case on paper: one person's facts in a JSON file, and their outlook as JSON, so that anyone can check.

The file needs no database and names nobody. What is wrong in it is told with the path inside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from guitu.domain.episode import EpisodeKind
from guitu.domain.journal.entry import BEFORE_ALL, Entry
from guitu.domain.journal.kinds import KINDS as ENTRY_KINDS
from guitu.domain.journal.kinds import canonical_outcome
from guitu.domain.kernel import region
from guitu.domain.kernel.errors import DomainError
from guitu.domain.outlook.engine import EpisodeOutlook, Outlook
from guitu.domain.outlook.facts import EpisodeFacts
from guitu.domain.outlook.slots import Duty
from guitu.domain.rules.model import Source

Json = Mapping[str, object]

EPISODE_DAYS = (
    "released_on",
    "opened_on",
    "decision_received_on",
    "reported_on",
    "consented_on",
    "kept_since",
)
EPISODE_KEYS = {"id", "kind", "term", *EPISODE_DAYS}
ENTRY_KEYS = {
    "id",
    "kind",
    "happened_on",
    "outcome",
    "details",
    "supersedes",
    "recorded_at",
    "reason",
    "episode",
    "note",
}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a facts file says: the place, one episode, the entries."""

    region: int
    episode: EpisodeFacts
    entries: tuple[Entry, ...]


def wrong(path: str, code: str, **facts: object) -> DomainError:
    """A fault in the file: ``path`` inside it, as in ``episode.term.from`` or ``entries[3].kind``."""
    return DomainError(f"case-file.{code}", path=path, **facts)


def read_case(data: object) -> CaseFile:
    """The case a parsed JSON value describes.

    Raises:
        DomainError: "case-file.…" with ``path`` inside the file: "missing", "unknown-key", "not-an-object",
            "not-a-list", "not-a-date", "not-a-region", "not-a-moment", "unknown-kind",
            "unknown-outcome", "dates-reversed".
    """
    whole = _object(data, "$")
    _only(whole, {"region", "episode", "entries", "name", "note"}, "$")
    episode = _episode(_object(_need(whole, "region", "episode"), "episode"))
    listed = whole.get("entries") or []
    if not isinstance(listed, list):
        raise wrong("entries", "not-a-list")
    entries = tuple(_entry(_object(item, f"entries[{i}]"), f"entries[{i}]") for i, item in enumerate(listed))
    return CaseFile(_region(whole["region"], "region"), episode, entries)


def _need(whole: Json, *keys: str) -> object:
    """The last of ``keys``; all must be there."""
    for key in keys:
        if whole.get(key) is None:
            raise wrong(key, "missing")
    return whole[keys[-1]]


def _object(value: object, path: str) -> Json:
    if not isinstance(value, dict):
        raise wrong(path, "not-an-object")
    return cast("Json", value)


def _only(value: Json, known: set[str], path: str) -> None:
    for key in value:
        if key not in known:
            raise wrong(f"{path}.{key}" if path != "$" else key, "unknown-key", known=sorted(known))


def _region(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise wrong(path, "not-a-region", value=value)
    try:
        return region.normalise(value)
    except DomainError as error:
        raise wrong(path, "not-a-region", value=value) from error


def _day(value: object, path: str) -> date | None:
    if value is None:
        return None
    try:
        if not isinstance(value, str):
            raise wrong(path, "not-a-date", value=value)
        return date.fromisoformat(value)
    except ValueError as error:
        raise wrong(path, "not-a-date", value=value) from error


def _episode(value: Json) -> EpisodeFacts:
    _only(value, EPISODE_KEYS, "episode")
    kind = value.get("kind")
    if kind is None:
        raise wrong("episode.kind", "missing")
    known = [str(name) for name in EpisodeKind]
    if kind not in known:
        raise wrong("episode.kind", "unknown-kind", value=kind, known=known)
    days = {name: _day(value.get(name), f"episode.{name}") for name in EPISODE_DAYS}
    first, last = _term(value.get("term"))
    return EpisodeFacts(id=str(value.get("id") or "e"), kind=str(kind), term_from=first, term_to=last, **days)


def _term(value: object) -> tuple[date | None, date | None]:
    if value is None:
        return None, None
    term = _object(value, "episode.term")
    _only(term, {"from", "to"}, "episode.term")
    first, last = _day(term.get("from"), "episode.term.from"), _day(term.get("to"), "episode.term.to")
    if first is not None and last is not None and last < first:
        raise wrong("episode.term.to", "dates-reversed")
    return first, last


def _entry(value: Json, path: str) -> Entry:
    _only(value, ENTRY_KEYS, path)
    kind, outcome = _kind(value, path)
    happened = _day(value.get("happened_on"), f"{path}.happened_on")
    if happened is None:
        raise wrong(f"{path}.happened_on", "missing")
    details = _object(value.get("details") or {}, f"{path}.details")
    _detail_days(details, f"{path}.details")
    if value.get("id") is None:
        raise wrong(f"{path}.id", "missing")
    return Entry(
        id=str(value["id"]),
        kind=kind,
        happened_on=happened,
        outcome=outcome,
        details=details,
        recorded_at=_moment(value.get("recorded_at"), f"{path}.recorded_at"),
        episode=_text(value.get("episode")),
        supersedes=_text(value.get("supersedes")),
        reason=_text(value.get("reason")),
    )


def _kind(value: Json, path: str) -> tuple[str, str]:
    kind = value.get("kind")
    if kind is None:
        raise wrong(f"{path}.kind", "missing")
    if kind not in ENTRY_KINDS:
        raise wrong(f"{path}.kind", "unknown-kind", value=kind, known=sorted(ENTRY_KINDS))
    allowed = {str(word) for word in ENTRY_KINDS[str(kind)].outcomes}
    given = value.get("outcome")
    if given is None and "done" in allowed:
        return str(kind), "done"
    outcome = canonical_outcome(str(kind), str(given))
    if outcome not in allowed:
        raise wrong(f"{path}.outcome", "unknown-outcome", value=given, known=sorted(allowed))
    return str(kind), outcome


DAYS_IN_DETAILS = ("from", "to", "effective_on", "term_from", "term_to", "decided_on")


def _detail_days(details: Json, path: str) -> None:
    """Dates and places inside details are read by the rules, so they must be readable."""
    days = {name: _day(details.get(name), f"{path}.{name}") for name in DAYS_IN_DETAILS}
    first, last = days["from"], days["to"]
    if first is not None and last is not None and last < first:
        raise wrong(f"{path}.to", "dates-reversed")
    if details.get("to_region") is not None:
        _region(details["to_region"], f"{path}.to_region")


def _moment(value: object, path: str) -> datetime:
    if value is None:
        return BEFORE_ALL
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise wrong(path, "not-a-moment", value=value) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def written(seen: Outlook) -> dict[str, object]:
    """An outlook of one episode as JSON-ready values: dates ISO, duties by day, then rule."""
    episode = seen.episodes[0]
    term = episode.course.term
    ending = episode.end_of_control
    return {
        "rulebook": {"id": seen.book.id, "revision": seen.book.revision},
        "on": _iso(seen.today),
        "phase": episode.phase,
        "term": None if term is None else {"from": _iso(term[0]), "to": _iso(term[1])},
        "duties": _duties(episode, seen.today),
        "quotas": [
            {
                "rule": q.rule.id,
                "item": q.item,
                "from": _iso(q.first),
                "to": _iso(q.last),
                "needed": q.needed,
                "done": q.done,
                "met": q.met,
            }
            for q in episode.quotas
        ],
        "counters": [
            {"rule": c.rule.id, "count": c.count, "limit": c.limit, "reached": c.reached}
            for c in episode.counters
        ],
        "clean_time": [
            {"from": _iso(span.first), "to": _iso(span.last), "state": span.state} for span in seen.clean_time
        ],
        "freshness": [
            {"field": age.field, "confirmed_on": _iso(age.confirmed), "fresh": age.fresh}
            for age in seen.freshness
        ],
        "tier": {
            "level": seen.level.level,
            "provisional": seen.level.provisional,
            "reason": seen.level.reason,
        },
        "honours": [
            {"rule": h.rule.id, "months": h.months, "reached_on": _iso(h.reached)} for h in seen.honours
        ],
        "proposals": _proposals(seen, episode),
        "end_of_control": None
        if ending is None
        else {"candidate_on": _iso(ending.candidate), "rule": ending.rule},
        "alerts": list(seen.alerts),
    }


def _proposals(seen: Outlook, episode: EpisodeOutlook) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for proposal in episode.proposals:
        rule = seen.book.rule(proposal.rule)
        days = {
            name: _iso(cast("int", v)) if name.endswith("_on") or name == "term_to" else v
            for name, v in proposal.facts.items()
        }
        why = {"zh": rule.why.zh, "en": rule.why.en} if rule else {"zh": "", "en": ""}
        found.append({"rule": proposal.rule, "what": proposal.what, "why": why, "facts": days})
    return found


def _duties(episode: EpisodeOutlook, today: int) -> list[dict[str, object]]:
    ordered: Sequence[Duty] = sorted(
        episode.duties, key=lambda d: (d.window.due, d.window.rule.id, d.window.n)
    )
    return [_duty(duty, today) for duty in ordered]


def _duty(duty: Duty, today: int) -> dict[str, object]:
    window = duty.window
    rule = window.rule
    done = duty.done_on
    return {
        "rule": rule.id,
        "kind": rule.satisfies.kind if rule.satisfies else None,
        "opens_on": _iso(window.opens),
        "due_on": _iso(window.due),
        "late_after": _iso(window.late_after),
        "status": duty.status(today),
        "done_on": None if done is None else done.isoformat(),
        "satisfied_by": (duty.by.id or None) if done is not None and duty.by else None,
        "source": _source(rule.source),
        "nature": str(rule.nature),
        "owed_by": rule.owed_by,
    }


def _source(source: Source) -> dict[str, str]:
    return {"document": source.document, "article": source.article, "quote": source.quote}


def _iso(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
