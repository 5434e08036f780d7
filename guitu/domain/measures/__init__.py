"""What figures mean: a registry of metrics, and plain loops over files that every faster way must equal."""

from guitu.domain.measures.files import Case, Count, DutyLine, EpisodeLine, File, Question, count
from guitu.domain.measures.meaning import cases, sealed
from guitu.domain.measures.registry import Metric

__all__ = [
    "Case",
    "Count",
    "DutyLine",
    "EpisodeLine",
    "File",
    "Metric",
    "Question",
    "cases",
    "count",
    "sealed",
]
