"""Real output against the JSON Schemas in docs/schemas: what a script may rely on."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from conftest import GOLDEN, OWN_RULES, ROOT, Command
from extradeadline.cases import Written, typed
from extradeadline.deadlines import Schedule
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Order, Record
from extradeadline.render import phrases
from extradeadline.render.json import schedule_json
from extradeadline.rulebook import Rulebook
from extradeadline.rulefiles import CountExample
from extradeadline.scenarios import find_scenarios
from extradeadline.scheduling import schedule

SCHEMAS = ROOT / "docs" / "schemas"
NAMES = ("schedule-1", "count-1", "check-1", "treaties-1")
XA = GOLDEN / "xa.yaml"
RULES = ("--rules", OWN_RULES)
AS_OF = ("--as-of", "2026-02-12")
JSON = ("--format", "json")


def written(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def validator(name: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources(
        [(f"{one}.json", Resource.from_contents(written(one))) for one in NAMES]
    )
    return Draft202012Validator(written(name), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(name: str, output: Any) -> list[str]:
    return [
        f"{'.'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
        for fault in validator(name).iter_errors(output)
    ]


# --- the schemas themselves ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(written(name))


def objects(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for one in schema for found in objects(one)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [found for one in schema.values() for found in objects(one)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_passes_that_is_not_named(name: str) -> None:
    for found in objects(written(name)):
        if "properties" in found:
            assert found["additionalProperties"] is False
            assert set(found.get("required", ())) <= set(found["properties"])
        else:
            assert isinstance(found["additionalProperties"], dict)  # a table by name


def test_the_words_are_those_of_the_program() -> None:
    found = written("schedule-1")["$defs"]
    deadline = found["deadline"]["properties"]
    assert set(deadline["status"]["enum"]) == set(phrases.STATUSES) - {"no act", "happened"}
    assert set(deadline["basis"]["enum"]) == set(phrases.BASES)
    assert set(deadline["kind"]["enum"]) == set(phrases.KINDS)
    assert set(deadline["text_status"]["enum"]) == set(phrases.TEXT_STATUSES)
    assert set(found["step"]["properties"]["step"]["enum"]) == set(phrases.STEPS)
    assert set(found["step"]["properties"]["closed"]["properties"]["certainty"]["enum"]) == set(phrases.CERTAINTIES)


def test_a_wrong_output_is_refused(command: Command) -> None:
    good = command("compute", XA, *RULES, *AS_OF, *JSON).json
    assert faults("schedule-1", good) == []
    for key, value in (
        ("status", "late"),
        ("basis", "sure"),
        ("last_day", "21.02.2026"),
        ("kind", "term"),
        ("extra", 1),
    ):
        spoilt = json.loads(json.dumps(good))
        spoilt["deadlines"][0][key] = value
        assert faults("schedule-1", spoilt), key
    del good["deadlines"][0]["steps"]
    assert faults("schedule-1", good)


# --- real output ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("as_of", ["2025-12-01", "2026-01-05 15:00", "2026-02-12", "2026-03-18", "2027-06-01"])
def test_compute(command: Command, as_of: str, lang: str) -> None:
    done = command("compute", XA, *RULES, "--as-of", as_of, *JSON, "--lang", lang)
    assert faults("schedule-1", done.json) == []
    idents = [deadline["id"] for deadline in done.json["deadlines"]]
    assert len(set(idents)) == len(idents)
    for deadline in done.json["deadlines"]:
        if deadline["readings"]:
            first = deadline["readings"][0]
            assert first["name"] == "first"
            assert [first[key] for key in ("counted_to", "last_day", "ends_at")] == [
                deadline[key] for key in ("counted_to", "last_day", "ends_at")
            ]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.name)
def test_the_examples(command: Command, path: Path) -> None:
    done = command("compute", path, "--as-of", "2026-02-13", *JSON)
    assert faults("schedule-1", done.json) == []


def test_explain_and_filters_and_flags_alone(command: Command) -> None:
    for words in (
        ("explain", XA, "appeal"),
        ("explain", XA, "suspended"),
        ("compute", XA, "--only", "pending"),
        ("compute", XA, "--within", "0d"),
        ("compute", "--requested", "XA", "--event", "detained=2026-01-05"),
        ("compute", "--requested", "QQ", "--event", "detained=2026-01-05"),
    ):
        assert faults("schedule-1", command(*words, *RULES, *AS_OF, *JSON).json) == [], words


@pytest.mark.parametrize(
    "words",
    [
        ("2026-02-10", "10 days", "--regime", "xa/acts"),
        ("2026-01-05", "2 months", "--regime", "xa/custody"),
        ("2026-01-30", "1 month", "--regime", "xa/custody"),
        ("2026-01-05 14:20", "48 hours", "--regime", "xa/custody"),
        ("2026-01-05 14:20", "5 hours", "--regime", "xa/acts", "--zone", "UTC"),
        ("2026-03-02", "10 days", "--regime", "xa/back", "--before"),
        ("2026-02-19", "3 working days", "--regime", "xa/acts"),
        ("2031-02-10", "10 days", "--regime", "xa/acts"),
        ("2026-02-10", "10 days", "--regime", "unread"),
        ("2026-02-10", "10 days", "--regime", "kz/procedural", "--lang", "ru"),
    ],
)
def test_count(command: Command, words: tuple[str, ...]) -> None:
    assert faults("count-1", command("count", *words, *RULES, *JSON).json) == []


@pytest.mark.parametrize(
    "words",
    [
        ("appeal", "2026-02-21"),
        ("appeal", "2026-02-22"),
        ("ordered", "2026-04-30"),
        ("brought-to-court", "2026-01-07 14:20"),
        ("brought-to-court", "2026-01-07T14:20Z"),
        ("suspended", "2026-04-30"),
    ],
)
def test_check(command: Command, words: tuple[str, ...]) -> None:
    assert faults("check-1", command("check", XA, *words, *RULES, *AS_OF, *JSON).json) == []


@pytest.mark.parametrize("place", range(8))
def test_every_worked_example_under_rules(place: int) -> None:
    """The whole variety of the law: an eighth of the scenarios each."""
    for worked in find_scenarios(ROOT / "rules")[place::8]:
        if isinstance(worked.scenario, CountExample):
            continue
        states = [state for state in (worked.scenario.case.requested, worked.scenario.case.requesting) if state]
        book = load_rules(states)
        found = schedule(typed(worked.written, book), book, date.fromisoformat(worked.scenario.as_of[:10]))
        assert faults("schedule-1", output(found, book)) == [], worked.scenario.title


def output(found: Schedule, book: Rulebook, lang: Any = "en") -> Any:
    return json.loads(schedule_json(found, book, lang))


# --- invented cases ------------------------------------------------------------------------------------------------------

BOOK = load_rules(["XA", "XB"], OWN_RULES)
KINDS = [
    "detained", "temporary_custody_ordered", "request_received", "extradition_arrest_ordered", "extradition_arrest_extended",
    "decision_made", "decision_served", "decision_served_on_counsel", "complaint_lodged", "complaint_posted", "missed_term_restored",
    "entry_into_force", "surrendered", "released", "decision_suspended", "removal_scheduled", "custody_end_warned",
]  # fmt: skip
DAYS = st.dates(date(2025, 12, 1), date(2027, 3, 1))


@st.composite
def records(draw: st.DrawFn, kind: str) -> Record:
    day = draw(DAYS)
    later = day + timedelta(days=draw(st.integers(0, 90)))
    shape = draw(st.sampled_from(["day", "moment", "between", "from"]))
    names = None
    if BOOK.events[kind].names is not None and draw(st.booleans()):
        names = f"{later}" if BOOK.events[kind].names_a == "day" else f"{later} 09:30"
    if shape == "between":
        return Record(between=[f"{day}", f"{later}"], names=names)
    if shape == "from":
        return Record(from_=f"{day}", until=draw(st.sampled_from([None, f"{later}"])), names=names)
    return Record(when=f"{day} 1{draw(st.integers(0, 9))}:05" if shape == "moment" else f"{day}", names=names)


@st.composite
def cases(draw: st.DrawFn) -> CaseFile:
    events: dict[str, Any] = {}
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=7, unique=True)):
        events[kind] = draw(st.one_of(st.just("none"), st.lists(records(kind), min_size=1, max_size=2)))
    facts = {"minor": draw(st.sampled_from(["yes", "no"]))} if draw(st.booleans()) else {}
    orders = []
    if draw(st.booleans()):
        limit, day = draw(st.sampled_from(["appeal", "arrest", "surrender", "ordered"])), draw(DAYS)
        does = draw(st.sampled_from(["extends", "sets", "suspends", "restores"]))
        until = f"{day + timedelta(days=20)}"
        orders = [Order(when=f"{day}", until=until, **{does: f"xa/extradition/{limit}"})]
    zone = draw(st.sampled_from([None, "Asia/Almaty", "UTC"]))
    return CaseFile("XA", draw(st.sampled_from([None, "XB"])), zone=zone, facts=facts, events=events, orders=orders)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(cases(), DAYS, st.sampled_from(["en", "ru"]))
def test_any_small_case(case: CaseFile, as_of: date, lang: str) -> None:
    found = schedule(typed(Written(case, "invented", lambda keys: ""), BOOK), BOOK, as_of)
    assert faults("schedule-1", output(found, BOOK, lang)) == []
