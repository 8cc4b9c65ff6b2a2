"""The rarer choices of a way of counting, each against a count by hand."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from extradeadline.calendars import OpenDays
from extradeadline.counting import count
from extradeadline.model import Regime
from extradeadline.period import parse_period
from extradeadline.steps import Count
from extradeadline.ways import way_of

USUAL = {
    "title": {"en": "t", "ru": "t"},
    "citation": "c",
    "first_day": {"is": "day after", "because": "c"},
    "months": {"is": "same number", "because": "c"},
    "hours": {"is": "from the minute", "because": "c"},
    "closed_end": {"is": "stands", "because": "c"},
    "closed_end_back": {"is": "stands", "because": "c"},
}
CLEAR = {"last_day": {"is": "outside", "because": "c"}}
SHORT = {"short_periods": {"below": "6 days", "because": "c"}}
ROLLS = {"closed_end": {"is": "next open", "because": "c"}}
ENOUGH = ROLLS | {"enough_open_days": {"at_least": 2, "from": "3 days", "because": "c"}}
JULY = {"recess": {"stretches": ["07-01/07-31"], "because": "c"}}
CHRISTMAS = {"recess": {"stretches": ["12-23/01-03"], "because": "c"}}
OPEN_HOURS = {"runs": {"is": "open days only", "because": "c"}}
FIRST_NUMBER = {"months": {"is": "number of the first day", "because": "c"}}
LATE = {"closed_trigger": {"is": "next open", "after": "17:00", "because": "c"}}


def counted(choices: dict[str, Any], when: date | datetime, period: str, *, before: bool = False) -> Count:
    regime = msgspec.convert(USUAL | choices, Regime)
    from zoneinfo import ZoneInfo

    return count(
        when, parse_period(period), way_of("r", regime), OpenDays.with_closed(), ZoneInfo("UTC"), before=before
    )


@pytest.mark.parametrize(
    ("choices", "when", "period", "before", "last"),
    [
        # Three clear days before Friday 20 October: 19, 18, 17; the last day to serve is Monday 16.
        pytest.param(CLEAR, date(2023, 10, 20), "3 days", True, date(2023, 10, 16), id="clear days back"),
        # Seven clear days after 1 June: 2 to 8; the act may come on the 9th.
        pytest.param(CLEAR, date(2026, 6, 1), "7 days", False, date(2026, 6, 9), id="clear days on"),
        pytest.param(CLEAR, date(2026, 6, 1), "1 month", False, date(2026, 7, 2), id="a clear month"),
        # One clear working day after Thursday 4 June is Friday 5; outside it, the next open day, Monday 8.
        pytest.param(CLEAR, date(2026, 6, 4), "1 working day", False, date(2026, 6, 8), id="clear working days"),
        # Three clear days before Monday 20 October without the weekend: 17, 16, 15; Tuesday 14.
        pytest.param(CLEAR | SHORT, date(2025, 10, 20), "3 days", True, date(2025, 10, 14), id="short and clear, back"),
        # Five days from Wednesday 3 June without the weekend: 4, 5, 8, 9, 10 June; six days take the weekend in.
        pytest.param(SHORT, date(2026, 6, 3), "5 days", False, date(2026, 6, 10), id="a short period"),
        pytest.param(SHORT, date(2026, 6, 3), "6 days", False, date(2026, 6, 9), id="no longer short"),
        # Saturday 6, Sunday 7, Monday 8: one open day only, so Tuesday 9. Two days are not long enough to ask.
        pytest.param(ENOUGH, date(2026, 6, 5), "3 days", False, date(2026, 6, 9), id="enough open days"),
        pytest.param(ENOUGH, date(2026, 6, 5), "2 days", False, date(2026, 6, 8), id="too short to ask for open days"),
        # 11 days of May, 30 of June, none of July, 19 of August.
        pytest.param(JULY, date(2025, 5, 20), "60 days", False, date(2025, 8, 19), id="a recess inside"),
        # In the recess: day 1 is 1 August.
        pytest.param(JULY, date(2025, 7, 10), "10 days", False, date(2025, 8, 10), id="from inside a recess"),
        # 21, 22 December, then 4, 5, 6 January.
        pytest.param(
            CHRISTMAS, date(2025, 12, 20), "5 days", False, date(2026, 1, 6), id="a recess over the year's end"
        ),
        # Back from 5 August: 4, 3, 2, 1 August, then 30 June.
        pytest.param(JULY, date(2025, 8, 5), "5 days", True, date(2025, 6, 30), id="back over a recess"),
        # Back from Monday 4 August in working days: Friday 1 August, Monday 30 June.
        pytest.param(JULY, date(2025, 8, 4), "2 working days", True, date(2025, 6, 30), id="working days back"),
        # 17:30 on Friday counts as Monday 8; day 10 is 18 June. A Saturday counts as Monday too; 16:59 does not move.
        pytest.param(LATE, datetime(2026, 6, 5, 17, 30, tzinfo=UTC), "10 days", False, date(2026, 6, 18), id="late"),
        pytest.param(LATE, date(2026, 6, 6), "10 days", False, date(2026, 6, 18), id="on a closed day"),
        pytest.param(
            LATE, datetime(2026, 6, 5, 16, 59, tzinfo=UTC), "10 days", False, date(2026, 6, 15), id="not late"
        ),
        # The first day counted is 11 May; the 11th of June ends the month. From 30 January it is 31 January: 28 February.
        pytest.param(
            FIRST_NUMBER, date(2026, 5, 10), "1 month", False, date(2026, 6, 11), id="the number of the first day"
        ),
        pytest.param(FIRST_NUMBER, date(2026, 1, 30), "1 month", False, date(2026, 2, 28), id="that number is missing"),
        pytest.param(FIRST_NUMBER, date(2025, 2, 28), "1 month", False, date(2025, 4, 1), id="first day 1 March"),
        # The published days of entry into force of a protocol to the Convention on Human Rights.
        pytest.param(
            {"months": {"is": "first of next", "because": "c"}},
            date(2021, 4, 21),
            "3 months",
            False,
            date(2021, 8, 1),
            id="the first of the month after three months",
        ),
    ],
)
def test_days(choices: dict[str, Any], when: date | datetime, period: str, before: bool, last: date) -> None:
    assert counted(choices, when, period, before=before).last_day == last


@pytest.mark.parametrize(
    ("when", "period", "before", "ends"),
    [
        # Friday 18:00: six hours; Monday all day; 18 hours of Tuesday.
        (datetime(2026, 6, 5, 18, tzinfo=UTC), "48 hours", False, datetime(2026, 6, 9, 18, tzinfo=UTC)),
        # On Saturday nothing runs: Monday 00:00 on.
        (datetime(2026, 6, 6, 11, tzinfo=UTC), "48 hours", False, datetime(2026, 6, 10, tzinfo=UTC)),
        # Twelve hours of Monday and twelve of Friday.
        (datetime(2026, 6, 8, 12, tzinfo=UTC), "24 hours", True, datetime(2026, 6, 5, 12, tzinfo=UTC)),
    ],
)
def test_hours_of_open_days(when: datetime, period: str, before: bool, ends: datetime) -> None:
    assert counted(OPEN_HOURS, when, period, before=before).ends_at == ends


def test_each_choice_stands_in_the_steps_with_its_reason() -> None:
    """The reader sees why a day was left out, moved or added."""
    for choices, when, period, code in (
        (CLEAR, date(2026, 6, 1), "7 days", "outside"),
        (ENOUGH, date(2026, 6, 5), "3 days", "enough"),
        (JULY, date(2025, 5, 20), "60 days", "suspended"),
        (SHORT, date(2026, 6, 3), "5 days", "skipped"),
        (LATE, date(2026, 6, 6), "10 days", "counts as"),
        (OPEN_HOURS, datetime(2026, 6, 6, 11, tzinfo=UTC), "48 hours", "skipped"),
    ):
        steps = [step for step in counted(choices, when, period).steps if step.code == code]
        assert steps
        assert steps[0].citation == "c"
