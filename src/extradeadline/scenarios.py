"""Runs worked examples: each says what happened and what must follow, and every difference is told in words."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from extradeadline.cases import Written, typed
from extradeadline.deadlines import Deadline, Schedule
from extradeadline.gathering import read_scenarios
from extradeadline.loading import is_scenarios, load_rules
from extradeadline.moments import in_zone, parse_when
from extradeadline.nodes import where
from extradeadline.period import parse_period
from extradeadline.problems import Problem, Problems, did_you_mean
from extradeadline.rulebook import Rulebook, zone_of
from extradeadline.rulefiles import CountExample, Expected, Scenario
from extradeadline.scheduling import schedule
from extradeadline.single_counts import Counted, calendar_for, counts_under, home_of, zone_name

Shown = date | datetime | None


class Worked(Struct, gc=False, frozen=True):
    """A scenario where it stands: its file and the line it begins on."""

    scenario: Scenario | CountExample
    file: str
    line: str
    written: Written | None = None  # the case, where there is one


def find_scenarios(folder: Path) -> list[Worked]:
    """All scenarios in a folder of rules and below it. Raises Problems."""
    found: list[Worked] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        if not is_scenarios(path.name):
            continue
        try:
            for place, (scenario, line, node) in enumerate(read_scenarios(path, folder)):
                written = None
                if isinstance(scenario, Scenario):
                    written = Written(scenario.case, str(path), _below(node.positions, (place, "case")))
                found.append(Worked(scenario, str(path), line, written))
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return found


def _below(positions: "object", start: tuple[str | int, ...]) -> Callable[[tuple[str | int, ...]], str]:
    return lambda keys: where(positions, (*start, *keys))  # type: ignore[arg-type]


def run(worked: Worked, rules: Rulebook | None = None, also: Path | None = None) -> list[str]:
    """What differs from what the scenario expects; nothing when it holds. Raises Problems where the case cannot be read."""
    scenario = worked.scenario
    if isinstance(scenario, CountExample):
        return _run_count(scenario, rules or load_rules(_homes(scenario), also))
    assert worked.written is not None
    states = [state for state in (scenario.case.requested, scenario.case.requesting) if state]
    book = rules or load_rules(states, also)
    return differences(scenario, schedule(typed(worked.written, book), book, parse_when(scenario.as_of)), book)


def _homes(example: CountExample) -> list[str]:
    """The States or bodies whose regime and calendar the count needs."""
    named = [home_of(example.regime), home_of(example.calendar or "")]
    return [home for home in named if home is not None]


def _run_count(example: CountExample, book: Rulebook) -> list[str]:
    if example.regime not in book.regimes:
        return [f"unknown regime '{example.regime}'. {did_you_mean(example.regime, book.regimes)}".strip()]
    try:
        zone = zone_of(example.zone or zone_name(book, example.regime))
    except KeyError:
        return [f"unknown time zone '{example.zone}'"]
    try:
        calendar = calendar_for(book, example.regime, example.calendar, example.closed)
        point = in_zone(parse_when(example.from_), zone)
        length = parse_period(example.period)
        start = point.instant or point.day
        counts = counts_under(book, example.regime, start, length, zone, calendar, before=example.before)
    except KeyError as error:
        return [f"unknown calendar '{error.args[0]}'. {did_you_mean(error.args[0], book.calendars)}".strip()]
    except ValueError as error:
        return [str(error)]
    return _differences_of_counts(example, counts)


def _differences_of_counts(example: CountExample, counts: list[Counted]) -> list[str]:
    expected = Expected(last_day=example.expect) if isinstance(example.expect, str) else example.expect
    first = counts[0].count
    told = []
    for field in ("last_day", "counted_to", "ends_at"):
        wanted, found = getattr(expected, field), _text(getattr(first, field))
        if wanted is not None and not _same(wanted, found):
            told.append(f"{field}: expected {wanted}, found {found}")
    others = {one.name: _text(one.count.ends_at if one.hours else one.count.last_day) for one in counts[1:]}
    for name, wanted in (expected.readings or {}).items():
        if not _same(wanted, others.get(name, "none")):
            told.append(f"reading {name}: expected {wanted}, found {others.get(name, 'none')}")
    return told


def differences(scenario: Scenario, found: Schedule, rules: Rulebook) -> list[str]:
    by_id = {deadline.id: deadline for deadline in found.deadlines}
    told: list[str] = []
    for ident, wanted in scenario.expect.items():
        expected = Expected(last_day=wanted) if isinstance(wanted, str) else wanted
        if ident.partition("#")[0] not in rules.limits:
            told.append(f"{ident}: there is no such limit")
            continue
        deadline = by_id.get(ident)
        if deadline is None:
            if not expected.absent:
                told.append(
                    f"{ident}: expected, but it is not in the schedule (near it: {', '.join(_near(ident, by_id)) or 'nothing'})"
                )
        elif expected.absent and deadline.status != "not applicable":
            told.append(f"{ident}: not expected, but it is there ({deadline.status}, {_text(deadline.last_day)})")
        elif not expected.absent:
            told += [f"{ident}: {difference}" for difference in _compare(expected, deadline)]
    codes = {flag.code for flag in found.flags}
    told += [
        f"the schedule has no flag '{code}' (it has: {', '.join(sorted(codes)) or 'none'})"
        for code in scenario.flags
        if code not in codes
    ]
    told += [f"the schedule has the flag '{code}'" for code in scenario.no_flags if code in codes]
    if scenario.treaties is not None and scenario.treaties != [treaty.key for treaty in found.treaties]:
        told.append(f"treaties: expected {scenario.treaties}, found {[treaty.key for treaty in found.treaties]}")
    return told


def _near(ident: str, by_id: dict[str, Deadline]) -> list[str]:
    path = ident.partition("#")[0]
    return [other for other in by_id if other.partition("#")[0] == path]


def _compare(expected: Expected, deadline: Deadline) -> list[str]:
    actual: dict[str, str] = {
        "last_day": _text(deadline.last_day),
        "counted_to": _text(deadline.counted_to),
        "ends_at": _text(deadline.ends_at),
        "earliest": _text(deadline.earliest),
        "latest": _text(deadline.latest),
        "basis": deadline.basis,
        "status": deadline.status,
        "late_by": (deadline.closed and deadline.closed.late_by) or "none",
        "closed_by": deadline.closed.kind if deadline.closed else "none",
        "computed": _text(deadline.computed),
        "text_status": deadline.text_status,
        "version": _text(deadline.version),
        "period": deadline.period,
    }
    told = []
    for field, found in actual.items():
        wanted = getattr(expected, field)
        if wanted is not None and not _same(wanted, found):
            told.append(f"{field}: expected {wanted}, found {found}")
    told += _compare_codes(expected, deadline)
    for name, wanted in (expected.readings or {}).items():
        told += _compare_reading(name, wanted, deadline)
    return told


def _compare_codes(expected: Expected, deadline: Deadline) -> list[str]:
    codes = [flag.code for flag in deadline.flags]
    told = [
        f"flag '{code}' is missing (it has: {', '.join(codes) or 'none'})"
        for code in expected.flags or ()
        if code not in codes
    ]
    told += [f"flag '{code}' is there" for code in expected.no_flags or () if code in codes]
    assumed = [flag.code for flag in deadline.assumes]
    if expected.assumes is not None and sorted(expected.assumes) != sorted(assumed):
        told.append(f"assumes: expected {expected.assumes}, found {assumed}")
    return told


def _compare_reading(name: str, wanted: str, deadline: Deadline) -> list[str]:
    reading = next((reading for reading in deadline.readings if reading.name == name), None)
    if reading is None:
        found = ", ".join(other.name for other in deadline.readings)
        return [f"reading {name}: expected {wanted}, but no reading of that name moves the date (found: {found})"]
    if reading.last_day is None and wanted == reading.basis:
        return []
    shown = _text(reading.ends_at) if ":" in wanted else _text(reading.last_day)
    return [] if _same(wanted, shown) else [f"reading {name}: expected {wanted}, found {shown}"]


def _text(value: Shown) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return "none" if value is None else value.isoformat()


def _same(wanted: str, found: str) -> bool:
    """Equal as text, or the same instant written with another offset."""
    if wanted == found or wanted.replace(" ", "T") == found:
        return True
    try:
        one, other = datetime.fromisoformat(wanted), datetime.fromisoformat(found)
    except ValueError:
        return False
    return one.tzinfo is not None and other.tzinfo is not None and one == other
