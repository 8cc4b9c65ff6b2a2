"""A case as its file states it -> a checked `Case`. Every problem of the file is found at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from extradeadline.chronicle import Case, CaseOrder, CaseRecord, limits_of
from extradeadline.files import STDIN, convert, read_json, read_stdin, read_text, read_yaml
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, EventDefinition, Order, Record
from extradeadline.moments import When, WhenError, in_zone, is_before, parse_when
from extradeadline.nodes import where as line_of
from extradeadline.period import Period, PeriodError, parse_period
from extradeadline.problems import Gathering, Problems, did_you_mean, quoted
from extradeadline.rulebook import Rulebook, zone_of

Where = Callable[[tuple[str | int, ...]], str]


class Written(Struct, gc=False, frozen=True):
    """A case file as written, and the way to name a place in it."""

    case: CaseFile
    file: str
    where: Where


def load_case(path: Path | str, rules: Rulebook | None = None) -> Case:
    """The case in a YAML or JSON file (`-`: standard input), checked against the events that the rules know.

    Raises Problems with every problem of the file."""
    written = read_case(path)
    return typed(written, rules or load_rules(_states(written.case)))


def read_case(path: Path | str) -> Written:
    """The file's shape alone; what it says is checked by `typed`. Raises Problems."""
    if str(path) == STDIN:
        file, text = "standard input", read_stdin()
    else:
        file, text = str(path), read_text(path)
    read = read_json if file.lower().endswith(".json") else read_yaml
    node, problems = read(text, file)
    if node is None:
        raise Problems(problems)
    data = node.data
    if isinstance(data, dict):  # a heading with nothing under it is an empty list, not a fault
        data = {
            key: value for key, value in data.items() if value is not None or key not in ("facts", "events", "orders")
        }
    value = convert(data, node.positions, file, (), CaseFile)
    if isinstance(value, Problems):
        raise Problems((*problems, *value.problems))
    if problems:
        raise Problems(problems)
    return Written(value, file, lambda keys: line_of(node.positions, keys))


def _states(case: CaseFile) -> tuple[str, ...]:
    return tuple(state for state in (case.requested, case.requesting) if state)


def typed(written: Written, rules: Rulebook) -> Case:
    """Raises Problems."""
    return _Typist(written, rules).case()


class _Typist:
    def __init__(self, written: Written, rules: Rulebook) -> None:
        self.written = written
        self.rules = rules
        self.gathering = Gathering(written.file)
        self.places: dict[int, tuple[str | int, ...]] = {}  # of each record, where it stands in the file

    def case(self) -> Case:
        case = self.written.case
        records: list[CaseRecord] = []
        none: set[str] = set()
        for kind, value in case.events.items():
            if kind not in self.rules.events:
                self.problem(
                    ("events", kind),
                    f"unknown event {quoted(kind)}",
                    self.near(kind, self.rules.events) or "'extradeadline rules list --events' lists them.",
                )
            elif value == "none":
                none.add(kind)
            else:
                records += self._records(kind, value)
        self._states(case.requested, case.requesting)
        self._zone(case.zone)
        facts = self._facts(case.facts)
        self._answers(records)
        orders = [made for place, order in enumerate(case.orders) if (made := self._order(order, place)) is not None]
        if problems := self.gathering.problems():
            raise Problems(problems)
        return Case(
            case.requested,
            case.requesting,
            case.title,
            case.zone,
            facts,
            tuple(records),
            tuple(orders),
            frozenset(none),
            case,
        )

    def problem(self, keys: tuple[str | int, ...], what: str, way_out: str = "") -> None:
        self.gathering.add(self.written.where(keys), what, way_out)

    def near(self, word: str, known: Iterable[str]) -> str:
        """Did you mean ...? Not asked any more once the list of problems is full."""
        return "" if self.gathering.full else did_you_mean(word, known)

    def when(self, text: str | None, keys: tuple[str | int, ...]) -> When | None:
        if text is None:
            return None
        try:
            return parse_when(text)
        except WhenError as error:
            self.problem(keys, str(error))
            return None

    # --- events ------------------------------------------------------------------------------------------------

    def _records(self, kind: str, value: "str | Record | list[str | Record]") -> list[CaseRecord]:
        single = not isinstance(value, list)
        found = []
        for place, one in enumerate([value] if single else value):  # type: ignore[arg-type]
            keys = ("events", kind) if single else ("events", kind, place)
            record = Record(when=one) if isinstance(one, str) else one
            assert isinstance(record, Record)
            made = self._record(kind, record, keys, plain=isinstance(one, str))
            if made is not None:
                self.places[id(made)] = keys
                found.append(made)
        return found

    def _record(self, kind: str, record: Record, keys: tuple[str | int, ...], *, plain: bool) -> CaseRecord | None:
        defined = self.rules.events[kind]
        given = [
            name
            for name, value in (("when", record.when), ("between", record.between), ("from", record.from_))
            if value
        ]
        if len(given) != 1:
            self.problem(
                keys,
                f"this record of '{kind}' needs exactly one of when, between and from",
                "Write 'when: 2025-06-02', or a day alone.",
            )
            return None
        at = keys if plain else (*keys, given[0])
        first, last, until = self._moments(record, given[0], at, keys)
        if first is None or last is None:
            return None
        if until is not None and is_before(in_zone(until, self._any_zone()), in_zone(first, self._any_zone())):
            self.problem(
                (*keys, "until"),
                f"this record of '{kind}' ends ({record.until}) before it starts ({record.from_ or record.when})",
                "Check the two days.",
            )
        names = self.when(record.names, (*keys, "names"))
        self._check_names(kind, defined, record, keys)
        lasting = defined.state or record.from_ is not None
        return CaseRecord(kind, first, last, record.id, until, lasting, names, record.of, record.note, record.source)

    def _moments(
        self, record: Record, given: str, at: tuple[str | int, ...], keys: tuple[str | int, ...]
    ) -> tuple[When | None, When | None, When | None]:
        if record.until is not None and given != "from":
            self.problem(
                (*keys, "until"),
                "'until' ends a state that began with 'from'",
                "Write 'from:' in place of 'when:', or 'names:' for the day that an act names.",
            )
        if given == "between":
            assert record.between is not None
            if len(record.between) != 2:
                self.problem(
                    at,
                    "'between' has two days, the earliest and the latest",
                    "Write 'between: [2025-06-02, 2025-06-05]'.",
                )
                return None, None, None
            first, last = (self.when(text, at) for text in record.between)
            if (
                first is not None
                and last is not None
                and is_before(in_zone(last, self._any_zone()), in_zone(first, self._any_zone()))
            ):
                self.problem(
                    at,
                    f"'between' ends ({record.between[1]}) before it starts ({record.between[0]})",
                    "Write the earlier one first.",
                )
            return first, last, None
        first = self.when(record.when if given == "when" else record.from_, at)
        return first, first, self.when(record.until, (*keys, "until"))

    def _any_zone(self) -> ZoneInfo:
        """To compare two moments of one record, any one zone serves."""
        return zone_of("UTC")

    def _check_names(self, kind: str, defined: EventDefinition, record: Record, keys: tuple[str | int, ...]) -> None:
        if record.names is None:
            return
        has_hour = ":" in record.names
        if defined.names is None:
            self.problem(
                (*keys, "names"),
                f"a record of '{kind}' names no day",
                "Remove 'names', or write it as a record of its own.",
            )
        elif has_hour and defined.names_a == "day":
            self.problem(
                (*keys, "names"), f"'{kind}' names a day ({defined.names.en}), not a moment", "Leave the hour out."
            )
        elif not has_hour and defined.names_a == "moment":
            self.problem(
                (*keys, "names"),
                f"'{kind}' names a moment ({defined.names.en}), not a day",
                "Add the hour: 2025-06-02 14:20.",
            )

    def _answers(self, records: list[CaseRecord]) -> None:
        ids = Counter(record.id for record in records if record.id)
        for record in records:
            keys = self.places[id(record)]
            if record.id and ids[record.id] > 1:
                self.problem(
                    keys, f"the id {quoted(record.id)} is given more than once", "Each record has an id of its own."
                )
            if record.of is not None and record.of not in ids:
                self.problem(
                    (*keys, "of"),
                    f"no record has the id {quoted(record.of)}",
                    self.near(record.of, ids) or "Give the record that this one answers an 'id'.",
                )

    # --- the rest ----------------------------------------------------------------------------------------------

    def _states(self, requested: str, requesting: str | None) -> None:
        """Two States, neither of them a body."""
        for key, state in (("requested", requested), ("requesting", requesting)):
            if state is not None and state.lower() in self.rules.bodies:
                title = self.rules.jurisdictions[state.lower()].title.en
                self.problem((key,), f"{quoted(state)} is no State, but a body ({title})", "Name the State.")
        if requested == requesting:
            self.problem(("requesting",), "both States are the same", "Name the State that asks, or leave it out.")

    def _zone(self, zone: str | None) -> None:
        if zone is None:
            return
        try:
            zone_of(zone)
        except (KeyError, ValueError, OSError):
            known = [name for home in self.rules.jurisdictions.values() for name in home.zones]
            self.problem(
                ("zone",),
                f"unknown time zone {quoted(zone)}",
                self.near(zone, known) or f"Use an IANA name, such as {known[0] if known else 'Europe/Paris'}.",
            )

    def _facts(self, facts: dict[str, str]) -> dict[str, str | Period]:
        found: dict[str, str | Period] = {}
        for name, value in facts.items():
            defined = self.rules.facts.get(name)
            if defined is None:
                self.problem(
                    ("facts", name),
                    f"unknown fact {quoted(name)}",
                    self.near(name, self.rules.facts) or "'extradeadline rules list --events' lists them.",
                )
            elif defined.type == "period":
                try:
                    found[name] = parse_period(value)
                except PeriodError as error:
                    self.problem(("facts", name), str(error))
            elif defined.values is not None and value not in defined.values:
                self.problem(
                    ("facts", name),
                    f"the fact '{name}' is never {quoted(value)}",
                    f"It is one of: {', '.join(defined.values)}.",
                )
            else:
                found[name] = value
        return found

    def _order(self, order: Order, place: int) -> CaseOrder | None:
        keys: tuple[str | int, ...] = ("orders", place)
        named = limits_of(order)
        if len(named) != 1:
            self.problem(
                keys,
                "an order does one of: extends, suspends, restores, sets",
                "Write, for example, 'extends: kz/extradition/surrender'.",
            )
            return None
        does, limit = named[0]
        self._known_limit(limit, (*keys, does))
        when = self.when(order.when, (*keys, "when"))
        first, until = self.when(order.from_, (*keys, "from")), self.when(order.until, (*keys, "until"))
        if does in ("extends", "sets") and order.until is None:
            self.problem(keys, f"an order that {does} a limit says until when", "Add 'until: 2025-06-02'.")
        start = first or when
        if (
            until is not None
            and start is not None
            and does == "suspends"
            and is_before(in_zone(until, self._any_zone()), in_zone(start, self._any_zone()))
        ):
            self.problem(
                (*keys, "until"),
                f"the order ends ({order.until}) before it starts ({order.from_ or order.when})",
                "Check the two days.",
            )
        return None if when is None else CaseOrder(does, limit, when, order.by, first, until, order.id)

    def _known_limit(self, limit: str, keys: tuple[str | int, ...]) -> None:
        path = limit.partition("#")[0]
        if path not in self.rules.limits:
            self.problem(
                keys,
                f"unknown limit {quoted(path)}",
                self.near(path, self.rules.limits) or "'extradeadline rules list' lists them.",
            )
