"""A made-up file as the outlook asks for it."""

from guitu.casework.episodes.queries import EpisodeRow
from guitu.domain.episode import EpisodeKind
from guitu.domain.journal.entry import Entry
from guitu.runtime.demo.population import MadeFile


def entries_of(file: MadeFile) -> list[Entry]:
    """Its entries as decisions see them."""
    return [
        Entry(
            id=str(row.id),
            kind=row.kind,
            happened_on=row.happened_on,
            outcome=row.outcome,
            details=row.details,
            recorded_at=row.recorded_at,
            episode=str(row.episode_id) if row.episode_id else None,
            supersedes=str(row.supersedes) if row.supersedes else None,
            reason=row.reason or None,
        )
        for row in file.entries
    ]


def rows_of(file: MadeFile) -> list[EpisodeRow]:
    """Its episodes as they are read back."""
    rows = []
    for episode in file.episodes:
        values = episode._asdict()
        del values["created_at"]
        rows.append(EpisodeRow(**{**values, "kind": EpisodeKind(episode.kind)}))
    return rows
