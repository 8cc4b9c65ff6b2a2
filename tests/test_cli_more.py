"""count, rules, calendar, new; help, version and the exit codes of what goes wrong."""

from datetime import datetime
from pathlib import Path

import pytest

from conftest import GOLDEN, OWN_RULES, Command, in_a_process
from extradeadline import ENGINE
from extradeadline.cases import load_case
from extradeadline.cli import inputs
from extradeadline.loading import load_rules

XA = GOLDEN / "xa.yaml"
RULES = ("--rules", OWN_RULES)


# --- count ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "period", "regime", "last_day"),
    [
        ("2026-02-10", "10 days", "xa/acts", "2026-02-21"),
        ("2026-02-10", "P10D", "xa/acts", "2026-02-21"),
        ("2026-02-10", "2 weeks", "xa/acts", "2026-02-24"),
        ("2026-01-05", "2 months", "xa/custody", "2026-03-04"),
        ("2026-01-31", "1 month", "xa/custody", "2026-02-28"),
        ("2026-02-19", "3 working days", "xa/acts", "2026-02-24"),  # 20 is off, Saturday 21 is worked, 23, 24
        ("2026-02-10 23:59", "10 days", "xa/acts", "2026-02-21"),
    ],
)
def test_count(command: Command, when: str, period: str, regime: str, last_day: str) -> None:
    found = command("count", when, period, "--regime", regime, *RULES, "--format", "json").json
    assert found["last_day"] == last_day
    assert found["readings"][0]["name"] == "first"
    assert found["readings"][0]["last_day"] == last_day
    day = datetime.fromisoformat(last_day)
    text = command("count", when, period, "--regime", regime, *RULES).out
    assert text.startswith("24:00 on ")
    assert f" {day.day} " in text.splitlines()[0]


def test_count_shows_the_other_readings(command: Command) -> None:
    done = command("count", "2026-01-05", "2 months", "--regime", "xa/custody", *RULES)
    assert "~ read otherwise (R1): 24:00 on Thu 5 Mar 2026 - Code 1(2)" in " ".join(done.out.split())
    found = command("count", "2026-01-05", "2 months", "--regime", "xa/custody", *RULES, "--format", "json").json
    assert [(reading["name"], reading["last_day"]) for reading in found["readings"]] == [
        ("first", "2026-03-04"),
        ("R1", "2026-03-05"),
    ]


def test_count_back(command: Command) -> None:
    found = command(
        "count", "2026-03-02", "10 days", "--regime", "xa/back", "--before", *RULES, "--format", "json"
    ).json
    assert (found["counted_to"], found["last_day"]) == (
        "2026-02-20",
        "2026-02-19",
    )  # the 20th is off: the open day before it


def test_count_in_hours_and_in_another_zone(command: Command) -> None:
    words = ("count", "2026-03-28 14:20", "48 hours", "--regime", "xa/custody", *RULES, "--format", "json")
    assert datetime.fromisoformat(command(*words).json["ends_at"]) == datetime.fromisoformat("2026-03-30T15:20+02:00")
    almaty = command(*words, "--zone", "Asia/Almaty").json["ends_at"]
    assert datetime.fromisoformat(almaty) == datetime.fromisoformat("2026-03-30T14:20+05:00")
    assert almaty.endswith("+05:00")


def test_a_count_outside_the_reviewed_calendar_says_so(command: Command) -> None:
    words = ("count", "2031-02-10", "10 days", "--regime", "xa/acts", *RULES)
    assert command(*words, "--format", "json").json["provisional"] is True
    assert "! a day outside the reviewed calendar was asked: provisional" in command(*words).out
    assert (
        command("count", "2026-02-10", "10 days", "--regime", "xa/acts", *RULES, "--format", "json").json["provisional"]
        is False
    )


def test_a_count_by_an_unread_rule_says_so(command: Command) -> None:
    assert "has not been read" in command("count", "2026-02-10", "10 days", "--regime", "unread").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2026-02-10", "10 days", "--regime", "xa/act"], "--regime: unknown regime 'xa/act'. Did you mean 'xa/acts'?"),
        (["2026-02-10", "10 days", "--regime", "custody"], "--regime: unknown regime 'custody'."),
        (["2026-02-10", "ten days", "--regime", "xa/acts"], "PERIOD: 'ten days' is no period"),
        (["2026-02-10", "no limit", "--regime", "xa/acts"], "PERIOD: 'no limit' cannot be counted. Write a length, such as '10 days'."),
        (["2026-02-10", "at least 1 month", "--regime", "xa/acts"], "PERIOD: 'at least 1 month' cannot be counted."),
        (["2026-02-10", "72 hours", "--regime", "xa/acts"], "WHEN: '72 hours' runs from a moment; '2026-02-10' is a day. Add the hour: '2026-02-10 14:20'."),
        (["10.02", "10 days", "--regime", "xa/acts"], "WHEN: '10.02' has no year"),
        (["2026-02-10", "10 days", "--regime", "xa/acts", "--zone", "Europe/Berln"], "--zone: unknown time zone 'Europe/Berln'."),
        (["2026-02-10", "10 days", "--regime", "xa/acts", "--zone", "../../etc/passwd"], "--zone: unknown time zone"),
        (["2026-02-10", "1 month", "--regime", "xa/back"], "xa/back"),
        (["2026-02-10", "10 days", "--regime", "xa/acts", "--before"], "xa/acts"),
        (["9999-12-30", "10 days", "--regime", "xa/acts"], ""),
        (["2026-02-10", "9999 years", "--regime", "xa/acts"], ""),
    ],
)  # fmt: skip
def test_a_count_that_cannot_be_made_is_refused(command: Command, words: list[str], message: str) -> None:
    done = command("count", *words, *RULES)
    assert (done.code, done.out) == (2, ""), done
    assert message in done.err


# --- rules ---------------------------------------------------------------------------------------------------------------


def test_rules_list(command: Command) -> None:
    out = command("rules", "list", "xa/extradition", *RULES).out
    assert out.startswith("xa/extradition: Extradition from Alfania\n")
    assert "xa/extradition/appeal  Appeal\n" in out
    assert "10 days | decision_served | Code 17 | read\n" in out
    assert "fact treaty_term, else 2 months | first detained" in out
    assert "kz/" not in out
    assert "kz/extradition/appeal" in command("rules", "list").out
    assert "Выдача из Альфании" in command("rules", "list", "xa", *RULES, "--lang", "ru").out


def test_rules_list_of_regimes_and_events(command: Command) -> None:
    out = " ".join(command("rules", "list", "--regimes", "xa", *RULES).out.split())
    assert "xa/custody: custody: the first day counts" in out
    assert "first day: trigger day | months: day before the number" in out
    assert "readings: R1" in out
    events = " ".join(command("rules", "list", "--events").out.split())
    assert "detained: " in events
    assert "fact minor: " in events


def test_rules_show(command: Command) -> None:
    out = command("rules", "show", "xa/extradition/reply", *RULES).out
    assert out.index("in force from 2026-01-01") < out.index("in force from 2000-01-01")
    assert "period: 5 days" in out
    assert "period: 1 month" in out
    out = " ".join(command("rules", "show", "xa/custody", *RULES).out.split())
    assert "months: day before the number [Code 1(2)]" in out
    assert "~ R1: months: same number - Code 1(2)" in out


# --- calendar ------------------------------------------------------------------------------------------------------------


def test_calendar(command: Command) -> None:
    out = " ".join(command("calendar", "XA", "2026", *RULES).out.split())
    assert out.startswith("Alfania, 2026: courts, five-day week ")
    assert "Fri 20 Feb 2026: Day of the Code - Code 9 | read" in out
    assert "Sat 21 Feb 2026 [works]: worked Saturday (in place of Fri 20 Feb 2026) - Code 9 | read" in out
    assert "not been reviewed" not in out
    assert command("calendar", "xa", "2026", "--calendar", "courts", *RULES).code == 0


def test_a_year_that_nobody_reviewed_says_so(command: Command) -> None:
    assert "! this year has not been reviewed: only weekends are known" in command("calendar", "XA", "2031", *RULES).out
    out = command("calendar", "KZ", "2035").out
    assert "! this year has not been reviewed: days from the holidays package, provisional" in out


def test_a_calendar_that_is_not_there_is_refused(command: Command) -> None:
    done = command("calendar", "ZZ", "2026")
    assert (done.code, done.out) == (2, "")
    assert "no calendar for 'ZZ'. There are calendars for: " in done.err
    assert (
        "no calendar 'court' for XA. There are: courts."
        in command("calendar", "XA", "2026", "--calendar", "court", *RULES).err
    )
    for year in ("1800", "9999", "soon"):
        assert command("calendar", "KZ", year).code == 2
    for state in ("../kz", "kz/../kz", "treaties", ""):
        assert command("calendar", state, "2026").code == 2


def test_a_body_that_closes_no_days_says_so(command: Command) -> None:
    done = command("calendar", "UN", "2026")
    assert (done.code, done.out) == (2, "")
    assert done.err == "STATE: 'UN' has no calendar. It counts by the calendar of the State concerned.\n"


def test_a_state_of_several_calendars_names_them(command: Command) -> None:
    out = " ".join(command("calendar", "GB", "2026").out.split())
    assert "other calendars (--calendar): scotland, northern-ireland" in out
    assert "other calendars" not in command("calendar", "KZ", "2026").out


def test_a_calendar_beside_the_holidays_package(command: Command) -> None:
    done = command("calendar", "KZ", "2026", "--against-holidays")
    assert (done.code, done.out) == (0, "the holidays package (KZ) has the same open days\n")
    done = command("calendar", "KG", "2026", "--against-holidays")
    assert done.code == 1
    out = " ".join(done.out.split())
    assert out.startswith("in the holidays package (KG) these days differ: ")
    assert "Thu 8 Jan 2026: closed here (" in out
    assert "), open there" in out
    assert "здесь нерабочий" in command("calendar", "KG", "2026", "--against-holidays", "--lang", "ru").out


def test_a_comparison_with_nothing_to_compare_is_refused(command: Command) -> None:
    for words, message in (
        (("KZ", "2035"), "the year 2035 has not been reviewed: there is nothing to compare."),
        (("XA", "2026", *RULES), "no package stands behind 'xa/courts': there is nothing to compare."),
    ):
        done = command("calendar", *words, "--against-holidays")
        assert (done.code, done.out) == (2, "")
        assert message in done.err


# --- new -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_new_writes_a_case_file_that_can_be_read_and_filled_in(command: Command, tmp_path: Path, lang: str) -> None:
    done = command("new", "--requested", "XA", "--requesting", "XB", "--lang", lang, *RULES)
    assert done.code == 0
    path = tmp_path / "new.yaml"
    path.write_text(done.out, encoding="utf-8")
    book = load_rules(["XA", "XB"], OWN_RULES)
    assert load_case(path, book).requested == "XA"
    assert "#   decision_served:" in done.out
    path.write_text(done.out.replace("#   decision_served:", "  decision_served: 2026-02-10"), encoding="utf-8")
    assert [record.kind for record in load_case(path, book).records] == ["decision_served"]
    for line in done.out.splitlines():
        assert line.startswith(("#", "title:", "requested:", "requesting:", "facts:", "events:")) or not line


def test_new_for_kazakhstan_and_for_no_state(command: Command) -> None:
    assert "#   detained:" in command("new").out
    assert command("new", "--requested", "kz").code == 2
    assert command("new", "--requesting", "Russia").code == 2


# --- the program itself --------------------------------------------------------------------------------------------------


def test_version_and_help(command: Command) -> None:
    assert command("--version").out == f"extradeadline {ENGINE}\n"
    for words in ((), ("--help",), ("compute", "--help"), ("rules", "--help"), ("rules", "test", "--help")):
        done = command(*words)
        assert done.code in (0, 2)
        assert "Usage:" in done.out + done.err
        assert all(len(line) <= 80 for line in (done.out + done.err).splitlines())
    out = command("--help").out
    assert all(name in out for name in ("compute", "explain", "check", "count", "rules", "calendar", "new"))


def test_an_unknown_command_is_refused(command: Command) -> None:
    done = command("compte")
    assert done.code == 2
    assert "compte" in done.err


def test_an_unexpected_failure_is_three_and_says_so(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr(inputs, "load_rules", fails)
    done = command("compute", XA)
    assert (done.code, done.out) == (3, "")
    assert "extradeadline failed unexpectedly: RuntimeError: the roof fell in" in done.err
    assert "Please report it" in done.err
    assert "Traceback" not in done.err


def test_the_exit_codes_of_a_process() -> None:
    more = (*RULES, "--as-of", "2026-02-12")
    assert in_a_process("compute", XA, *more).returncode == 0
    assert in_a_process("compute", XA, *more, "--fail-on", "missed").returncode == 1
    refused = in_a_process("compute", XA, "--as-of", "2026-02-30")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.startswith(b"--as-of: ")
