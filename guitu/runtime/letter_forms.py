"""``python -m guitu.runtime.letter_forms``: writes the templates that ship into ``letters/``."""

from pathlib import Path

from guitu.domain.letters.catalogue import FORMS, LAYOUTS
from guitu.domain.letters.report import REPORT
from guitu.exchange.exporters import report_form
from guitu.exchange.exporters.letter_forms import template

FOLDER = Path(__file__).resolve().parents[2] / "letters"


def write(folder: Path = FOLDER) -> int:
    """Write every template; returns how many."""
    folder.mkdir(exist_ok=True)
    for code, form in FORMS.items():
        (folder / f"{code}.docx").write_bytes(template(form))
    (folder / f"{REPORT.code}.docx").write_bytes(report_form.template())
    return len(LAYOUTS)


if __name__ == "__main__":
    write()
