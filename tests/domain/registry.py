"""The registry of figures, for tests that do without Django."""

from pathlib import Path

from guitu.domain.measures import Metric
from guitu.domain.measures.parse import parse_metrics
from guitu.foundation.rulebook_files import mapping_of

FOLDER = Path(__file__).parents[2] / "metrics"
METRICS: dict[str, Metric] = {
    metric.id: metric
    for path in sorted(FOLDER.glob("*.yaml"))
    for metric in parse_metrics(mapping_of(path), file=path.name)
}
