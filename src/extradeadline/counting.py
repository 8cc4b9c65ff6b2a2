"""The only date arithmetic in the project: from a trigger, a period and a way of counting to a last day.

Days are calendar dates, both ends as the way of counting says. Instants carry a zone; hours are elapsed time between
instants, whatever the clocks did meanwhile. `ends_at` is the first instant that is too late: a term that ends at 24:00 on
9 May has `ends_at` 10 May 00:00 and `last_day` 9 May.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from extradeadline.calendars import Closure, OpenDays
from extradeadline.model import ClosedEnd, Days, FirstDay, Hours, Months, Reason, Regime, RegimeReading, TextStatus
from extradeadline.period import Period

ONE_DAY = timedelta(days=1)
_ONE_HOUR = timedelta(hours=1)
_INSTANT_BEFORE = timedelta(microseconds=1)


class Way(Struct, gc=False, frozen=True):
    """A regime, or one reading of it, made ready to count with; None where the law makes no choice. `because`: the
    citation of each choice."""

    name: str
    first_day: FirstDay | None
    months: Months | None
    days: Days
    hours: Hours | None
    closed_end: ClosedEnd | None
    closed_end_back: ClosedEnd | None
    because: dict[str, Reason]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def made(self, choice: str) -> str:
        """The choice, which the count needs. Raises ValueError where the regime does not make it."""
        made: str | None = getattr(self, choice)
        if made is None:
            raise ValueError(f"the regime '{self.name}' has no rule for {choice.replace('_', ' ')}")
        return made


class Step(Struct, gc=False, frozen=True, omit_defaults=True):
    """One step of a count. `code` says which; `day` where it led; the rest as the step needs it."""

    code: str
    day: date | datetime | None = None
    period: str | None = None
    closed: Closure | None = None
    number: int | None = None
    citation: Reason | None = None


class Count(Struct, gc=False, frozen=True):
    """Where a count ended (`counted_to`), the last day after closed days, and the first instant that is too late.
    `unsure`: days that the count touched and whose status the calendar does not know; `provisional`: a closed-day
    question fell outside the reviewed calendar; `certainty`: how surely the days that it asked about are known."""

    counted_to: date | datetime
    last_day: date
    ends_at: datetime
    steps: tuple[Step, ...]
    unsure: tuple[date, ...] = ()
    provisional: bool = False
    certainty: TextStatus = "read"


_CHOICES = ("first_day", "months", "days", "hours", "closed_end", "closed_end_back")


def way_of(name: str, regime: Regime, reading: RegimeReading | None = None) -> Way:
    """The regime, with the choices that the reading makes otherwise."""
    made: dict[str, Any] = {}
    because: dict[str, Reason] = {}
    for field in _CHOICES:
        choice = getattr(regime, field)
        other = None if reading is None else getattr(reading, field)
        if reading is not None and other is not None:
            made[field], because[field] = other, reading.because
        elif choice is not None:
            made[field], because[field] = choice.is_, choice.because
        else:
            made[field] = None
    return Way(name, **(made | {"days": made["days"] or "calendar days"}), because=because)


def needs_instant(period: Period, way: Way) -> bool:
    """Whether the count runs from a moment of the clock rather than from a day."""
    return period.hours > 0 or (period.days > 0 and not period.months and way.days == "24 hours each")


def needed_choices(period: Period, days: str, *, back: bool) -> set[str]:
    """The choices that counting this length asks a regime for; `days`: the regime's choice for terms in days."""
    needed: set[str] = set()
    if not period.working_days:  # a count of working days ends on one
        needed.add("closed_end_back" if back else "closed_end")
    if period.hours and not back:
        needed.add("hours")
    elif not period.hours and not back and (period.months or period.working_days or days != "24 hours each"):
        needed.add("first_day")
    if period.months and not back:
        needed.add("months")
    return needed


@lru_cache(maxsize=4096)
def can_count(period: Period, way: Way, *, back: bool) -> bool:
    """Whether the regime has a rule for all that this length asks."""
    return all(getattr(way, choice) is not None for choice in needed_choices(period, way.days, back=back))


@lru_cache(maxsize=512)
def _months(number: int) -> relativedelta:
    return relativedelta(months=number)


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
    day = trigger.astimezone(zone).date() if isinstance(trigger, datetime) else trigger
    if before:
        return _count_days_back(day, period, way, calendar, zone)
    return _count_days(day, period, way, calendar, zone, suspended)


class _Walk:
    """The steps of one count, and the days whose status the calendar could not vouch for."""

    __slots__ = ("calendar", "certainty", "provisional", "steps", "unsure")

    def __init__(self, calendar: OpenDays) -> None:
        self.calendar = calendar
        self.steps: list[Step] = []
        self.unsure: list[date] = []
        self.provisional = False
        self.certainty: TextStatus = "read"

    def is_open(self, day: date) -> bool:
        if self.calendar.is_unsure(day):
            self.unsure.append(day)
        if not self.calendar.covers(day):
            self.provisional = True
        certainty = self.calendar.certainty(day)
        if certainty != "read" and self.certainty != "secondary":
            self.certainty = "derived" if certainty == "derived" else "secondary"
        return self.calendar.is_open(day)

    def move_off(self, day: date, rule: str, because: Reason | None) -> date:
        """The day itself if it is open or stands; else the next or previous open day, each closed one with its reason."""
        if rule == "stands":
            return day
        step = ONE_DAY if rule == "next open" else -ONE_DAY
        for _ in range(60):
            if self.is_open(day):
                return day
            self.steps.append(Step("closed", day, closed=self.calendar.why_closed(day), citation=because))
            day += step
        raise ValueError(f"the calendar has no open day within 60 days of {day}")

    def done(self, counted_to: date | datetime, last_day: date, ends_at: datetime) -> Count:
        self.steps.append(Step("ends", ends_at))
        return Count(
            counted_to, last_day, ends_at, tuple(self.steps), tuple(self.unsure), self.provisional, self.certainty
        )


def _count_hours(
    trigger: datetime,
    period: Period,
    way: Way,
    calendar: OpenDays,
    zone: ZoneInfo,
    before: bool,
    stopped: Sequence[tuple[datetime, datetime]],
) -> Count:
    walk = _Walk(calendar)
    start = trigger.astimezone(zone)
    walk.steps.append(Step("from", start))
    length = timedelta(hours=period.hours) if period.hours else timedelta(days=period.days)
    citation = way.because.get("hours" if period.hours else "days")
    if period.hours and not before and way.made("hours") == "next full hour":
        start = add_elapsed(start.replace(minute=0, second=0, microsecond=0), _ONE_HOUR, zone)
        walk.steps.append(Step("hour left out", start, citation=citation))
    end = add_elapsed(start, -length if before else length, zone)
    walk.steps.append(Step("back" if before else "add", end, period=period.text, citation=citation))
    if stopped and not before:
        end = _past_stops(start, end, stopped, zone, walk)
    day = day_of_end(end)
    rule = way.made("closed_end_back" if before else "closed_end")
    moved = walk.move_off(day, rule, way.because.get("closed_end_back" if before else "closed_end"))
    final = end if moved == day else _same_clock(end, moved - day, zone)
    return walk.done(end, moved, final)


def _same_clock(instant: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    """The same clock time that many days on (one that the clocks skip there is read as if they had not)."""
    return (instant.replace(tzinfo=None) + days).replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _past_stops(
    start: datetime, end: datetime, stopped: Sequence[tuple[datetime, datetime]], zone: ZoneInfo, walk: _Walk
) -> datetime:
    """The end moved by the time of the union that lies inside the running term, in order of time."""
    for first, last in union((first.astimezone(UTC), last.astimezone(UTC)) for first, last in stopped):
        first = max(first, start.astimezone(UTC))
        if first < end.astimezone(UTC) and last > first:
            end = add_elapsed(end, last - first, zone)
            walk.steps.append(Step("stopped", end))
    return end


def _count_days(
    day: date, period: Period, way: Way, calendar: OpenDays, zone: ZoneInfo, suspended: Sequence[tuple[date, date]]
) -> Count:
    walk = _Walk(calendar)
    walk.steps.append(Step("from", day))
    first = day if way.made("first_day") == "trigger day" else day + ONE_DAY
    walk.steps.append(Step("first day", first, citation=way.because.get("first_day")))
    stretches = union(suspended) if suspended else []
    if period.working_days:
        end = _working_days(walk, first, period, stretches)
    else:
        end = _calendar_days(walk, day, period, way)
        if stretches:
            end = _past_suspensions(walk, first, end, stretches)
    last = end if period.working_days else walk.move_off(end, way.made("closed_end"), way.because.get("closed_end"))
    return walk.done(end, last, midnight(last + ONE_DAY, zone))


def _calendar_days(walk: _Walk, day: date, period: Period, way: Way) -> date:
    """Months are added to the trigger's own day in one addition; then days."""
    if not period.months:
        end = day + timedelta(days=period.days - (way.first_day == "trigger day"))
        walk.steps.append(Step("add", end, period=period.text, citation=way.because.get("days")))
        return end
    less_a_day = way.made("months") == "day before the number"
    end = day + _months(period.months)
    clipped = end.day != day.day
    walk.steps.append(Step("add", end, period=period.text, citation=way.because.get("months")))
    if clipped:
        walk.steps.append(Step("no such day", end, number=day.day, citation=way.because.get("months")))
    elif less_a_day:
        end -= ONE_DAY
        walk.steps.append(Step("day before", end, citation=way.because.get("months")))
    return end + timedelta(days=period.days)


def _working_days(walk: _Walk, first: date, period: Period, stretches: list[tuple[date, date]]) -> date:
    day, left = first, period.working_days
    while True:
        if any(start <= day <= end for start, end in stretches):
            walk.steps.append(Step("stands", day))
        elif walk.is_open(day):
            left -= 1
            if not left:
                walk.steps.append(Step("add", day, period=period.text))
                return day
        else:
            walk.steps.append(Step("skipped", day, closed=walk.calendar.why_closed(day)))
        day += ONE_DAY


def _past_suspensions(walk: _Walk, first: date, end: date, stretches: list[tuple[date, date]]) -> date:
    """The end moved by the days of the union that lie inside the running term, in order of time."""
    for start, until in stretches:
        start = max(start, first)
        if start <= end and until >= start:
            days = (until - start).days + 1
            end += timedelta(days=days)
            walk.steps.append(Step("suspended", end, number=days))
    return end


def _count_days_back(day: date, period: Period, way: Way, calendar: OpenDays, zone: ZoneInfo) -> Count:
    walk = _Walk(calendar)
    walk.steps.append(Step("before", day))
    if period.working_days:
        end, left = day, period.working_days
        while left:
            end -= ONE_DAY
            if walk.is_open(end):
                left -= 1
            else:
                walk.steps.append(Step("skipped", end, closed=calendar.why_closed(end)))
    else:
        end = day - _months(period.months) if period.months else day
        end -= timedelta(days=period.days)
    walk.steps.append(Step("back", end, period=period.text, citation=way.because.get("closed_end_back")))
    rule = "stands" if period.working_days else way.made("closed_end_back")
    last = walk.move_off(end, rule, way.because.get("closed_end_back"))
    return walk.done(end, last, midnight(last + ONE_DAY, zone))
