"""Our table of Russia: the moves that the law makes by itself, those of the Government's acts, and the `holidays` package
beside it, every day of the reviewed years.

A difference from the package is either a fault of one of the two or written down below with its reason."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/ru/calendar.yaml"
FIRST, LAST = date(2013, 1, 1), date(2027, 12, 31)

KNOWN_DIFFERENCES: dict[date, str] = {
    date(2014, 3, 10): "Saturday 8 March 2014 moves to Monday by Labour Code 112(2); the package forgets it",
}


def written() -> model.Calendar:
    text = FILE.read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]


def test_every_day_is_as_the_package_has_it() -> None:
    ours = OpenDays.of(written())
    package = country_holidays("RU", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert all(map(ours.covers, days))
    assert {day for day in days if ours.is_open(day) != package.is_working_day(day)} == KNOWN_DIFFERENCES.keys()


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 9),  # decreed in September 2025; in the package only from 0.107 of October 2026
        date(2026, 3, 9),  # the Monday after Sunday 8 March, by the law itself; late in the package too
        date(2026, 12, 31),
        date(2025, 5, 8),  # for Sunday 23 February, which a decree took from the automatic move
        date(2025, 6, 13),
    ],
)
def test_days_off_that_the_package_learned_late_or_that_a_decree_moved(day: date) -> None:
    assert not OpenDays.of(written()).is_open(day)


@pytest.mark.parametrize(
    "day",
    [date(2018, 4, 28), date(2021, 2, 20), date(2022, 3, 5), date(2024, 12, 28), date(2025, 11, 1), date(2027, 2, 20)],
)
def test_worked_saturdays(day: date) -> None:
    assert day.weekday() == 5
    assert OpenDays.of(written()).is_open(day)


@pytest.mark.parametrize("day", [date(2020, 3, 30), date(2020, 6, 24), date(2021, 5, 4), date(2021, 11, 3)])
def test_a_day_off_by_decree_of_the_president_is_open_and_unsure(day: date) -> None:
    ours = OpenDays.of(written())
    assert ours.is_open(day)
    assert ours.is_unsure(day)
    assert not ours.flipped(day).is_open(day)


def test_each_move_has_two_ends() -> None:
    """A worked weekend day names the day off that it pays for, and that day names it."""
    days = {day: line for year in written().years.values() for day, line in year.days.items()}
    worked = {day: line for day, line in days.items() if line.works and line.instead_of}
    assert worked
    assert all(days[line.instead_of].instead_of == day for day, line in worked.items() if line.instead_of)
