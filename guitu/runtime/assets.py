"""What is made from the sources before serving: compiled translations and collected static files."""

import hashlib
import os
from pathlib import Path

from guitu.config.home import REPOSITORY, home


def compile_translations() -> None:
    """Make a .mo beside every .po that is newer than it, in one step each."""
    for source in sorted((REPOSITORY / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo  # slow to import and seldom needed
        from babel.messages.pofile import read_po

        with source.open("rb") as read:
            catalogue = read_po(read, locale=source.parents[1].name)
        draft = target.with_suffix(f".mo.{os.getpid()}")  # several processes may do this at once
        with draft.open("wb") as write:
            write_mo(write, catalogue)
        draft.replace(target)


def collect_static() -> None:
    """Collect the static files into GUITU_HOME where any changed. Needs Django set up."""
    stamp = home() / "static.stamp"
    mark = _static_mark()
    if stamp.exists() and stamp.read_text() == mark:
        return
    from django.core.management import call_command  # Django is set up by the caller

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(mark)


def _static_mark() -> str:
    """A hash over names, sizes and times: reading every file at each start would take longer."""
    digest = hashlib.sha256(str(home()).encode())
    for path in sorted((REPOSITORY / "guitu" / "web" / "static").rglob("*")):
        if path.is_file():
            facts = path.stat()
            digest.update(f"{_short(path)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _short(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()
