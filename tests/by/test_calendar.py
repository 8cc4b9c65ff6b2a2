"""Our table of Belarus beside the `holidays` package, every day of the covered years.

A difference is either a fault of one of the two or written down below with its reason. When the package comes to agree,
the line must go."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/by/calendar.yaml"
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)

KNOWN_DIFFERENCES: dict[date, str] = {}


def ours() -> OpenDays:
    text = FILE.read_text(encoding="utf-8")
    return OpenDays.of(
        msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]
    )


def test_every_day_is_as_the_package_has_it() -> None:
    table = ours()
    package = country_holidays("BY", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert all(map(table.covers, days))
    assert {day for day in days if table.is_open(day) != package.is_working_day(day)} == KNOWN_DIFFERENCES.keys()


def test_the_moved_day_that_the_data_set_lacks_is_closed() -> None:
    """6 January 2025, a Monday, moved from Saturday 11 January, which is worked."""
    table = ours()
    assert not table.is_open(date(2025, 1, 6))
    assert table.is_open(date(2025, 1, 11))


def test_a_holiday_on_a_weekend_closes_no_weekday() -> None:
    """Saturday 9 May 2026: Friday 8 and Monday 11 May are worked."""
    table = ours()
    assert table.is_open(date(2026, 5, 8))
    assert table.is_open(date(2026, 5, 11))


def test_the_year_whose_transfers_are_not_loaded_is_left_out() -> None:
    assert not ours().covers(date(2027, 1, 4))
