"""Every limit and every regime over thirty years of trigger days: what must hold whatever the law of the State says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest

from extradeadline.calendars import OpenDays
from extradeadline.counting import count
from extradeadline.loading import load_rules
from extradeadline.model import Kind
from extradeadline.period import Period
from extradeadline.rulebook import Rule, RuleVersion, default_calendar, open_days, ways, zone_of
from extradeadline.ways import Way, can_count, needs_instant

BOOK = load_rules(None)
SINCE, DAYS, STRIDE = date(2000, 1, 1), 10957, 5  # to 2029-12-31; 5 and 7 have no common factor: every weekday comes up
WEEKENDS = OpenDays.with_closed()
UTC_ZONE = zone_of("UTC")
HOMES = [*BOOK.jurisdictions, "treaties"]


class Counted(NamedTuple):
    """One way in which some limit is counted."""

    period: Period
    regime: str
    calendar: str | None
    before: bool
    kind: Kind


def counted_of(rule: Rule, version: RuleVersion) -> Iterator[Counted]:
    regimes = [version.regime, *(reading.regime for reading in version.readings)]
    choices = [version.period, *(reading.period for reading in version.readings)]
    calendar = version.calendar or default_calendar(BOOK, rule.home, {})
    for regime in filter(None, regimes):
        for choice in filter(None, choices):
            for item in choice.items:
                if item.period is not None and item.period.is_length:
                    yield Counted(item.period, regime, calendar, version.before is not None, rule.kind)


def in_use(home: str) -> list[Counted]:
    """Every distinct count of a State's limits, in the order of their names."""
    rules = [rule for rule in BOOK.limits.values() if rule.home == home]
    found = {one for rule in rules for version in rule.versions for one in counted_of(rule, version)}
    return sorted(found, key=str)


def last_days(one: Counted, way: Way, calendar: OpenDays) -> list[date]:
    """The last day for every trigger day of the sweep."""
    found = []
    for n in range(0, DAYS, STRIDE):
        day = SINCE + timedelta(days=n)
        start = datetime(day.year, day.month, day.day, 11, 30, tzinfo=UTC) if needs_instant(one.period, way) else day
        found.append(count(start, one.period, way, calendar, UTC_ZONE, before=one.before).last_day)
    return found


@pytest.mark.parametrize("home", HOMES)
def test_no_act_ends_on_a_closed_day_where_the_regime_rolls_and_a_later_trigger_never_ends_earlier(home: str) -> None:
    told: list[str] = []
    for one in in_use(home):
        calendar = WEEKENDS if one.calendar is None else open_days(BOOK, one.calendar)
        way, others = ways(BOOK, one.regime)
        for name, way_ in (("", way), *((other.name, other.way) for other in others)):
            if not can_count(one.period, way_, back=one.before):
                continue
            found = last_days(one, way_, calendar)
            rolls = (way_.closed_end_back if one.before else way_.closed_end) in ("next open", "previous open")
            if one.kind == "act" and rolls:
                told += [f"{one} {name}: {day} is closed" for day in found if not calendar.is_open(day)][:3]
            told += [f"{one} {name}: {a} then {b}" for a, b in pairwise(found) if b < a][:3]
    assert not told, "\n".join(told[:20])


def test_no_custody_rolls_unless_its_rule_cites_what_rolls_it() -> None:
    """A person is not held a day longer because the office is shut, unless a text or a judgment that was read says so."""
    told = []
    for rule in BOOK.limits.values():
        for version in rule.versions:
            regime = BOOK.regimes.get(version.regime or "")
            if rule.kind != "liberty" or regime is None or version.before is not None:
                continue
            end = regime.closed_end
            if end is not None and end.is_ != "stands":
                cited = regime.text_status in ("read", "judgment") and (version.says or version.note)
                if not cited:
                    told.append(f"{rule.path}: {version.regime} moves its end, and the rule does not cite why")
    assert not told, "\n".join(told)
