"""Ways of counting: a regime, or one reading of it, made ready to count with, and what a length asks of it."""

from collections.abc import Callable
from datetime import time
from functools import lru_cache
from typing import Any

from msgspec import Struct

from extradeadline.model import (
    ClosedEnd,
    Days,
    FirstDay,
    Hours,
    LastDay,
    Months,
    Reason,
    Regime,
    RegimeReading,
    Runs,
)
from extradeadline.period import Period, parse_period


class Way(Struct, gc=False, frozen=True, eq=False):
    """A regime, or one reading of it, made ready to count with; None where the law makes no choice. `because`: the
    citation of each choice. Two of them are equal only if they are the same object, so that one may stand as a key."""

    name: str
    first_day: FirstDay | None
    months: Months | None
    days: Days
    hours: Hours | None
    closed_end: ClosedEnd | None
    closed_end_back: ClosedEnd | None
    because: dict[str, Reason]
    last_day: LastDay = "inside"
    runs: Runs = "all time"
    # An event on a closed day, or at or after this hour, counts as one of the next open day; None: it stands as it is.
    late_from: time | None = None
    short_below: int = 0  # terms of fewer days leave closed days out
    enough: tuple[int, int] = (0, 0)  # so many open days in a term of at least so many days
    recess: tuple[tuple[str, str], ...] = ()  # yearly, `07-01` to `07-31`, both ends inside

    def made(self, choice: str) -> str:
        """The choice, which the count needs. Raises ValueError where the regime does not make it."""
        made: str | None = getattr(self, choice)
        if made is None:
            raise ValueError(f"the regime '{self.name}' has no rule for {choice.replace('_', ' ')}")
        return made


_CHOICES = ("first_day", "months", "days", "hours", "closed_end", "closed_end_back", "last_day", "runs")
_USUAL = {"days": "calendar days", "last_day": "inside", "runs": "all time"}  # where a law says nothing of it
_NEVER = time.max


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
            made[field] = _USUAL.get(field)
    trigger, short, enough, recess = (
        regime.closed_trigger,
        regime.short_periods,
        regime.enough_open_days,
        regime.recess,
    )
    if trigger is not None and trigger.is_ == "next open":
        made["late_from"] = time.fromisoformat(trigger.after) if trigger.after else _NEVER
        because["closed_trigger"] = trigger.because
    if short is not None:
        made["short_below"], because["short_periods"] = parse_period(short.below).days, short.because
    if enough is not None:
        made["enough"] = (enough.at_least, parse_period(enough.from_).days)
        because["enough_open_days"] = enough.because
    if recess is not None:
        made["recess"] = tuple((one[:5], one[6:]) for one in recess.stretches)
        because["recess"] = recess.because
    return Way(name, because=because, **made)


def needs_instant(period: Period, way: Way) -> bool:
    """Whether the count runs from a moment of the clock rather than from a day."""
    return period.hours > 0 or (period.days > 0 and not period.months and way.days == "24 hours each")


def needed_choices(period: Period, days: str, runs: str, *, back: bool) -> set[str]:
    """The choices that counting this length asks a regime for; `days` and `runs`: its choices for terms in days and hours."""
    needed: set[str] = set()
    if not period.working_days and not (period.hours and runs == "open days only"):  # these end on an open day
        needed.add("closed_end_back" if back else "closed_end")
    if period.hours and not back:
        needed.add("hours")
    elif not period.hours and not back and (period.months or period.working_days or days != "24 hours each"):
        needed.add("first_day")
    if period.months and not back:
        needed.add("months")
    return needed


# The choices that some lengths do not ask for, and when they do.
_ASKED: dict[str, Callable[[Period, bool], bool]] = {
    "months": lambda period, back: period.months > 0 and not back,
    "hours": lambda period, back: period.hours > 0 and not back,
    "closed_end": lambda _, back: not back,
    "closed_end_back": lambda _, back: back,
}


@lru_cache(maxsize=4096)
def count_alike(period: Period, one: Way, other: Way, *, back: bool) -> bool:
    """Whether the two ways differ in nothing that this length asks for, so that there is no need to count twice."""
    return not any(
        getattr(one, choice) != getattr(other, choice) and (choice not in _ASKED or _ASKED[choice](period, back))
        for choice in Way.__struct_fields__
        if choice not in ("name", "because")
    )


@lru_cache(maxsize=4096)
def can_count(period: Period, way: Way, *, back: bool) -> bool:
    """Whether the regime has a rule for all that this length asks."""
    return all(getattr(way, choice) is not None for choice in needed_choices(period, way.days, way.runs, back=back))
