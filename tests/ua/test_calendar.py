"""Our table of Ukraine beside the `holidays` package, which has no public holiday there from 2023 on.

The package is not late: since 24 March 2022 the holidays of the Labour Code are ordinary working days (martial law). What
that means for the roll of a procedural term is contested, so that each of them stands in the table as worked and unsure."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/ua/calendar.yaml"
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
WORKED_SINCE = date(2022, 3, 24)


def written() -> model.Calendar:
    text = FILE.read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]


def lines() -> dict[date, model.CalendarDay]:
    return {day: line for year in written().years.values() for day, line in year.days.items()}


def test_every_day_is_as_the_package_has_it() -> None:
    table = OpenDays.of(written())
    package = country_holidays("UA", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert all(map(table.covers, days))
    assert [day for day in days if table.is_open(day) != package.is_working_day(day)] == []


def test_the_package_closes_no_weekday_once_martial_law_has_its_law() -> None:
    package = country_holidays("UA", years=range(2022, LAST.year + 1), expand=False, language="en_US")
    assert [day for day in package if day >= WORKED_SINCE] == []


def test_each_holiday_that_is_worked_is_unsure() -> None:
    package = country_holidays(
        "UA", years=range(2022, LAST.year + 1), categories=("workday",), expand=False, language="en_US"
    )
    table = lines()
    for day in package:
        assert day >= WORKED_SINCE
        assert day in table
        assert day.weekday() >= 5 or (table[day].works and table[day].certainty == "unsure")


def test_nothing_is_unsure_before_that_law() -> None:
    assert min(day for day, line in lines().items() if line.certainty == "unsure") > WORKED_SINCE
