"""Our table of Kazakhstan beside the `holidays` package, every day of the reviewed years.

A difference is either a fault of one of the two or written down below with its reason. When the package comes to
agree, the line must go."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/kz/calendar.yaml"
FIRST, LAST = date(2015, 1, 1), date(2027, 12, 31)

KNOWN_DIFFERENCES: dict[date, str] = {}


def every_day() -> Iterator[date]:
    return (FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1))


def unexplained(differences: set[date], known: Mapping[date, str]) -> list[str]:
    """What is wrong between the differences that there are and those that are known."""
    return sorted(
        [f"{day:%Y-%m-%d %a} differs, and nobody has said why" for day in differences - known.keys()]
        + [
            f"{day:%Y-%m-%d %a} no longer differs: strike it from KNOWN_DIFFERENCES"
            for day in known.keys() - differences
        ]
    )


def test_every_day_is_as_the_package_has_it() -> None:
    text = FILE.read_text(encoding="utf-8")
    written = msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]
    ours = OpenDays.of(written)
    package = country_holidays("KZ", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = list(every_day())
    assert all(map(ours.covers, days))
    assert not unexplained({day for day in days if ours.is_open(day) != package.is_working_day(day)}, KNOWN_DIFFERENCES)


def test_each_holiday_of_the_package_has_its_line() -> None:
    """Also those on a weekend, where the day is closed with or without the line."""
    text = FILE.read_text(encoding="utf-8")
    written = msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]
    ours = {day for year in written.years.values() for day, line in year.days.items() if not line.works}
    package = country_holidays("KZ", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    assert not unexplained(ours ^ set(package), KNOWN_DIFFERENCES)


def test_a_new_difference_and_a_stale_one_are_both_told() -> None:
    new, known, stale = date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)
    assert unexplained({new, known}, {known: "why", stale: "why"}) == [
        "2026-08-31 Mon differs, and nobody has said why",
        "2026-09-02 Wed no longer differs: strike it from KNOWN_DIFFERENCES",
    ]
