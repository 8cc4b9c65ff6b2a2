"""What people write: the rules, the treaties, the calendars, the case. Words only; nothing here counts.

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
Certainty = Literal["read", "derived", "secondary", "unsure"]

Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$")]
EventKind = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
StateCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
OneOrMany = str | list[str]
# `detained` · `end of arrest` · [a, b] · {first of: [a, b]} · {last of: [a, b]} · {latest of: [a, b]}
TriggerText = str | list[str] | dict[str, list[str]]
# `40 days` · [treaty role, fact name, 40 days] · {shorter of: [12 months, fact sentence]} · {longer of: [...]}
PeriodText = str | list[str] | dict[str, list[str]]
# [a, b] (any of them) · {all of: [a, b]}
ClosingText = list[str] | dict[str, list[str]]


class Written(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
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
    chooses_treaty: bool = False  # the treaty in force on its day may be the one that governs


class FactDefinition(Written, frozen=True):
    """A fact of the case. `values`: the closed list of what it may be; `period`: a length such as `30 days`."""

    meaning: Words
    values: list[str] | None = None
    type: Literal["choice", "period", "country"] = "choice"


class Events(Written, frozen=True):
    events: dict[EventKind, EventDefinition]
    facts: dict[EventKind, FactDefinition] = {}
    actors: dict[str, Words] = {}


# --- regimes: how a way of counting counts ----------------------------------------------------------------------

FirstDay = Literal["trigger day", "day after"]
Months = Literal["same number", "day before the number"]
Days = Literal["calendar days", "24 hours each"]
Hours = Literal["from the minute", "next full hour"]
ClosedEnd = Literal["stands", "next open", "previous open"]


class FirstDayChoice(Written, frozen=True):
    """`trigger day`: the day of the event is day 1. `day after`: it is left out."""

    is_: FirstDay = msgspec.field(name="is")
    because: str


class MonthsChoice(Written, frozen=True):
    """Where a term in months or years ends: on the day with the trigger's number, or on the day before it. A number
    that the last month lacks is its last day."""

    is_: Months = msgspec.field(name="is")
    because: str


class DaysChoice(Written, frozen=True):
    """Whether a term in days is counted by days of the calendar or, from an instant, as so many times 24 hours."""

    is_: Days = msgspec.field(name="is")
    because: str


class HoursChoice(Written, frozen=True):
    """Whether hours run from the minute of the event or from the next full hour (the current hour left out)."""

    is_: Hours = msgspec.field(name="is")
    because: str


class ClosedEndChoice(Written, frozen=True):
    """What becomes of a last day that is closed. Hours move to the same clock time on the open day."""

    is_: ClosedEnd = msgspec.field(name="is")
    because: str


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
    text_status: TextStatus = "read"
    source: str | None = None
    checked: date | None = None
    unread: bool = False  # the counting rule of the law itself has not been read: every line counted so says it
    readings: list[RegimeReading] = []


# --- limits -----------------------------------------------------------------------------------------------------


class Applies(Written, frozen=True):
    """All of these must hold. A fact that the case does not state is not false: the limit is shown with the
    assumption. `recorded` and `not_recorded` look at the case as it stood on the day of the schedule."""

    facts: dict[str, OneOrMany] = {}
    requesting: list[StateCode] = []
    requested: list[StateCode] = []
    recorded: list[str] = []
    not_recorded: list[str] = []
    treaty: str | None = None  # a treaty (`minsk-1993`) or protocol (`minsk-1993/protocol-1997`) in force for the pair


class Reading(Written, frozen=True):
    """Another arguable trigger, period, regime or condition; or, with `no_limit`, that there is no such limit."""

    name: str
    because: Words
    trigger: TriggerText | None = None
    before: TriggerText | None = None
    period: PeriodText | None = None
    regime: str | None = None
    applies: Applies | None = None
    no_limit: bool = False


class Extendable(Written, frozen=True):
    """By whom, and the ceiling: a limit of the same State (`extradition-arrest`) or a period from the trigger."""

    by: str
    up_to: str | None = None


class Version(Written, frozen=True):
    """The whole of a limit as it stood from `in_force` on (until the next version, or for good)."""

    actor: str | None = None
    trigger: TriggerText | None = None
    before: TriggerText | None = None  # for limits counted back: the end or the event that they precede
    period: PeriodText | None = None
    regime: str | None = None
    calendar: str | None = None
    addressee: str | None = None
    channel: Words | None = None
    done_when: Words | None = None
    met_by: ClosingText | None = None
    ended_by: list[str] = []
    extended_by: list[str] = []
    extension: str | None = None  # the length of an extension whose record names no day; counted from the end
    extendable: Extendable | None = None
    suspended_by: list[str] = []
    restored_by: list[str] = []
    yields: str | None = None
    stays: OneOrMany | None = None
    ground: str | None = None  # liberty: the custody ground that runs out
    applies: Applies | None = None
    readings: list[Reading] = []
    opens: str | None = None  # window: the duty hours, their zone, and how many whole working days must stay clear
    closes: str | None = None
    zone: str | None = None
    lead: str | None = None
    if_missed: Words | None = None
    note: Words | None = None
    citation: str | None = None
    source: str | None = None
    says: str | None = None  # the few official words that fix the count, in the language of the law
    checked: date | None = None
    text_status: TextStatus | None = None
    in_force: date | None = None
    repealed: bool = False
    repealed_note: Words | None = None


class Limit(Version, frozen=True):
    """One time limit, floor, duty, effect, stay or window. Written whole, or as `versions`, newest first."""

    title: Words | None = None
    kind: Kind | None = None
    unanswered: Words | None = (
        None  # "no complaint is lodged": what a line that hangs on the lapse assumes, before "by <day>"
    )
    role: str | None = None  # in a treaty: the place it takes in a State's own limit (`treaty <role>`)
    version_by: str | None = None
    versions: list[Version] = []


class Note(Written, frozen=True):
    """A rule known only from memory or unsure: shown as words, never as a date. `on`: the event kinds of which any
    record brings it into the schedule (default: those of the procedure)."""

    title: Words
    note: Words
    citation: str
    role: str | None = None  # in a treaty: the place in a State's own limit that its unread text may take
    on: list[str] = []


class Procedure(Written, frozen=True):
    """One file of limits. What stands at the top holds for each limit that does not say otherwise."""

    title: Words
    opens_on: list[str]  # a record of any of these kinds brings the procedure into the schedule
    side: Side | None = None  # for the State as requested or as requesting one; without it, for both
    in_force: date | None = None
    source: str | None = None
    checked: date | None = None
    text_status: TextStatus | None = None
    calendar: str | None = None
    regime: str | None = None
    limits: dict[Name, Limit] = {}
    notes: dict[Name, Note] = {}


class Jurisdiction(Written, frozen=True):
    title: Words
    zones: list[str]  # IANA names; the first is used where neither the case nor the event names one
    calendar: str  # the calendar of courts and state bodies
    instruments: dict[str, "Instrument"]
    checked: date
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
    """A State bound from `in_force` on; or at some unread day, `not_before` this one; without either: bound, the day not read. `certain: false`: not verified."""

    in_force: date | None = None
    not_before: date | None = None
    until: date | None = None
    source: str | None = None
    certain: bool = True
    note: str | None = None


class Protocol(Written, frozen=True):
    title: Words
    parties: dict[StateCode, Party]


class Treaty(Written, frozen=True):
    """`replaces`: the treaties that give way to this one between two States bound by both."""

    title: Words
    short: Words
    citation: str
    source: str
    parties: dict[StateCode, Party]
    checked: date
    text_status: TextStatus = "read"
    calendar: str | None = None
    regime: str | None = None
    in_force: date | None = None
    replaces: list[str] = []
    because: Words | None = None
    protocols: dict[str, Protocol] = {}
    opens_on: list[str] = []
    limits: dict[Name, Limit] = {}
    notes: dict[Name, Note] = {}


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


# --- scenarios --------------------------------------------------------------------------------------------------


class Expected(Written, frozen=True):
    """What a scenario says of one deadline; only what is written is compared. `readings`: last day (or instant, for
    hours) by the reading's name, `pending` for one that has none. `absent`: the deadline must not be there at all."""

    last_day: str | None = None  # `none`: there is no single one
    counted_to: str | None = None
    ends_at: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: str | None = None
    status: str | None = None
    readings: dict[str, str] | None = None
    flags: list[str] | None = None  # codes that must be among the deadline's flags
    no_flags: list[str] | None = None
    late_by: str | None = None
    closed_by: str | None = None
    computed: str | None = None
    text_status: str | None = None
    version: str | None = None
    period: str | None = None
    assumes: list[str] | None = None
    absent: bool = False


class Scenario(Written, frozen=True):
    """A worked example: what happened, as seen on `as_of`, and what follows; `count` is the count by hand."""

    title: str
    count: str
    as_of: str
    case: CaseFile
    expect: dict[str, str | Expected] = {}  # by deadline id; plain text is the last day
    flags: list[str] = []  # codes that must be among the schedule's own flags
    treaties: list[str] | None = None
