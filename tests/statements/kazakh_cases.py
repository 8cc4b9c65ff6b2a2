"""Invented cases of extradition from Kazakhstan to Russia: any of the acts of the procedure, on any days, in any order."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec import json

from extradeadline.calendars import OpenDays
from extradeadline.cases import Written, typed
from extradeadline.deadlines import Deadline, Schedule
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Order, Record
from extradeadline.moments import parse_when
from extradeadline.rulebook import Rulebook, open_days, zone_of
from extradeadline.scheduling import schedule

BOOK = load_rules(("KZ", "RU"))
KZ: OpenDays = open_days(BOOK, "kz/state")
ALMATY = zone_of("Asia/Almaty")
OF_THE_PROCEDURE = ("kz/extradition", "treaties/")

FACTS = {
    "minor": ["yes", "no"],
    "wanted_for": ["prosecution", "sentence"],
    "foreign_sentence": ["8 months", "2 years", "10 years"],
    "treaty_term": ["30 days", "40 days", "60 days"],
}


@cache
def kinds() -> list[str]:
    """Every event kind that the limits of the procedure and of the treaties name."""
    found: set[str] = set()
    for path, rule in BOOK.limits.items():
        if path.startswith(OF_THE_PROCEDURE):
            for version in rule.versions:
                for trigger in (version.trigger, version.before):
                    found |= {source.name for source in trigger.sources if not source.of_limit} if trigger else set()
                found |= set(version.met_by.kinds) if version.met_by else set()
                found |= {*version.ended_by, *version.extended_by, *version.suspended_by, *version.restored_by}
    return sorted(found & set(BOOK.events))


def unrelated_to(file: CaseFile) -> list[str]:
    """Event kinds that no limit in play names, and that bring no other procedure in."""
    bringing = {kind for group in BOOK.groups.values() for kind in group.opens_on}
    in_play = {path for path, group in BOOK.groups.items() if set(group.opens_on) & set(file.events)}
    return [
        kind
        for kind in _unremarkable()
        if kind not in bringing and kind not in file.events and not any(kind in _named_by(path) for path in in_play)
    ]


@cache
def _unremarkable() -> list[str]:
    """The kinds that are not custody, choose no treaty and do not last."""
    return [
        kind
        for kind, defined in BOOK.events.items()
        if not (defined.custody or defined.chooses_treaty or defined.state)
    ]


@cache
def _named_by(group: str) -> set[str]:
    rules = [rule for rule in BOOK.limits.values() if rule.group == group]
    notes = [note for note in BOOK.notes if note.group == group]
    return set(re.findall(r'"([a-z_]+)"', json.encode([rules, notes]).decode()))


def _record(kind: str, start: date, drawn: tuple[int, int | None, int, int]) -> Record:
    offset, minute, length, spread = drawn
    day = start + timedelta(days=offset)
    when = day.isoformat() if minute is None else f"{day} {minute // 60:02}:{minute % 60:02}"
    defined = BOOK.events[kind]
    if defined.state:
        return Record(from_=day.isoformat(), until=(day + timedelta(days=length)).isoformat() if length % 4 else None)
    names = None
    if defined.names is not None:
        named = day + timedelta(days=length)
        names = named.isoformat() if defined.names_a == "day" else f"{named} 10:00"
    if spread:
        return Record(between=[day.isoformat(), (day + timedelta(days=spread)).isoformat()], names=names)
    return Record(when=when, names=names)


def records(kind: str, start: date) -> st.SearchStrategy[list[Record]]:
    """One to three records of the kind, each on a day of its own."""
    minute = st.one_of(st.none(), st.integers(0, 1439))
    one = st.tuples(st.integers(0, 420), minute, st.integers(1, 200), st.sampled_from([0, 0, 0, 0, 3]))
    several = st.lists(one, min_size=1, max_size=3, unique_by=lambda drawn: drawn[0])
    return several.map(lambda drawn: [_record(kind, start, each) for each in drawn])


@st.composite
def case_files(draw: st.DrawFn, *always: str) -> CaseFile:
    """A case with some of the acts of the procedure, and with those in `always`."""
    start = draw(st.dates(date(2019, 1, 1), date(2026, 9, 1)))
    chosen = draw(st.lists(st.sampled_from(kinds()), min_size=1, max_size=12, unique=True))
    events: dict[str, Any] = {kind: draw(records(kind, start)) for kind in dict.fromkeys((*always, *chosen))}
    facts = {name: draw(st.sampled_from(values)) for name, values in FACTS.items() if draw(st.booleans())}
    return CaseFile(
        "KZ", "RU", zone=draw(st.sampled_from(["Asia/Almaty", "Asia/Oral", None])), facts=facts, events=events
    )


def written_with(
    file: CaseFile, *, events: dict[str, Any] | None = None, orders: list[Order] | None = None
) -> CaseFile:
    """The case with other events, or with orders."""
    return CaseFile(
        file.requested,
        file.requesting,
        zone=file.zone,
        facts=file.facts,
        events=file.events if events is None else events,
        orders=file.orders if orders is None else orders,
    )


def scheduled(file: CaseFile, as_of: str | date, book: Rulebook = BOOK) -> Schedule:
    case = typed(Written(file, "generated", lambda keys: ""), book)
    return schedule(case, book, parse_when(str(as_of)))


AS_OF = st.dates(date(2019, 1, 1), date(2028, 1, 1))


# --- what is compared -------------------------------------------------------------------------------------------------


def over(shown: date | datetime, found: Schedule, line: Deadline) -> datetime:
    """The moment at which what is shown is over: an instant itself, a day with its last moment where the line is counted (the
    requesting State's days are its own)."""
    if isinstance(shown, datetime):
        return shown.astimezone(UTC)
    zone = line.ends_at.tzinfo if line.ends_at is not None else zone_of(found.zone)
    return datetime.combine(shown + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def shown(deadline: Deadline) -> date | datetime | None:
    return deadline.ends_at if deadline.hours else deadline.last_day


def lines(found: Schedule) -> dict[str, Deadline]:
    return {deadline.id: deadline for deadline in found.deadlines}
