"""Rule files as written: the shared lists, procedures with their limits, treaties, scenarios. See `model` for the rest."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from extradeadline.model import (
    Applies,
    CaseFile,
    ClosingText,
    EventDefinition,
    EventKind,
    Extendable,
    FactDefinition,
    Hour,
    Kind,
    OneOrMany,
    Party,
    PeriodText,
    Protocol,
    Side,
    StateCode,
    Subject,
    TextStatus,
    TriggerText,
    Words,
    Written,
)

Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Events(Written, frozen=True):
    events: dict[EventKind, EventDefinition]
    facts: dict[EventKind, FactDefinition] = {}
    actors: dict[str, Words] = {}


class Reading(Written, frozen=True):
    """Another arguable trigger, period, regime, calendar or condition; or, with `no_limit`, that there is no such limit."""

    name: str
    because: Words
    trigger: TriggerText | None = None
    before: TriggerText | None = None
    period: PeriodText | None = None
    regime: str | None = None
    calendar: str | None = None
    applies: Applies | None = None
    no_limit: bool = False


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
    ground: OneOrMany | None = None  # liberty: the custody ground, or grounds, that run out
    applies: Applies | None = None
    readings: list[Reading] = []
    opens: Hour | None = None  # window: the duty hours, their zone, and how many whole working days must stay clear
    closes: Hour | None = None
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
    applies: Applies | None = None  # holds for each limit, besides its own
    in_force: date | None = None
    source: str | None = None
    checked: date | None = None
    text_status: TextStatus | None = None
    calendar: str | None = None
    regime: str | None = None
    limits: dict[Name, Limit] = {}
    notes: dict[Name, Note] = {}


class Treaty(Written, frozen=True):
    """`replaces`: the treaties that give way to this one between two States bound by both. `subject`: only a treaty on
    extradition can govern a case; one on human rights says which State can be complained of, and to whom."""

    title: Words
    short: Words
    citation: str
    source: str
    parties: dict[StateCode, Party]
    checked: date
    subject: Subject = "extradition"
    text_status: TextStatus = "read"
    calendar: str | None = None
    regime: str | None = None
    in_force: date | None = None
    replaces: list[str] = []
    because: Words | None = None
    protocols: dict[str, Protocol] = {}
    applies: Applies | None = None
    missing: list[Words] = []  # what is known not to be here, or not to have been read
    opens_on: list[str] = []
    limits: dict[Name, Limit] = {}
    notes: dict[Name, Note] = {}


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


class CountExample(Written, frozen=True):
    """A worked count without a case: a way of counting alone. `count` is the count by hand; `expect` as in a scenario."""

    title: str
    count: str
    regime: str
    period: str
    from_: str = msgspec.field(name="from")
    expect: str | Expected
    before: bool = False
    zone: str | None = None
    calendar: str | None = None
    closed: list[date] = []


class Scenario(Written, frozen=True):
    """A worked example: what happened, as seen on `as_of`, and what follows; `count` is the count by hand."""

    title: str
    count: str
    as_of: str
    case: CaseFile
    expect: dict[str, str | Expected] = {}  # by deadline id; plain text is the last day
    flags: list[str] = []  # codes that must be among the schedule's own flags
    no_flags: list[str] = []  # codes that must not
    treaties: list[str] | None = None
