"""Our tables of Canada beside the `holidays` package, every day of the reviewed years.

Section 35 of the Interpretation Act is neither the package's public category nor its government one: Easter Monday is in
no category of it, Boxing Day and the days that make up for a holiday on a weekend are not in section 35."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from dateutil.easter import easter
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/ca/calendar.yaml"
WRITTEN = msgspec.convert(
    yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False
)
YEARS = range(2010, 2028)
MOURNING = date(2022, 9, 19)


def every_day(years: range) -> Iterator[date]:
    first, last = date(years.start, 1, 1), date(years.stop - 1, 12, 31)
    return (first + timedelta(ahead) for ahead in range((last - first).days + 1))


def package_days(years: range) -> dict[date, str]:
    return dict(
        country_holidays("CA", years=years, categories=("public", "government"), expand=False, language="en_US")
    )


def why(day: date, name: str | None) -> str | None:
    """The known reason why section 35 and the package differ on the day, if there is one."""
    if day == easter(day.year) + timedelta(1):
        return "Easter Monday stands in section 35 and in no category of the package"
    if day == MOURNING:
        return "a day of mourning whose rank has not been read: doubted in our table"
    if name is not None and "Boxing Day" in name:
        return "Boxing Day is not in section 35"
    if name is not None and "(observed)" in name:
        return "section 35 has no days that make up for a holiday on a weekend"
    return None


@pytest.mark.parametrize("calendar", ["interpretation-act", "scc"])
def test_section_35_beside_the_package(calendar: str) -> None:
    ours = {day for year in WRITTEN[calendar].years.values() for day in year.days}
    package = package_days(YEARS)
    differing = ours ^ set(package)
    assert not [day for day in sorted(differing) if why(day, package.get(day)) is None and not _canada_day(day)]
    assert {easter(year) + timedelta(1) for year in YEARS} <= ours


def _canada_day(day: date) -> bool:
    """Holidays Act 2(2): 2 July where 1 July is a Sunday; the package moves it from a Saturday too."""
    return (day.month, day.day) == (7, 2) and day.weekday() == 0


def test_a_saturday_is_open_by_the_statute_and_closed_in_the_courts() -> None:
    statute, scc, federal = (OpenDays.of(WRITTEN[name]) for name in ("interpretation-act", "scc", "federal-courts"))
    saturday, sunday = date(2026, 6, 20), date(2026, 6, 21)
    assert statute.is_open(saturday) and not scc.is_open(saturday) and not federal.is_open(saturday)
    assert not any(calendar.is_open(sunday) for calendar in (statute, scc, federal))


def test_boxing_day_is_open_where_it_is_no_weekend() -> None:
    assert OpenDays.of(WRITTEN["interpretation-act"]).is_open(date(2026, 12, 26))  # a Saturday
    assert OpenDays.of(WRITTEN["scc"]).is_open(date(2022, 12, 26))  # a Monday, after Christmas on a Sunday


def test_the_thirtieth_of_september_since_2021() -> None:
    statute = OpenDays.of(WRITTEN["interpretation-act"])
    assert statute.is_open(date(2020, 9, 30)) and not statute.is_open(date(2021, 9, 30))


def test_canada_day_is_kept_on_the_monday_after_a_sunday_only() -> None:
    statute = OpenDays.of(WRITTEN["interpretation-act"])
    assert not statute.is_open(date(2018, 7, 2))
    assert statute.is_open(date(2023, 7, 3))  # 1 July 2023 was a Saturday
    assert not OpenDays.of(WRITTEN["federal-courts"]).is_open(date(2023, 7, 3))  # Federal Courts Rules 2(c)


@pytest.mark.parametrize("year", range(2023, 2028))
def test_days_that_only_the_federal_courts_close(year: int) -> None:
    """Federal Courts Rules 2(c)-(e), worked out from the weekdays."""
    ours = set(WRITTEN["federal-courts"].years[str(year)].days)
    statute = set(WRITTEN["interpretation-act"].years[str(year)].days)
    expected: set[date] = set()
    for month, number in ((1, 1), (7, 1), (11, 11)):
        day = date(year, month, number)
        if day.weekday() >= 5:
            expected.add(day + timedelta(7 - day.weekday()))
    christmas = date(year, 12, 25)
    if christmas.weekday() >= 5:
        monday = christmas + timedelta(7 - christmas.weekday())
        expected |= {monday, monday + timedelta(1)}
    if christmas.weekday() == 4:
        expected.add(christmas + timedelta(3))
    assert ours - statute == expected - statute


def test_every_year_is_reviewed() -> None:
    for name, years in (("interpretation-act", YEARS), ("scc", YEARS), ("federal-courts", range(2022, 2028))):
        calendar = OpenDays.of(WRITTEN[name])
        assert all(map(calendar.covers, every_day(years)))
