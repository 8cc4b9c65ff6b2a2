"""Custody over time: on which ground the person is held, where two grounds meet, and which stretch has none on record."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from extradeadline.answers import opened_until, record_of
from extradeadline.chronicle import Chronicle, Seen
from extradeadline.instances import Flag, Instance, in_time
from extradeadline.moments import Point, in_order, is_before
from extradeadline.readings import End
from extradeadline.rulebook import Rulebook

_RANK = {"begins": 0, "continues": 1, "ends": 2}
Grounds = dict[str | None, list[tuple[list[Instance], dict[str, list[Instance]]]]]


def custody_flags(rules: Rulebook, chronicle: Chronicle, instances: list[list[Instance]]) -> list[Flag]:
    """Walks the records that begin, continue or end custody, each against the limits that say how long its ground can last
    (`instances`: theirs, limit by limit)."""
    flags: list[Flag] = []
    binding = _by_ground(instances)
    held: Seen | None = None
    for seen in _custody_records(rules, chronicle):
        custody = rules.events[seen.kind].custody
        assert custody is not None
        if held is not None:
            flags += _uncovered(rules, binding, held, seen.first)
            before = rules.events[held.kind].custody
            if custody.does == "begins" and before is not None and before.ground != custody.ground:
                flags.append(
                    Flag("two-grounds", {"first": before.ground, "second": custody.ground, "when": seen.first.value})
                )
        held = None if custody.does == "ends" else seen
    if held is not None:
        flags += _uncovered(rules, binding, held, chronicle.as_of)
    return flags


@lru_cache(maxsize=16)
def places_of_kinds(rules: Rulebook) -> dict[str, int]:
    """Where each kind of event stands in the list: what happened at one moment is taken in its order."""
    return {kind: place for place, kind in enumerate(rules.events)}


def _custody_records(rules: Rulebook, chronicle: Chronicle) -> list[Seen]:
    places = places_of_kinds(rules)
    kinds = [kind for kind in chronicle.by_kind if rules.events[kind].custody is not None]
    kinds.sort(key=places.__getitem__)
    found = [seen for kind in kinds for seen in chronicle.happened(kind)]
    hourless = {seen.first.day for seen in found if seen.first.instant is None}

    def order(seen: Seen) -> tuple[date, int, tuple[object, ...]]:
        """In time; on a day of which some hour is not known, what begins custody before what continues or ends it."""
        custody = rules.events[seen.kind].custody
        rank = _RANK[custody.does] if custody is not None and seen.first.day in hourless else 0
        return seen.first.day, rank, in_order(seen.first)

    return sorted(found, key=order)


def _uncovered(rules: Rulebook, binding: Grounds, held: Seen, until: Point) -> list[Flag]:
    """The stretch between the last day that the ground of `held` allows and what came next."""
    custody = rules.events[held.kind].custody
    assert custody is not None
    sure: list[End] = []
    assumed: list[tuple[End, Flag]] = []
    for end, instance in _ends_of_ground(binding, custody.ground, held, until):
        facts = [flag for flag in instance.assumes if flag.code == "fact"]
        if facts:
            assumed.append((end, facts[0]))
        else:
            sure.append(end)
    said = {"ground": custody.ground, "until": until.value}
    if sure and _is_over(end := min(sure, key=End.key), until):
        return [Flag("custody-gap", {"after": end.shown, **said})]
    found = [(end, fact) for end, fact in assumed if _is_over(end, until)]
    return [Flag("custody-gap-assumed", {"after": end.shown, **said, **fact.data}) for end, fact in found]


def _is_over(end: End, until: Point) -> bool:
    return not in_time(until, end) and is_before(Point(end.last_day, end.ends_at), until)


def _by_ground(instances: list[list[Instance]]) -> Grounds:
    """The opened limits that say how long a ground can last, by ground, each limit's by itself."""
    found: Grounds = {}
    for opened in instances:
        binding = [i for i in opened if i.applicable and i.opening is not None and i.version.ground]
        if binding:
            own: dict[str, list[Instance]] = {}
            for instance in binding:
                record = record_of(instance)
                own.setdefault(record.key if record else "", []).append(instance)
            for ground in binding[0].version.ground:
                found.setdefault(ground, []).append((binding, own))
    return found


def _ends_of_ground(binding: Grounds, ground: str | None, held: Seen, until: Point) -> Iterable[tuple[End, Instance]]:
    """The ends of the limits of this ground that bind the record: its own, those of the chain opened before it, and those
    that opened while it was the last one (the days that follow a judgment)."""
    for opened, own in binding.get(ground, ()):
        before, after = opened_until(opened, held.first), opened_until(opened, until)
        ours = own.get(held.key) or opened[max(before - 1, 0) : before]
        for instance in (*ours, *opened[before:after]):
            if instance.end is not None and not instance.floor and _bounds(instance, held):
                yield instance.end, instance


def _bounds(instance: Instance, held: Seen) -> bool:
    """Whether the end of the limit ends the ground: not where its act came in time (the request within the days of custody
    before it), and not for what was ordered only when it was over, which a gap of its own shows."""
    end, closed = instance.end, instance.closed
    assert end is not None
    if closed is not None and in_time(closed.when, end):
        return False
    return in_time(held.first, end)
