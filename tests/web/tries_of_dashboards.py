"""How the addresses of dashboards and reports are tried."""

from tests.web.tries import Try, of

DASHBOARDS: dict[str, Try] = {
    "dashboards:place": Try(query=lambda prey: {"place": prey.station}, by_id=True),
    "dashboards:clean": Try(query=lambda prey: {"place": prey.station, "split": "substance"}, by_id=True),
    "dashboards:reports": Try(
        query=lambda prey: {"place": prey.station},
        body=lambda prey: {"place": prey.station, "period": "last", "audience": "inward"},
        by_id=True,
    ),
    "dashboards:report": of("row"),
    "dashboards:again": of("row"),
    "dashboards:file": Try(args=lambda prey: [prey.row, "docx"], by_id=True),
}
