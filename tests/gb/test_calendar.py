"""Our tables of the three parts of the United Kingdom beside the `holidays` package, every day of the reviewed years.

Both come from the same package for now, so a difference means that one of the two has moved; a statute read later may
make one, which then stands below with its reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/gb/calendar.yaml"
FIRST, LAST = date(2010, 1, 1), date(2027, 12, 31)
PARTS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
KNOWN_DIFFERENCES: dict[str, dict[date, str]] = {"england-and-wales": {}, "scotland": {}, "northern-ireland": {}}


def every_day() -> Iterator[date]:
    return (FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1))


def calendar(name: str) -> OpenDays:
    text = FILE.read_text(encoding="utf-8")
    read = yaml.load(text, Loader=yaml.BaseLoader)
    return OpenDays.of(msgspec.convert(read, dict[str, model.Calendar], strict=False)[name])


@pytest.mark.parametrize("part", PARTS)
def test_every_day_is_as_the_package_has_it(part: str) -> None:
    ours = calendar(part)
    package = country_holidays("GB", subdiv=PARTS[part], years=range(FIRST.year, LAST.year + 1), expand=False)
    days = list(every_day())
    assert all(map(ours.covers, days))
    differing = {day for day in days if ours.is_open(day) != package.is_working_day(day)}
    assert differing == KNOWN_DIFFERENCES[part].keys()


def test_what_sets_the_three_parts_apart() -> None:
    """Easter Monday is no bank holiday in Scotland; 2 January and Saint Andrew's Day are; Northern Ireland adds two days."""
    england, scotland, ulster = map(calendar, PARTS)
    assert [part.is_open(date(2026, 4, 6)) for part in (england, scotland, ulster)] == [False, True, False]
    assert [part.is_open(date(2026, 1, 2)) for part in (england, scotland, ulster)] == [True, False, True]
    assert [part.is_open(date(2026, 11, 30)) for part in (england, scotland, ulster)] == [True, False, True]
    assert [part.is_open(date(2026, 3, 17)) for part in (england, scotland, ulster)] == [True, True, False]
    assert [part.is_open(date(2026, 7, 13)) for part in (england, scotland, ulster)] == [True, True, False]


@pytest.mark.parametrize(
    "day",
    [date(2011, 4, 29), date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)],
)
def test_the_proclaimed_days_are_closed_in_every_part(day: date) -> None:
    assert not any(calendar(part).is_open(day) for part in PARTS)


@pytest.mark.parametrize("day", [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)])
def test_the_mondays_from_which_a_holiday_was_moved_are_open(day: date) -> None:
    assert all(calendar(part).is_open(day) for part in PARTS)


def test_the_world_cup_day_is_scottish_only() -> None:
    england, scotland, ulster = (calendar(part).is_open(date(2026, 6, 15)) for part in PARTS)
    assert (england, scotland, ulster) == (True, False, True)
