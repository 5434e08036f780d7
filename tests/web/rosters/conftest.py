"""Workbooks as a centre sends them, and browsers for whoever imports."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guitu.domain.kernel import citizen_id
from guitu.foundation import clock
from tests.exchange.workbooks import save
from tests.web.figures.conftest import browser
from tests.world import world

__all__ = ["browser", "world"]

HEADER = ["序号", "姓名", "身份证号码", "解除日期", "接收街道", "联系电话"]
Rows = list[list[object]]


def number(serial: int, birth: date = date(1990, 5, 1)) -> str:
    """A made-up identity number that nobody else in the tests has."""
    return citizen_id.make(991000, birth, serial * 2 + 1)


def line(serial: int, name: str = "周明", **other: object) -> list[object]:
    """A person's line; released a month ago to the subdistrict of the world's station."""
    released = clock.today() - timedelta(days=30)
    said = {"id": number(serial), "released": released, "place": "湖南省长沙市芙蓉区文艺路街道", **other}
    return [serial, name, said["id"], said["released"], said["place"], "12012345678"]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., SimpleUploadedFile]:
    """A workbook of these lines under this header, ready to be sent."""

    def of(
        *lines: list[object], header: list[str] = HEADER, sender: str = "演示戒毒所"
    ) -> SimpleUploadedFile:
        title: Rows = [["解除人员名册"], [f"填报单位：{sender}"]] if sender else [["解除人员名册"]]
        path = save(tmp_path / "名册.xlsx", {"名册": [*title, list(header), *lines]})
        return SimpleUploadedFile("名册.xlsx", path.read_bytes())

    return of


@pytest.fixture(autouse=True)
def _own_home(settings: object, tmp_path: Path) -> None:
    """Uploads of a test lie in its own folder."""
    settings.GUITU_HOME = tmp_path / "home"  # type: ignore[attr-defined]  # pytest-django's wrapper
