"""Our table of Czechia: the days of sections 1 and 2 of Act 245/2000, and the `holidays` package beside it."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/cz/calendar.yaml"
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
FIXED = [(1, 1), (5, 1), (5, 8), (7, 5), (7, 6), (9, 28), (10, 28), (11, 17), (12, 24), (12, 25), (12, 26)]
EASTER_SUNDAY = {2026: date(2026, 4, 5), 2027: date(2027, 3, 28)}


def written() -> model.Calendar:
    text = FILE.read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["courts"]


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_thirteen_days_and_no_other(year: int) -> None:
    """Eleven fixed days, Good Friday and Easter Monday; each has its line, also on a weekend."""
    easter = EASTER_SUNDAY[year]
    days = {date(year, month, day) for month, day in FIXED} | {easter - timedelta(2), easter + timedelta(1)}
    assert set(written().years[str(year)].days) == days


def test_every_day_is_as_the_package_has_it() -> None:
    ours = OpenDays.of(written())
    package = country_holidays("CZ", years=range(FIRST.year, LAST.year + 1), expand=False)
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert all(map(ours.covers, days))
    assert [day for day in days if ours.is_open(day) != package.is_working_day(day)] == []


def test_a_holiday_on_a_weekend_moves_nothing() -> None:
    ours = OpenDays.of(written())
    assert not ours.is_open(date(2026, 7, 5))  # Sunday; Monday 6 July is a holiday of its own
    assert ours.is_open(date(2026, 12, 28))  # 26 December 2026 is a Saturday
    assert ours.is_open(date(2027, 5, 3))  # 1 May 2027 is a Saturday


def test_saturday_is_closed() -> None:
    assert not OpenDays.of(written()).is_open(date(2026, 4, 11))
