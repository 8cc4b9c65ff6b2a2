"""The only date arithmetic in the project: from a trigger, a period and a way of counting to a last day.

Days are calendar dates, both ends as the way of counting says. Instants carry a zone; hours are elapsed time between
instants, whatever the clocks did meanwhile. `ends_at` is the first instant that is too late: a term that ends at 24:00 on
9 May has `ends_at` 10 May 00:00 and `last_day` 9 May.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from extradeadline.calendars import ONE_DAY, OpenDays
from extradeadline.period import Period
from extradeadline.steps import Count, Step, Walk
from extradeadline.ways import Way, needs_instant

_ONE_HOUR = timedelta(hours=1)
_INSTANT_BEFORE = timedelta(microseconds=1)


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on, or back; a number that the last month lacks is its last day."""
    return day + _months(months)


@lru_cache(maxsize=512)
def _months(number: int) -> relativedelta:
    return relativedelta(months=number)


@lru_cache(maxsize=4096)
def midnight(day: date, zone: ZoneInfo) -> datetime:
    """00:00 of the day in the zone. Where the clocks skip midnight, the first instant of that day."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC).astimezone(zone)


def day_of_end(ends_at: datetime) -> date:
    """The day on which a term that ends at this instant has its last moment: 00:00 belongs to the day before."""
    return (ends_at.astimezone(UTC) - _INSTANT_BEFORE).astimezone(ends_at.tzinfo).date()


def add_elapsed(instant: datetime, hours: timedelta, zone: ZoneInfo) -> datetime:
    return (instant.astimezone(UTC) + hours).astimezone(zone)


_T = TypeVar("_T", date, datetime)


def union(stretches: Iterable[tuple[_T, _T]]) -> list[tuple[_T, _T]]:
    """Overlapping stretches as one, in order of time; what lies in two of them is counted once."""
    merged: list[tuple[_T, _T]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def count(
    trigger: date | datetime,
    period: Period,
    way: Way,
    calendar: OpenDays,
    zone: ZoneInfo,
    *,
    before: bool = False,
    suspended: Sequence[tuple[date, date]] = (),
    stopped: Sequence[tuple[datetime, datetime]] = (),
) -> Count:
    """Count a period from a trigger, or with `before` back from an end.

    `suspended`: stretches of days, both ends inside, in which the clock stands (for days, months, working days);
    `stopped`: stretches of instants, the end outside (for hours). Overlaps count once.
    A day given where hours run, or a special period, raises ValueError. An instant given where days run is taken by its
    date in `zone`."""
    if not period.is_length:
        raise ValueError(f"'{period.text}' is not a length and cannot be counted")
    if isinstance(trigger, datetime) and trigger.tzinfo is None:
        raise ValueError(f"the moment {trigger} has no zone")
    if needs_instant(period, way):
        if not isinstance(trigger, datetime):
            raise ValueError(f"'{period.text}' runs from a moment; a day without an hour gives no such moment")
        return _count_hours(trigger, period, way, calendar, zone, before, stopped)
    if before:
        day = trigger.astimezone(zone).date() if isinstance(trigger, datetime) else trigger
        return _count_days_back(day, period, way, calendar, zone)
    return _count_days(trigger, period, way, calendar, zone, suspended)


def _count_hours(
    trigger: datetime,
    period: Period,
    way: Way,
    calendar: OpenDays,
    zone: ZoneInfo,
    before: bool,
    stopped: Sequence[tuple[datetime, datetime]],
) -> Count:
    walk = Walk(calendar)
    start = trigger.astimezone(zone)
    walk.steps.append(Step("from", start))
    length = timedelta(hours=period.hours) if period.hours else timedelta(days=period.days)
    citation = way.because.get("hours" if period.hours else "days")
    if period.hours and not before and way.made("hours") == "next full hour":
        start = add_elapsed(start.replace(minute=0, second=0, microsecond=0), _ONE_HOUR, zone)
        walk.steps.append(Step("hour left out", start, citation=citation))
    end = _elapsed(walk, start, length, way, zone, back=before)
    walk.steps.append(Step("back" if before else "add", end, period=period.text, citation=citation))
    if stopped and not before:
        end = _past_stops(start, end, stopped, way, zone, walk)
    day = day_of_end(end)
    # Hours of open days alone end on an open day.
    rule = "stands" if way.runs == "open days only" else way.made("closed_end_back" if before else "closed_end")
    moved = walk.move_off(day, rule, way.because.get("closed_end_back" if before else "closed_end"))
    final = end if moved == day else _same_clock(end, moved - day, zone)
    return walk.done(end, moved, final)


def _elapsed(
    walk: Walk, instant: datetime, length: timedelta, way: Way, zone: ZoneInfo, *, back: bool = False
) -> datetime:
    """The instant so much time on, or back; of open days only where the way of counting leaves the hours of closed days out."""
    if way.runs == "all time":
        return add_elapsed(instant, -length if back else length, zone)
    left = length
    while True:
        day = day_of_end(instant) if back else instant.astimezone(zone).date()
        edge = midnight(day if back else day + ONE_DAY, zone)
        if walk.is_open(day):
            inside = abs(edge.astimezone(UTC) - instant.astimezone(UTC))
            if left <= inside:
                return add_elapsed(instant, -left if back else left, zone)
            left -= inside
        else:
            walk.skip(day, way.because.get("runs"))
        instant = edge


def _same_clock(instant: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    """The same clock time that many days on (one that the clocks skip there is read as if they had not)."""
    return (instant.replace(tzinfo=None) + days).replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _past_stops(
    start: datetime, end: datetime, stopped: Sequence[tuple[datetime, datetime]], way: Way, zone: ZoneInfo, walk: Walk
) -> datetime:
    """The end moved by the time of the union that lies inside the running term, in order of time."""
    for first, last in union((first.astimezone(UTC), last.astimezone(UTC)) for first, last in stopped):
        first = max(first, start.astimezone(UTC))
        if first < end.astimezone(UTC) and last > first:
            end = _elapsed(walk, end, last - first, way, zone)
            walk.steps.append(Step("stopped", end))
    return end


def _count_days(
    trigger: date | datetime,
    period: Period,
    way: Way,
    calendar: OpenDays,
    zone: ZoneInfo,
    suspended: Sequence[tuple[date, date]],
) -> Count:
    walk = Walk(calendar)
    day = _first_of(walk, trigger, way, zone)
    first = day if (way.first_day or way.made("first_day")) == "trigger day" else day + ONE_DAY
    walk.steps.append(Step("first day", first, citation=way.because.get("first_day")))
    stretches = _recesses(way, day, period) if way.recess else []
    stretches = union([*suspended, *stretches]) if suspended or stretches else []
    open_days = period.working_days or (period.days if _is_short(period, way) else 0)
    if open_days:
        end = _open_days_on(walk, first, open_days, period, stretches, way)
    else:
        end = _calendar_days(walk, day, period, way)
        if stretches:
            end = _past_suspensions(walk, first, end, stretches, way)
    if way.last_day == "outside":
        end = _next_to(walk, end, way, ONE_DAY, roll=period.working_days > 0)
    rule = "stands" if period.working_days else way.closed_end or way.made("closed_end")
    last = walk.move_off(end, rule, way.because.get("closed_end"))
    if way.enough[0] and period.days >= way.enough[1] and not period.months:
        last = _with_enough_open_days(walk, first, last, way)
    return walk.done(end, last, midnight(last + ONE_DAY, zone))


def _first_of(walk: Walk, trigger: date | datetime, way: Way, zone: ZoneInfo) -> date:
    """The day of the event; or the next open one, where an event on a closed day or late in the day counts as of then."""
    here = trigger.astimezone(zone) if isinstance(trigger, datetime) else trigger
    day = here.date() if isinstance(here, datetime) else here
    walk.steps.append(Step("from", day))
    if way.late_from is None:
        return day
    late = isinstance(here, datetime) and here.time() >= way.late_from
    counted = walk.move_off(day + ONE_DAY if late else day, "next open", way.because.get("closed_trigger"))
    if counted != day:
        walk.steps.append(Step("counts as", counted, citation=way.because.get("closed_trigger")))
    return counted


def _is_short(period: Period, way: Way) -> bool:
    return way.short_below > 0 and 0 < period.days < way.short_below and not period.months


def _recesses(way: Way, day: date, period: Period) -> list[tuple[date, date]]:
    """The yearly stretches that a term from this day may meet."""
    span = period.months // 12 + (period.days + period.working_days * 2) // 300 + 2
    years = range(day.year - span, day.year + span + 1)
    return [
        (date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year + (last < first)}-{last}"))
        for year in years
        for first, last in way.recess
    ]


def _next_to(walk: Walk, end: date, way: Way, step: timedelta, *, roll: bool) -> date:
    """The day outside so many clear days; for working days an open one."""
    rule = ("next open" if step > timedelta() else "previous open") if roll else "stands"
    outside = walk.move_off(end + step, rule, way.because.get("last_day"))
    walk.steps.append(Step("outside", outside, citation=way.because.get("last_day")))
    return outside


def _with_enough_open_days(walk: Walk, first: date, last: date, way: Way) -> date:
    """The end moved on until the term holds the number of open days that the law asks for."""
    held = sum(walk.is_open(first + n * ONE_DAY) for n in range((last - first).days + 1))
    end = last
    while held < way.enough[0]:
        end += ONE_DAY
        held += walk.is_open(end)
    if end != last:
        walk.steps.append(Step("enough", end, number=way.enough[0], citation=way.because.get("enough_open_days")))
    return end


def _calendar_days(walk: Walk, day: date, period: Period, way: Way) -> date:
    """Months are added to the trigger's own day in one addition; then days."""
    if not period.months:
        end = day + timedelta(days=period.days - (way.first_day == "trigger day"))
        walk.steps.append(Step("add", end, period=period.text, citation=way.because.get("days")))
        return end
    less_a_day = way.made("months") == "day before the number"
    if way.months == "number of the first day" and way.first_day == "day after":
        day += ONE_DAY
    end = add_months(day, period.months)
    clipped = end.day != day.day
    walk.steps.append(Step("add", end, period=period.text, citation=way.because.get("months")))
    if clipped:
        walk.steps.append(Step("no such day", end, number=day.day, citation=way.because.get("months")))
    elif less_a_day:
        end -= ONE_DAY
        walk.steps.append(Step("day before", end, citation=way.because.get("months")))
    if way.months == "first of next":
        ran_out = end - ONE_DAY if way.first_day == "trigger day" and not clipped else end
        end = add_months(ran_out.replace(day=1), 1)
        walk.steps.append(Step("first of next", end, citation=way.because.get("months")))
    return end + timedelta(days=period.days)


def _open_days_on(
    walk: Walk, first: date, number: int, period: Period, stretches: list[tuple[date, date]], way: Way
) -> date:
    """The day on which so many open days are reached, the first included; a term in days that is short counts so too."""
    day, left = first, number
    because = None if period.working_days else way.because.get("short_periods")
    while True:
        if stretches and any(start <= day <= end for start, end in stretches):
            walk.steps.append(Step("stands", day))
        elif walk.is_open(day):
            left -= 1
            if not left:
                walk.steps.append(Step("add", day, period=period.text, citation=because))
                return day
        else:
            walk.skip(day, because)
        day += ONE_DAY


def _past_suspensions(walk: Walk, first: date, end: date, stretches: list[tuple[date, date]], way: Way) -> date:
    """The end moved by the days of the union that lie inside the running term, in order of time."""
    for start, until in stretches:
        start = max(start, first)
        if start <= end and until >= start:
            days = (until - start).days + 1
            end += timedelta(days=days)
            walk.steps.append(Step("suspended", end, number=days, citation=way.because.get("recess")))
    return end


def _count_days_back(day: date, period: Period, way: Way, calendar: OpenDays, zone: ZoneInfo) -> Count:
    walk = Walk(calendar)
    walk.steps.append(Step("before", day))
    stretches = union(_recesses(way, day, period)) if way.recess else []
    open_days = period.working_days or (period.days if _is_short(period, way) else 0)
    if open_days:
        end = _open_days_back(walk, day, open_days, period, stretches, way)
    else:
        end = add_months(day, -period.months)
        end = _back_past_recesses(walk, day, end - timedelta(days=period.days), stretches, way)
    walk.steps.append(Step("back", end, period=period.text, citation=way.because.get("closed_end_back")))
    if way.last_day == "outside":
        end = _next_to(walk, end, way, -ONE_DAY, roll=period.working_days > 0)
    rule = "stands" if period.working_days else way.made("closed_end_back")
    last = walk.move_off(end, rule, way.because.get("closed_end_back"))
    return walk.done(end, last, midnight(last + ONE_DAY, zone))


def _open_days_back(
    walk: Walk, day: date, number: int, period: Period, stretches: list[tuple[date, date]], way: Way
) -> date:
    because = None if period.working_days else way.because.get("short_periods")
    while number:
        day -= ONE_DAY
        if stretches and any(start <= day <= end for start, end in stretches):
            walk.steps.append(Step("stands", day))
        elif walk.is_open(day):
            number -= 1
        else:
            walk.skip(day, because)
    return day


def _back_past_recesses(walk: Walk, day: date, end: date, stretches: list[tuple[date, date]], way: Way) -> date:
    for start, until in reversed(stretches):
        until = min(until, day - ONE_DAY)
        if until >= end and start <= until:
            days = (until - start).days + 1
            end -= timedelta(days=days)
            walk.steps.append(Step("suspended", end, number=days, citation=way.because.get("recess")))
    return end
