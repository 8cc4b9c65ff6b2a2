"""From what moments a limit runs: a trigger and what is recorded, computed or still awaited, into openings."""

from collections.abc import Iterable
from datetime import datetime

from extradeadline.chronicle import Chronicle, Seen
from extradeadline.grammar import Source, Trigger
from extradeadline.instances import Flag, Instance, Opening, weakest
from extradeadline.moments import Point, is_before
from extradeadline.outlines import Outline
from extradeadline.readings import Branch, End, join


def at(point: Point) -> End:
    """A recorded moment as the end of nothing: what a count starts from."""
    return End(point.instant or point.day, point.day, point.instant, point.instant is not None)


def of_record(seen: Seen) -> list[Branch]:
    first = at(seen.first)
    return [Branch(lo=first, hi=first if seen.last == seen.first else at(seen.last))]


class Openings:
    """Answers triggers from the chronicle and from the limits already walked."""

    def __init__(
        self,
        chronicle: Chronicle,
        instances: dict[str, list[Instance]],
        yielded: dict[str, list[Instance]],
        limits: Outline,
    ) -> None:
        self.chronicle = chronicle
        self.instances = instances
        self.yielded = yielded
        self.yielders = limits.yielded
        self.stays = limits.stays
        self._of_records: dict[str, list[Opening]] = {}

    def of(self, trigger: Trigger, *, keep_ended: bool = False) -> tuple[list[Opening], tuple[str, ...]]:
        """The openings, and the event kinds still awaited where there is none (none awaited: it can no longer come)."""
        if len(trigger.sources) == 1:
            return self._source(trigger.sources[0], keep_ended)
        answers = [self._source(source, keep_ended) for source in trigger.sources]
        if trigger.join == "any":
            found = [opening for openings, _ in answers for opening in openings]
            found.sort(key=lambda opening: (opening.opened.day, opening.opened.instant is not None))
            return found, () if found else _distinct(waits for _, waits in answers)
        if trigger.join == "last of":
            missing = [waits for openings, waits in answers if not openings]
            if missing:
                return [], _distinct(missing) if all(missing) else ()
            return [self._joined(trigger, [openings[-1] for openings, _ in answers])], ()
        known = [opening for openings, _ in answers for opening in openings]
        if not known:
            return [], _distinct(waits for _, waits in answers)
        return [self._joined(trigger, known)], ()

    def _joined(self, trigger: Trigger, openings: list[Opening]) -> Opening:
        choose = min if trigger.join == "first of" else max
        branches = join([opening.branches for opening in openings], lambda ends: choose(ends, key=End.key))
        first = branches[0].lo
        chosen = next(
            (
                opening
                for opening in openings
                if opening.first_end is not None and first is not None and opening.first_end.key() == first.key()
            ),
            openings[-1],
        )
        lineage = frozenset().union(*(opening.lineage for opening in openings))
        basis = next(
            (basis for basis in ("pending", "projected") if any(opening.basis == basis for opening in openings)),
            "fixed",
        )
        assumes = tuple(dict.fromkeys(flag for opening in openings for flag in opening.assumes))
        return Opening(
            chosen.what,
            branches,
            chosen.opened,
            record=chosen.record,
            lineage=lineage,
            basis=basis,
            assumes=assumes,
            status=weakest(*(opening.status for opening in openings)),
        )

    def _source(self, source: Source, keep_ended: bool) -> tuple[list[Opening], tuple[str, ...]]:
        if source.what == "event":
            found, waits = self._event(source)
        elif source.what == "day named by":
            found, waits = self._named(source)
        elif source.what == "end of stays on":
            found, waits = self._of_stays(source)
        else:
            found, waits = self._of_limit(source, keep_ended)
        if source.pick == "first":
            found = found[:1]
        elif source.pick == "latest":
            found = found[-1:]
        return found, waits

    # --- events ------------------------------------------------------------------------------------------------

    def _event(self, source: Source) -> tuple[list[Opening], tuple[str, ...]]:
        kind = source.name
        if kind in self._of_records:  # many limits run from one event
            return self._of_records[kind], ()
        records = self.chronicle.of_kind(kind)
        if records:
            self._of_records[kind] = [self._recorded(source, seen) for seen in records]
            return self._of_records[kind], ()
        if self.chronicle.known_not(kind):
            return [], ()
        if kind not in self.yielders:
            return [], (kind,)
        found: list[Opening] = []
        waits: list[tuple[str, ...]] = []
        for instance in sorted(self.yielded.get(kind, ()), key=lambda one: one.rule.path):
            if instance.basis == "pending" or not instance.open_date:
                waits.append(instance.waits_for)
            else:
                found.append(self._computed(source, instance))
        return found, () if found else _distinct(waits)

    def _recorded(self, source: Source, seen: Seen) -> Opening:
        lineage = self.chronicle.lineages[seen.key]
        return Opening(
            source.kind,
            of_record(seen),
            seen.first,
            record=seen,
            lineage=lineage,
            basis="projected" if seen.planned else "fixed",
        )

    def _computed(self, source: Source, instance: Instance) -> Opening:
        """An event that a limit yields: a day has no hour yet, even where the moment before it is known."""
        assert instance.opening is not None and instance.branches[0].lo is not None
        return Opening(
            source.kind,
            [_as_event(branch) for branch in instance.branches],
            instance.branches[0].lo.point,
            record=instance.opening.record,
            lineage=instance.opening.lineage,
            basis="projected" if instance.basis == "projected" else "fixed",
            assumes=instance.assumes,
            status=instance.text_status,
        )

    def _named(self, source: Source) -> tuple[list[Opening], tuple[str, ...]]:
        found = []
        for seen in self.chronicle.of_kind(source.name):
            if seen.names is not None:
                end = at(seen.names)
                found.append(
                    Opening(
                        source.kind,
                        [Branch(lo=end, hi=end)],
                        seen.first,
                        record=seen,
                        lineage=self.chronicle.lineages[seen.key],
                        basis="projected" if seen.planned else "fixed",
                    )
                )
        return found, () if found or self.chronicle.known_not(source.name) else (source.name,)

    # --- limits ------------------------------------------------------------------------------------------------

    def _of_limit(self, source: Source, keep_ended: bool) -> tuple[list[Opening], tuple[str, ...]]:
        found: list[Opening] = []
        waits: list[tuple[str, ...]] = []
        for instance in self.instances.get(source.name, ()):
            if not instance.applicable:
                continue
            if instance.opening is None or not any(branch.lo is not None for branch in instance.branches):
                waits.append(instance.waits_for)
            elif self._stands(source, instance, keep_ended):
                found.append(self._end_of(source, instance))
            elif source.what == "met end of" and instance.closed is None and instance.version.met_by is not None:
                waits.append(instance.version.met_by.kinds)
        return found, () if found else _distinct(waits)

    def _of_stays(self, source: Source) -> tuple[list[Opening], tuple[str, ...]]:
        """The last moment at which any stay on the event holds, once every stay that has begun has an end."""
        found: list[Opening] = []
        waits: list[tuple[str, ...]] = []
        for instance in (one for path in self.stays.get(source.name, ()) for one in self.instances.get(path, ())):
            if not instance.applicable:
                continue
            if instance.opening is None:
                # What would begin a stay of the requested State; that a body might yet forbid it is not waited for.
                if instance.rule.home == self.chronicle.case.requested.lower():
                    waits.append(instance.waits_for)
            elif instance.closed is not None and instance.ended:
                moment = at(instance.closed.when)
                found.append(self._end_of(source, instance, [Branch(lo=moment, hi=moment)]))
            elif any(branch.lo is not None for branch in instance.branches):
                found.append(self._end_of(source, instance))
            else:  # it has begun, and nobody knows when it ends
                return [], instance.waits_for or instance.version.ended_by
        if not found:
            return [], tuple(sorted(set(_distinct(waits))))
        last = self._joined(Trigger((source,), "last of"), found)
        last.what = source.kind
        return [last], ()

    @staticmethod
    def _stands(source: Source, instance: Instance, keep_ended: bool) -> bool:
        if source.what == "met end of":
            return instance.met_in_time
        if source.what == "lapse of":
            return not (instance.ended or instance.met_in_time or instance.restored)
        return keep_ended or not instance.ended

    def _end_of(self, source: Source, instance: Instance, branches: list[Branch] | None = None) -> Opening:
        assert instance.opening is not None
        branches = branches or instance.branches
        if source.counted:
            branches = [_counted_branch(branch) for branch in branches]
        basis = instance.basis if instance.basis in ("projected", "pending") else "fixed"
        assumes = instance.assumes
        if source.what == "lapse of":
            assumption = self._unanswered(instance)
            if assumption is not None:
                basis, assumes = "projected", (*assumes, assumption)
        return Opening(
            source.kind,
            branches,
            instance.opening.opened,
            record=instance.opening.record,
            lineage=instance.opening.lineage,
            basis=basis,
            assumes=assumes,
            status=instance.text_status,
            ended=instance.closed if instance.ended else None,
        )

    def _unanswered(self, instance: Instance) -> Flag | None:
        """That no act was recorded is an assumption, until the case says `none` of the act (the first of the kinds that meet
        the limit) or the act is recorded late."""
        end = instance.end
        if end is None or instance.version.met_by is None:
            return None
        over = is_before(Point(end.last_day, end.ends_at), self.chronicle.as_of)
        kinds = instance.version.met_by.kinds
        late = instance.closed is not None and instance.closed.late is not None
        if over and (late or self.chronicle.known_not(kinds[0])):
            return None
        return Flag("no-act", {"kinds": kinds, "by": end.shown, "limit": instance.rule.path})


def _as_event(branch: Branch) -> Branch:
    lo = branch.lo and at(branch.lo.point)
    hi = lo if branch.hi is branch.lo else branch.hi and at(branch.hi.point)
    return Branch(branch.considered, branch.taken, lo, hi, branch.absent)


def _counted_branch(branch: Branch) -> Branch:
    """Both bounds before closed days were skipped; one object where they are one."""
    lo = branch.lo and _counted(branch.lo)
    hi = lo if branch.hi is branch.lo else branch.hi and _counted(branch.hi)
    return Branch(branch.considered, branch.taken, lo, hi, branch.absent)


def _counted(end: End) -> End:
    if isinstance(end.counted_to, datetime):
        return End(end.counted_to, end.counted_to.date(), end.counted_to, hours=True)
    return End(end.counted_to, end.counted_to, None)


def _distinct(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for group in groups for kind in group))
