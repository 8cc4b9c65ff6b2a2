"""Two counts of the same terms, written apart, agree: every regime and reading in the rules, thirty years of days."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from extradeadline.calendars import OpenDays
from extradeadline.counting import count
from extradeadline.loading import load_rules
from extradeadline.model import Regime, RegimeReading
from extradeadline.period import parse_period
from extradeadline.rulebook import open_days, zone_of
from extradeadline.ways import Way, way_of
from second_count import Clocks, Manner, OpenTable, as_date, clocks, day_term, end_of_day, hour_term, manner

BOOK = load_rules(None)
SINCE, DAYS = date(2005, 1, 1), 10957  # to 2034-12-31
COUNTS_IN_ALL = 300_000  # the grid is thinned to about so many, the same number for each term
PRIMES = [n for n in range(11, 2000) if all(n % d for d in range(2, int(n**0.5) + 1))]

DAY_TERMS = [f"{n} days" for n in (1, 3, 5, 10, 15, 20, 30, 40, 90)]
MONTH_TERMS = [f"{n} months" for n in (1, 2, 3, 6, 12, 18)]
WORKING_TERMS = [f"{n} working days" for n in (1, 3, 5, 10, 20)]
HOUR_TERMS = [f"{n} hours" for n in (12, 24, 48, 72)]
TERMS = [*DAY_TERMS, *MONTH_TERMS, *WORKING_TERMS, *HOUR_TERMS]
WAYS: list[tuple[str, Regime, RegimeReading | None]] = [
    (name, regime, reading) for name, regime in BOOK.regimes.items() for reading in (None, *regime.readings)
]
COMBINATIONS = len(WAYS) * len(TERMS) * 2
STRIDE = next((prime for prime in PRIMES if prime >= DAYS * COMBINATIONS / COUNTS_IN_ALL), PRIMES[-1])
ZONES = ("Asia/Almaty", "Europe/Berlin", "Asia/Qyzylorda")


def calendars_for(regime: str) -> list[str]:
    """The calendars of the regime's State; of every State for a regime that no single one owns."""
    home, _, rest = regime.partition("/")
    own = [name for name in BOOK.calendars if rest and name.startswith(f"{home}/")]
    return own or list(BOOK.calendars)


TABLES: dict[str, OpenTable] = {}


def table_of(calendar: str) -> tuple[OpenDays, OpenTable]:
    """What the second count takes from the calendar is one thing: whether a day is open."""
    ready = open_days(BOOK, calendar)
    if calendar not in TABLES:
        TABLES[calendar] = OpenTable(ready.is_open)
    return ready, TABLES[calendar]


def sample(place: int) -> list[date]:
    """Every so many-th day of the thirty years, each term from a day of its own. The number is prime, so that all weekdays,
    numbers and months come up."""
    return [SINCE + timedelta(days=n) for n in range(place * 7919 % STRIDE, DAYS, STRIDE)]


def of(days: list[date]) -> Any:
    return np.array(days, dtype="datetime64[D]")


def differences_of_days(
    term: str,
    days: list[date],
    way: Way,
    how: Manner,
    calendar: OpenDays,
    table: OpenTable,
    zone_name: str,
    before: bool,
) -> list[str]:
    period, zone = parse_period(term), zone_of(zone_name)
    ends, lasts = day_term(
        of(days), how, table, number=period.days, months=period.months, working_days=period.working_days, before=before
    )
    told = []
    for day, end, last in zip(days, ends, lasts, strict=True):
        first = count(day, period, way, calendar, zone, before=before)
        second = (as_date(end), as_date(last), end_of_day(last, clocks(zone)))
        if (first.counted_to, first.last_day, int(first.ends_at.timestamp())) != second:
            told.append(
                f"{term}{' before' if before else ' from'} {day}: {first.counted_to} / {first.last_day}, again {second[:2]}"
            )
    return told


def moment(day: date, place: int, zone: Clocks) -> int:
    """A time of that day: midnight every fifth time, else one that wanders through the day by minutes."""
    minutes = 0 if place % 5 == 0 else (day.toordinal() * 37 + place * 11) % 1440
    return zone.instant((day - date(1970, 1, 1)).days * 86400 + minutes * 60)


def differences_of_hours(
    term: str,
    days: list[date],
    way: Way,
    how: Manner,
    calendar: OpenDays,
    table: OpenTable,
    zone_name: str,
    before: bool,
) -> list[str]:
    period, zone = parse_period(term), zone_of(zone_name)
    hours = period.hours or period.days * 24
    told = []
    for place, day in enumerate(days):
        start = moment(day, place, clocks(zone))
        trigger = datetime.fromtimestamp(start, UTC).astimezone(zone)
        first = count(trigger, period, way, calendar, zone, before=before)
        second = hour_term(start, hours, how, table, clocks(zone), days=not period.hours, before=before)
        assert isinstance(first.counted_to, datetime)
        if (int(first.counted_to.timestamp()), first.last_day, int(first.ends_at.timestamp())) != second:
            again = datetime.fromtimestamp(second[2], UTC).astimezone(zone)
            told.append(
                f"{term}{' before' if before else ' from'} {trigger}: {first.counted_to} / {first.ends_at}, but again {again}"
            )
    return told


def refusals_missing(term: str, way: Way, calendar: OpenDays, before: bool) -> list[str]:
    """Where the law has no rule for a choice that the term needs, the first count refuses to make one."""
    try:
        count(
            datetime(2026, 6, 1, 10, 20, tzinfo=UTC),
            parse_period(term),
            way,
            calendar,
            zone_of("Asia/Almaty"),
            before=before,
        )
    except ValueError as error:
        return [] if "has no rule for" in str(error) else [f"{term}: {error}"]
    return [f"{term}{' before' if before else ''} was counted although {way.name} has no rule for it"]


@pytest.mark.parametrize(
    ("name", "regime", "reading"),
    WAYS,
    ids=[f"{name}{' ' + reading.name if reading else ''}" for name, _, reading in WAYS],
)
def test_the_two_counts_agree(name: str, regime: Regime, reading: RegimeReading | None) -> None:
    way, how = way_of(name, regime, reading), manner(regime, reading)
    calendars = calendars_for(name)
    told: list[str] = []
    seed = [(way_name, other) for way_name, _, other in WAYS].index((name, reading)) * len(TERMS) * 2
    for number, (term, before) in enumerate((term, before) for term in TERMS for before in (False, True)):
        calendar, table = table_of(calendars[(seed + number) % len(calendars)])
        unit = "working days" if term in WORKING_TERMS else term.partition(" ")[2]
        if how.lacks(unit, before=before):
            told += refusals_missing(term, way, calendar, before)
            continue
        by_the_clock = unit == "hours" or (unit == "days" and how.days == "24 hours each")
        compare = differences_of_hours if by_the_clock else differences_of_days
        told += compare(term, sample(seed + number), way, how, calendar, table, ZONES[number % len(ZONES)], before)
    assert not told, "\n".join(told[:20])


@pytest.mark.parametrize("calendar", list(BOOK.calendars))
def test_ten_days_with_a_roll_agree_on_every_day_of_the_thirty_years(calendar: str) -> None:
    """The commonest term of all, without a gap in the grid."""
    regime = BOOK.regimes["kz/procedural"]
    ready, table = table_of(calendar)
    days = [SINCE + timedelta(days=n) for n in range(DAYS)]
    told = differences_of_days(
        "10 days", days, way_of("kz/procedural", regime), manner(regime), ready, table, "Asia/Almaty", before=False
    )
    assert not told, "\n".join(told[:20])


def test_no_combination_is_left_out_and_each_meets_every_weekday_and_month() -> None:
    assert STRIDE < 700, "raise COUNTS_IN_ALL: the grid has become too thin"
    for place in range(COMBINATIONS):
        days = sample(place)
        assert {day.weekday() for day in days} == set(range(7))
        assert len({day.year for day in days}) >= min(30, len(days) // 2)


def test_the_second_count_knows_the_clock_change_of_almaty() -> None:
    """2024-03-01 00:00 +06:00 became 2024-02-29 23:00 +05:00."""
    found = clocks(zone_of("Asia/Almaty"))
    change = int(datetime(2024, 2, 29, 18, tzinfo=UTC).timestamp())
    assert change in found.changes
    assert (found.local(change - 1) - (change - 1), found.local(change) - change) == (6 * 3600, 5 * 3600)
