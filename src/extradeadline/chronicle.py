"""What happened in a case, in order of time and in the zone of the schedule.

`Chronicle` answers what the limits ask: which records of a kind there are, which of them had happened by the day of the
schedule (a later one is planned: it closes nothing), and which record an act answers.
"""

from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec import Struct

from extradeadline.model import CaseFile, Order
from extradeadline.moments import Point, When, in_zone, is_before
from extradeadline.period import Period


class CaseRecord(Struct, gc=False, frozen=True):
    """One thing that happened, typed. `first` and `last` bound its moment and are the same where it is known;
    `until` ends a state. `id` is the user's, or `kind#n` by place in time."""

    kind: str
    first: When
    last: When
    id: str | None = None
    until: When | None = None
    lasting: bool = False
    names: When | None = None
    of: str | None = None
    note: str | None = None
    source: str | None = None


class CaseOrder(Struct, gc=False, frozen=True):
    """An order of a court on one limit: extends, suspends, restores or sets it."""

    does: str
    limit: str
    when: When
    by: str
    first: When | None = None
    until: When | None = None
    id: str | None = None


class Case(Struct, gc=False, frozen=True):
    """A case as its file states it, checked. `none`: the kinds known not to have happened."""

    requested: str
    requesting: str | None
    title: str | None
    zone: str | None
    facts: dict[str, str | Period]
    records: tuple[CaseRecord, ...]
    orders: tuple[CaseOrder, ...]
    none: frozenset[str]
    written: CaseFile

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(code for code in (self.requested, self.requesting) if code)


class Seen(Struct, gc=False, eq=False):
    """A record in the zone of the schedule. `key`: what other records call it; `planned`: dated after the schedule's day.
    The key of one without an id, and its place, are given once the records of its kind stand in order."""

    kind: str
    key: str
    first: Point
    last: Point
    planned: bool
    record: CaseRecord
    until: Point | None = None
    names: Point | None = None
    place: int = 0


_NOTHING: list[Seen] = []


def _order(seen: Seen) -> tuple[date, bool, float, str, str]:
    instant = seen.first.instant
    names = seen.names.value.isoformat() if seen.names else ""
    return seen.first.day, instant is not None, instant.timestamp() if instant else 0.0, names, seen.key


class Chronicle:
    """The records of a case as seen on `as_of` (a day, or an instant) in `zone`."""

    def __init__(self, case: Case, as_of: When, zone: ZoneInfo) -> None:
        self.case = case
        self.zone = zone
        self.as_of = in_zone(as_of, zone)
        self.by_kind: dict[str, list[Seen]] = {}
        for record in case.records:
            self.by_kind.setdefault(record.kind, []).append(self._seen(record))
        for kind, records in self.by_kind.items():
            if len(records) > 1:
                records.sort(key=_order)
            for place, seen in enumerate(records, 1):
                seen.key, seen.place = seen.key or f"{kind}#{place}", place
        self._happened = {
            kind: [seen for seen in records if not seen.planned] for kind, records in self.by_kind.items()
        }
        self.by_key = {seen.key: seen for records in self.by_kind.values() for seen in records}

    def _seen(self, record: CaseRecord) -> Seen:
        first = in_zone(record.first, self.zone)
        last = first if record.last == record.first else in_zone(record.last, self.zone)
        return Seen(
            record.kind,
            record.id or "",
            first,
            last,
            is_before(self.as_of, first),
            record,
            None if record.until is None else in_zone(record.until, self.zone),
            None if record.names is None else in_zone(record.names, self.zone),
        )

    def of_kind(self, kind: str) -> list[Seen]:
        """All records of the kind in order of time, planned ones included."""
        return self.by_kind.get(kind, _NOTHING)

    def happened(self, kind: str) -> list[Seen]:
        return self._happened.get(kind, _NOTHING)

    def known_not(self, kind: str) -> bool:
        return kind in self.case.none

    def answered_by(self, seen: Seen) -> frozenset[str]:
        """The keys of the records that this one goes back to through `of`, without its own."""
        return frozenset() if seen.record.of is None else self.lineages[seen.key] - {seen.key}

    @cached_property
    def lineages(self) -> dict[str, frozenset[str]]:
        """Of each record, the keys of the records that it goes back to through `of`, itself included."""
        found: dict[str, frozenset[str]] = {}
        for key in self.by_key:
            line = [key]
            while (answered := self.by_key[line[-1]].record.of) in self.by_key and answered not in line:
                line.append(answered)
            found[key] = frozenset(line)
        return found


def limits_of(order: Order) -> list[tuple[str, str]]:
    """What the order does, and to which limit; a well-formed one has exactly one pair."""
    return [(does, limit) for does in ("extends", "suspends", "restores", "sets") if (limit := getattr(order, does))]


def at_or_before(point: Point, as_of: Point) -> bool:
    return not is_before(as_of, point)
