"""compute: where a case comes from, as of when, what is shown of it, and the exit code."""

import re
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from conftest import GOLDEN, OWN_RULES, ROOT, Command, Ran
from extradeadline.cli import inputs

XA = GOLDEN / "xa.yaml"
RULES = ("--rules", OWN_RULES)
AS_OF = ("--as-of", "2026-02-12")
JSON = ("--format", "json")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ids(done: Ran) -> list[str]:
    assert done.code in (0, 1), done
    return [deadline["id"] for deadline in done.json["deadlines"]]


def by_id(done: Ran) -> dict[str, Any]:
    assert done.code in (0, 1), done
    return {deadline["id"]: deadline for deadline in done.json["deadlines"]}


@pytest.fixture
def compute(command: Command) -> Command:
    def run(*words: object, **more: Any) -> Ran:
        return command("compute", *words, *RULES, **more)

    return run


# --- where the case comes from -------------------------------------------------------------------------------------------


def test_the_same_case_from_a_file_from_standard_input_and_as_json(compute: Command, tmp_path: Path) -> None:
    from_file = compute(XA, *AS_OF, *JSON)
    assert from_file.code == 0
    assert compute("-", *AS_OF, *JSON, stdin=XA.read_bytes()).out == from_file.out
    (tmp_path / "xa.json").write_text(
        '{"title": "Invented case", "requested": "XA", "requesting": "XB", "facts": {"minor": "no"}, "events": {'
        '"detained": "2026-01-05 14:20", "temporary_custody_ordered": "2026-01-06", "request_received": "2026-03-10",'
        '"extradition_arrest_ordered": {"when": "2026-01-06", "names": "2026-02-06", "id": "first"},'
        '"extradition_arrest_extended": [{"when": "2026-02-09", "names": "2026-04-30", "id": "second"}],'
        '"decision_made": "2026-02-09", "decision_served": {"when": "2026-02-10", "note": "in prison"},'
        '"removal_scheduled": {"when": "2026-02-10", "names": "2026-04-01 09:00"}}}'
    )
    assert compute(tmp_path / "xa.json", *AS_OF, *JSON).out == from_file.out


def test_a_case_from_flags_alone(compute: Command) -> None:
    done = compute("--requested", "XA", "--event", "decision_served=2026-02-10", "--fact", "minor=no", *AS_OF, *JSON)
    assert (
        by_id(done)["xa/extradition/appeal"]["last_day"] == "2026-02-21"
    )  # day 10 is Friday 20, off; Saturday 21 is worked
    assert done.json["case"]["requesting"] is None


def test_an_event_flag_writes_the_event_anew(compute: Command) -> None:
    done = compute(XA, "--event", "decision_served=2026-02-11", *AS_OF, *JSON)
    assert by_id(done)["xa/extradition/appeal"]["trigger"]["when"] == "2026-02-11"
    none = compute(XA, "--event", "detained=none", *AS_OF, *JSON)
    assert "xa/extradition/arrest" not in ids(none)


def test_a_fact_flag_and_another_requesting_state(compute: Command) -> None:
    done = compute(XA, "--fact", "minor=yes", "--requesting", "XC", *AS_OF, *JSON)
    assert by_id(done)["xa/extradition/detention-review"]["status"] == "lapsed"
    assert done.json["case"]["requesting"] == "XC"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "there is no case. Name a case file, or give '--requested KZ"),
        (["--event", "detained=2026-01-05"], "there is no case."),
        (["--requested", "kz"], "--requested: 'kz' is no State. Write two capital letters, such as KZ."),
        (["--requested", "XA", "--event", "detained"], "--event: 'detained' is no pair. Write, for example, --event detained="),
        (["--requested", "XA", "--event", "=2026-01-05"], "--event: '=2026-01-05' is no pair."),
        (["--requested", "XA", "--fact", "minor"], "--fact: 'minor' is no pair. Write, for example, --fact minor=no."),
        (["--requested", "XA", "--event", "detaind=2026-01-05"], "unknown event 'detaind'. Did you mean 'detained'?"),
        (["--requested", "XA", "--event", "detained=5 January"], "'5 January' is no day; write 2025-06-02"),
        (["--requested", "XA", "--fact", "minor=perhaps"], "the fact 'minor' is never 'perhaps'. It is one of: yes, no."),
        ([XA, "--as-of", "tomorrow"], "--as-of: 'tomorrow' is no day; write 2025-06-02"),
        ([XA, "--as-of", "2026-02-30"], "--as-of: '2026-02-30' does not exist in the calendar"),
        ([XA, "--only", "runing"], "--only: 'runing' is no status. Did you mean 'running'?"),
        ([XA, "--within", "soon"], "--within: 'soon' is no number of days. Write 14d."),
        ([XA, "--within", "-3d"], "--within: '-3d' is no number of days. Write 14d."),
        ([XA, "--fail-on", "late"], "--fail-on: 'late' is nothing to look for. Write 'missed' or 'due:7d'."),
        ([XA, "--fail-on", "due:soon"], "--fail-on: 'soon' is no number of days."),
        (["no-such-case.yaml"], "no-such-case.yaml: there is no such file."),
        ([GOLDEN], "this is a folder, and a file is needed."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(compute: Command, words: list[object], message: str) -> None:
    done = compute(*words)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err, done.err


def test_another_code_of_a_state_is_told(compute: Command) -> None:
    for words in (["--requested", "UK"], ["--requested", "KZ", "--requesting", "UK"]):
        done = compute(*words, "--event", "detained=2026-01-05")
        assert (done.code, done.out) == (2, "")
        assert "the State 'UK' goes by another code. Write GB." in done.err
    assert compute("--requested", "KZ", "--requesting", "TR", "--event", "detained=2026-01-05").code == 0


def test_what_a_flag_says_wrongly_is_told_of_the_flag(compute: Command) -> None:
    done = compute(XA, "--event", "detaind=2026-01-05", "--event", "detained=5 January", "--fact", "minr=no")
    assert done.code == 2
    assert [line.split(": ")[0].removeprefix(f"{XA}:") for line in done.err.splitlines()] == [
        "--event",
        "--event",
        "--fact",
    ]


def test_an_unknown_format_language_or_option_is_refused(compute: Command) -> None:
    for words in (["--format", "xml"], ["--lang", "kk"], ["--frobnicate"]):
        done = compute(XA, *words)
        assert (done.code, done.out) == (2, "")
        assert words[-1] in done.err


def test_several_problems_of_a_file_come_at_once(compute: Command) -> None:
    case = b"""\
requested: XA
zone: Europe/Berln
facts: {minr: x, minor: maybe}
events:
  detaind: 2026-01-05
  decision_made: 2026-02-30
  decision_served: {when: 2026-02-10, until: 2026-02-11}
orders:
  - {when: 2026-02-10, extends: xa/extradition/apeal, until: 2026-03-01}
"""
    done = compute("-", stdin=case)
    assert done.code == 2
    lines = {line.split(":")[1] for line in done.err.splitlines()}
    assert lines == {"2", "3", "5", "6", "7", "9"}
    assert len(done.err.splitlines()) == 7
    assert done.err.count("Did you mean") == 4


def test_in_json_the_place_is_the_path_of_keys(compute: Command, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"requested": "XA", "events": {"detained": [{"when": "2026-01-05"}, {"when": "2026-01-35"}]}}'
    )
    done = compute(tmp_path / "a.json")
    assert done.code == 2
    assert "a.json:events.detained[1].when: '2026-01-35' does not exist" in done.err


# --- as of ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", ["2026-02-11T22:30", "2026-02-11T23:30"])
def test_without_as_of_it_is_today_in_the_requested_state(
    compute: Command, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.fromisoformat(now).replace(tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(inputs, "datetime", Clock)
    assert compute(XA, *JSON).json["as_of"] == (
        "2026-02-11" if now.endswith("22:30") else "2026-02-12"
    )  # Berlin is UTC+1
    assert compute("--requested", "KZ", "--event", "detained=2026-02-01", *JSON).json["as_of"] == "2026-02-12"  # UTC+5
    assert f"as of {'Wed 11' if now.endswith('22:30') else 'Thu 12'} Feb 2026" in compute(XA).out


def test_as_of_a_moment(compute: Command) -> None:
    before = by_id(compute(XA, "--event", "temporary_custody_ordered=none", "--as-of", "2026-01-07 14:19", *JSON))
    after = by_id(compute(XA, "--event", "temporary_custody_ordered=none", "--as-of", "2026-01-07 14:20", *JSON))
    assert before["xa/extradition/brought-to-court"]["status"] == "due today"
    assert after["xa/extradition/brought-to-court"]["status"] == "lapsed"
    for as_of in ("2026-01-07 14:20", "2026-01-07T18:20+05:00", "2026-01-07T13:20Z"):
        shown = compute(XA, "--as-of", as_of, *JSON).json["as_of"]
        assert shown.startswith("2026-01-07T14:20")
        assert shown.endswith("+01:00")


def test_the_zone_of_the_case_comes_first(compute: Command) -> None:
    case = XA.read_text().replace("requesting: XB", "requesting: XB\nzone: Asia/Almaty").encode()
    found = compute("-", *AS_OF, *JSON, stdin=case)
    assert found.json["case"]["zone"] == "Asia/Almaty"
    assert by_id(found)["xa/extradition/brought-to-court"]["ends_at"].startswith("2026-01-07T14:20")
    assert by_id(found)["xa/extradition/brought-to-court"]["ends_at"].endswith("+05:00")


def test_what_is_dated_after_the_day_closes_nothing(compute: Command) -> None:
    early = by_id(compute(XA, "--as-of", "2026-01-05", *JSON))["xa/extradition/brought-to-court"]
    assert (early["status"], early["closed"]) == ("running", None)


# --- what is shown -------------------------------------------------------------------------------------------------------


def test_only(compute: Command) -> None:
    everything = by_id(compute(XA, *AS_OF, *JSON))
    assert {"pending", "running", "met", "lapsed", "not applicable"} <= {d["status"] for d in everything.values()}
    for only in (["--only", "lapsed"], ["--only", "running,pending"], ["--only", "running", "--only", "pending"]):
        wanted = {word for text in only[1::2] for word in text.split(",")}
        found = ids(compute(XA, *AS_OF, *only, *JSON))
        assert found == [ident for ident, deadline in everything.items() if deadline["status"] in wanted]
    assert "xa/extradition/detention-review" in compute(XA, *AS_OF, "--only", "not applicable").out


def test_what_ends_today_is_still_running(compute: Command) -> None:
    last = [XA, "--as-of", "2026-02-21"]
    assert by_id(compute(*last, *JSON))["xa/extradition/appeal"]["status"] == "due today"
    assert "xa/extradition/appeal" in ids(compute(*last, "--only", "running", *JSON))


def test_a_choice_of_lines_keeps_the_warnings_and_says_what_it_leaves_out(compute: Command) -> None:
    whole, chosen = compute(XA, *AS_OF).out, compute(XA, *AS_OF, "--within", "9d").out
    first = whole[whole.index("LOOK AT THIS FIRST") : whole.index("SCHEDULE")]
    assert first.count("!") > 1
    assert first.strip() in chosen
    count = len(ids(compute(XA, *AS_OF, *JSON))) - len(ids(compute(XA, *AS_OF, "--within", "9d", *JSON)))
    assert f"not shown here: {count}\n" in chosen
    assert "not shown here" not in whole


def test_what_one_reading_still_allows_is_next_though_the_safest_is_over(command: Command) -> None:
    """Russia, article 463(1): served on 17 November, ten days are over on the 26th or the 27th. On the 27th there is a day left."""
    served = ["compute", "--requested", "RU", "--requesting", "KZ", "--event", "decision_served=2026-11-17"]
    served += ["--as-of", "2026-11-27"]
    text = command(*served).out
    ahead = text[text.index("\nNEXT") : text.index("\nSCHEDULE")]
    line = by_id(command(*served, *JSON))["ru/extradition/complaint"]
    assert f"\n  today: 24:00 on Fri 27 Nov 2026\n    {line['title']}" in ahead
    assert "open under another until 24:00 on Fri 27 Nov 2026" in " ".join(ahead.split())
    for choice in (["--within", "0d"], ["--only", "running"]):
        assert "ru/extradition/complaint" in ids(command(*served, *choice, *JSON))
    assert command(*served, "--fail-on", "due:0d").code == 1
    assert (line["earliest"], line["days_left"], line["next_end"]) == ("2026-11-26", -1, "2026-11-27")


def test_within(compute: Command) -> None:
    everything = by_id(compute(XA, *AS_OF, *JSON))
    for days in (0, 9, 10, 20, 400):
        wanted = [
            ident
            for ident, deadline in everything.items()
            if deadline["status"] in ("running", "due today") and (deadline["days_left"] or 0) <= days
            and deadline["days_left"] is not None
        ]  # fmt: skip
        assert ids(compute(XA, *AS_OF, "--within", f"{days}d", *JSON)) == wanted
    assert "xa/extradition/appeal" in compute(XA, *AS_OF, "--within", "9").out
    assert "nothing to show" in compute(XA, *AS_OF, "--within", "0d").out


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("missed", 1), ("due:8d", 0), ("due:9d", 1), ("due:9", 1), ("due:0d,due:8d", 0), ("due:0d,missed", 1)],
)
def test_fail_on(compute: Command, fail_on: str, code: int) -> None:
    done = compute(XA, *AS_OF, "--fail-on", fail_on)
    assert done.code == code
    assert done.out == compute(XA, *AS_OF).out


def test_fail_on_looks_at_the_whole_schedule_whatever_is_shown(compute: Command) -> None:
    assert compute(XA, *AS_OF, "--only", "pending", "--fail-on", "missed").code == 1
    assert compute(XA, *AS_OF, "--only", "pending", "--fail-on", "due:1d", "--fail-on", "due:9d").code == 1


def test_nothing_missed_is_no_finding(compute: Command) -> None:
    flags = ("--requested", "XA", "--event", "decision_served=2026-02-10", *AS_OF)
    assert compute(*flags, "--fail-on", "missed").code == 0
    late = ("--event", "complaint_lodged=2026-02-23", "--as-of", "2026-02-24")
    assert compute(*flags[:4], *late, "--fail-on", "missed").code == 1


# --- the text ------------------------------------------------------------------------------------------------------------


def test_what_is_next_stands_first_then_the_schedule_then_what_is_awaited(compute: Command) -> None:
    out = compute(XA, *AS_OF).out
    heads = ["\nNEXT\n", "\nLOOK AT THIS FIRST\n", "\nSCHEDULE\n", "\nWAITING FOR\n", "\nNOT VERIFIED"]
    places = [out.index(head) for head in heads]
    assert places == sorted(places)
    assert out.index("in 9 days: 24:00 on Sat 21 Feb 2026") < places[2]


def test_the_lines_of_the_text_stand_in_order_of_time(compute: Command) -> None:
    for as_of in ("2026-01-05 15:00", "2026-02-12", "2026-06-01"):
        found = compute(XA, "--event", "decision_served=2026-01-07 09:00", "--as-of", as_of, *JSON).json["deadlines"]
        ends = [deadline["earliest"] for deadline in found if deadline["earliest"] and not deadline["closed"]]
        moments = [end if "T" in end else f"{end}T24:00" for end in ends]
        assert moments == sorted(moments)


def test_people_are_shown_the_24th_hour(compute: Command) -> None:
    done = compute(XA, *AS_OF, *JSON)
    appeal = by_id(done)["xa/extradition/appeal"]
    assert appeal["last_day"] == "2026-02-21"
    assert moment(appeal["ends_at"]) == moment("2026-02-22T00:00+01:00")
    text = compute(XA, *AS_OF).out
    assert "24:00 on Sat 21 Feb 2026" in text
    assert "00:00" not in text


def test_every_line_of_the_schedule_has_its_article_and_basis(compute: Command) -> None:
    done = compute(XA, *AS_OF, *JSON)
    text = " ".join(compute(XA, *AS_OF).out.split())
    for deadline in done.json["deadlines"]:
        if deadline["status"] not in ("pending", "not applicable"):
            assert deadline["citation"] in text
            assert deadline["id"] in text
            assert deadline["title"] in text


def test_a_waiting_limit_shows_its_length(compute: Command) -> None:
    pending = by_id(compute(XA, *AS_OF, "--only", "pending", *JSON))["xa/extradition/suspended"]
    assert pending["period"] == "at least 1 month"
    assert pending["waits_for"] == ["decision_suspended"]
    assert "Custody while the decision is suspended: at least 1 month (Code 21)" in compute(XA, *AS_OF).out


def test_the_bounds_over_all_readings_are_in_the_text(compute: Command) -> None:
    """Two readings together give an earlier day than each alone: 21 February and 25 days. A reader of the text sees it too."""
    surrender = by_id(compute(XA, *AS_OF, *JSON))["xa/extradition/surrender"]
    assert {reading["last_day"] for reading in surrender["readings"]} == {
        "2026-03-24",
        "2026-03-23",
        "2026-03-19",
        None,
    }
    assert surrender["earliest"] == "2026-03-18"
    text = compute(XA, *AS_OF).out
    lines = text[text.index("SCHEDULE") :].split("xa/extradition/surrender")[1].split("xa/extradition/")[0]
    assert "18 Mar 2026" in lines


def test_the_kazakh_example_runs(command: Command) -> None:
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        done = command("compute", path, "--as-of", "2026-02-13")
        assert (done.code, done.err) == (0, "")
        assert "NEXT" in done.out
        assert command("compute", path, "--as-of", "2026-02-13", "--lang", "ru").code == 0


def test_a_surrender_that_was_forbidden_is_told_loudly(compute: Command) -> None:
    for lang in ("en", "ru"):
        for form in ("text", "json"):
            done = compute(XA, *AS_OF, "--event", "surrendered=2026-02-11", "--lang", lang, "--format", form)
            assert done.code == 0, done
    text = " ".join(compute(XA, *AS_OF, "--event", "surrendered=2026-02-11").out.split())
    assert "surrendered on Wed 11 Feb 2026 came while it was forbidden" in text
    assert text.index("LOOK AT THIS FIRST") < text.index("came while it was forbidden") < text.index("SCHEDULE")


def test_days_in_a_message_are_written_as_everywhere(compute: Command) -> None:
    out = compute(GOLDEN / "xa-late.yaml", "--as-of", "2026-04-20").out
    assert not re.findall(r"\b2026-\d\d-\d\d", out)


def test_what_happened_at_midnight_is_shown_at_its_own_day(compute: Command) -> None:
    """A term ends at 24:00 of a day; a detention at 00:00 is of the day that it begins."""
    text = " ".join(compute(XA, "--event", "detained=2026-01-05 00:00", "--as-of", "2026-01-06 00:00").out.split())
    assert "48 hours from: detained, 00:00 on Mon 5 Jan 2026" in text
    assert "24:00 on Tue 6 Jan 2026" in text
    assert "as of 00:00 on Tue 6 Jan 2026" in text
    assert "24:00 on Sun 4 Jan 2026" not in text


def test_a_line_that_counts_nothing_is_not_doubtful_for_want_of_an_hour(compute: Command) -> None:
    assert by_id(compute(XA, *AS_OF, *JSON))["xa/extradition/copy"]["flags"] == []


def test_the_days_left_are_those_of_the_day_that_is_shown(compute: Command) -> None:
    """A reader subtracts: on 12 February, 22 February is ten days ahead."""
    for lang, pattern in (
        ("en", r"^  (?:24:00 on )?\w+ (\d+) Feb 2026 \(in (\d+) days\)"),
        ("ru", r"^  (?:24:00 )?\w+ (\d+) фев\. 2026 \(через (\d+) дн"),
    ):
        found = re.findall(pattern, compute(XA, *AS_OF, "--lang", lang).out, re.MULTILINE)
        assert found
        assert [(day, left) for day, left in found if int(day) - 12 != int(left)] == []


def test_no_warning_stands_twice(compute: Command) -> None:
    text = compute(XA, *AS_OF, "--event", "surrendered=2026-02-11").out
    first = " ".join(text[text.index("LOOK AT THIS FIRST") : text.index("SCHEDULE")].split())
    assert first.count("while it was forbidden") == 1


def test_not_less_than_a_month_in_russian(compute: Command) -> None:
    assert "не менее 1 месяца" in compute(XA, *AS_OF, "--lang", "ru").out


# --- law of another time -------------------------------------------------------------------------------------------------


def test_a_case_before_the_law_that_is_known_does_not_look_like_one_without_limits(command: Command) -> None:
    words = ("compute", "--requested", "XA", "--event", "decision_served=1999-02-10", "--as-of", "1999-02-12", *RULES)
    out = " ".join(command(*words).out.split())
    assert (
        "! on the days of this case the law of Alfania that is known here was not yet in force, or no longer: no date is given for"
        in out
    )
    assert "в дни этого дела известное здесь право (Альфания) ещё не действовало" in " ".join(
        command(*words, "--lang", "ru").out.split()
    )
    assert "on the days of this case" not in command("compute", XA, *RULES, "--as-of", "2026-02-12").out


def test_where_a_law_ended_the_line_still_names_it_and_says_what_came_after(command: Command) -> None:
    words = ("compute", "--requested", "DE", "--event", "asylum_refusal_served=2026-07-01", "--as-of", "2026-07-05")
    out = command(*words, "--only", "not applicable").out
    assert (
        "  no date | not applicable, fixed\n    Action against the refusal\n    AsylG 74(1) | from: asylum refusal served, Wed 1 Jul 2026"
        in out
    )
    assert "! no longer law from Fri 12 Jun 2026" in out
    assert "the text has not been read, so no date is given" in " ".join(out.split())
