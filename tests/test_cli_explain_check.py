"""explain and check: one deadline taken apart, and a lawyer's own date against it."""

from typing import Any

import pytest

from conftest import GOLDEN, OWN_RULES, Command, Ran

XA = GOLDEN / "xa.yaml"
MORE = ("--rules", OWN_RULES, "--as-of", "2026-02-12")
TWICE = ("--event", "decision_served_on_counsel=2026-02-05")


@pytest.fixture
def explain(command: Command) -> Command:
    return lambda *words, **more: command("explain", *words, *MORE, **more)


@pytest.fixture
def check(command: Command) -> Command:
    return lambda *words, **more: command("check", *words, *MORE, **more)


# --- which deadline ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["appeal", "extradition/appeal", "xa/extradition/appeal"])
def test_a_limit_by_its_path_or_the_end_of_it(explain: Command, name: str) -> None:
    done = explain(XA, name)
    assert done.code == 0
    assert "xa/extradition/appeal" in done.out
    assert [d["id"] for d in explain(XA, name, "--format", "json").json["deadlines"]] == ["xa/extradition/appeal"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ordered", ["first", "second"]),
        ("ordered#second", ["second"]),
        ("xa/extradition/ordered#first", ["first"]),
        ("xa/extradition/ordered", ["first", "second"]),
    ],
)
def test_a_repeated_limit_by_its_mark(explain: Command, name: str, expected: list[str]) -> None:
    found = explain(XA, name, "--format", "json").json["deadlines"]
    assert [deadline["id"] for deadline in found] == [f"xa/extradition/ordered#{mark}" for mark in expected]


def test_a_record_without_an_id_is_numbered(explain: Command) -> None:
    case = XA.read_bytes().replace(b", id: first", b"").replace(b", id: second", b"")
    assert "xa/extradition/ordered#2" in explain("-", "ordered#2", stdin=case).out


def test_an_unknown_limit_is_refused(explain: Command, check: Command) -> None:
    for done in (explain(XA, "apeal"), check(XA, "apeal", "2026-02-21"), explain(XA, "ordered#third")):
        assert (done.code, done.out) == (2, "")
        assert "the schedule has no deadline '" in done.err
    assert "Did you mean 'xa/extradition/appeal'?" in explain(XA, "xa/extradition/apeal").err
    assert "'extradeadline compute' lists them by id." in explain(XA, "zzz").err


# --- explain -------------------------------------------------------------------------------------------------------------


def test_every_step_has_its_article_and_every_closed_day_its_act(explain: Command) -> None:
    out = " ".join(explain(XA, "appeal").out.split())
    for words in (
        "THE LAW Code 17",
        "how: By post or in person.",
        "done when: The postmark.",
        "THE COUNT 1. from Tue 10 Feb 2026",
        "2. day 1 is Wed 11 Feb 2026 [Code 2(1)]",
        "3. 10 days: Fri 20 Feb 2026",
        "Fri 20 Feb 2026 is closed: Day of the Code (Code 9)",
        "ends 24:00 on Sat 21 Feb 2026",
        "READINGS as the program reads it: 24:00 on Sat 21 Feb 2026 read otherwise (R2):",
        "the law as in force from Sat 1 Jan 2000",
    ):
        assert words in out


def test_a_limit_that_waits_is_explained_too(explain: Command) -> None:
    done = explain(XA, "suspended")
    assert done.code == 0
    assert "Code 21" in done.out
    assert "THE COUNT" not in done.out


def test_a_clock_time_on_a_day_of_23_hours(explain: Command) -> None:
    out = " ".join(explain(XA, "brought-to-court", "--event", "detained=2026-03-28 14:20").out.split())
    assert "ends 15:20 on Mon 30 Mar 2026" in out  # Berlin loses an hour on 29 March


# --- check ---------------------------------------------------------------------------------------------------------------


def test_the_same_date_agrees(check: Command) -> None:
    done = check(XA, "appeal", "2026-02-21")
    assert done.code == 0
    assert done.out.startswith("AGREES: xa/extradition/appeal ends 24:00 on Sat 21 Feb 2026\n")


def test_the_date_of_another_reading_agrees_and_the_reading_is_named(check: Command) -> None:
    done = check(XA, "arrest", "2026-03-05")
    assert done.code == 0
    assert done.out.startswith("AGREES UNDER ANOTHER READING (R1): xa/extradition/arrest\n")
    found = check(XA, "arrest", "2026-03-05", "--format", "json").json["results"][0]
    assert (found["agrees"], found["readings"]) == (True, ["R1"])


def test_another_date_differs_and_is_a_finding(check: Command) -> None:
    done = check(XA, "appeal", "2026-02-23")
    assert done.code == 1
    out = " ".join(done.out.split())
    assert out.startswith(
        "DIFFERS: yours is Mon 23 Feb 2026; xa/extradition/appeal ends 24:00 on Sat 21 Feb 2026 (2 days apart)"
    )
    assert "2. day 1 is Wed 11 Feb 2026" in out
    done = check(XA, "appeal", "2026-02-23", "--format", "json")
    assert done.code == 1
    assert done.json["results"][0]["agrees"] is False


def test_one_day_apart_is_one_day(check: Command) -> None:
    assert "(1 day apart)" in " ".join(check(XA, "appeal", "2026-02-20").out.split())


def test_a_moment_is_compared_as_one(check: Command) -> None:
    for own in ("2026-01-07 14:20", "2026-01-07T18:20+05:00"):
        assert check(XA, "brought-to-court", own).code == 0
    differs = check(XA, "brought-to-court", "2026-01-07 15:20")
    assert differs.code == 1
    assert "14:20 on Wed 7 Jan 2026" in " ".join(differs.out.split())


def test_a_day_for_a_moment_and_the_reverse_are_refused(check: Command) -> None:
    done = check(XA, "brought-to-court", "2026-01-07")
    assert done.code == 2
    assert (
        done.err
        == "DATE: xa/extradition/brought-to-court ends at a moment, not on a day. Add the hour: '2026-01-07 14:20'.\n"
    )
    done = check(XA, "appeal", "2026-02-21 12:00")
    assert done.code == 2
    assert done.err == "DATE: xa/extradition/appeal ends with a day, not at a moment. Leave the hour out: 2026-02-21.\n"
    assert "DATE: '21.02' has no year" in check(XA, "appeal", "21.02").err


def test_a_repeated_limit_agrees_where_any_of_them_does(check: Command) -> None:
    done = check(XA, "ordered", "2026-04-30", "--format", "json")
    assert done.code == 0
    assert [result["agrees"] for result in done.json["results"]] == [False, True]
    assert check(XA, "ordered#first", "2026-04-30").code == 1


def test_what_has_no_date_agrees_with_none(check: Command) -> None:
    done = check(XA, "suspended", "2026-04-30")
    assert done.code == 1
    assert "xa/extradition/suspended has no date here: pending" in done.out


def test_a_range_is_shown_as_one(check: Command) -> None:
    between = ("--event", "temporary_custody_ordered=none")
    case = XA.read_bytes().replace(b"detained: 2026-01-05 14:20", b"detained: {between: [2026-01-05, 2026-01-08]}")
    done = check("-", "arrest", "2026-03-15", *between, stdin=case)
    assert done.code == 1
    assert "between 24:00 on Wed 4 Mar 2026 and" in " ".join(done.out.split())


def results(done: Ran) -> Any:
    return done.json["results"]
