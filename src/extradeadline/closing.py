"""What became of an opened limit: met, met late, ended, extended, moved or restored by what is recorded."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from extradeadline.answers import KindsOf, answered
from extradeadline.chronicle import CaseOrder, Chronicle, Seen, at_or_before
from extradeadline.ends import Ends, Pauses
from extradeadline.instances import Closed, Instance, Value, in_time, lateness
from extradeadline.moments import Point, end_of, in_order, in_zone, is_before, start_of
from extradeadline.readings import End, Key
from extradeadline.rulebook import RuleVersion

_extended_by = attrgetter("version.extended_by")
_restored_by = attrgetter("version.restored_by")
_NO_PAUSES: Pauses = ([], [], None)


class Closings:
    def __init__(self, chronicle: Chronicle, yielded: dict[str, list[Instance]], ends: Ends) -> None:
        self.chronicle = chronicle
        self.yielded = yielded
        self.ends = ends

    # --- before the count: the stretches in which the clock stands --------------------------------------------

    def pauses(self, instance: Instance) -> Pauses:
        """Stretches of days and of instants in which the clock stands, and since when it stands without an end."""
        if not instance.version.suspended_by and not self.chronicle.case.orders:
            return _NO_PAUSES
        days, instants, since = [], [], None
        zone = self.chronicle.zone
        assert instance.opening is not None
        for first, until in self._stretches(instance):
            if until is None:
                if since is None or is_before(first, since):
                    since = first
                continue
            days.append((first.day, until.day))
            if first.instant is not None and until.instant is not None:
                instants.append((first.instant, until.instant))
            else:
                instants.append((start_of(first, zone), end_of(until, zone)))
        return days, instants, since

    def _stretches(self, instance: Instance) -> list[tuple[Point, Point | None]]:
        found = [
            (seen.first, seen.until) for kind in instance.version.suspended_by for seen in self.chronicle.happened(kind)
        ]
        for order in self._orders(instance, "suspends"):
            first = in_zone(order.first or order.when, self.chronicle.zone)
            found.append((first, None if order.until is None else in_zone(order.until, self.chronicle.zone)))
        return found

    def _orders(self, instance: Instance, does: str) -> list[CaseOrder]:
        if not self.chronicle.case.orders:
            return []
        as_of = self.chronicle.as_of
        zone = self.chronicle.zone
        return [
            order
            for order in self.chronicle.case.orders
            if order.does == does
            and order.limit.partition("#")[0] == instance.rule.path
            and at_or_before(in_zone(order.when, zone), as_of)
        ]

    # --- after the count --------------------------------------------------------------------------------------

    def close(self, instances: list[Instance]) -> None:
        """Extensions and orders first, in order of time; then the acts that meet a limit; then what ends it."""
        opened = [instance for instance in instances if instance.opening is not None and instance.applicable]
        if not any(map(self._is_answered, opened)):
            return
        orders = bool(self.chronicle.case.orders)
        if any(map(_extended_by, opened)):
            self._extend(opened)
        if orders:
            self._apply_orders(opened)
        if orders or any(map(_restored_by, opened)):
            self._restore(opened)
        for instance, acts in self._answers(opened):
            self._meet(instance, acts)
        for instance in opened:
            self._end(instance)

    def _is_answered(self, instance: Instance) -> bool:
        """Whether anything that is recorded or computed may close the instance or move its end."""
        kinds, opening = instance.rule.answered_by, instance.opening
        assert opening is not None
        return (
            not self.chronicle.by_kind.keys().isdisjoint(kinds)
            or not self.yielded.keys().isdisjoint(kinds)
            or bool(self.chronicle.case.orders)
            or opening.ended is not None
            or (opening.record is not None and opening.record.until is not None)
        )

    def _acts(self, opened: list[Instance], kinds_of: KindsOf) -> list[Seen]:
        """What happened of the kinds that matter to any of the instances, kind by kind."""
        if len(opened) == 1:  # nearly all
            kinds: Iterable[str] = kinds_of(opened[0].version)
        else:
            kinds = dict.fromkeys(kind for instance in opened for kind in kinds_of(instance.version))
        return [seen for kind in kinds for seen in self.chronicle.happened(kind)]

    def _answers(self, opened: list[Instance]) -> list[tuple[Instance, dict[str, Seen]]]:
        """Each instance with the first act of each kind that answers it."""
        found: dict[int, tuple[Instance, dict[str, Seen]]] = {}
        for seen in self._acts(opened, _meeting):
            instance = answered(self.chronicle, seen, opened, _meeting)
            if instance is not None:
                found.setdefault(id(instance), (instance, {}))[1].setdefault(seen.kind, seen)
        return list(found.values())

    def _meet(self, instance: Instance, acts: dict[str, Seen]) -> None:
        closing = instance.version.met_by
        if closing is None:
            return
        if closing.all_of and not all(kind in acts or self._already(kind, instance) for kind in closing.kinds):
            return
        ordered = sorted(acts.values(), key=lambda seen: in_order(seen.first))
        act = ordered[-1] if closing.all_of else ordered[0]
        if instance.closed is not None and is_before(instance.closed.when, act.first):
            return
        end = instance.end
        late = None if end is None or instance.restored or in_time(act.first, end) else lateness(act.first, end)
        instance.closed = Closed(act.key, act.kind, act.first, late)
        instance.ended = False
        if act.first != act.last:
            instance.flag("act-between", record=act.key, first=act.first.value, last=act.last.value)
        self._note_doubts(instance, act)

    def _already(self, kind: str, instance: Instance) -> bool:
        """Whether one of several acts was done before the limit opened: a request that came before the arrest."""
        assert instance.opening is not None
        return any(is_before(seen.first, instance.opening.opened) for seen in self.chronicle.happened(kind))

    def _note_doubts(self, instance: Instance, act: Seen) -> None:
        """An act that is in time under one reading and late under another says so."""
        verdicts = {in_time(act.first, branch.hi) for branch in instance.branches if branch.hi is not None}
        if len(verdicts) > 1 and not instance.restored:
            instance.flag("late-under-a-reading", record=act.key)
        end = instance.end
        if end is not None and end.hours and act.first.instant is None and act.first.day == end.last_day:
            instance.flag("hour-of-act-unknown", record=act.key)

    def _end(self, instance: Instance) -> None:
        """The first event that ends the limit altogether. A liberty limit ended after its end shows by how much."""
        opening = instance.opening
        assert opening is not None
        found = [
            closed
            for kind in instance.version.ended_by
            if kind in self.chronicle.by_kind or kind in self.yielded
            for closed in self._endings(kind, instance)
        ]
        if opening.ended is not None:
            found.append(opening.ended)
        if opening.record is not None and opening.record.until is not None:
            found += self._state_over(instance)
        if not found:
            return
        found = [
            closed
            for closed in found
            if not is_before(closed.when, opening.opened) and not self._resumed(instance, closed.when)
        ]
        if not found:
            return
        first = min(found, key=lambda closed: in_order(closed.when))
        if instance.closed is not None and not is_before(first.when, instance.closed.when):
            return
        end = instance.end
        if end is None or in_time(first.when, end):
            instance.closed, instance.ended = Closed(first.by, first.kind, first.when), True
            instance.assumes = tuple(dict.fromkeys((*instance.assumes, *first.assumes)))
        elif instance.rule.kind == "liberty" and opening.ended is None:
            instance.closed, instance.ended = Closed(first.by, first.kind, first.when, lateness(first.when, end)), True
            instance.flag("held-past-end", until=first.when.value)

    def _state_over(self, instance: Instance) -> list[Closed]:
        """What runs until ended, from a state whose own end is recorded, ends with it."""
        assert instance.opening is not None
        record, choice = instance.opening.record, instance.version.period
        if (
            record is None
            or record.until is None
            or choice is None
            or choice.special != "until ended"
            or not instance.opening.what.endswith(record.kind)
        ):
            return []
        return (
            [Closed(record.key, record.kind, record.until)] if at_or_before(record.until, self.chronicle.as_of) else []
        )

    def _resumed(self, instance: Instance, when: Point) -> bool:
        """Whether a limit that runs from the first of several records was opened again by a later one: held anew after a release."""
        trigger = instance.version.trigger
        sources = (
            ()
            if trigger is None
            else [s for s in trigger.sources if s.what == "event" and (s.pick == "first" or trigger.join == "first of")]
        )
        return any(is_before(when, seen.first) for source in sources for seen in self.chronicle.happened(source.name))

    def _endings(self, kind: str, instance: Instance) -> list[Closed]:
        assert instance.opening is not None
        found = []
        for seen in self.chronicle.happened(kind):
            line = self.chronicle.answered_by(seen)
            if seen is not instance.opening.record and (
                not line or line & instance.opening.lineage or not self._line_matters(line)
            ):
                found.append(Closed(seen.key, kind, seen.first))
        for other in self.computed(kind, instance):
            if other.end is not None and at_or_before(other.end.point, self.chronicle.as_of):
                found.append(Closed(other.rule.path, kind, other.end.point, assumes=other.assumes))
        return found

    def computed(self, kind: str, instance: Instance) -> list[Instance]:
        """The limits whose computed event can end this one, where no record of it does. A stay protects: it does not fall to an
        event that only an unstated fact brings about, unless each answer brings one; then the latest of them ends it."""
        if self.chronicle.of_kind(kind):
            return []
        found = [one for one in self.yielded.get(kind, ()) if one.basis != "pending" and one.end is not None]
        if instance.rule.kind != "stay":
            return found
        more = [[flag for flag in one.assumes if flag.code == "fact" and flag not in instance.assumes] for one in found]
        sure = [one for one, flags in zip(found, more, strict=True) if not flags]
        if sure or not found or any(len(flags) != 1 for flags in more):
            return sure
        facts = {str(flag.data["fact"]) for [flag] in more}
        answers = {value for [flag] in more for value in _texts(flag.data["values"])}
        known = self.ends.book.facts[next(iter(facts))].values or []
        return [max(found, key=_end_key)] if len(facts) == 1 and answers >= set(known) > set() else []

    def _line_matters(self, line: frozenset[str]) -> bool:
        return all(key in self.chronicle.by_key for key in line)

    # --- extensions and orders --------------------------------------------------------------------------------

    def _extend(self, opened: list[Instance]) -> None:
        """Each extension moves or closes the latest end before it; one made too late leaves that end, and a gap."""
        for seen in sorted(self._acts(opened, _extending), key=_in_order):
            instance = answered(self.chronicle, seen, opened, _extending)
            if instance is not None and instance.end is not None and not instance.ended:
                self._extend_one(instance, instance.end, seen)

    def _extend_one(self, instance: Instance, end: End, seen: Seen) -> None:
        version = instance.version
        if not in_time(seen.first, end):
            instance.flag("gap", after=end.shown, until=seen.first.value, record=seen.key)
        elif version.trigger is not None and any(source.name == seen.kind for source in version.trigger.sources):
            instance.closed, instance.ended = Closed(seen.key, seen.kind, seen.first), True
        elif seen.names is not None:
            instance.moved_to(self.ends.named_end(seen.names))
        elif version.extension is not None:
            self.ends.lengthen(instance, version.extension, self.pauses(instance))

    def _apply_orders(self, opened: list[Instance]) -> None:
        for does in ("extends", "sets"):
            for instance in opened:
                for order in self._orders(instance, does):
                    if order.until is not None and self._is_of(order, instance, opened):
                        self._apply(order, instance)

    def _apply(self, order: CaseOrder, instance: Instance) -> None:
        zone = self.chronicle.zone
        when, end = in_zone(order.when, zone), instance.end
        assert order.until is not None
        if order.does == "extends" and end is not None and not in_time(when, end):
            named = in_zone(order.until, zone).value
            instance.flag("late-order", after=end.shown, until=when.value, to=named)
            return
        instance.moved_to(self.ends.named_end(in_zone(order.until, zone)))
        instance.flag("ordered", by=order.by, when=when.value)

    def _is_of(self, order: CaseOrder, instance: Instance, opened: list[Instance]) -> bool:
        """An order names one opening by its id, or means the latest one before it."""
        _, _, which = order.limit.partition("#")
        if which:
            place = opened.index(instance) + 1
            record = instance.opening.record if instance.opening else None
            return which in (str(place), record.record.id if record else None)
        when = in_zone(order.when, self.chronicle.zone)
        before = [i for i in opened if i.opening is not None and not is_before(when, i.opening.opened)]
        return bool(before) and before[-1] is instance

    def _restore(self, opened: list[Instance]) -> None:
        for instance in opened:
            for kind in instance.version.restored_by:
                for seen in self.chronicle.happened(kind):
                    if answered(self.chronicle, seen, opened) is instance:
                        self._restored(instance, seen.names, seen.key)
            for order in self._orders(instance, "restores"):
                if self._is_of(order, instance, opened):
                    until = None if order.until is None else in_zone(order.until, self.chronicle.zone)
                    self._restored(instance, until, order.id or "order")

    def _restored(self, instance: Instance, until: Point | None, record: str) -> None:
        instance.restored = True
        instance.flag("restored", record=record)
        if until is not None:
            instance.moved_to(self.ends.named_end(until))


def _meeting(version: RuleVersion) -> tuple[str, ...]:
    return () if version.met_by is None else version.met_by.kinds


def _extending(version: RuleVersion) -> tuple[str, ...]:
    return version.extended_by


def _in_order(seen: Seen) -> tuple[date, bool, float, int]:
    return (*in_order(seen.first), seen.place)


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _end_key(instance: Instance) -> Key:
    assert instance.end is not None
    return instance.end.key()
