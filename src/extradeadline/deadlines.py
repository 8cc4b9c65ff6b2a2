"""What a schedule says: finished values that a renderer only has to write down."""

from datetime import date, datetime

from msgspec import Struct

from extradeadline import ENGINE
from extradeadline.chronicle import Case, Chronicle
from extradeadline.counting import Step
from extradeadline.instances import Flag, Instance
from extradeadline.model import TextStatus, Words
from extradeadline.moments import Point
from extradeadline.readings import Branch, Choices, bounds
from extradeadline.rulebook import Rulebook
from extradeadline.standing import days_left

DayOrInstant = date | datetime


class TriggerSeen(Struct, frozen=True):
    """What a deadline runs from: an event kind, or `end of <limit>`; when; and the record, where one is known."""

    kind: str
    when: DayOrInstant | None = None
    record: str | None = None


class ReadingSeen(Struct, frozen=True):
    """The deadline under one reading. `basis`: fixed, projected, pending, or `none` where there is no such limit."""

    name: str
    counted_to: DayOrInstant | None
    last_day: date | None
    ends_at: datetime | None
    hours: bool
    basis: str
    because: Words | None


class ClosedSeen(Struct, frozen=True):
    by: str
    kind: str
    when: DayOrInstant
    late_by: str | None


class TreatySeen(Struct, frozen=True):
    key: str
    title: Words
    citation: str
    on: date
    since: date | None
    certain: bool
    because: Words | None


class Provenance(Struct, frozen=True):
    engine: str
    rules: str
    calendars: dict[str, str]
    zones: str


class Deadline(Struct, frozen=True):
    """One line of the schedule. Days are days of the limit's State; `ends_at` is the first instant that is too late."""

    id: str
    limit: str
    jurisdiction: str
    title: Words
    kind: str
    actor: str | None
    addressee: str | None
    channel: Words | None
    done_when: Words | None
    trigger: TriggerSeen
    period: str
    regime: str | None
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
    if_missed: Words | None
    note: Words | None
    citation: str
    says: str | None
    source: str | None
    checked: date | None
    text_status: TextStatus
    version: date | None
    yields: str | None
    stays: tuple[str, ...]
    flags: tuple[Flag, ...]
    steps: tuple[Step, ...]

    def order(self) -> tuple[bool, str, str]:
        """By the earliest end (for what is closed and has none, by what closed it); undated lines last."""
        when = self.earliest or (self.closed.when if self.closed else None)
        return (when is None, "" if when is None else when.isoformat()[:10], self.id)


class Schedule(Struct, frozen=True):
    case: Case
    as_of: Point
    zone: str
    provenance: Provenance
    treaties: tuple[TreatySeen, ...]
    deadlines: tuple[Deadline, ...]
    flags: tuple[Flag, ...]


def provenance(rules: Rulebook) -> Provenance:
    from tzdata import IANA_VERSION

    calendars = {}
    for name, calendar in rules.calendars.items():
        years = sorted(calendar.years)
        calendars[name] = f"{years[0]}-{years[-1]}" if years else "none"
    return Provenance(ENGINE, rules.sha256, calendars, IANA_VERSION)


def deadline_of(instance: Instance, place: int, of: int, choices: Choices, chronicle: Chronicle) -> Deadline:
    """The finished line of one instance."""
    rule, version = instance.rule, instance.version
    first = instance.branches[0] if instance.branches else Branch(absent="pending")
    single = first.lo if first.single and not instance.floor else None
    earliest, latest = bounds(instance.branches)
    shown = first.lo if single is None else single
    return Deadline(
        id=_ident(instance, place, of),
        limit=rule.path,
        jurisdiction=rule.home,
        title=rule.title,
        kind=rule.kind,
        actor=version.actor,
        addressee=version.addressee,
        channel=version.channel,
        done_when=version.done_when,
        trigger=_trigger(instance),
        period=instance.period,
        regime=version.regime,
        counted_to=single.counted_to if single else None,
        last_day=single.last_day if single else None,
        ends_at=single.ends_at if single else None,
        earliest=earliest.shown if earliest else None,
        latest=latest.shown if latest and not instance.floor else None,
        hours=bool(shown and shown.hours),
        floor=instance.floor,
        readings=_readings(instance, choices),
        basis=instance.basis,
        assumes=instance.assumes,
        waits_for=instance.waits_for,
        status=instance.status,
        closed=None if instance.closed is None else _closed(instance),
        computed=instance.computed.last_day if instance.computed else None,
        days_left=days_left(instance, earliest, chronicle.as_of),
        if_missed=version.if_missed,
        note=version.note,
        citation=version.citation,
        says=version.says,
        source=version.source,
        checked=version.checked,
        text_status=instance.text_status,
        version=version.in_force,
        yields=version.yields,
        stays=version.stays,
        flags=tuple(instance.flags),
        steps=shown.steps if shown else (),
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
        if branch.taken.bit_count() == 1 and branch.result() != first.result():
            name, because = choices.names[branch.taken]
            found.append(_reading(name, because, branch, instance))
    return tuple(found)


def _reading(name: str, because: Words | None, branch: Branch, instance: Instance) -> ReadingSeen:
    single = branch.lo if branch.single else None
    basis = {
        "": instance.basis if instance.basis != "pending" or branch.lo is None else "fixed",
        "no limit": "none",
    }.get(branch.absent, branch.absent)
    return ReadingSeen(
        name,
        single.counted_to if single else None,
        single.last_day if single else None,
        single.ends_at if single else None,
        bool(single and single.hours),
        basis,
        because,
    )
