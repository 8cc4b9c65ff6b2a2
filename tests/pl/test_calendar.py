"""Our table of Poland: Christmas Eve is a day off since 2025; Good Friday is not one."""

from datetime import date
from pathlib import Path

import msgspec
import yaml

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
