"""A second count of the same terms, written apart from the first: none of its code.

What it takes from the project is data: the choices that a regime writes down, and which days its calendar has open. Days are
`datetime64[D]`, counted off one by one or found by numpy's own business-day functions; instants are whole seconds since
1970 in UTC; a zone is the list of moments at which its clocks changed.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from extradeadline.model import Regime, RegimeReading

Days = NDArray[np.datetime64]

FIRST, LAST = date(2002, 1, 1), date(2038, 12, 31)
HOUR, DAY = 3600, 86400


def as_date(day: np.datetime64) -> date:
    return day.astype("datetime64[D]").astype(object)  # type: ignore[no-any-return]


# --- which days are open ----------------------------------------------------------------------------------------------


class OpenTable:
    """numpy's calendar of all days that are closed; a week of seven days, so that a worked weekend is worked."""

    def __init__(self, is_open: Callable[[date], bool]) -> None:
        every = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        closed = np.array([day for day in every if not is_open(day)], dtype="datetime64[D]")
        self.calendar = np.busdaycalendar(weekmask="1111111", holidays=closed)

    def next_open(self, days: Days) -> Days:
        return np.busday_offset(days, 0, roll="forward", busdaycal=self.calendar)

    def previous_open(self, days: Days) -> Days:
        return np.busday_offset(days, 0, roll="backward", busdaycal=self.calendar)

    def nth_open(self, days: Days, number: int, *, counting_the_day: bool) -> Days:
        """The n-th open day after the day, or from it on."""
        if counting_the_day:
            return np.busday_offset(days, number - 1, roll="forward", busdaycal=self.calendar)
        return np.busday_offset(days, number, roll="backward", busdaycal=self.calendar)

    def nth_open_before(self, days: Days, number: int) -> Days:
        return np.busday_offset(days, -number, roll="forward", busdaycal=self.calendar)


# --- the clocks of a zone ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Clocks:
    """From each moment of `changes` on, the clocks are `ahead` of UTC by so many seconds."""

    changes: tuple[int, ...]
    ahead: tuple[int, ...]

    def local(self, instant: int) -> int:
        """What the clocks show, as if they were those of UTC."""
        return instant + self.ahead[bisect_right(self.changes, instant) - 1]

    def instant(self, local: int) -> int:
        """When the clocks show it: the first time where they show it twice; where they skip it, as if they had not yet changed."""
        for change, ahead, until in zip(self.changes, self.ahead, (*self.changes[1:], None), strict=True):
            if (instant := local - ahead) >= change and (until is None or instant < until):
                return instant
        before = next(place for place, change in enumerate(self.changes) if local - self.ahead[place] < change) - 1
        return local - self.ahead[before]


@lru_cache
def clocks(zone: ZoneInfo) -> Clocks:
    """Found by looking at the zone quarter of an hour by quarter of an hour, near each change of its offset."""
    start, end = (int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in (FIRST, LAST))

    def offset(instant: int) -> int:
        ahead = datetime.fromtimestamp(instant, zone).utcoffset()
        assert ahead is not None
        return int(ahead.total_seconds())

    changes, ahead = [start], [offset(start)]
    for day in range(start, end, DAY):
        if offset(day + DAY) != ahead[-1]:
            change = next(moment for moment in range(day, day + DAY + 1, 900) if offset(moment) != ahead[-1])
            changes.append(change)
            ahead.append(offset(change))
    return Clocks(tuple(changes), tuple(ahead))


# --- how a regime counts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Manner:
    """The choices of a regime under one reading, as they are written; empty where it makes none."""

    first_day: str
    months: str
    days: str
    hours: str
    closed_end: str
    closed_end_back: str
    last_day: str
    runs: str
    short_below: int  # days
    enough: tuple[int, int]  # so many open days in a term of at least so many days
    recess: tuple[str, ...]
    late_events_move: bool

    @property
    def first_day_in(self) -> bool:
        return self.first_day == "trigger day"

    @property
    def open_hours(self) -> bool:
        """Hours of open days alone, which end on one."""
        return self.runs == "open days only"

    def lacks(self, unit: str, *, before: bool) -> bool:
        """Whether the law has no rule for something that a term in this unit (days, months, working days, hours) needs."""
        working = unit == "working days"  # they end on an open day
        if before:
            return not working and not (unit == "hours" and self.open_hours) and not self.closed_end_back
        by_the_clock = unit == "hours" or (unit == "days" and self.days == "24 hours each")
        needed = [] if working or (unit == "hours" and self.open_hours) else [self.closed_end]
        needed += [self.hours] if unit == "hours" else []
        needed += [self.months] if unit == "months" else []
        needed += [] if by_the_clock else [self.first_day]
        return not all(needed)


def manner(regime: Regime, reading: RegimeReading | None = None) -> Manner:
    def chosen(name: str) -> str:
        other = getattr(reading, name, None)
        written = getattr(regime, name)
        return str(other or ("" if written is None else written.is_))

    names = ("first_day", "months", "days", "hours", "closed_end", "closed_end_back", "last_day", "runs")
    short, enough, recess = regime.short_periods, regime.enough_open_days, regime.recess
    trigger = regime.closed_trigger
    return Manner(
        *(chosen(name) for name in names),
        int(short.below.split()[0]) if short else 0,
        (enough.at_least, int(enough.from_.split()[0])) if enough else (0, 0),
        tuple(recess.stretches) if recess else (),
        trigger is not None and trigger.is_ == "next open",
    )


def moved(days: Days, rule: str, table: OpenTable) -> Days:
    return {"stands": lambda same: same, "next open": table.next_open, "previous open": table.previous_open}[rule](days)


# --- terms in days, months and working days ---------------------------------------------------------------------------


def counted_off(days: Days, number: int, *, counting_the_day: bool) -> Days:
    """Day one, day two ... until the number is reached."""
    day = days.copy() if counting_the_day else days + 1
    for _ in range(number - 1):
        day = day + 1
    return day


def counted_off_back(days: Days, number: int) -> Days:
    day = days.copy()
    for _ in range(number):
        day = day - 1
    return day


def _month_and_number(days: Days) -> tuple[NDArray[np.datetime64], NDArray[np.timedelta64]]:
    month = days.astype("datetime64[M]")
    return month, days - month.astype("datetime64[D]")  # the number less one


def same_number(days: Days, months: int) -> tuple[Days, NDArray[np.bool_]]:
    """The day of the same number, or the last day of a month that has no such number; and where it has none."""
    month, number = _month_and_number(days)
    first = (month + months).astype("datetime64[D]")
    next_first = (month + months + 1).astype("datetime64[D]")
    missing = first + number >= next_first
    return np.where(missing, next_first - 1, first + number), missing


def months_with_the_first_day(days: Days, months: int) -> Days:
    """The last day before the next such stretch would begin: on the same number, or on the first of the month after."""
    month, number = _month_and_number(days)
    begins = (month + months).astype("datetime64[D]") + number
    next_first = (month + months + 1).astype("datetime64[D]")
    return np.minimum(begins, next_first) - 1


def day_term(
    days: Days,
    how: Manner,
    table: OpenTable,
    *,
    number: int = 0,
    months: int = 0,
    working_days: int = 0,
    before: bool = False,
) -> tuple[Days, Days]:
    """Where the count ends, and the last day."""
    if how.recess:
        return day_term_in_years_with_a_recess(
            days, how, table, number=number, months=months, working_days=working_days, before=before
        )
    short = 0 < number < how.short_below
    clear = int(how.last_day == "outside")
    if before:
        if working_days:
            end = table.nth_open_before(days, working_days + clear)
            return end, end
        if short:
            end = table.nth_open_before(days, number)
        elif months:
            end, _ = same_number(days, -months)
        else:
            end = counted_off_back(days, number)
        end = end - clear
        return end, moved(end, how.closed_end_back, table)
    if how.late_events_move:
        days = table.next_open(days)
    if working_days:
        end = table.nth_open(days, working_days + clear, counting_the_day=how.first_day_in)
        return end, end
    if short:
        end = table.nth_open(days, number, counting_the_day=how.first_day_in)
    elif months:
        end = months_on(days, months, how)
    else:
        end = counted_off(days, number, counting_the_day=how.first_day_in)
    end = end + clear
    last = moved(end, how.closed_end, table)
    if how.enough[0] and number >= how.enough[1]:
        last = np.maximum(last, table.nth_open(days, how.enough[0], counting_the_day=how.first_day_in))
    return end, last


def months_on(days: Days, months: int, how: Manner) -> Days:
    if how.months == "day before the number":
        return months_with_the_first_day(days, months)
    if how.months == "number of the first day" and not how.first_day_in:
        days = days + 1
    end = same_number(days, months)[0]
    if how.months == "first of next":
        if how.first_day_in:
            end = months_with_the_first_day(days, months)
        return (end.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return end


def day_term_in_years_with_a_recess(
    days: Days, how: Manner, table: OpenTable, *, number: int, months: int, working_days: int, before: bool
) -> tuple[Days, Days]:
    """Day by day over a list of all days with those of the recess struck out: slow, and not the way of the engine."""
    struck: set[date] = set()
    for year in range(FIRST.year, LAST.year):
        for stretch in how.recess:
            first, last = stretch.split("/")
            day = date.fromisoformat(f"{year}-{first}")
            while day <= date.fromisoformat(f"{year + (last < first)}-{last}"):
                struck.add(day)
                day += timedelta(days=1)
    without = replace(how, recess=(), closed_end="stands", closed_end_back="stands", last_day="inside")
    without = replace(without, late_events_move=False)
    if how.late_events_move and not before:
        days = table.next_open(days)
    ends = []
    for day in days:
        plain = day_term(np.array([day]), without, table, number=number, months=months, before=before)[0][0]
        start, step = as_date(day), -1 if before else 1
        first = start if how.first_day_in and not before else start + timedelta(days=step)
        open_days = working_days or (number if 0 < number < how.short_below else 0)
        length = open_days or abs((as_date(plain) - first).days) + 1
        at, left = first, length
        while True:
            runs = at not in struck and (not open_days or bool(np.is_busday(at, busdaycal=table.calendar)))
            left -= runs
            if not left:
                break
            at += timedelta(days=step)
        ends.append(at)
    end = np.array(ends, dtype="datetime64[D]")
    if how.last_day == "outside":
        end = end + (-1 if before else 1)
        if working_days:
            end = table.previous_open(end) if before else table.next_open(end)
    if working_days:
        return end, end
    return end, moved(end, how.closed_end_back if before else how.closed_end, table)


def end_of_day(day: np.datetime64, zone: Clocks) -> int:
    """The first instant of the next day."""
    return zone.instant(int((day + 1).astype("datetime64[s]").astype(np.int64)))


# --- terms in hours ---------------------------------------------------------------------------------------------------


def hour_term(
    instant: int, hours: int, how: Manner, table: OpenTable, zone: Clocks, *, days: bool = False, before: bool = False
) -> tuple[int, date, int]:
    """Where the hours ran out, the last day, and the first instant that is too late."""
    start = instant
    length = hours * HOUR
    if how.hours == "next full hour" and not days and not before:
        start = instant - zone.local(instant) % HOUR + HOUR
    end = start + (-1 if before else 1) * length
    if how.open_hours:
        end = minute_by_minute(start, length, table, zone, before=before)
    day_number, since_midnight = divmod(zone.local(end), DAY)
    if since_midnight == 0:  # 24:00 of the day before
        day_number, since_midnight = day_number - 1, DAY
    day = np.datetime64(day_number, "D")
    rule = "stands" if how.open_hours else how.closed_end_back if before else how.closed_end
    last = moved(np.array([day]), rule, table)[0]
    final = end if last == day else zone.instant(int(last.astype(np.int64)) * DAY + since_midnight)
    return end, as_date(last), final


def minute_by_minute(start: int, length: int, table: OpenTable, zone: Clocks, *, before: bool) -> int:
    """The hours of open days alone, a minute at a time; a minute belongs to the day on which it begins."""
    at, left, step = start, length, -60 if before else 60
    while left:
        begins = at + step if before else at
        left -= 60 * bool(np.is_busday(np.datetime64(zone.local(begins) // DAY, "D"), busdaycal=table.calendar))
        at += step
    return at
