"""The rules of a case, ready to walk: every phrase read, every name resolved, the limits in the order of their graph.

A `Rulebook` is plain data, so that it can be kept as JSON; `compiling` makes one from rule files, `loading` finds and
reads them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Raw, Struct
from msgspec.json import Decoder

from extradeadline.calendars import OpenDays
from extradeadline.grammar import Closing, PeriodChoice, Trigger
from extradeadline.model import (
    Applies,
    Calendar,
    EventDefinition,
    Extendable,
    FactDefinition,
    Jurisdiction,
    Kind,
    Party,
    Protocol,
    Regime,
    Side,
    Subject,
    TextStatus,
    Words,
)
from extradeadline.period import Period
from extradeadline.ways import Way, way_of


class RuleReading(Struct, gc=False, frozen=True, omit_defaults=True):
    name: str
    because: Words
    trigger: Trigger | None = None
    before: Trigger | None = None
    period: PeriodChoice | None = None
    regime: str | None = None
    calendar: str | None = None
    applies: Applies | None = None
    no_limit: bool = False


class RuleVersion(Struct, gc=False, frozen=True, omit_defaults=True):
    """A limit as it stood from `in_force` on, every name resolved. See `model.Version` for the fields."""

    citation: str
    text_status: TextStatus
    origin: str = ""  # what it runs from, as the rules write it
    source: str | None = None
    actor: str | None = None
    addressee: str | None = None
    channel: Words | None = None
    done_when: Words | None = None
    trigger: Trigger | None = None
    before: Trigger | None = None
    period: PeriodChoice | None = None
    regime: str | None = None
    calendar: str | None = None
    met_by: Closing | None = None
    ended_by: tuple[str, ...] = ()
    extended_by: tuple[str, ...] = ()
    extension: Period | None = None
    extendable: Extendable | None = None
    suspended_by: tuple[str, ...] = ()
    restored_by: tuple[str, ...] = ()
    yields: str | None = None
    stays: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    applies: Applies | None = None
    readings: tuple[RuleReading, ...] = ()
    opens: str | None = None
    closes: str | None = None
    zone: str | None = None
    lead: Period | None = None
    if_missed: Words | None = None
    note: Words | None = None
    says: str | None = None
    checked: date | None = None
    in_force: date | None = None
    repealed: bool = False
    repealed_note: Words | None = None


class Rule(Struct, gc=False, frozen=True, omit_defaults=True):
    """One limit. `home`: the jurisdiction's folder, or `treaties`; `group`: its procedure or treaty."""

    path: str
    home: str
    group: str
    title: Words
    kind: Kind
    versions: tuple[RuleVersion, ...]
    role: str | None = None
    version_by: str | None = None
    unanswered: Words | None = None
    # Where the limit runs from event kinds alone: those that it waits for, and all that could open it under some reading.
    awaits: tuple[str, ...] = ()
    opened_by: tuple[str, ...] = ()
    # The kinds that meet, end, extend or restore it once it is open.
    answered_by: tuple[str, ...] = ()


def kinds_of(version: RuleVersion) -> set[str]:
    """Every event kind that it runs from or is answered by, under some reading."""
    triggers = [version.trigger, version.before]
    for reading in version.readings:
        triggers += [reading.trigger, reading.before]
    found = {source.name for trigger in triggers if trigger for source in trigger.sources if source.of_event}
    found |= set(version.met_by.kinds) if version.met_by else set()
    return found | {*version.ended_by, *version.extended_by, *version.suspended_by, *version.restored_by}


class Group(Struct, gc=False, frozen=True, omit_defaults=True):
    """A procedure or a treaty: when its limits come into play."""

    path: str
    home: str
    title: Words
    opens_on: tuple[str, ...]
    side: Side | None = None
    applies: Applies | None = None
    limits: tuple[str, ...] = ()  # their paths, in the order in which a case meets them
    joined_on: tuple[str, ...] = ()  # of `opens_on`, those that concern States which the treaty does not bind yet


def stays_of(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """The limits that forbid an event, by its kind."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        for kind in dict.fromkeys(kind for version in rule.versions for kind in version.stays):
            found[kind] = (*found.get(kind, ()), rule.path)
    return found


class RuleNote(Struct, gc=False, frozen=True, omit_defaults=True):
    """A rule that is known but not read: words only."""

    path: str
    group: str
    title: Words
    note: Words
    citation: str
    on: tuple[str, ...]
    role: str | None = None


class TreatyParties(Struct, gc=False, frozen=True, omit_defaults=True):
    key: str
    title: Words
    short: Words
    citation: str
    parties: dict[str, Party]
    replaces: tuple[str, ...] = ()
    because: Words | None = None
    protocols: dict[str, Protocol] = {}
    subject: Subject = "extradition"
    checked: date | None = None
    missing: tuple[Words, ...] = ()

    def __hash__(self) -> int:
        return hash(self.key)


class _Book(Struct, gc=False, frozen=True, kw_only=True, eq=False):
    """What is small in a rulebook. `reviewed`: the years of each calendar; `parties`: the treaties of each State. `sha256`: of
    the rule files."""

    sha256: str
    facts: dict[str, FactDefinition]
    actors: dict[str, Words]
    jurisdictions: dict[str, Jurisdiction]
    bodies: tuple[str, ...]
    regimes: dict[str, Regime]
    reviewed: dict[str, str]
    parties: dict[str, tuple[str, ...]]
    groups: dict[str, Group]
    notes: tuple[RuleNote, ...]


class Rulebook(_Book, gc=False, frozen=True, kw_only=True, eq=False):
    """`limits` stand in the order of their graph: each after all that it hangs on. Two rulebooks are equal only if they are
    the same object, so that one may stand as a key."""

    events: Mapping[str, EventDefinition]
    calendars: Mapping[str, Calendar]
    treaties: Mapping[str, TreatyParties]
    limits: Mapping[str, Rule]


class KeptRulebook(_Book, gc=False, frozen=True, kw_only=True, eq=False):
    """A rulebook as it is kept: what a case asks for a few of is still in JSON, so that it costs nothing until then."""

    events: dict[str, Raw]
    calendars: dict[str, Raw]
    treaties: dict[str, Raw]
    limits: dict[str, Raw]

    def opened(self) -> Rulebook:
        """The same as a rulebook."""
        fields = {field: getattr(self, field) for field in self.__struct_fields__}
        parts = {
            "events": KeptParts(self.events, EventDefinition),
            "calendars": KeptParts(self.calendars, Calendar),
            "treaties": KeptParts(self.treaties, TreatyParties),
            "limits": KeptParts(self.limits, Rule),
        }
        return Rulebook(**(fields | parts))


_Part = TypeVar("_Part")


class KeptParts(Mapping[str, _Part]):
    """Parts of a rulebook by name, each read from its JSON when first asked for."""

    def __init__(self, kept: dict[str, Raw], type_: type[_Part]) -> None:
        self._kept = kept
        self._decode = Decoder(type_).decode
        self._read: dict[str, _Part] = {}

    def __getitem__(self, name: str) -> _Part:
        if name not in self._read:
            self._read[name] = self._decode(self._kept[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, name: object) -> bool:
        return name in self._kept


class WayReading(Struct, gc=False, frozen=True):
    name: str
    because: Words
    way: Way


@lru_cache(maxsize=256)
def ways(book: Rulebook, regime: str) -> tuple[Way, tuple[WayReading, ...]]:
    """How a regime counts, and the other readings of it."""
    written = book.regimes[regime]
    others = tuple(
        WayReading(reading.name, reading.because, way_of(regime, written, reading)) for reading in written.readings
    )
    return way_of(regime, written), others


@lru_cache(maxsize=256)
def open_days(book: Rulebook, calendar: str) -> OpenDays:
    return OpenDays.of(book.calendars[calendar])


def default_calendar(book: Rulebook, state: str, facts: Mapping[str, object]) -> str | None:
    """The calendar of the State's courts and bodies; of the part of it that the facts name."""
    home = book.jurisdictions.get(state.lower())
    if home is None or home.calendar is None:
        return None
    by = home.calendar_by
    key = home.calendar if by is None else by.calendars.get(str(facts.get(by.fact)), home.calendar)
    return f"{state.lower()}/{key}"


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone, from the `tzdata` package and nothing else, so that every machine counts alike.

    Raises KeyError for a name that is none."""
    # By its path, not through importlib.resources: that would add a tenth to the time a command takes to start.
    import tzdata

    entry = Path(tzdata.__file__).parent.joinpath("zoneinfo", *name.split("/"))
    if not _is_zone_name(name) or not entry.is_file():
        raise KeyError(name)
    with entry.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def _is_zone_name(name: str) -> bool:
    """Letters, digits and a few signs between slashes: no way out of the folder of zones."""
    return all(part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in name.split("/"))
