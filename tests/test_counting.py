"""count(): each choice of a regime by example, and a table of terms worked by hand."""

import csv
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extradeadline.calendars import EVERY_DAY, OpenDays
from extradeadline.counting import count, day_of_end, midnight, union
from extradeadline.loading import load_rules
from extradeadline.model import Calendar, CalendarDay, CalendarYear, Words
from extradeadline.moments import parse_when
from extradeadline.period import SPECIALS, parse_period
from extradeadline.rulebook import open_days, zone_of
from extradeadline.steps import Count
from extradeadline.ways import Way, needs_instant, way_of

ALMATY, ORAL, BERLIN = zone_of("Asia/Almaty"), zone_of("Asia/Oral"), zone_of("Europe/Berlin")
BOOK = load_rules(("KZ",))
KZ = open_days(BOOK, "kz/state")
WEEKENDS = OpenDays.with_closed()


def way(**choices: Any) -> Way:
    """First day out, same number, nothing moves, hours from the minute; and what is said otherwise."""
    usual: dict[str, Any] = {
        "first_day": "day after",
        "months": "same number",
        "days": "calendar days",
        "hours": "from the minute",
        "closed_end": "stands",
        "closed_end_back": "stands",
        "because": {},
    }
    return Way("test", **(usual | choices))


OUT = way()
IN = way(first_day="trigger day", months="day before the number")
ROLLED = way(closed_end="next open", closed_end_back="previous open")


def counted(
    trigger: str, period: str, how: Way = OUT, calendar: OpenDays = WEEKENDS, zone: Any = ALMATY, **more: Any
) -> Count:
    when = parse_when(trigger)
    if isinstance(when, datetime) and when.tzinfo is None:
        when = when.replace(tzinfo=zone)
    return count(when, parse_period(period), how, calendar, zone, **more)


def last_day(trigger: str, period: str, how: Way = OUT, calendar: OpenDays = WEEKENDS, **more: Any) -> str:
    return counted(trigger, period, how, calendar, **more).last_day.isoformat()


def ends_at(
    trigger: str, period: str, how: Way = OUT, calendar: OpenDays = WEEKENDS, zone: Any = ALMATY, **more: Any
) -> str:
    return counted(trigger, period, how, calendar, zone, **more).ends_at.isoformat(timespec="minutes")


def days(*stretches: str) -> list[tuple[date, date]]:
    """ "2026-06-03/2026-06-05": both ends inside."""
    return [
        (date.fromisoformat(first), date.fromisoformat(until))
        for first, _, until in (stretch.partition("/") for stretch in stretches)
    ]


def stops(*stretches: str) -> list[tuple[datetime, datetime]]:
    """ "2026-06-03T10:00/2026-06-03T12:00", in Almaty; the end outside."""
    moments = [stretch.split("/") for stretch in stretches]
    return [
        (datetime.fromisoformat(first).replace(tzinfo=ALMATY), datetime.fromisoformat(until).replace(tzinfo=ALMATY))
        for first, until in moments
    ]


# --- the table worked by hand -------------------------------------------------------------------------------------------

with (Path(__file__).parent / "vectors" / "kz.csv").open(encoding="utf-8", newline="") as stream:
    VECTORS = list(csv.DictReader(stream))


@pytest.mark.parametrize(
    "row", VECTORS, ids=lambda row: f"{row['period']} {row['direction']} {row['trigger']} {row['regime']}"
)
def test_the_count_is_the_one_worked_by_hand(row: dict[str, str]) -> None:
    name, _, other = row["regime"].partition(" ")
    regime = BOOK.regimes[name]
    reading = next((reading for reading in regime.readings if reading.name == other), None)
    assert not other or reading is not None
    found = counted(row["trigger"], row["period"], way_of(name, regime, reading), KZ, before=row["direction"] == "back")
    counted_to = (
        found.counted_to.isoformat(timespec="minutes")
        if isinstance(found.counted_to, datetime)
        else found.counted_to.isoformat()
    )
    ends = found.ends_at.isoformat(timespec="minutes")
    assert (counted_to, found.last_day.isoformat(), ends) == (row["counted_to"], row["last_day"], row["ends_at"]), row[
        "why"
    ]


def test_the_table_has_each_regime_of_kazakhstan_and_each_of_its_readings() -> None:
    wanted = {name for name in BOOK.regimes if name.startswith("kz/")}
    wanted |= {
        f"{name} {reading.name}"
        for name, regime in BOOK.regimes.items()
        if name.startswith("kz/")
        for reading in regime.readings
    }
    assert wanted <= {row["regime"] for row in VECTORS}
    assert len(VECTORS) >= 40


# --- days ---------------------------------------------------------------------------------------------------------------


class TestDays:
    def test_with_the_first_day_out_the_tenth_day_is_ten_days_on(self) -> None:
        assert last_day("2026-06-01", "10 days") == "2026-06-11"

    def test_with_the_first_day_in_it_is_nine_days_on(self) -> None:
        assert last_day("2026-06-01", "10 days", IN) == "2026-06-10"

    def test_one_day_with_the_first_day_in_is_that_day(self) -> None:
        assert last_day("2026-06-01", "1 day", IN) == "2026-06-01"
        assert last_day("2026-06-01", "1 day") == "2026-06-02"

    def test_closed_days_inside_the_term_count(self) -> None:
        assert last_day("2026-06-05", "3 days") == "2026-06-08"

    def test_a_week_is_seven_days(self) -> None:
        assert last_day("2026-06-01", "3 weeks") == "2026-06-22"
        assert last_day("2026-06-01", "1 week 1 day") == "2026-06-09"

    def test_the_term_is_over_with_the_last_moment_of_its_last_day(self) -> None:
        assert ends_at("2026-06-01", "10 days") == "2026-06-12T00:00+05:00"

    def test_a_moment_is_taken_by_its_day_in_the_zone(self) -> None:
        assert last_day("2026-06-01T22:30+03:00", "10 days") == "2026-06-12"  # half past midnight of the 2nd in Almaty
        assert last_day("2026-06-01 23:59", "10 days") == "2026-06-11"

    def test_ninety_days_over_the_end_of_a_leap_february(self) -> None:
        assert last_day("2024-01-15", "90 days") == "2024-04-14"
        assert last_day("2023-01-15", "90 days") == "2023-04-15"


class TestMonths:
    @pytest.mark.parametrize(
        ("trigger", "period", "same_number", "first_day_in"),
        [
            ("2026-03-15", "1 month", "2026-04-15", "2026-04-14"),
            ("2026-03-01", "1 month", "2026-04-01", "2026-03-31"),
            ("2026-08-31", "1 month", "2026-09-30", "2026-09-30"),
            ("2026-01-31", "1 month", "2026-02-28", "2026-02-28"),
            ("2024-01-31", "1 month", "2024-02-29", "2024-02-29"),
            ("2026-01-29", "1 month", "2026-02-28", "2026-02-28"),
            ("2024-01-29", "1 month", "2024-02-29", "2024-02-28"),
            (
                "2026-02-28",
                "1 month",
                "2026-03-28",
                "2026-03-27",
            ),  # the end of one month is not tied to the end of another
            ("2026-12-31", "2 months", "2027-02-28", "2027-02-28"),
            ("2026-01-31", "2 months", "2026-03-31", "2026-03-30"),  # one addition, not two
            ("2024-02-29", "1 year", "2025-02-28", "2025-02-28"),
            ("2024-02-29", "4 years", "2028-02-29", "2028-02-28"),
            ("2026-06-02", "12 months", "2027-06-02", "2027-06-01"),
            ("2026-06-02", "1 year", "2027-06-02", "2027-06-01"),
            ("2025-06-02", "18 months", "2026-12-02", "2026-12-01"),
            ("2025-06-02", "1 year 6 months", "2026-12-02", "2026-12-01"),
        ],
    )
    def test_the_same_number_or_the_day_before_it_or_the_last_day_of_a_month_without_it(
        self, trigger: str, period: str, same_number: str, first_day_in: str
    ) -> None:
        assert last_day(trigger, period) == same_number
        assert last_day(trigger, period, IN) == first_day_in

    def test_the_first_day_may_count_and_the_number_still_be_the_same(self) -> None:
        assert last_day("2026-03-15", "1 month", way(first_day="trigger day")) == "2026-04-15"

    def test_a_missing_number_is_a_step_of_the_count(self) -> None:
        [step] = [step for step in counted("2026-08-31", "1 month").steps if step.code == "no such day"]
        assert (step.day, step.number) == (date(2026, 9, 30), 31)

    def test_days_are_added_after_the_months(self) -> None:
        assert last_day("2026-01-31", "1 month 10 days") == "2026-03-10"
        assert last_day("2026-03-15", "1 year 6 months 10 days") == "2027-09-25"

    def test_with_the_first_day_in_a_month_and_ten_days_are_ten_days_past_the_month(self) -> None:
        assert last_day("2026-03-15", "1 month 10 days", IN) == "2026-04-24"
        assert last_day("2026-01-31", "1 month 10 days", IN) == "2026-03-10"


# --- closed days --------------------------------------------------------------------------------------------------------


class TestClosedEnds:
    def test_a_last_day_that_stands_may_be_closed(self) -> None:
        assert last_day("2026-06-03", "3 days") == "2026-06-06"  # a Saturday

    def test_a_closed_last_day_gives_way_to_the_next_open_one(self) -> None:
        found = counted("2026-06-03", "3 days", ROLLED)
        assert (found.counted_to, found.last_day) == (date(2026, 6, 6), date(2026, 6, 8))
        assert found.ends_at == datetime(2026, 6, 9, tzinfo=ALMATY)

    def test_or_to_the_previous_one(self) -> None:
        assert last_day("2026-06-03", "3 days", way(closed_end="previous open")) == "2026-06-05"

    def test_an_open_last_day_stays(self) -> None:
        found = counted("2026-06-01", "3 days", ROLLED)
        assert found.counted_to == found.last_day == date(2026, 6, 4)

    def test_each_closed_day_is_a_step_with_its_reason(self) -> None:
        found = counted("2026-06-25", "10 days", ROLLED, KZ)
        closed = [(step.day, step.closed.name.en) for step in found.steps if step.code == "closed" and step.closed]
        assert closed == [(date(2026, 7, 5), "Sunday"), (date(2026, 7, 6), "Capital Day")]

    def test_a_worked_weekend_day_is_open(self) -> None:
        assert last_day("2026-06-03", "3 days", ROLLED, OpenDays.with_closed(works=[date(2026, 6, 6)])) == "2026-06-06"

    def test_a_calendar_that_never_opens_is_refused(self) -> None:
        closed = OpenDays.with_closed(date(2026, 6, 1) + timedelta(days=n) for n in range(200))
        with pytest.raises(ValueError, match="no open day within"):
            counted("2026-06-03", "3 days", ROLLED, closed)


class TestWorkingDays:
    def test_closed_days_are_left_out(self) -> None:
        assert last_day("2026-06-04", "3 working days") == "2026-06-09"  # Friday, Monday, Tuesday

    def test_the_first_day_may_be_one_of_them(self) -> None:
        assert last_day("2026-06-04", "3 working days", IN) == "2026-06-08"

    def test_a_closed_first_day_is_none_of_them(self) -> None:
        assert last_day("2026-06-06", "3 working days", IN) == "2026-06-10"

    def test_over_nauryz(self) -> None:
        found = counted("2026-03-18", "5 working days", OUT, KZ)
        assert found.last_day == date(2026, 3, 30)
        assert [step.day for step in found.steps if step.code == "skipped"] == [
            date(2026, 3, n) for n in (21, 22, 23, 24, 25, 28, 29)
        ]

    def test_the_last_of_them_is_open_and_never_moves(self) -> None:
        found = counted("2026-03-18", "5 working days", ROLLED, KZ)
        assert found.counted_to == found.last_day

    def test_a_worked_saturday_is_one_of_them(self) -> None:
        assert last_day("2024-05-02", "2 working days", OUT, KZ) == "2024-05-04"


# --- hours --------------------------------------------------------------------------------------------------------------


class TestHours:
    def test_from_the_minute(self) -> None:
        found = counted("2026-03-02 10:20", "72 hours")
        assert found.ends_at == found.counted_to == datetime(2026, 3, 5, 10, 20, tzinfo=ALMATY)
        assert found.last_day == date(2026, 3, 5)

    def test_the_seconds_are_kept(self) -> None:
        assert counted("2026-03-02 10:20:30", "1 hour").ends_at == datetime(2026, 3, 2, 11, 20, 30, tzinfo=ALMATY)

    @pytest.mark.parametrize("clock", ["10:00", "10:20", "10:59"])
    def test_with_the_current_hour_left_out_they_run_from_the_next_full_one(self, clock: str) -> None:
        assert ends_at(f"2026-03-02 {clock}", "24 hours", way(hours="next full hour")) == "2026-03-03T11:00+05:00"

    def test_an_end_at_midnight_belongs_to_the_day_before(self) -> None:
        assert last_day("2026-03-02 00:00", "72 hours") == "2026-03-04"
        assert last_day("2026-03-02 00:01", "72 hours") == "2026-03-05"

    def test_an_end_on_a_closed_day_that_stands(self) -> None:
        assert ends_at("2026-06-05 10:20", "24 hours") == "2026-06-06T10:20+05:00"

    def test_an_end_on_a_closed_day_moves_to_the_same_clock_time(self) -> None:
        assert ends_at("2026-06-05 10:20", "24 hours", ROLLED) == "2026-06-08T10:20+05:00"

    def test_an_end_at_midnight_after_a_closed_day_moves_to_the_end_of_the_open_one(self) -> None:
        assert (
            ends_at("2026-06-05 00:00", "48 hours", ROLLED) == "2026-06-09T00:00+05:00"
        )  # 24:00 of Saturday: 24:00 of Monday

    def test_an_end_at_the_midnight_before_a_closed_day_stays(self) -> None:
        assert ends_at("2026-06-04 00:00", "48 hours", ROLLED) == "2026-06-06T00:00+05:00"  # 24:00 of Friday

    def test_a_moment_of_another_zone_is_the_same_moment(self) -> None:
        assert ends_at("2026-03-02T08:20+03:00", "72 hours") == "2026-03-05T10:20+05:00"

    def test_days_by_the_clock_are_24_hours_each(self) -> None:
        found = counted("2026-03-02 10:20", "40 days", way(first_day="trigger day", days="24 hours each"))
        assert found.ends_at == datetime(2026, 4, 11, 10, 20, tzinfo=ALMATY)

    def test_months_and_working_days_are_never_counted_by_the_clock(self) -> None:
        by_the_clock = way(first_day="trigger day", months="day before the number", days="24 hours each")
        assert last_day("2026-03-02 10:20", "2 months", by_the_clock) == "2026-05-01"
        assert last_day("2026-03-02 10:20", "2 working days", by_the_clock) == "2026-03-03"

    def test_the_months_of_a_month_and_ten_days_are_not_lost_where_days_are_counted_by_the_clock(self) -> None:
        by_the_clock = way(first_day="trigger day", months="day before the number", days="24 hours each")
        assert counted("2026-03-02 10:20", "1 month 10 days", by_the_clock).last_day >= date(2026, 4, 11)

    def test_nor_are_they_where_the_law_has_no_rule_for_months(self) -> None:
        with pytest.raises(ValueError, match="has no rule for months"):
            counted("2026-03-02 10:20", "1 month 10 days", way(months=None, days="24 hours each"))

    def test_which_periods_need_a_moment(self) -> None:
        by_the_clock = way(days="24 hours each")
        assert needs_instant(parse_period("72 hours"), OUT)
        assert needs_instant(parse_period("40 days"), by_the_clock)
        assert not needs_instant(parse_period("40 days"), OUT)
        assert not needs_instant(parse_period("2 months"), by_the_clock)


class TestClockChanges:
    def test_kazakhstan_put_the_clocks_of_almaty_back_on_1_march_2024(self) -> None:
        assert ends_at("2024-02-28 10:20", "72 hours") == "2024-03-02T09:20+05:00"

    def test_those_of_oral_did_not_change(self) -> None:
        assert ends_at("2024-02-28 10:20", "72 hours", zone=ORAL) == "2024-03-02T10:20+05:00"

    def test_the_hour_shown_twice_is_two_hours(self) -> None:
        assert ends_at("2024-02-29T22:30+06:00", "1 hour") == "2024-02-29T23:30+06:00"
        assert ends_at("2024-02-29T22:30+06:00", "2 hours") == "2024-02-29T23:30+05:00"
        assert ends_at("2024-02-29T22:30+06:00", "3 hours") == "2024-03-01T00:30+05:00"

    def test_the_next_full_hour_inside_the_hour_shown_twice(self) -> None:
        next_hour = way(hours="next full hour")
        assert ends_at("2024-02-29T23:30+06:00", "1 hour", next_hour) == "2024-03-01T00:00+05:00"
        assert ends_at("2024-02-29T23:30+05:00", "1 hour", next_hour) == "2024-03-01T01:00+05:00"

    def test_in_spring_three_days_of_hours_end_an_hour_later_by_the_clock(self) -> None:
        assert ends_at("2026-03-28 10:20", "72 hours", zone=BERLIN) == "2026-03-31T11:20+02:00"

    def test_in_autumn_an_hour_earlier(self) -> None:
        assert ends_at("2026-10-24 10:20", "72 hours", zone=BERLIN) == "2026-10-27T09:20+01:00"

    def test_days_by_the_clock_are_hours_too(self) -> None:
        assert ends_at("2026-03-28 10:20", "3 days", way(days="24 hours each"), zone=BERLIN) == "2026-03-31T11:20+02:00"

    def test_calendar_days_end_at_midnight_whatever_the_clocks_did(self) -> None:
        assert ends_at("2026-03-28", "3 days", zone=BERLIN) == "2026-04-01T00:00+02:00"
        assert ends_at("2024-02-28", "1 day") == "2024-03-01T00:00+05:00"

    def test_an_end_moved_over_a_clock_change_keeps_its_clock_time(self) -> None:
        assert ends_at("2026-03-27 10:20", "24 hours", ROLLED, zone=BERLIN) == "2026-03-30T10:20+02:00"

    def test_where_the_clocks_skip_midnight_the_day_ends_when_they_change(self) -> None:
        santiago = zone_of("America/Santiago")
        assert ends_at("2026-09-04", "1 day", zone=santiago) == "2026-09-06T01:00-03:00"
        assert midnight(date(2026, 9, 6), santiago).astimezone(UTC) == datetime(2026, 9, 6, 4, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("zone", "instant", "day"),
        [
            ("Asia/Almaty", "2024-03-01T00:00+05:00", "2024-02-29"),
            ("Asia/Almaty", "2024-03-01T00:01+05:00", "2024-03-01"),
            ("America/Santiago", "2026-09-06T01:00-03:00", "2026-09-05"),  # the clocks skip from 24:00 to 01:00
            ("Atlantic/Azores", "2026-10-25T00:00+00:00", "2026-10-24"),  # the first of two midnights
            (
                "Atlantic/Azores",
                "2026-10-25T00:00-01:00",
                "2026-10-25",
            ),  # the second: the first hour of the 25th is over
        ],
    )
    def test_the_last_moment_of_a_term_lies_on_the_day_of_the_instant_before_its_end(
        self, zone: str, instant: str, day: str
    ) -> None:
        assert day_of_end(datetime.fromisoformat(instant).astimezone(zone_of(zone))).isoformat() == day


# --- counting back ------------------------------------------------------------------------------------------------------


class TestCountingBack:
    def test_ten_days_before_the_30th_is_the_20th(self) -> None:
        assert last_day("2026-06-30", "10 days", before=True) == "2026-06-20"

    def test_whether_the_first_day_counts_makes_no_difference(self) -> None:
        assert last_day("2026-06-30", "10 days", IN, before=True) == "2026-06-20"

    def test_hours_are_taken_off_the_moment(self) -> None:
        assert ends_at("2026-03-05 10:20", "12 hours", before=True) == "2026-03-04T22:20+05:00"

    def test_the_current_hour_is_not_left_out(self) -> None:
        assert (
            ends_at("2026-03-05 10:20", "12 hours", way(hours="next full hour"), before=True)
            == "2026-03-04T22:20+05:00"
        )

    def test_hours_back_over_a_clock_change(self) -> None:
        assert ends_at("2024-03-01T09:00+05:00", "12 hours", before=True) == "2024-02-29T22:00+06:00"

    def test_months_back_to_the_same_number_or_the_last_day(self) -> None:
        assert last_day("2026-06-15", "2 months", before=True) == "2026-04-15"
        assert last_day("2026-05-31", "3 months", before=True) == "2026-02-28"
        assert last_day("2024-05-31", "3 months", before=True) == "2024-02-29"

    def test_months_then_days(self) -> None:
        assert last_day("2026-06-15", "1 month 10 days", before=True) == "2026-05-05"

    def test_working_days_back_leave_closed_days_out(self) -> None:
        assert last_day("2026-06-09", "3 working days", before=True) == "2026-06-04"
        assert last_day("2026-03-26", "3 working days", calendar=KZ, before=True) == "2026-03-18"

    def test_a_closed_day_stands_or_gives_way_to_the_previous_open_one(self) -> None:
        assert last_day("2026-06-17", "10 days", before=True) == "2026-06-07"
        assert last_day("2026-06-17", "10 days", ROLLED, before=True) == "2026-06-05"
        assert last_day("2026-06-17", "10 days", way(closed_end_back="next open"), before=True) == "2026-06-08"

    def test_the_forward_rule_is_not_the_backward_one(self) -> None:
        assert last_day("2026-06-17", "10 days", way(closed_end="next open"), before=True) == "2026-06-07"

    def test_hours_back_may_move_to_the_same_clock_time_before(self) -> None:
        assert ends_at("2026-06-08 10:00", "12 hours", ROLLED, before=True) == "2026-06-05T22:00+05:00"

    def test_suspensions_do_not_move_a_term_counted_back(self) -> None:
        assert last_day("2026-06-30", "10 days", before=True, suspended=days("2026-06-22/2026-06-25")) == "2026-06-20"


# --- suspensions --------------------------------------------------------------------------------------------------------


class TestSuspensions:
    def test_the_end_moves_by_the_days_of_the_suspension(self) -> None:
        assert last_day("2026-06-01", "10 days", suspended=days("2026-06-03/2026-06-05")) == "2026-06-14"

    def test_what_lies_before_or_after_the_term_moves_nothing(self) -> None:
        assert (
            last_day("2026-06-01", "10 days", suspended=days("2026-05-01/2026-05-20", "2026-06-12/2026-06-20"))
            == "2026-06-11"
        )

    def test_of_one_that_began_before_only_the_days_inside_count(self) -> None:
        assert last_day("2026-06-01", "10 days", suspended=days("2026-05-20/2026-06-03")) == "2026-06-13"

    def test_the_day_left_out_is_not_part_of_the_term(self) -> None:
        assert last_day("2026-06-01", "10 days", suspended=days("2026-05-20/2026-06-01")) == "2026-06-11"
        assert last_day("2026-06-01", "10 days", IN, suspended=days("2026-05-20/2026-06-01")) == "2026-06-11"

    def test_on_the_last_day_it_still_counts(self) -> None:
        assert last_day("2026-06-01", "10 days", suspended=days("2026-06-11/2026-06-12")) == "2026-06-13"

    def test_overlapping_suspensions_count_once(self) -> None:
        both = days("2026-06-03/2026-06-05", "2026-06-04/2026-06-06")
        assert (
            last_day("2026-06-01", "10 days", suspended=both)
            == last_day("2026-06-01", "10 days", suspended=days("2026-06-03/2026-06-06"))
            == "2026-06-15"
        )

    def test_suspensions_that_touch_count_each_day_once(self) -> None:
        assert (
            last_day("2026-06-01", "10 days", suspended=days("2026-06-03/2026-06-04", "2026-06-05/2026-06-06"))
            == "2026-06-15"
        )
        assert (
            last_day("2026-06-01", "10 days", suspended=days("2026-06-03/2026-06-04", "2026-06-04/2026-06-06"))
            == "2026-06-15"
        )

    def test_one_that_the_first_draws_into_the_term_counts_too(self) -> None:
        assert (
            last_day("2026-06-01", "10 days", suspended=days("2026-06-03/2026-06-05", "2026-06-13/2026-06-13"))
            == "2026-06-15"
        )

    def test_their_order_in_the_file_does_not_matter(self) -> None:
        assert (
            last_day("2026-06-01", "10 days", suspended=days("2026-06-13/2026-06-13", "2026-06-03/2026-06-05"))
            == "2026-06-15"
        )

    def test_the_end_is_moved_before_closed_days_are_skipped(self) -> None:
        assert (
            last_day("2026-06-01", "3 days", ROLLED, suspended=days("2026-06-03/2026-06-04")) == "2026-06-08"
        )  # Saturday the 6th

    def test_months_move_too(self) -> None:
        assert last_day("2026-06-01", "1 month", suspended=days("2026-06-10/2026-06-19")) == "2026-07-11"

    def test_suspended_working_days_are_not_counted(self) -> None:
        assert last_day("2026-06-01", "5 working days", suspended=days("2026-06-03/2026-06-04")) == "2026-06-10"

    def test_a_suspended_weekend_costs_no_working_day(self) -> None:
        assert last_day("2026-06-01", "5 working days", suspended=days("2026-06-06/2026-06-07")) == "2026-06-08"

    def test_hours_are_moved_by_the_time_of_the_stop(self) -> None:
        assert (
            ends_at("2026-06-01 10:00", "24 hours", stopped=stops("2026-06-01T12:00/2026-06-01T15:30"))
            == "2026-06-02T13:30+05:00"
        )

    def test_of_a_stop_that_began_before_only_the_time_inside_counts(self) -> None:
        assert (
            ends_at("2026-06-01 10:00", "24 hours", stopped=stops("2026-06-01T08:00/2026-06-01T11:00"))
            == "2026-06-02T11:00+05:00"
        )

    def test_overlapping_stops_count_once(self) -> None:
        stopped = stops("2026-06-01T12:00/2026-06-01T14:00", "2026-06-01T13:00/2026-06-01T15:00")
        assert ends_at("2026-06-01 10:00", "24 hours", stopped=stopped) == "2026-06-02T13:00+05:00"

    def test_stops_that_touch_are_one(self) -> None:
        stopped = stops("2026-06-01T12:00/2026-06-01T13:00", "2026-06-01T13:00/2026-06-01T15:00")
        assert ends_at("2026-06-01 10:00", "24 hours", stopped=stopped) == "2026-06-02T13:00+05:00"

    def test_a_stop_after_the_end_moves_nothing(self) -> None:
        assert (
            ends_at("2026-06-01 10:00", "24 hours", stopped=stops("2026-06-02T10:00/2026-06-02T15:00"))
            == "2026-06-02T10:00+05:00"
        )

    def test_in_the_hour_shown_twice_a_stop_is_placed_by_the_instant_and_not_by_the_clock(self) -> None:
        """The term ran out at 23:30 +06:00; a stop from 23:10 +05:00, forty minutes later, is outside it."""
        stop = (
            datetime.fromisoformat("2024-02-29T23:10+05:00").astimezone(ALMATY),
            datetime.fromisoformat("2024-03-01T02:00+05:00").astimezone(ALMATY),
        )
        assert ends_at("2024-02-29T21:30+06:00", "2 hours", stopped=[stop]) == "2024-02-29T23:30+06:00"

    @settings(deadline=None, max_examples=60, derandomize=True)
    @given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8)), max_size=6), st.integers(1, 20))
    def test_the_term_has_as_many_running_days_as_it_should(
        self, stretches: list[tuple[int, int]], length: int
    ) -> None:
        start = date(2026, 6, 1)
        suspended = [(start + timedelta(days=first), start + timedelta(days=first + more)) for first, more in stretches]
        end = count(start, parse_period(f"{length} days"), OUT, EVERY_DAY, ALMATY, suspended=suspended).last_day
        later = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        running = [day for day in later if not any(first <= day <= until for first, until in suspended)]
        assert len(running) == length
        assert running[-1] == end

    @settings(deadline=None, max_examples=60, derandomize=True)
    @given(st.lists(st.tuples(st.dates(), st.dates()).map(sorted).map(tuple), max_size=8))
    def test_a_union_has_the_same_days_and_no_overlap(self, stretches: list[tuple[date, date]]) -> None:
        merged = union(stretches)
        assert merged == sorted(merged)
        assert all(one[1] < other[0] for one, other in pairwise(merged))
        assert all(any(first <= a and b <= until for first, until in merged) for a, b in stretches)
        assert {first for first, _ in merged} <= {first for first, _ in stretches}


# --- what the calendar does not vouch for ---------------------------------------------------------------------------------


def doubtful(*unsure: date) -> OpenDays:
    """2026 with these closed days, of which nobody is sure."""
    written = {
        day: CalendarDay(name=Words(en="doubted", ru="под вопросом"), source="test", certainty="unsure")
        for day in unsure
    }
    words = Words(en="x", ru="x")
    return OpenDays.of(Calendar(words, words, ["saturday", "sunday"], {"2026": CalendarYear("read", written)}))


class TestDoubt:
    def test_a_roll_inside_the_reviewed_years_is_not_provisional(self) -> None:
        assert not counted("2026-06-25", "10 days", ROLLED, KZ).provisional

    def test_a_roll_outside_them_is(self) -> None:
        assert counted("2032-06-25", "10 days", ROLLED, KZ).provisional
        assert counted("2032-06-25", "5 working days", OUT, KZ).provisional

    def test_one_that_only_ends_outside_them_is_too(self) -> None:
        last = max(int(year) for year in BOOK.calendars["kz/state"].years)
        assert counted(f"{last}-12-28", "10 days", ROLLED, KZ).provisional

    def test_an_end_that_stands_asks_the_calendar_nothing(self) -> None:
        assert not counted("2032-06-25", "10 days", OUT, KZ).provisional
        assert not counted("2032-06-25 10:20", "72 hours", OUT, KZ).provisional

    def test_a_doubted_day_that_the_roll_touched_is_named(self) -> None:
        monday = date(2026, 6, 8)
        found = counted("2026-06-03", "3 days", ROLLED, doubtful(monday))
        assert found.last_day == date(2026, 6, 9)
        assert set(found.unsure) == {monday}

    def test_and_one_among_working_days(self) -> None:
        monday = date(2026, 6, 8)
        assert set(counted("2026-06-04", "3 working days", OUT, doubtful(monday)).unsure) == {monday}

    def test_one_that_the_count_never_met_is_not(self) -> None:
        assert not counted("2026-06-01", "3 days", ROLLED, doubtful(date(2026, 6, 8))).unsure
        assert not counted("2026-06-05", "3 days", OUT, doubtful(date(2026, 6, 8))).unsure


# --- refused, and told --------------------------------------------------------------------------------------------------


class TestRefusals:
    @pytest.mark.parametrize("special", SPECIALS)
    def test_what_is_no_length_is_not_counted(self, special: str) -> None:
        with pytest.raises(ValueError, match=f"'{special}' is not a length"):
            counted("2026-06-01", special)

    def test_hours_do_not_run_from_a_day(self) -> None:
        with pytest.raises(ValueError, match="'72 hours' runs from a moment"):
            counted("2026-06-01", "72 hours")

    def test_nor_do_days_by_the_clock(self) -> None:
        with pytest.raises(ValueError, match="'40 days' runs from a moment"):
            counted("2026-06-01", "40 days", way(days="24 hours each"))

    @pytest.mark.parametrize("period", ["72 hours", "10 days"])
    def test_a_moment_without_a_zone_is_refused_and_not_taken_for_one_of_this_machine(self, period: str) -> None:
        with pytest.raises(ValueError, match="zone"):
            count(datetime(2026, 6, 1, 10, 20), parse_period(period), OUT, WEEKENDS, ALMATY)

    @pytest.mark.parametrize(
        ("trigger", "period", "left_out", "before"),
        [
            ("2026-06-01", "10 days", "first_day", False),
            ("2026-06-01", "3 working days", "first_day", False),
            ("2026-06-01", "1 month", "months", False),
            ("2026-06-01 10:20", "72 hours", "hours", False),
            ("2026-06-01", "10 days", "closed_end", False),
            ("2026-06-01 10:20", "72 hours", "closed_end", False),
            ("2026-06-01", "10 days", "closed_end_back", True),
            ("2026-06-01 10:20", "12 hours", "closed_end_back", True),
        ],
    )
    def test_a_choice_that_the_law_does_not_make_is_never_made_for_it(
        self, trigger: str, period: str, left_out: str, before: bool
    ) -> None:
        with pytest.raises(ValueError, match=f"^the regime 'test' has no rule for {left_out.replace('_', ' ')}$"):
            counted(trigger, period, way(**{left_out: None}), before=before)

    @pytest.mark.parametrize("before", [False, True])
    def test_working_days_end_on_an_open_day_and_need_no_rule_for_a_closed_one(self, before: bool) -> None:
        found = counted("2026-06-10", "3 working days", way(closed_end=None, closed_end_back=None), before=before)
        assert found.last_day == (date(2026, 6, 5) if before else date(2026, 6, 15))

    def test_a_choice_that_the_term_does_not_need_may_be_missing(self) -> None:
        days_only = way(months=None, hours=None, closed_end_back=None)
        assert last_day("2026-06-01", "10 days", days_only) == "2026-06-11"
        back_only = way(first_day=None, months=None, hours=None, closed_end=None)
        assert last_day("2026-06-30", "10 days", back_only, before=True) == "2026-06-20"
        assert last_day("2026-06-30", "1 month", back_only, before=True) == "2026-05-30"
        assert ends_at("2026-03-05 10:20", "12 hours", back_only, before=True) == "2026-03-04T22:20+05:00"


class TestSteps:
    def test_the_walk_is_told_from_its_trigger_to_its_end(self) -> None:
        custody = way_of("kz/custody", BOOK.regimes["kz/custody"])
        codes = [step.code for step in counted("2026-03-02", "12 months", custody, KZ).steps]
        assert codes == ["from", "first day", "add", "day before", "ends"]

    def test_each_choice_carries_its_article(self) -> None:
        procedural = way_of("kz/procedural", BOOK.regimes["kz/procedural"])
        cited = {step.code: step.citation for step in counted("2026-06-25", "10 days", procedural, KZ).steps}
        assert cited["first day"] == BOOK.regimes["kz/procedural"].first_day.because
        assert cited["closed"] == BOOK.regimes["kz/procedural"].closed_end.because

    def test_a_reading_gives_its_own_reason_for_what_it_changes(self) -> None:
        regime = BOOK.regimes["kz/custody"]
        [a1] = [reading for reading in regime.readings if reading.name == "A1"]
        because = way_of("kz/custody", regime, a1).because
        assert because["months"] == a1.because
        assert because["first_day"] == regime.first_day.because
