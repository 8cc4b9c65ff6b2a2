"""Our table of the federal holidays beside the `holidays` package, every day of the reviewed years."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/us/calendar.yaml"
WRITTEN = msgspec.convert(
    yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False
)["federal"]
YEARS = range(2000, 2028)


def closed_by_the_president() -> set[date]:
    """Days on which executive departments were closed: doubted in our table, and in no category of the package."""
    return {
        day
        for year in WRITTEN.years.values()
        for day, written in year.days.items()
        if written.certainty == "unsure" and written.instead_of is None
    }


def test_every_day_is_as_the_package_has_it() -> None:
    ours = {day for year in WRITTEN.years.values() for day in year.days}
    package = set(country_holidays("US", years=YEARS, expand=False, language="en_US"))
    assert ours ^ package == closed_by_the_president()


def test_juneteenth_since_2021() -> None:
    calendar = OpenDays.of(WRITTEN)
    assert calendar.is_open(date(2020, 6, 19))
    assert not calendar.is_open(date(2026, 6, 19))
    assert calendar.is_unsure(date(2021, 6, 18))  # the day after the act was signed


def test_inauguration_day_is_no_holiday_of_the_rules() -> None:
    calendar = OpenDays.of(WRITTEN)
    assert calendar.is_open(date(2021, 1, 20))
    assert not calendar.is_open(date(2025, 1, 20))  # the third Monday of January


def test_a_holiday_on_a_weekend_is_kept_on_the_nearest_weekday() -> None:
    calendar = OpenDays.of(WRITTEN)
    assert not calendar.is_open(date(2026, 7, 3)) and calendar.is_open(date(2026, 7, 6))
    assert not calendar.is_open(date(2021, 7, 5))
    assert not calendar.is_open(date(2021, 12, 31))  # for 1 January 2022


def test_every_year_is_reviewed() -> None:
    calendar = OpenDays.of(WRITTEN)
    first, last = date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31)
    assert all(calendar.covers(first + timedelta(ahead)) for ahead in range((last - first).days + 1))
