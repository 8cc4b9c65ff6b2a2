"""The tables of Germany beside the `holidays` package, every day of the reviewed years; known differences with their reason."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/de/calendar.yaml"
FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)

PART_OF_THE_LAND = (
    "a holiday in a part of the Land only, which the package's category `public` leaves out: it makes two readings"
)
ASSUMPTION = {date(year, 8, 15): PART_OF_THE_LAND for year in range(2024, 2028)}
CORPUS_CHRISTI = dict.fromkeys(
    (date(2024, 5, 30), date(2025, 6, 19), date(2026, 6, 4), date(2027, 5, 27)), PART_OF_THE_LAND
)
KNOWN: dict[str, Mapping[date, str]] = {"by": ASSUMPTION, "sn": CORPUS_CHRISTI, "th": CORPUS_CHRISTI}

LAENDER = {
    "federal": [None],
    "bw": ["BW"],
    "by": ["BY"],
    "be": ["BE"],
    "he": ["HE"],
    "mv": ["MV"],
    "reformation": ["BB", "HB", "HH", "NI", "SH"],
    "nw-rp": ["NW", "RP"],
    "sl": ["SL"],
    "sn": ["SN"],
    "st": ["ST"],
    "th": ["TH"],
}


@pytest.fixture(scope="module")
def tables() -> dict[str, OpenDays]:
    text = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {
        key: OpenDays.of(table) for key, table in msgspec.convert(text, dict[str, model.Calendar], strict=False).items()
    }


def test_each_land_has_a_table(tables: dict[str, OpenDays]) -> None:
    assert set(tables) == set(LAENDER)


@pytest.mark.parametrize("key", LAENDER)
def test_every_day_is_as_the_package_has_it(tables: dict[str, OpenDays], key: str) -> None:
    ours = tables[key]
    for land in LAENDER[key]:
        package = country_holidays(
            "DE", subdiv=land, years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US"
        )
        days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
        differ = {day for day in days if ours.is_open(day) != package.is_working_day(day)}
        assert differ == {day for day in KNOWN.get(key, {}) if day.weekday() < 5}, land


def test_assumption_day_in_bavaria_is_a_doubtful_day(tables: dict[str, OpenDays]) -> None:
    assert not tables["by"].is_open(date(2025, 8, 15))
    assert tables["by"].is_unsure(date(2025, 8, 15))
    assert not tables["sl"].is_open(date(2025, 8, 15))
    assert not tables["sl"].is_unsure(date(2025, 8, 15))
    assert tables["nw-rp"].is_open(date(2025, 8, 15))
