"""Our table of Poland: Christmas Eve is a day off since 2025; Good Friday is not one."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/pl/calendar.yaml"


def table() -> OpenDays:
    text = FILE.read_text(encoding="utf-8")
    written = msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)
    return OpenDays.of(written["courts"])


def test_christmas_eve_is_off_since_2025() -> None:
    assert table().is_open(date(2024, 12, 24))
    assert not table().is_open(date(2025, 12, 24))
    assert not table().is_open(date(2026, 12, 24))


def test_good_friday_is_worked() -> None:
    assert table().is_open(date(2026, 4, 3))
    assert not table().is_open(date(2026, 4, 6))


def test_every_day_is_as_the_package_has_it() -> None:
    first, last = date(2023, 1, 1), date(2027, 12, 31)
    ours = table()
    package = country_holidays("PL", years=range(first.year, last.year + 1), expand=False)
    days = [first + timedelta(ahead) for ahead in range((last - first).days + 1)]
    assert all(map(ours.covers, days))
    assert [day for day in days if ours.is_open(day) != package.is_working_day(day)] == []
