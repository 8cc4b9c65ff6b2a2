"""What people write: the shared lists, ways of counting, calendars, parties, the case. Words only; nothing here counts.

`rulefiles` has the rest: limits, procedures, treaties and scenarios as their files have them.

Every struct refuses unknown keys. Every scalar in a file is text until one of these types names it, so
`NO` stays Norway and `1.10` stays an article. Days are ISO (`2026-02-09`), always with a year. A field that may be
written in several shapes (one trigger or a list) is kept as written and read by `grammar`.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Language = Literal["en", "ru"]
Kind = Literal["act", "liberty", "effect", "stay", "window"]
TextStatus = Literal["read", "judgment", "derived", "secondary"]
Side = Literal["requested", "requesting"]
# `hand-over`: how persons in custody are handed over between the police forces, beside the treaty that governs.
Subject = Literal["extradition", "human rights", "hand-over"]
Certainty = Literal["read", "derived", "secondary", "unsure"]

EventKind = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
StateCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
Hour = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
YearlyStretch = Annotated[str, Meta(pattern=r"^\d\d-\d\d/\d\d-\d\d$")]
OneOrMany = str | list[str]
# `detained` · `end of arrest` · [a, b] · {first of: [a, b]} · {last of: [a, b]} · {latest of: [a, b]}
TriggerText = str | list[str] | dict[str, list[str]]
# `40 days` · [treaty role, fact name, 40 days] · {shorter of: [12 months, fact sentence]} · {longer of: [...]}
PeriodText = str | list[str] | dict[str, list[str]]
# [a, b] (any of them) · {all of: [a, b]}
ClosingText = list[str] | dict[str, list[str]]


class Written(Struct, gc=False, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping in a file: frozen, and no key passes unread."""


class Words(Written, frozen=True):
    """The same words in each language that the program speaks."""

    en: str
    ru: str

    def __getitem__(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


# --- events.yaml: the closed lists that all States share --------------------------------------------------------


class Custody(Written, frozen=True):
    """What an event does to custody. `begins` opens a ground, `continues` replaces whatever ground stood before,
    `ends` frees the person or hands the person over."""

    does: Literal["begins", "continues", "ends"]
    ground: str | None = None


class EventDefinition(Written, frozen=True):
    meaning: Words
    custody: Custody | None = None
    state: bool = False  # lasts: a record has `from` and `until`; written as a plain day, it began then and still lasts
    names: Words | None = None  # what the day means that a record of this kind names (`names:`)
    names_a: Literal["day", "moment"] = "day"
    order: bool = False  # an order of a court or body: one dated on a closed day is flagged
    chooses_treaty: bool = False  # the treaty in force on its day may be the one that governs
    # What it follows. Dated before all of these that are recorded, it is flagged. Wherever a stay runs from one of them, it
    # must have come before: a surrender before its decision is a loud conflict, one without a postponement is not.
    after: list[EventKind] = []
    hands_over: bool = False  # from then on the person is in the requesting State


class FactDefinition(Written, frozen=True):
    """A fact of the case. `values`: the closed list of what it may be; `period`: a length such as `30 days`."""

    meaning: Words
    values: list[str] | None = None
    type: Literal["choice", "period", "country"] = "choice"


# --- regimes: how a way of counting counts ----------------------------------------------------------------------

# Why a choice is made: a citation that is the same in every language, or words.
Reason = str | Words
FirstDay = Literal["trigger day", "day after"]
Months = Literal["same number", "day before the number", "number of the first day", "first of next"]
Days = Literal["calendar days", "24 hours each"]
Hours = Literal["from the minute", "next full hour"]
ClosedEnd = Literal["stands", "next open", "previous open"]
LastDay = Literal["inside", "outside"]
Runs = Literal["all time", "open days only"]
ClosedTrigger = Literal["stands", "next open"]


class FirstDayChoice(Written, frozen=True):
    """`trigger day`: the day of the event is day 1. `day after`: it is left out."""

    is_: FirstDay = msgspec.field(name="is")
    because: Reason


class MonthsChoice(Written, frozen=True):
    """Where a term in months or years ends: on the day with the trigger's number, on the day before it, on the day with
    the number of the first day counted, or on the first day of the month that follows. A number that the last month lacks
    is its last day."""

    is_: Months = msgspec.field(name="is")
    because: Reason


class DaysChoice(Written, frozen=True):
    """Whether a term in days is counted by days of the calendar or, from an instant, as so many times 24 hours."""

    is_: Days = msgspec.field(name="is")
    because: Reason


class HoursChoice(Written, frozen=True):
    """Whether hours run from the minute of the event or from the next full hour (the current hour left out)."""

    is_: Hours = msgspec.field(name="is")
    because: Reason


class ClosedEndChoice(Written, frozen=True):
    """What becomes of a last day that is closed. Hours move to the same clock time on the open day."""

    is_: ClosedEnd = msgspec.field(name="is")
    because: Reason


class LastDayChoice(Written, frozen=True):
    """Whether the last day is one of the days counted, or the first after so many clear days (counting back: the last
    before them)."""

    is_: LastDay = msgspec.field(name="is")
    because: Reason


class RunsChoice(Written, frozen=True):
    """Which hours run in a term of hours: all of them, or those of open days only."""

    is_: Runs = msgspec.field(name="is")
    because: Reason


class ClosedTriggerChoice(Written, frozen=True):
    """What becomes of an event on a closed day, or at or after the hour `after` (`17:00`), from which a term in days runs."""

    is_: ClosedTrigger = msgspec.field(name="is")
    because: Reason
    after: Hour | None = None


class ShortPeriods(Written, frozen=True):
    """A term in days shorter than `below` leaves closed days out."""

    below: str
    because: Reason


class EnoughOpenDays(Written, frozen=True):
    """A term of at least the length `from`, in days, holds at least so many open days: its end moves on until it does."""

    at_least: int
    from_: str = msgspec.field(name="from")
    because: Reason


class Recess(Written, frozen=True):
    """Stretches of each year in which no time runs, in days or months: `07-01/07-31`, both ends inside."""

    stretches: list[YearlyStretch]
    because: Reason


class RegimeReading(Written, frozen=True):
    """Another arguable way of counting: the choices that differ, the rest as the regime has them."""

    name: str
    because: Words
    first_day: FirstDay | None = None
    months: Months | None = None
    days: Days | None = None
    hours: Hours | None = None
    closed_end: ClosedEnd | None = None
    closed_end_back: ClosedEnd | None = None
    last_day: LastDay | None = None
    runs: Runs | None = None


class Regime(Written, frozen=True):
    """A way of counting. Each choice carries its own citation; what a law does not regulate is left out, and a limit that
    would need it is refused. Counting back, the day of the end is left out (ten days before the 30th is the 20th) and
    `closed_end_back` says what becomes of a closed day."""

    title: Words
    citation: str
    first_day: FirstDayChoice | None = None
    months: MonthsChoice | None = None
    days: DaysChoice | None = None
    hours: HoursChoice | None = None
    closed_end: ClosedEndChoice | None = None
    closed_end_back: ClosedEndChoice | None = None
    last_day: LastDayChoice | None = None
    runs: RunsChoice | None = None
    closed_trigger: ClosedTriggerChoice | None = None
    short_periods: ShortPeriods | None = None
    enough_open_days: EnoughOpenDays | None = None
    recess: Recess | None = None
    text_status: TextStatus = "read"
    source: str | None = None
    checked: date | None = None
    unread: bool = False  # the counting rule of the law itself has not been read: every line counted so says it
    readings: list[RegimeReading] = []


class Applies(Written, frozen=True):
    """All of these must hold. A fact that the case does not state is not false: the limit is shown with the
    assumption. `recorded` and `not_recorded` look at the case as it stood on the day of the schedule; what binds whom, on
    the day of the trigger."""

    facts: dict[str, OneOrMany] = {}
    requesting: list[StateCode] = []
    not_requesting: list[StateCode] = []
    requested: list[StateCode] = []
    recorded: list[str] = []
    not_recorded: list[str] = []
    treaty: str | None = None  # a treaty (`minsk-1993`) or protocol (`minsk-1993/protocol-1997`) in force for the pair
    no_treaty: str | None = None  # one that is not in force for the pair
    bound: str | None = None  # one that binds the requested State, whoever requests
    # The trigger happened while the person was in this State: before the hand-over where it is requested, after it where it
    # requests.
    here: bool = False
    answers: str | None = None  # one that binds it, or did, so that what happened until then can still be brought


class Extendable(Written, frozen=True):
    """By whom, and the ceiling: a limit of the same State (`extradition-arrest`) or a period from the trigger; of several, the
    earliest of those that certainly apply."""

    by: str
    up_to: OneOrMany | None = None

    @property
    def ceilings(self) -> list[str]:
        return [self.up_to] if isinstance(self.up_to, str) else self.up_to or []


class CalendarBy(Written, frozen=True):
    """The calendar of a part of the State: the fact of the case that names the part, and the calendar of each of its values."""

    fact: str
    calendars: dict[str, str]


class Jurisdiction(Written, frozen=True):
    """A State (`jurisdiction.yaml`), or a body that several States stand under (`body.yaml`)."""

    title: Words
    # IANA names; the first is used where neither the case nor the event names one. None: a body whose limits count the days
    # of the case.
    zones: list[str]
    instruments: dict[str, "Instrument"]
    checked: date
    calendar: str | None = None  # the calendar of courts and state bodies; without one, every day is an open day
    calendar_by: CalendarBy | None = None  # `calendar` where the case does not state that fact
    missing: list[Words] = []  # what is known not to be here, or not to have been read
    aliases: list[str] = []


class Instrument(Written, frozen=True):
    title: Words
    number: str
    source: str
    in_force: date | None = None
    note: str | None = None


# --- calendars --------------------------------------------------------------------------------------------------


class CalendarDay(Written, frozen=True):
    """A day that departs from the week: closed, or a weekend day that is worked."""

    name: Words
    source: str
    works: bool = False
    certainty: Certainty | None = None  # default: that of the year
    instead_of: date | None = None
    doubt: str | None = None  # unsure days that share one doubt: all of them are open, or all are closed


class CalendarYear(Written, frozen=True):
    certainty: Certainty
    days: dict[date, CalendarDay]


class Calendar(Written, frozen=True):
    """Closed days and working weekends, year by year. Outside `years` the `holidays` package answers for `package`
    (a country code, or one with a subdivision) and the result is provisional."""

    title: Words
    scope: Words
    weekend: list[Literal["saturday", "sunday", "friday"]]
    years: dict[str, CalendarYear]
    package: str | None = None
    source: str | None = None
    checked: date | None = None


# --- treaties ---------------------------------------------------------------------------------------------------


class Party(Written, frozen=True):
    """A State bound from `in_force` on; or at some unread day, `not_before` this one; without either: bound, the day
    not read. `until`: the last day. `certain: false`: not verified."""

    in_force: date | None = None
    not_before: date | None = None
    until: date | None = None
    source: str | None = None
    certain: bool = True
    day_read: bool = True  # false: that the State is bound is known, the days are from memory or counted from a deposit
    bound: bool = True  # false: not a party, as far as is known
    reaches_back: bool = False  # after `until`, what happened up to it can still be brought before the treaty's body
    left_towards: dict[StateCode, date] = {}  # bound, but towards these States no longer after that day
    side: str | None = None  # in a treaty of two sides: States of one side are not bound towards one another
    declares: dict[
        str, str
    ] = {}  # facts that the State has declared, or that its practice fixes: a case may state another
    note: Reason | None = None


class Protocol(Written, frozen=True):
    title: Words
    parties: dict[StateCode, Party]


# --- the case ---------------------------------------------------------------------------------------------------


class Record(Written, frozen=True):
    """One thing that happened. Exactly one of `when`, `between` (once, the moment not known more closely) and
    `from` (a state that lasted, `until` its end if it has one)."""

    when: str | None = None
    between: list[str] | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    until: str | None = None
    names: str | None = None  # the day or instant that the act itself names: custody until, hand-over on
    id: str | None = None
    of: str | None = None  # the `id` of the record that this one answers
    note: str | None = None
    source: str | None = None


class Order(Written, frozen=True):
    """What a court ordered that no event kind covers. Exactly one of the four names a limit."""

    when: str
    by: str = "court"
    extends: str | None = None
    suspends: str | None = None
    restores: str | None = None
    sets: str | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    until: str | None = None
    id: str | None = None
    note: str | None = None
    source: str | None = None


class CaseFile(Written, frozen=True):
    requested: StateCode
    requesting: StateCode | None = None
    title: str | None = None
    zone: str | None = None
    facts: dict[str, str] = {}
    events: dict[str, str | Record | list[str | Record]] = {}
    orders: list[Order] = []
