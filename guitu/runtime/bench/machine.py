"""What the machine was like while it measured, so that a noisy run can be told from a slow program."""

import os
import platform
import time
from collections.abc import Sequence

_ADDITIONS = 1_000_000


def loop_ms(rounds: int = 3) -> float:
    """How long a million additions take in plain Python, in ms of one core's time; best of some."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        total = 0
        for n in range(_ADDITIONS):
            total += n
        best = min(best, time.process_time() - began)
    return best * 1000


def wall_loop_ms() -> float:
    """The same by the clock on the wall: far above ``loop_ms`` where others use the processor too."""
    began = time.perf_counter()
    total = 0
    for n in range(_ADDITIONS):
        total += n
    return (time.perf_counter() - began) * 1000


def facts() -> dict[str, object]:
    """Cores, load and versions, as of now."""
    return {
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "loop_ms": round(loop_ms(), 1),
        "wall_loop_ms": round(wall_loop_ms(), 1),
    }


def noise(before: dict[str, object], loops: Sequence[float], after: dict[str, object]) -> str:
    """One sentence: whether the numbers can be trusted."""
    slowest, fastest = max(loops), min(loops)
    load = max(float(fact["load"][0]) for fact in (before, after))  # type: ignore[index] # made above
    cores = os.cpu_count() or 1
    if slowest > 1.3 * fastest or load > cores + 1:
        return (
            f"noisy: the loop took {fastest:.0f} to {slowest:.0f} ms, load up to {load:.1f} on {cores} cores"
        )
    return f"quiet: the loop took {fastest:.0f} to {slowest:.0f} ms, load up to {load:.1f} on {cores} cores"
