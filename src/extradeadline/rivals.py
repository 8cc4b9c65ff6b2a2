"""Where a treaty and the requested State's own law both limit the same thing: which of the two ends first."""

from collections.abc import Iterable

from extradeadline.instances import Instance


def flag_first_to_end(instances: Iterable[list[Instance]]) -> None:
    """A treaty's limit and a State's of the same `role`, run from the same event to different days, name each other."""
    rivals = [
        instance
        for found in instances
        for instance in found
        if instance.rule.role is not None and instance.applicable and instance.end is not None
    ]
    for ours in rivals:
        for own in rivals if ours.rule.home == "treaties" else ():
            if own.rule.home != "treaties" and own.rule.role == ours.rule.role and _together(ours, own):
                _compare(ours, own)
                _compare(own, ours)


def _together(one: Instance, other: Instance) -> bool:
    """Whether both run from the same records."""
    return one.opening is not None and other.opening is not None and bool(one.opening.lineage & other.opening.lineage)


def _compare(instance: Instance, other: Instance) -> None:
    here, there = instance.end, other.end
    if here is None or there is None or here.last_day == there.last_day:
        return
    instance.flag(
        "ends-first" if here.last_day < there.last_day else "ends-later",
        period=instance.period,
        other_period=other.period,
        citation=other.version.citation,
        by=there.shown,
    )
