"""Bodies that act only in their duty hours: the last slot that still leaves whole working days clear before an instant."""

from datetime import date, datetime, time, timedelta

from extradeadline.calendars import OpenDays
from extradeadline.readings import Branch, End
from extradeadline.rulebook import RuleVersion, zone_of
from extradeadline.steps import Step

ONE_DAY = timedelta(days=1)


def window_branch(anchor: Branch, version: RuleVersion, calendar: OpenDays) -> Branch:
    """Both bounds of the anchor, each counted back to the close of duty."""
    if anchor.lo is None or anchor.hi is None:
        return Branch(anchor.considered, anchor.taken, absent=anchor.absent or "pending")
    lo = _last_slot(anchor.lo, version, calendar)
    hi = lo if anchor.hi is anchor.lo else _last_slot(anchor.hi, version, calendar)
    return Branch(anchor.considered, anchor.taken, lo, hi)


def _last_slot(before: End, version: RuleVersion, calendar: OpenDays) -> End:
    """The close of the last open day that leaves `lead` whole working days before the day of the instant, in the body's zone."""
    zone = zone_of(version.zone or "UTC")
    day: date = before.last_day if before.ends_at is None else before.ends_at.astimezone(zone).date()
    steps = [Step("before", before.ends_at or day)]
    clear = version.lead.working_days if version.lead else 0
    provisional = False
    for left in range(clear, -1, -1):
        day -= ONE_DAY
        while not calendar.is_open(day):
            provisional = provisional or not calendar.covers(day)
            steps.append(Step("skipped", day, closed=calendar.why_closed(day)))
            day -= ONE_DAY
        provisional = provisional or not calendar.covers(day)
        steps.append(Step("kept clear" if left else "slot", day))
    assert version.closes is not None
    closes = datetime.combine(day, time.fromisoformat(version.closes), tzinfo=zone)
    steps.append(Step("ends", closes))
    return End(closes, day, closes, hours=True, steps=tuple(steps), provisional=provisional)
