"""Where a deadline stands on the day of the schedule."""

from datetime import date, datetime

from extradeadline.chronicle import Chronicle
from extradeadline.instances import Instance
from extradeadline.moments import Point, is_before
from extradeadline.readings import End


def passed(end: End, as_of: Point) -> bool:
    """Whether the end lies before `as_of`: for a day, once it is over; for a moment, at that moment where the clock is known."""
    if as_of.instant is not None and end.ends_at is not None:
        return end.ends_at.timestamp() <= as_of.instant.timestamp()
    return end.last_day < as_of.day


def set_status(instance: Instance, chronicle: Chronicle) -> None:
    """pending, running, due today, met, met late, lapsed, ended or not applicable."""
    instance.status = _status(instance, chronicle)
    if len(instance.branches) < 2:
        return
    if instance.status in ("running", "due today", "lapsed") and instance.rule.kind in ("act", "liberty", "window"):
        ends = [branch.hi for branch in instance.branches if branch.hi is not None]
        ahead = [end for end in ends if not passed(end, chronicle.as_of)]
        if ahead and len(ahead) < len(ends):
            instance.flag("passed-under-a-reading", by=max(ahead, key=End.key).shown)


def _status(instance: Instance, chronicle: Chronicle) -> str:
    if not instance.applicable:
        return "not applicable"
    if instance.closed is not None:
        if instance.ended:
            return "ended"
        return "met" if instance.closed.late is None else "met late"
    if instance.opening is None or instance.basis == "pending":
        return "pending"
    end = instance.end
    as_of = chronicle.as_of
    if end is None:
        start = instance.opening.first_end
        return "pending" if start is not None and is_before(as_of, start.point) else "running"
    if not passed(end, as_of):
        opened_later = is_before(as_of, instance.opening.opened)
        return "due today" if end.last_day == as_of.day and not opened_later else "running"
    if instance.rule.kind in ("effect", "stay") or instance.floor:
        return "met" if instance.rule.kind == "effect" else "ended"
    return "lapsed"


def next_end(instance: Instance, as_of: Point) -> End | None:
    """The first end, under any reading, that is not over: where the safest one has passed, another may still be kept."""
    if instance.status not in ("running", "due today", "lapsed"):
        return None
    ends = [end for branch in instance.branches for end in (branch.lo, branch.hi) if end is not None]
    return min((end for end in ends if not passed(end, as_of)), key=End.key, default=None)


def days_left(instance: Instance, earliest: End | None, as_of: Point) -> int | None:
    """Calendar days from `as_of` to the earliest end; None for what is closed or has no date."""
    if earliest is None or instance.status not in ("running", "due today", "lapsed"):
        return None
    return days_until(earliest, as_of)


def days_until(end: End, as_of: Point) -> int:
    """Calendar days from `as_of` to the day that a reader sees."""
    shown: date | datetime = end.shown
    day = shown.date() if isinstance(shown, datetime) else shown
    if isinstance(shown, datetime) and shown.hour == shown.minute == 0:
        day = end.last_day
    return (day - as_of.day).days
