"""Our table of Kyrgyzstan beside the `holidays` package, every day of the reviewed years, and the change of 2025.

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

FILE = Path(__file__).parents[2] / "rules/kg/calendar.yaml"
FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)

# Cabinet resolution No 835 of 2025-12-25 prolonged the New Year days off of State bodies.
KNOWN_DIFFERENCES = {
    date(2026, 1, 8): "missing in holidays 0.109",
    date(2026, 1, 9): "missing in holidays 0.109",
}


@pytest.fixture(scope="module")
def ours() -> OpenDays:
    text = FILE.read_text(encoding="utf-8")
    return OpenDays.of(
        msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]
    )


def test_every_day_is_as_the_package_has_it_but_for_those_that_it_misses(ours: OpenDays) -> None:
    package = country_holidays("KG", years=range(FIRST.year, LAST.year + 1), expand=False, language="en_US")
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    assert all(map(ours.covers, days))
    assert {day for day in days if ours.is_open(day) != package.is_working_day(day)} == KNOWN_DIFFERENCES.keys()


@pytest.mark.parametrize("day", KNOWN_DIFFERENCES)
def test_days_off_by_the_cabinet_alone_are_closed_and_make_two_readings(ours: OpenDays, day: date) -> None:
    assert not ours.is_open(day)
    assert ours.is_unsure(day)


@pytest.mark.parametrize(
    ("under_the_old_code", "under_the_new_one"),
    [
        (date(2024, 2, 23), date(2026, 2, 23)),  # Defender of the Fatherland Day
        (date(2022, 4, 7), date(2025, 4, 7)),  # Day of the April Revolution
        (date(2024, 11, 7), date(2025, 11, 7)),  # Days of History and Memory of Ancestors
    ],
)
def test_three_holidays_are_worked_since_the_labour_code_of_2025(
    ours: OpenDays, under_the_old_code: date, under_the_new_one: date
) -> None:
    assert not ours.is_open(under_the_old_code)
    assert ours.is_open(under_the_new_one)


def test_a_day_off_that_coincides_with_a_holiday_moves_only_under_the_labour_code_of_2004(ours: OpenDays) -> None:
    assert not ours.is_open(date(2022, 5, 2))  # for Sunday 1 May 2022
    assert ours.is_open(date(2025, 2, 24))  # Sunday 23 February 2025, which is worked
    assert ours.is_open(date(2025, 3, 10))  # for Saturday 8 March 2025 nothing moves
    assert ours.is_open(date(2026, 3, 9))  # for Sunday 8 March 2026 nothing moves


def test_the_days_of_one_act_of_the_cabinet_are_open_or_closed_together(ours: OpenDays) -> None:
    without = ours.flipped(date(2024, 1, 2))
    assert all(without.is_open(date(2024, 1, day)) for day in (2, 3, 4, 5))
    assert not any(without.is_open(date(2024, 1, day)) for day in (8, 27))
    assert not without.is_open(date(2024, 9, 2))  # for Saturday 31 August 2024
