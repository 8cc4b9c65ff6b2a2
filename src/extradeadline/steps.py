"""What a count leaves behind: its steps, one by one, where it ended, and how surely the days that it touched are known."""

from datetime import date, datetime

from msgspec import Struct

from extradeadline.calendars import LONGEST_WALK, ONE_DAY, Closure, OpenDays, day_of
from extradeadline.model import Reason, TextStatus


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


class Walk:
    """The steps of one count, and the days whose status the calendar could not vouch for."""

    __slots__ = ("calendar", "certainty", "provisional", "steps", "unsure")

    def __init__(self, calendar: OpenDays) -> None:
        self.calendar = calendar
        self.steps: list[Step] = []
        self.unsure: list[date] = []
        self.provisional = False
        self.certainty: TextStatus = "read"

    def is_open(self, day: date) -> bool:
        seen = day_of(self.calendar, day)
        if seen.unsure:
            self.unsure.append(day)
        if not seen.covered:
            self.provisional = True
        if seen.certainty != "read" and self.certainty != "secondary":
            self.certainty = "derived" if seen.certainty == "derived" else "secondary"
        return seen.is_open

    def move_off(self, day: date, rule: str, because: Reason | None) -> date:
        """The day itself if it is open or stands; else the next or previous open day, each closed one with its reason."""
        if rule == "stands":
            return day
        step = ONE_DAY if rule == "next open" else -ONE_DAY
        for _ in range(LONGEST_WALK):
            if self.is_open(day):
                return day
            self.steps.append(Step("closed", day, closed=day_of(self.calendar, day).why, citation=because))
            day += step
        raise ValueError(f"the calendar has no open day within {LONGEST_WALK} days of {day}")

    def skip(self, day: date, because: Reason | None = None) -> None:
        self.steps.append(Step("skipped", day, closed=day_of(self.calendar, day).why, citation=because))

    def done(self, counted_to: date | datetime, last_day: date, ends_at: datetime) -> Count:
        self.steps.append(Step("ends", ends_at))
        return Count(
            counted_to, last_day, ends_at, tuple(self.steps), tuple(self.unsure), self.provisional, self.certainty
        )
