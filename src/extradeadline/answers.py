"""Which opening of a limit a record answers."""

from bisect import bisect_left
from collections.abc import Callable

from extradeadline.chronicle import Chronicle, Seen
from extradeadline.instances import Instance
from extradeadline.moments import Point, is_before
from extradeadline.rulebook import RuleVersion

KindsOf = Callable[[RuleVersion], tuple[str, ...]]


def opened_at(instance: Instance) -> Point:
    assert instance.opening is not None
    return instance.opening.opened


def opened_until(opened: list[Instance], when: Point) -> int:
    """How many of these, which stand in order of their opening, did not certainly open after that moment."""
    return bisect_left(opened, True, key=lambda instance: is_before(when, opened_at(instance)))


def record_of(instance: Instance) -> Seen | None:
    return instance.opening.record if instance.opening is not None else None


def answered(
    chronicle: Chronicle, seen: Seen, opened: list[Instance], kinds_of: KindsOf | None = None
) -> Instance | None:
    """The instance of the record that the act names with `of`, else of the latest earlier record; where there was a choice,
    its line says so. A limit counted back from an event is answered by an act before it: the next such event.

    `opened`: in order of their opening; `kinds_of`: which of them can be answered, by the kinds that do so (None: all)."""
    if opened and _precedes_an_event(opened[0]):
        for instance in opened:
            if not is_before(_preceded(instance), seen.first) and _wanted(instance, seen, kinds_of):
                return instance
    line = chronicle.answered_by(seen)
    latest: Instance | None = None
    for place in range(opened_until(opened, seen.first) - 1, -1, -1):
        instance = opened[place]
        if _same_or_later(record_of(instance), seen) or not _wanted(instance, seen, kinds_of):
            continue
        if line and instance.opening is not None and instance.opening.lineage & line:
            return instance
        if latest is None:
            latest = instance
        elif not line:
            if not instance.ended:
                latest.flag("answers-latest", record=seen.key)
            break
    return latest


def _wanted(instance: Instance, seen: Seen, kinds_of: KindsOf | None) -> bool:
    return kinds_of is None or seen.kind in kinds_of(instance.version)


def _preceded(instance: Instance) -> Point:
    """The event, or the day that an act names, before which the act must come."""
    end = instance.opening.first_end if instance.opening is not None else None
    return opened_at(instance) if end is None else end.point


def _precedes_an_event(instance: Instance) -> bool:
    before = instance.version.before
    return before is not None and all(source.of_event for source in before.sources)


def _same_or_later(record: Seen | None, seen: Seen) -> bool:
    """Of two records of one kind at one moment, the one that the chronicle has first came first."""
    return record is seen or (record is not None and record.kind == seen.kind and record.place >= seen.place)
