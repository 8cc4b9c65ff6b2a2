"""What does not fit together: a recorded act inside a stay, an order past its ceiling, a day on which nobody sits."""

from extradeadline.chronicle import Chronicle, Seen
from extradeadline.ends import Ends
from extradeadline.instances import Flag, Instance, Value, in_time
from extradeadline.model import Extendable
from extradeadline.moments import in_order, in_zone, is_before
from extradeadline.period import parse_period
from extradeadline.readings import End, Key
from extradeadline.rulebook import Rulebook, default_calendar, open_days


class Conflicts:
    """Nothing here is refused: unlawful, late and backdated acts are computed and flagged."""

    def __init__(
        self, rules: Rulebook, chronicle: Chronicle, instances: dict[str, list[Instance]], flags: list[Flag], ends: Ends
    ) -> None:
        self.rules = rules
        self.chronicle = chronicle
        self.instances = instances
        self.flags = flags
        self.ends = ends

    def check(self, instance: Instance) -> None:
        version = instance.version
        if instance.opening is None or not instance.applicable:
            return
        for kind in version.stays:
            for seen in self.chronicle.happened(kind):
                self._check_stay(instance, seen)
        if version.yields is not None:
            self._check_recorded(instance, version.yields)
        if version.extendable is not None and version.extendable.up_to and instance.basis == "ordered":
            self._check_ceiling(instance, version.extendable)
        if instance.rule.kind == "liberty" and instance.status == "lapsed" and not version.ground and instance.end:
            answers = version.met_by.kinds if version.met_by is not None else version.ended_by
            instance.flag("liberty-over", after=instance.end.shown, kinds=answers)
        for branch in instance.branches:
            if branch.lo is not None and branch.lo.provisional:
                instance.flag("calendar-provisional")
        first, start = instance.branches[0], instance.opening.branches[0]
        bounded = first.lo is not None and first.hi is not None and first.lo is not first.hi
        if bounded and not first.single and start.lo is start.hi:
            instance.flag("hour-unknown")

    def _check_stay(self, instance: Instance, seen: Seen) -> None:
        assert instance.opening is not None
        inside = not is_before(seen.first, instance.opening.opened)
        end = instance.end
        over = instance.closed is not None and instance.ended and not is_before(seen.first, instance.closed.when)
        passed = end is not None and not in_time(seen.first, end) and instance.basis != "projected"
        if inside and not over and not passed:
            instance.flag("inside-stay", event=seen.kind, when=seen.first.value, stay=instance.rule.path)
            self.flags.append(
                Flag("inside-stay", {"event": seen.kind, "when": seen.first.value, "stay": instance.rule.path})
            )

    def check_unopened_stay(self, instance: Instance) -> None:
        """What a stay forbids came before even that which begins the stay: a surrender before its decision."""
        for kind in instance.version.stays if instance.rule.home != "treaties" else ():
            if not set(self.rules.events[kind].after) & set(instance.waits_for):
                continue
            for seen in self.chronicle.happened(kind):
                self.flags.append(
                    Flag(
                        "before-stay",
                        {
                            "event": kind,
                            "when": seen.first.value,
                            "kinds": instance.waits_for,
                            "stay": instance.rule.path,
                        },
                    )
                )

    def _check_recorded(self, instance: Instance, kind: str) -> None:
        """A recorded event wins over the computed one; where they differ, the line says so."""
        end = instance.end
        recorded = self.chronicle.happened(kind)
        if end is not None and recorded and all(seen.first.day != end.last_day for seen in recorded):
            instance.flag("recorded-otherwise", event=kind, recorded=recorded[-1].first.value)

    def _check_ceiling(self, instance: Instance, extendable: Extendable) -> None:
        """Against the earliest ceiling that certainly applies; where each rests on an assumption, against the latest."""
        sure: list[tuple[str, End]] = []
        assumed: list[tuple[str, End]] = []
        for name in extendable.ceilings:
            if "/" not in name:
                end = self.ends.from_trigger(instance, parse_period(name))
                sure += [(name, end)] if end is not None else []
                continue
            opened = [one for one in self.instances.get(name, ()) if one.applicable and one.end is not None]
            if opened and opened[-1].end is not None:
                (assumed if opened[-1].assumes else sure).append((name, opened[-1].end))
        if instance.end is None or not (sure or assumed):
            return
        name, ceiling = min(sure, key=_by_end) if sure else max(assumed, key=_by_end)
        if instance.end.key() > ceiling.key():
            instance.flag("over-ceiling", limit=name, ceiling=ceiling.shown)

    def check_order(self) -> None:
        """A day that is typed wrong shows where what must come before is all dated later, or where a record names a day
        before its own."""
        for kind, records in self.chronicle.by_kind.items():
            causes = [seen for other in self.rules.events[kind].after for seen in self.chronicle.of_kind(other)]
            cause = min(causes, key=lambda seen: in_order(seen.first), default=None)
            for seen in records:
                data: dict[str, Value] = {"when": seen.first.value}
                if cause is not None and is_before(seen.last, cause.first):
                    later: dict[str, Value] = {"event": kind, "kinds": (cause.kind,), "later": cause.first.value}
                    self.flags.append(Flag("out-of-order", data | later))
                if seen.names is not None and is_before(seen.names, seen.first):
                    named: dict[str, Value] = {"record": seen.key, "named": seen.names.value}
                    self.flags.append(Flag("names-earlier-day", data | named))

    def check_closed_days(self) -> None:
        """An order dated on a day when courts and State bodies are closed is possible, and worth a second look."""
        case = self.chronicle.case
        name = default_calendar(self.rules, case.requested, case.facts)
        if name is None:
            return
        calendar = open_days(self.rules, name)
        dated = [
            (seen.key, seen.first.day)
            for kind, records in self.chronicle.by_kind.items()
            if self.rules.events[kind].order
            for seen in records
            if seen.first == seen.last
        ]
        dated += [
            (order.id or order.limit, in_zone(order.when, self.chronicle.zone).day)
            for order in self.chronicle.case.orders
        ]
        for record, day in dated:
            if not calendar.is_open(day):
                self.flags.append(
                    Flag("closed-day-order", {"record": record, "day": day, "why": calendar.why_closed(day).name})
                )


def _by_end(ceiling: tuple[str, End]) -> Key:
    return ceiling[1].key()
