"""One count without a case: a period from a day or a moment under a regime, and under each other reading of it."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from extradeadline.calendars import EVERY_DAY, OpenDays
from extradeadline.counting import count
from extradeadline.model import Words
from extradeadline.moments import When
from extradeadline.period import Period
from extradeadline.rulebook import Rulebook, default_calendar, open_days, ways
from extradeadline.steps import Count
from extradeadline.ways import needs_instant


class Counted(Struct, gc=False, frozen=True):
    """A count under one reading; `hours`: it ends at a moment of the clock."""

    name: str
    because: Words | None
    count: Count
    hours: bool

    @property
    def shown(self) -> date | datetime:
        """The last day, or for hours the moment."""
        return self.count.ends_at if self.hours else self.count.last_day


class HourMissingError(ValueError):
    """A period that runs from a moment was given a day."""


def home_of(regime: str) -> str | None:
    """The State, body or `treaties` whose regime it is; None for a shared one."""
    return regime.partition("/")[0] if "/" in regime else None


def zone_name(book: Rulebook, regime: str) -> str:
    """The first zone of the regime's own State or body, else UTC."""
    home = book.jurisdictions.get(home_of(regime) or "")
    return home.zones[0] if home is not None and home.zones else "UTC"


def calendar_for(book: Rulebook, regime: str, name: str | None = None, closed: Iterable[date] = ()) -> OpenDays:
    """The calendar of that name (of the regime's own State, or a whole `gb/scotland`), else the State's own; with more closed
    days. Where there is no calendar, `closed` stands beside Saturdays and Sundays. Raises KeyError for an unknown name."""
    home = home_of(regime) or ""
    path = default_calendar(book, home, {}) if name is None else name if "/" in name else f"{home}/{name}"
    if path is not None and path not in book.calendars:
        raise KeyError(path)
    if path is None:
        return OpenDays.with_closed(closed) if closed else EVERY_DAY
    return open_days(book, path).closing(closed)


def counts_under(
    book: Rulebook, regime: str, start: When, length: Period, zone: ZoneInfo, calendar: OpenDays, *, before: bool
) -> list[Counted]:
    """The first reading of the regime, then each other that moves the end. Raises HourMissingError, and ValueError as `count` does."""
    way, others = ways(book, regime)
    found: list[Counted] = []
    for name, because, one in (("first", None, way), *((other.name, other.because, other.way) for other in others)):
        hours = needs_instant(length, one)
        if hours and not isinstance(start, datetime):
            raise HourMissingError(f"'{length.text}' runs from a moment; '{start}' is a day")
        done = count(start, length, one, calendar, zone, before=before)
        if not found or (done.last_day, done.ends_at) != (found[0].count.last_day, found[0].count.ends_at):
            found.append(Counted(name, because, done, hours))
    return found
