"""Our table of Uzbekistan beside the `holidays` package, every day of the reviewed years.

A difference is either a fault of one of the two or written down below with its reason. When the package comes to
agree, the line must go."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import yaml
from holidays import country_holidays

from extradeadline import model
from extradeadline.calendars import OpenDays

FILE = Path(__file__).parents[2] / "rules/uz/calendar.yaml"
FIRST, LAST = date(2021, 1, 1), date(2027, 12, 31)

KNOWN_DIFFERENCES: dict[date, str] = {}


@pytest.fixture(scope="module")
def ours() -> OpenDays:
    text = FILE.read_text(encoding="utf-8")
    return OpenDays.of(
        msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]
    )


def test_every_day_is_as_the_package_has_it(ours: OpenDays) -> None:
    package = country_holidays("UZ", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert all(map(ours.covers, days))
    assert {day for day in days if ours.is_open(day) != package.is_working_day(day)} == KNOWN_DIFFERENCES.keys()


def test_the_day_after_ramadan_hayit_of_2023_became_a_day_off_for_all(ours: OpenDays) -> None:
    """The decree of December 2022 exchanged it for Saturday 29 April; that of April 2023 did away with the exchange."""
    assert not ours.is_open(date(2023, 4, 24))
    assert not ours.is_open(date(2023, 4, 29))


def test_the_feasts_of_2027_are_estimates(ours: OpenDays) -> None:
    assert ours.is_unsure(date(2027, 3, 9))
    assert ours.is_unsure(date(2027, 3, 10))
    assert ours.is_unsure(date(2027, 5, 17))
