"""The dashboard and the curves of a county and of a province: warm, as read, and what counting anew costs."""

import time
from itertools import product

from guitu.domain.kernel import region as regions
from guitu.runtime.bench.lines import Line, at_most
from guitu.runtime.bench.pages import FLOOR_PATH, ask, timed
from guitu.runtime.bench.population import HEAD, PROVINCE, Population
from guitu.runtime.bench.site import Client, serving

_COUNTY = 10**6
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
    return lines
