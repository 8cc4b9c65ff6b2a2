"""Days and instants as a case states them.

A `Point` is a day in the zone of the schedule, with the instant where the hour is known. Two points are compared by
instant where both have one, else by day: a day alone is neither before nor after a moment inside it.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from extradeadline.problems import quoted

When = date | datetime
_WHEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?")


class WhenError(ValueError):
    """The text is neither a day nor a moment. Its message says why and what would be one."""


class Point(Struct, gc=False, frozen=True):
    day: date
    instant: datetime | None = None

    @property
    def value(self) -> When:
        """The instant where it is known, else the day."""
        return self.instant or self.day


def parse_when(text: str) -> When:
    """`2025-06-02`, `2025-06-02 14:20`, `2025-06-02T14:20+05:00`. Without an offset the result has no zone yet.

    Raises WhenError."""
    found = _WHEN.fullmatch(text.strip())
    if found is None:
        if re.fullmatch(r"\d{1,2}[-./]\d{1,2}", text.strip()):
            raise WhenError(f"{quoted(text)} has no year; write the day as 2025-06-02")
        raise WhenError(f"{quoted(text)} is no day; write 2025-06-02, or 2025-06-02 14:20 where the hour is known")
    year, month, day, hour, minute, second, offset = found.groups()
    if not 1900 <= int(year) <= 2300:
        raise WhenError(f"{quoted(text)} has no year between 1900 and 2300; write the day as 2025-06-02")
    try:
        plain = date(int(year), int(month), int(day))
        if hour is None:
            return plain
        clock = time(int(hour), int(minute), int(second or 0))
        moment = datetime.combine(plain, clock)
        return moment if offset is None else datetime.fromisoformat(moment.isoformat() + offset.replace("Z", "+00:00"))
    except ValueError:
        raise WhenError(
            f"{quoted(text)} does not exist in the calendar; write a day such as 2025-06-02 (hours 00:00 to 23:59)"
        ) from None


def in_zone(when: When, zone: ZoneInfo) -> Point:
    """The point as the zone sees it; an instant without an offset is a clock time of that zone."""
    if not isinstance(when, datetime):
        return Point(when)
    instant = (when.replace(tzinfo=zone) if when.tzinfo is None else when).astimezone(UTC).astimezone(zone)
    return Point(instant.date(), instant)


def start_of(point: Point, zone: ZoneInfo) -> datetime:
    """The instant, or the first one of a day whose hour is not known."""
    return point.instant or datetime.combine(point.day, time(), tzinfo=zone)


def end_of(point: Point, zone: ZoneInfo) -> datetime:
    """The instant, or the first one after a day whose hour is not known."""
    return point.instant or datetime.combine(point.day + timedelta(days=1), time(), tzinfo=zone)


def is_before(a: Point, b: Point) -> bool:
    """Whether a certainly came before b."""
    if a.instant is not None and b.instant is not None:
        return a.instant.astimezone(UTC) < b.instant.astimezone(UTC)
    return a.day < b.day


def in_order(point: Point) -> tuple[date, bool, float]:
    """Order in time: a day alone stands before the moments inside it."""
    return point.day, point.instant is not None, point.instant.timestamp() if point.instant else 0.0
