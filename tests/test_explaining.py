"""From plain data to the model: all faults at once, each with its line, in words for a lawyer."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extradeadline import model, rulefiles
from extradeadline.explaining import FORMS, fault_of_day
from extradeadline.files import convert, parse_json, parse_yaml
from extradeadline.problems import Problem, Problems


def faults(text: str, type_: Any, parse: Any = parse_yaml) -> str:
    node = parse(text, "f")
    found = convert(node.data, node.positions, node.file, (), type_)
    assert isinstance(found, Problems)
    return str(found)


CALENDAR = """
title: {en: a, ru: b}
scope: {en: a, ru: b}
weekend: [saturday, sunday]
checked: 2026-01-02
years:
  2026:
    certainty: read
    days:
      2026-03-09: {name: {en: a, ru: b}, source: x}
      2026-05-09: {name: {en: a, ru: b}, source: x, works: true, instead_of: 2026-05-11}
"""


def test_days_are_keys_of_a_calendar() -> None:
    node = parse_yaml(CALENDAR, "f")
    calendar = convert(node.data, node.positions, "f", (), model.Calendar)
    assert isinstance(calendar, model.Calendar)
    assert list(calendar.years["2026"].days) == [date(2026, 3, 9), date(2026, 5, 9)]
    assert calendar.years["2026"].days[date(2026, 5, 9)].works is True


def test_all_faults_of_a_calendar_at_once() -> None:
    text = (
        CALENDAR.replace("2026-03-09", "2026-02-30")
        .replace("certainty: read", "certainty: reed")
        .replace("works: true", "works: yes")
    )
    text = text.replace("[saturday, sunday]", "[saturday, sundy]").replace("checked: 2026-01-02", "checked: 06-02")
    lines = faults(text, model.Calendar).splitlines()
    assert lines == [
        "f:4: item 2 of 'weekend' cannot be 'sundy'. Did you mean 'sunday'? Allowed: friday, saturday, sunday.",
        "f:5: the year is missing in '06-02'. Write year-month-day, such as 2026-02-09.",
        "f:8: 'certainty' of '2026' cannot be 'reed'. Did you mean 'read'? Allowed: derived, read, secondary, unsure.",
        "f:10: 30 February 2026 does not exist. February 2026 ends on 2026-02-28.",
        "f:11: 'works' of '2026-05-09' should be true or false, but is 'yes'. Write true or false.",
    ]


def test_all_faults_of_a_case_at_once() -> None:
    text = (
        "requested: \u041aZ\nevents:\n  detained: [{whn: 2026-01-01}, 2026-01-02, [a]]\n  released:\n"
        "facts: [a]\norders:\n  - by: [x]\n  - when: {a: b}\n  - court\n"
    )
    assert faults(text, model.CaseFile).splitlines() == [
        "f:1: 'requested' should be the two capital letters of a State, such as KZ, but is '\u041aZ'. "
        "It has letters that are not Latin: type it again in Latin letters.",
        "f:3: unknown key 'whn'. Did you mean 'when'?",
        "f:3: item 3 of 'detained' should be a text or a group of keys, but is a list. Write one value only, without a hyphen or brackets.",
        "f:4: 'released' of 'events' is empty. Write a text or a group of keys or a list there, or delete the key if nothing is known.",
        "f:5: 'facts' should be a group of keys, but is a list. Write `key: value` lines, one key in each line.",
        "f:7: 'when' is missing in item 1 of 'orders'. Add the line `when: ...`.",
        "f:7: 'by' of item 1 of 'orders' should be a text, but is a list. Write one value only, without a hyphen or brackets.",
        "f:8: 'when' of item 2 of 'orders' should be a text, but is a group of keys. Write the value alone, or put a text that has a colon in quotation marks.",
        "f:9: item 3 of 'orders' should be a group of keys, but is the text 'court'. Write `{when: ...}`.",
    ]


def test_a_part_of_a_file_has_the_lines_of_the_file() -> None:
    node = parse_yaml("a:\n  b:\n    requested: K\n", "f")
    assert isinstance(node.data, dict)
    part: Any = node.data["a"]
    found = convert(part["b"], node.positions, "f", ("a", "b"), model.CaseFile)
    assert isinstance(found, Problems)
    assert found.problems[0].where == "3"
    assert "of 'b'" in found.problems[0].what


@pytest.mark.parametrize("text", ["[a]", "hello", "a: b", "{requested: {a: b}}"])
def test_a_file_of_another_shape(text: str) -> None:
    message = faults(text, model.CaseFile)
    assert not any(word in message for word in ("str", "dict", "object", "array", "null", "None", "Expected"))


def test_names_of_groups_are_looked_at() -> None:
    message = faults("events: {Bad Name: {meaning: {en: a, ru: b}}}", rulefiles.Events)
    assert message == (
        "f:1: the key should be a name in small letters, digits and underscores, such as decision_served, but is 'Bad Name'. Write bad_name."
    )
    assert faults("a: {titel: {en: a, ru: b}}", dict[str, rulefiles.Note]).startswith(
        "f:1: unknown key 'titel'. Did you mean 'title'?"
    )


def test_a_hundred_problems_are_enough() -> None:
    text = "requested: KZ\n" + "".join(f"key{number}: x\n" for number in range(5000))
    assert "first 100 problems" in faults(text, model.CaseFile).splitlines()[-1]


def test_every_pattern_of_the_model_has_its_words() -> None:
    patterns = {
        constraint.pattern
        for annotated in (*vars(model).values(), *vars(rulefiles).values())
        for constraint in getattr(annotated, "__metadata__", ())
        if isinstance(constraint, msgspec.Meta)
    }
    assert patterns == set(FORMS)


@pytest.mark.parametrize(
    ("text", "what", "way_out"),
    [
        ("2025-02-30", "30 February 2025 does not exist", "2025-02-28"),
        ("2024-02-30", "30 February 2024 does not exist", "2024-02-29"),
        ("2026-06-31", "31 June 2026 does not exist", "2026-06-30"),
        ("2026-00-10", "there is no month 0", "2026-02-09"),
        ("0000-01-01", "there is no year 0", "2026-02-09"),
        ("2026-2-9", "not a day written in full", "Write 2026-02-09."),
        ("06-02", "the year is missing", "2026-02-09"),
        ("--06-02", "the year is missing", "2026-02-09"),
        ("2 June", "the year is missing", "2026-02-09"),
        ("June 2", "the year is missing", "2026-02-09"),
        ("2 июня", "the year is missing", "2026-02-09"),
        ("2.06.", "the year is missing", "2026-02-09"),
        ("02.06.26", "only two digits", "2026-02-09"),
        ("02.06.2026", "is not a day written year-month-day", "2026-02-09"),
        ("2026-02-09T10:00+05:00", "has a time of day", "Write 2026-02-09."),
        ("soon", "is not a day", "2026-02-09"),
        ("", "is not a day", "2026-02-09"),
    ],
)
def test_what_is_wrong_with_a_day(text: str, what: str, way_out: str) -> None:
    found = fault_of_day(text)
    assert what in found[0]
    assert way_out in found[1]


def test_in_json_the_place_is_a_path() -> None:
    message = faults('{"requested": "KZ", "events": {"detained": ["x", {"wen": 1}]}}', model.CaseFile, parse_json)
    assert message == "f:events.detained[1].wen: unknown key 'wen'. Did you mean 'when'?"


TEXTS = st.text(max_size=5)
SHAPES = st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=10)
CASE = {"requested": "KZ", "title": "a", "facts": {"minor": "yes"}, "orders": [{"when": "2026-01-01"}]}


@given(
    st.sampled_from(["requested", "title", "zone", "facts", "events", "orders", "other"]), st.one_of(st.none(), SHAPES)
)
def test_the_walk_finds_a_fault_wherever_the_conversion_does(key: str, value: Any) -> None:
    data: Any = {**CASE, key: value}
    found = convert(data, {(): 1}, "f", (), model.CaseFile)
    if isinstance(found, Problems):
        assert all(isinstance(problem, Problem) and "cannot be read" not in problem.what for problem in found.problems)
