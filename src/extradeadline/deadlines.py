"""What a schedule says: finished values that a renderer only has to write down."""

from datetime import date, datetime
from functools import lru_cache

from msgspec import Struct

from extradeadline import ENGINE
from extradeadline.chronicle import Case, Chronicle
from extradeadline.grammar import PeriodChoice
from extradeadline.instances import Flag, Instance
from extradeadline.model import TextStatus, Words
from extradeadline.moments import Point
from extradeadline.readings import Branch, Choices, bounds
from extradeadline.rulebook import Rule, Rulebook, RuleVersion
from extradeadline.standing import days_left, days_until, next_end
from extradeadline.steps import Step

DayOrInstant = date | datetime


class TriggerSeen(Struct, gc=False, frozen=True):
    """What a deadline runs from: an event kind, or `end of <limit>`; when; and the record, where one is known."""

    kind: str
    when: DayOrInstant | None = None
    record: str | None = None


class ReadingSeen(Struct, gc=False, frozen=True):
    """The deadline under one reading. `basis`: fixed, projected, pending, or `none` where there is no such limit."""

    name: str
    counted_to: DayOrInstant | None
    last_day: date | None
    ends_at: datetime | None
    hours: bool
    basis: str
    because: Words | None


class ClosedSeen(Struct, gc=False, frozen=True):
    by: str
    kind: str
    when: DayOrInstant
    late_by: str | None


class TreatySeen(Struct, gc=False, frozen=True):
    key: str
    title: Words
    citation: str
    on: date
    since: date | None
    certain: bool
    because: Words | None


class Provenance(Struct, gc=False, frozen=True):
    engine: str
    rules: str
    calendars: dict[str, str]
    zones: str


class Deadline(Struct, gc=False, frozen=True):
    """One line of the schedule. Days are days of the limit's State; `ends_at` is the first instant that is too late;
    `next_end`, in `days_ahead` days, the first end under any reading that is not over. What the law says of the limit itself
    (`title`, `citation` ...) is that of `rule` in `version_of`."""

    id: str
    rule: Rule
    version_of: RuleVersion
    trigger: TriggerSeen
    period: str
    counted_to: DayOrInstant | None
    last_day: date | None
    ends_at: datetime | None
    earliest: DayOrInstant | None
    latest: DayOrInstant | None
    hours: bool
    floor: bool
    readings: tuple[ReadingSeen, ...]
    basis: str
    assumes: tuple[Flag, ...]
    waits_for: tuple[str, ...]
    status: str
    closed: ClosedSeen | None
    computed: date | None
    days_left: int | None
    next_end: DayOrInstant | None
    days_ahead: int | None
    text_status: TextStatus
    flags: tuple[Flag, ...]
    steps: tuple[Step, ...]

    @property
    def limit(self) -> str:
        return self.rule.path

    @property
    def jurisdiction(self) -> str:
        return self.rule.home

    @property
    def title(self) -> Words:
        return self.rule.title

    @property
    def kind(self) -> str:
        return self.rule.kind

    @property
    def actor(self) -> str | None:
        return self.version_of.actor

    @property
    def addressee(self) -> str | None:
        return self.version_of.addressee

    @property
    def channel(self) -> Words | None:
        return self.version_of.channel

    @property
    def done_when(self) -> Words | None:
        return self.version_of.done_when

    @property
    def regime(self) -> str | None:
        return self.version_of.regime

    @property
    def if_missed(self) -> Words | None:
        return self.version_of.if_missed

    @property
    def note(self) -> Words | None:
        return self.version_of.note

    @property
    def citation(self) -> str:
        return self.version_of.citation

    @property
    def says(self) -> str | None:
        return self.version_of.says

    @property
    def source(self) -> str | None:
        return self.version_of.source

    @property
    def checked(self) -> date | None:
        return self.version_of.checked

    @property
    def version(self) -> date | None:
        """The day from which the law that was applied is in force."""
        return self.version_of.in_force

    @property
    def yields(self) -> str | None:
        return self.version_of.yields

    @property
    def stays(self) -> tuple[str, ...]:
        return self.version_of.stays

    def order(self) -> tuple[bool, date, bool, float, str]:
        """By the earliest end (for what is closed and has none, by what closed it), moments of a day before its own end;
        undated lines last."""
        return self._ordered(self.earliest or (self.closed.when if self.closed else None))

    def order_ahead(self) -> tuple[bool, date, bool, float, str]:
        """By the first end that is not over."""
        return self._ordered(self.next_end)

    def _ordered(self, when: DayOrInstant | None) -> tuple[bool, date, bool, float, str]:
        if isinstance(when, datetime):
            return (False, when.date(), False, when.timestamp(), self.id)
        return (when is None, when or date.max, True, 0.0, self.id)


class Schedule(Struct, gc=False, frozen=True):
    case: Case
    as_of: Point
    zone: str
    provenance: Provenance
    treaties: tuple[TreatySeen, ...]
    deadlines: tuple[Deadline, ...]
    flags: tuple[Flag, ...]


def provenance(rules: Rulebook) -> Provenance:
    from tzdata import IANA_VERSION

    return Provenance(ENGINE, rules.sha256, rules.reviewed, IANA_VERSION)


@lru_cache(maxsize=2048)
def waiting_deadline(book: Rulebook, path: str, waits_for: tuple[str, ...], assumes: tuple[Flag, ...]) -> Deadline:
    """The line of a limit that waits: the same in every schedule in which it waits for the same."""
    instance = Instance.waiting(book.limits[path], waits_for, assumes)
    choice = instance.version.period
    instance.period = "" if choice is None else " / ".join(shown_lengths(choice))
    return deadline_of(instance, 1, 1, Choices(), None)


def shown_lengths(choice: PeriodChoice) -> list[str]:
    """The lengths that a limit may have, as the rules write them."""
    return [item.period.text if item.period else f"{item.kind} {item.name}" for item in choice.items]


def deadline_of(instance: Instance, place: int, of: int, choices: Choices, chronicle: Chronicle | None) -> Deadline:
    """The finished line of one instance."""
    first = instance.branches[0] if instance.branches else Branch(absent="pending")
    single = first.lo if first.single and not instance.floor else None
    earliest, latest = bounds(instance.branches)
    shown = first.lo if single is None else single
    ahead = next_end(instance, chronicle.as_of) if chronicle else None
    return Deadline(
        _ident(instance, place, of),
        instance.rule,
        instance.version,
        _trigger(instance),
        instance.period,
        single.counted_to if single else None,
        single.last_day if single else None,
        single.ends_at if single else None,
        earliest.shown if earliest else None,
        latest.shown if latest and not instance.floor else None,
        bool(shown and shown.hours),
        instance.floor,
        _readings(instance, choices),
        instance.basis,
        instance.assumes,
        instance.waits_for,
        instance.status,
        None if instance.closed is None else _closed(instance),
        instance.computed.last_day if instance.computed else None,
        days_left(instance, earliest, chronicle.as_of) if chronicle else None,
        ahead.shown if ahead else None,
        days_until(ahead, chronicle.as_of) if ahead and chronicle else None,
        instance.text_status,
        tuple(instance.flags),
        shown.steps if shown else (),
    )


def _ident(instance: Instance, place: int, of: int) -> str:
    path = instance.rule.path
    if of == 1 or instance.opening is None:
        return path
    record = instance.opening.record
    given = record.record.id if record else None
    return f"{path}#{given or place}"


def _trigger(instance: Instance) -> TriggerSeen:
    opening = instance.opening
    if opening is None:
        return TriggerSeen(instance.version.origin)
    first = opening.first_end
    return TriggerSeen(opening.what, first.shown if first else None, opening.record.key if opening.record else None)


def _closed(instance: Instance) -> ClosedSeen:
    closed = instance.closed
    assert closed is not None
    return ClosedSeen(closed.by, closed.kind, closed.when.instant or closed.when.day, closed.late)


def _readings(instance: Instance, choices: Choices) -> tuple[ReadingSeen, ...]:
    """The first reading, then each contested point that moves the date when read the other way, one at a time."""
    if not instance.branches:
        return ()
    first = instance.branches[0]
    found = [_reading("first", None, first, instance)]
    for branch in instance.branches[1:]:
        if branch.taken.bit_count() == 1 and not branch.same_result(first):
            name, because = choices.names[branch.taken]
            found.append(_reading(name, because, branch, instance))
    return tuple(dict.fromkeys(found))  # two points met elsewhere can leave one reading twice


def _reading(name: str, because: Words | None, branch: Branch, instance: Instance) -> ReadingSeen:
    basis = "none" if branch.absent == "no limit" else branch.absent
    if not basis:
        basis = instance.basis if instance.basis != "pending" or branch.lo is None else "fixed"
    end = branch.lo
    if end is None or not branch.single:
        return ReadingSeen(name, None, None, None, False, basis, because)
    return ReadingSeen(name, end.counted_to, end.last_day, end.ends_at, end.hours, basis, because)
