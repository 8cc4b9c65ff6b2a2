"""Is this day open, and why not. The only module that knows the `holidays` package."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Self

from msgspec import Struct
from msgspec.structs import replace

from extradeadline.model import Calendar, CalendarDay, Certainty, Words

if TYPE_CHECKING:
    from holidays import HolidayBase

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NAMES = tuple(
    Words(en=english, ru=russian)
    for english, russian in zip(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
        strict=True,
    )
)
ONE_DAY = timedelta(days=1)
LONGEST_WALK = 60  # days; no calendar is closed so long, so a longer walk means a broken one

Packaged = Mapping[date, CalendarDay]


class Closure(Struct, gc=False, frozen=True, omit_defaults=True):
    """Why a day is closed or, with `works`, why a day that the week closes is worked. `instead_of` is the other day
    of the exchange: the holiday that fell on a day off, or the day that a decree exchanged with this one."""

    day: date
    name: Words
    source: str
    certainty: Certainty
    works: bool = False
    instead_of: date | None = None


class OpenDays(Struct, gc=False, frozen=True, eq=False):
    """A calendar ready for lookups. Build it with `of` or `with_closed`; two of them are equal only if they are the
    same object, so that one may stand as a key."""

    weekend: frozenset[int]  # as date.weekday() counts: Monday is 0
    days: Mapping[date, CalendarDay]  # the days that depart from the week
    years: Mapping[int, Certainty] | None  # the reviewed ones; None: there is nothing to review in any year
    package: str | None = None
    unsure: frozenset[date] = frozenset()

    @classmethod
    def of(cls, calendar: Calendar) -> Self:
        """The calendar as its file has it."""
        days: dict[date, CalendarDay] = {}
        doubted: set[date] = set()
        for year in calendar.years.values():
            days.update(year.days)
            doubted.update(
                day for day, written in year.days.items() if (written.certainty or year.certainty) == "unsure"
            )
        weekend = frozenset(map(WEEKDAYS.index, calendar.weekend))
        return cls(
            weekend=weekend,
            days=MappingProxyType(days),
            years=MappingProxyType({int(number): year.certainty for number, year in calendar.years.items()}),
            package=calendar.package,
            unsure=frozenset(day for day in doubted if days[day].works or day.weekday() not in weekend),
        )

    @classmethod
    def with_closed(
        cls, closed: Iterable[date] = (), *, works: Iterable[date] = (), weekend: Iterable[str] = ("saturday", "sunday")
    ) -> Self:
        """A calendar of any year that closes on these days and on the weekend, except for the days in `works`."""
        given = {day: CalendarDay(name=Words(en="closed", ru="нерабочий день"), source="given") for day in closed}
        given |= {
            day: CalendarDay(name=Words(en="worked", ru="рабочий день"), source="given", works=True) for day in works
        }
        return cls(weekend=frozenset(map(WEEKDAYS.index, weekend)), days=MappingProxyType(given), years=None)

    def closing(self, days: Iterable[date]) -> Self:
        """The same calendar, closed on these days as well."""
        more = {day: CalendarDay(name=Words(en="closed", ru="нерабочий день"), source="given") for day in days}
        return replace(self, days=MappingProxyType({**self.days, **more})) if more else self

    def is_open(self, day: date) -> bool:
        written = self.days.get(day)
        if written is None and self.years is not None and day.year not in self.years:
            written = self._days_around(day.year).get(day)
        return day.weekday() not in self.weekend if written is None else written.works

    def covers(self, day: date) -> bool:
        """Whether the day lies in a reviewed year; in one that is unsure as a whole, whether it has a line of its own. A result
        that touched any other day is provisional."""
        if self.years is None:
            return True
        year = self.years.get(day.year)
        return year is not None and (year != "unsure" or day in self.days)

    def answers(self, year: int) -> Literal["reviewed", "package", "weekends"]:
        """Who speaks for the year: the reviewed table, the package, or nobody, so that only weekends are known."""
        if self.years is None or year in self.years:
            return "reviewed"
        return "package" if self._days_around(year) else "weekends"

    def certainty(self, day: date) -> Certainty:
        """How sure the status of the day is, open or closed. A day of a reviewed year has that of the year unless
        its own line says otherwise; a year of the package is secondary; where only weekends are known it is unsure."""
        if self.years is None:
            return "read"
        written = self.days.get(day)
        if written is not None and written.certainty is not None:
            return written.certainty
        if day.year in self.years:
            return self.years[day.year]
        return "secondary" if self._days_around(day.year) else "unsure"

    def is_unsure(self, day: date) -> bool:
        """Whether the day makes two readings: a doubted day whose doubt decides if it is open. A doubted holiday on
        a weekend is not such a day, for it is closed either way; nor is any day outside the reviewed years."""
        return day in self.unsure

    def sharing_doubt(self, day: date) -> tuple[date, ...]:
        """The unsure days that are open or closed together with this one, itself included, in order."""
        doubt = self.days[day].doubt
        if doubt is None:
            return (day,)
        return tuple(sorted(other for other in self.unsure if self.days[other].doubt == doubt))

    def flipped(self, day: date) -> Self:
        """The same calendar with the status of this unsure day, and of those that share its doubt, reversed and no longer
        unsure."""
        if day not in self.unsure:
            raise ValueError(f"{day} is not an unsure day of this calendar: there is no second reading of it")
        days = dict(self.days)
        together = self.sharing_doubt(day)
        for one in together:
            written = days.pop(one)  # without its line, a closed weekday is open and a worked weekend day is closed
            if written.works and one.weekday() not in self.weekend:
                days[one] = replace(written, works=False)
        return replace(self, days=MappingProxyType(days), unsure=self.unsure - set(together))

    def why_closed(self, day: date) -> Closure:
        """What closes the day; a holiday on a weekend gives the holiday. Refuses an open day."""
        if self.is_open(day):
            raise ValueError(f"{day} is an open day: nothing closes it")
        written = self.days.get(day)
        if written is None and not self.covers(day):
            written = self._days_around(day.year).get(day)
        if written is None:
            return Closure(day=day, name=WEEKDAY_NAMES[day.weekday()], source="weekend", certainty=self.certainty(day))
        return self._closure(day, written)

    def next_open(self, day: date) -> date:
        """The first open day, this day included."""
        return self._walk(day, 1)

    def previous_open(self, day: date) -> date:
        """The last open day up to this day, this day included."""
        return self._walk(day, -1)

    def days_of(self, year: int) -> list[Closure]:
        """The days of the year that depart from the week, in order: closed weekdays, worked weekend days, and the
        holidays that fall on a weekend. Plain weekend days are left out."""
        days = self.days if self.years is None or year in self.years else self._days_around(year)
        return [self._closure(day, days[day]) for day in sorted(days) if day.year == year]

    def against_package(self, year: int) -> list[tuple[date, CalendarDay | None]]:
        """The days of the year that are open here and closed in the package, or the reverse; each with what the package has
        of it."""
        packaged = self._days_around(year)
        found = []
        day = date(year, 1, 1)
        while day.year == year:
            theirs = packaged.get(day)
            if self.is_open(day) != (day.weekday() not in self.weekend if theirs is None else theirs.works):
                found.append((day, theirs))
            day += ONE_DAY
        return found

    def _walk(self, day: date, step: Literal[1, -1]) -> date:
        if self.is_open(day):
            return day
        end = date.max if step == 1 else date.min
        found = day
        while found != end and abs(found - day).days < LONGEST_WALK:
            found += step * ONE_DAY
            if self.is_open(found):
                return found
        side = "after" if step == 1 else "before"
        raise ValueError(f"no open day within {LONGEST_WALK} days {side} {day}: look at the calendar of that time")

    def _days_around(self, year: int) -> Packaged:
        """What the package knows of a year that is not reviewed; empty where nobody knows."""
        return packaged_days(self.package, year) if self.package else NO_DAYS

    def _closure(self, day: date, written: CalendarDay) -> Closure:
        return Closure(
            day=day,
            name=written.name,
            source=written.source,
            certainty=written.certainty or self.certainty(day),
            works=written.works,
            instead_of=written.instead_of,
        )


class DaySeen(Struct, gc=False, frozen=True):
    """All that a count asks of one day. `why`: what closes it."""

    is_open: bool
    covered: bool
    certainty: Certainty
    unsure: bool
    why: Closure | None


@lru_cache(maxsize=4096)
def day_of(calendar: OpenDays, day: date) -> DaySeen:
    is_open = calendar.is_open(day)
    return DaySeen(
        is_open,
        calendar.covers(day),
        calendar.certainty(day),
        calendar.is_unsure(day),
        None if is_open else calendar.why_closed(day),
    )


NO_DAYS: Packaged = MappingProxyType({})
EVERY_DAY = OpenDays(weekend=frozenset(), days=NO_DAYS, years=None)
"""A calendar without a closed day, for what is counted by the calendar alone."""


# --- the package --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def packaged_days(package: str, year: int) -> Packaged:
    """The closed days and the worked weekend days that the package has for one year of a country (`KZ`) or of a part
    of it (`DE-BY`); empty where it has no such country or year, or is not installed."""
    english = _from_package(package, year, "en_US")
    if not english:
        return NO_DAYS
    from holidays.version import __version__

    russian = _from_package(package, year, "ru") if "ru" in english.supported_languages else None
    source = f"holidays {__version__} (PyPI package), {package}"
    days = {}
    for day, name in english.items():
        if day.year == year:
            words = Words(en=name, ru=russian.get(day, name) if russian else name)
            days[day] = CalendarDay(name=words, source=source, certainty="secondary")
    for day in english.weekend_workdays:
        if day.year == year:
            words = Words(
                en=f"working {WEEKDAY_NAMES[day.weekday()].en}", ru=f"рабочий день: {WEEKDAY_NAMES[day.weekday()].ru}"
            )
            days[day] = CalendarDay(name=words, source=source, works=True, certainty="secondary")
    return MappingProxyType(dict(sorted(days.items())))


def _from_package(package: str, year: int, language: str) -> "HolidayBase | None":
    """The package's own table of one year. The language is always named, because the package would otherwise take
    that of the process; a country that lacks it speaks another English, or its own tongue."""
    try:
        from holidays import country_holidays
    except ImportError:
        return None
    country, _, part = package.partition("-")
    try:
        spoken = country_holidays(country, subdiv=part or None, expand=False)
        others = [tongue for tongue in spoken.supported_languages if tongue.startswith("en")]
        chosen = language if language in spoken.supported_languages else next(iter(others), spoken.default_language)
        return country_holidays(country, subdiv=part or None, years=[year], expand=False, language=chosen)
    except NotImplementedError:
        return None
