"""The dashboard and the curves of a county and of a province: warm, as read, and what counting anew costs."""

import time
from itertools import product
from statistics import median

from guitu.domain.kernel import region as regions
from guitu.foundation import clock
from guitu.runtime.bench.lines import Line, at_most, percentile
from guitu.runtime.bench.pages import FLOOR_PATH, ask, timed
from guitu.runtime.bench.population import HEAD, PROVINCE, Population
from guitu.runtime.bench.site import Answer, Client, serving

_COUNTY = 10**6
_YEARS = 3
_PAGES = {
    "dashboards": ("dashboard", "/dashboards/?place={place}&period=last"),
    "curves": ("curves by the places below", "/dashboards/clean/?place={place}&split=region"),
}


def measure(population: Population, *, requests: int = 200) -> list[Line]:
    """Server times of both pages of both places; beside each what the first answer cost."""
    township = regions.region_of(population.officer.unit)
    places = {"county": township - township % _COUNTY, "province": PROVINCE * 10**10}
    lines = []
    with serving(1) as address:
        floor = ask(Client(address), FLOOR_PATH, requests // 3)
        reader = Client(address).sign_in(HEAD)
        for (page, (said, path)), (name, place) in product(_PAGES.items(), places.items()):
            address_of = path.format(place=place)
            began = time.perf_counter()
            first = reader.get(address_of)
            cold = (time.perf_counter() - began) * 1000
            pages = ask(reader, address_of, requests)
            facts: dict[str, object] = {
                "people": population.people,
                "counted_anew_ms": round(first.server or cold, 1),
                "counted_anew_queries": first.queries,
                "bytes": len(first.body),
            }
            what = f"{said} of a {name}, {population.people:,} people in all, warm: server p95"
            lines.append(timed(f"{page}.{name}", what, pages, at_most(150), floor, facts))
            if page == "dashboards":
                lines.append(_anew(reader, name, f"/dashboards/?place={place}", pages))
    return lines


def _anew(reader: Client, name: str, path: str, warm: list[Answer]) -> Line:
    """What counting costs beside the page that is only read: three years, each asked for the first time."""
    first = []
    for back in range(_YEARS):
        began = time.perf_counter()
        answer = reader.get(f"{path}&period={clock.today().year - back}")
        first.append(answer.server or (time.perf_counter() - began) * 1000)
    base = percentile([page.server for page in warm], 50)
    return Line(
        f"dashboards.{name}.anew",
        f"dashboard of a {name}, counted anew: server p50 of {_YEARS} periods",
        median(first),
        "ms",
        None,
        "the same page, warm, p50",
        median(first) / base if base else None,
        {"queries": answer.queries},
    )
