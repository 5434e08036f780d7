"""The dashboard of a county and of a province: warm, as it is read, and what counting it anew costs."""

import time

from guitu.domain.kernel import region as regions
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.pages import FLOOR_PATH, ask, timed
from guitu.runtime.bench.population import HEAD, PROVINCE, Population
from guitu.runtime.bench.site import Client, serving

_COUNTY = 10**6
_PATH = "/dashboards/?place={place}&period={period}"


def measure(population: Population, *, requests: int = 200) -> list[Line]:
    """Server times of both places; beside each what the first answer cost."""
    township = regions.region_of(population.officer.unit)
    places = {"county": township - township % _COUNTY, "province": PROVINCE * 10**10}
    lines = []
    with serving(1) as address:
        floor = ask(Client(address), FLOOR_PATH, requests // 3)
        reader = Client(address).sign_in(HEAD)
        for name, place in places.items():
            path = _PATH.format(place=place, period="last")
            began = time.perf_counter()
            first = reader.get(path)
            cold = (time.perf_counter() - began) * 1000
            pages = ask(reader, path, requests)
            facts: dict[str, object] = {
                "people": population.people,
                "counted_anew_ms": round(first.server or cold, 1),
                "counted_anew_queries": first.queries,
            }
            what = f"dashboard of a {name}, {population.people:,} people in all, warm: server p95"
            lines.append(timed(f"dashboards.{name}", what, pages, at_most(150), floor, facts))
    return lines
