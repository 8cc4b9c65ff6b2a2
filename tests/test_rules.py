"""What a folder of rules may not be: each fault with its file, its line and a way out, and all of them at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Command
from extradeadline.checks import check_book
from extradeadline.loading import load_rules
from extradeadline.problems import Problems
from extradeadline.scenarios import find_scenarios, run

Folder = Callable[..., Path]


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(Problems) as caught:
        load_rules(["XQ"], folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_an_own_state_is_read_beside_the_programs_own(own_folder: Folder) -> None:
    folder = own_folder()
    book = load_rules(None, folder)
    assert {"xq/extradition/appeal", "xq/extradition/surrender"} <= set(book.limits)
    assert any(path.startswith("kz/") for path in book.limits)
    assert [difference for worked in find_scenarios(folder) for difference in run(worked, also=folder)] == []
    assert check_book(book, find_scenarios(folder), files={"xq/extradition", "xq/calendar"}) == []


def test_a_state_that_the_case_does_not_name_is_not_read(own_folder: Folder) -> None:
    folder = own_folder(extradition=("10 days", "ten days"))
    assert not any(path.startswith("xq/") for path in load_rules(["KZ"], folder).limits)


# what is written in place of what, in which file; and what is said of it
FAULTS: dict[str, tuple[str, str, str, str]] = {
    "unknown event": ("extradition", "trigger: decision_served", "trigger: decision_serv", "xq/extradition.yaml:9: unknown event 'decision_serv'. Did you mean 'decision_served'?"),
    "unknown event that closes": ("extradition", "[complaint_lodged]", "[complaint_lodgd]", "xq/extradition.yaml:12: unknown event 'complaint_lodgd'. Did you mean 'complaint_lodged'?"),
    "unknown event that opens the procedure": ("extradition", "opens_on: [decision_made,", "opens_on: [decision_mad,", "xq/extradition.yaml:2: unknown event 'decision_mad'. Did you mean 'decision_made'?"),
    "unknown limit": ("extradition", "end of appeal", "end of apeal", "xq/extradition.yaml:17: unknown limit 'apeal'. Did you mean 'appeal'?"),
    "unknown regime": ("extradition", "regime: xq/acts", "regime: xq/act", "xq/extradition.yaml:11: unknown regime 'xq/act'. Did you mean 'xq/acts'?"),
    "unknown calendar": ("extradition", "regime: xq/acts", "regime: xq/acts\n    calendar: court", "xq/extradition.yaml:12: unknown calendar 'xq/court'. Did you mean 'xq/courts'?"),
    "unknown actor": ("extradition", "kind: act", "kind: act\n    actor: defense", "xq/extradition.yaml:9: unknown actor 'defense'. Did you mean 'defence'?"),
    "unknown fact": ("extradition", "kind: act", "kind: act\n    applies: {facts: {minr: yes}}", "xq/extradition.yaml:9: unknown fact 'minr'. Did you mean 'minor'?"),
    "unknown value of a fact": ("extradition", "kind: act", 'kind: act\n    applies: {facts: {minor: "maybe"}}', "xq/extradition.yaml:9: the fact 'minor' is never 'maybe'. It is one of: yes, no."),
    "unknown treaty": ("extradition", "kind: act", "kind: act\n    applies: {treaty: minsk-1994}", "xq/extradition.yaml:9: unknown treaty 'minsk-1994'"),
    "unknown key": ("extradition", "met_by:", "metby:", "xq/extradition.yaml:12: unknown key 'metby'. Did you mean 'met_by'?"),
    "unknown kind": ("extradition", "kind: act", "kind: acts", "xq/extradition.yaml:8: 'kind' of 'appeal' cannot be 'acts'. Did you mean 'act'?"),
    "no period that can be counted": ("extradition", "10 days", "ten days", "xq/extradition.yaml:10: 'ten days' is no period"),
    "an empty period": ("extradition", "10 days", "0 days", "xq/extradition.yaml:10: '0 days' has no length"),
    "no trigger phrase": ("extradition", "end of appeal", "when appeal ends", "xq/extradition.yaml:17: 'when appeal ends' names no event or limit"),
    "no citation": ("extradition", "    citation: Code 17\n", "", "xq/extradition.yaml:6: 'appeal' has no citation. Name the article, part and subparagraph."),
    "no trigger": ("extradition", "    trigger: decision_served\n", "", "xq/extradition.yaml:6: 'appeal' has neither trigger nor before."),
    "no period": ("extradition", "    period: 10 days\n", "", "xq/extradition.yaml:6: 'appeal' has no period."),
    "no regime": ("extradition", "    regime: xq/acts\n", "", "xq/extradition.yaml:6: 'appeal' is counted but has no regime."),
    "no title": ("extradition", "    title: {en: Appeal, ru: Жалоба}\n", "", "xq/extradition.yaml:6: the limit 'appeal' has no title."),
    "no text status": ("extradition", "text_status: read\n", "", "xq/extradition.yaml:5: 'appeal' has no text_status."),
    "a title in one language": ("extradition", "{en: Appeal, ru: Жалоба}", "{en: Appeal}", "'ru' is missing"),
    "versions out of order": ("extradition", "    trigger: decision_served\n    period: 10 days\n    regime: xq/acts\n    met_by: [complaint_lodged]\n    citation: Code 17\n",
                              "    versions:\n      - {in_force: 2000-01-01, trigger: decision_served, period: 10 days, regime: xq/acts, citation: Code 17}\n"
                              "      - {in_force: 2020-01-01, trigger: decision_served, period: 5 days, regime: xq/acts, citation: Code 17}\n",
                              "xq/extradition.yaml:11: the versions of 'appeal' are not in order. Each version has 'in_force'; the newest stands first."),
    "a circle": ("extradition", "trigger: decision_served", "trigger: end of surrender", "limits hang on one another in a circle: xq/extradition/"),
    "a regime without a rule for months": ("extradition", "10 days", "2 months", "xq/extradition.yaml:11: the regime 'xq/acts' has no rule for months, which this period needs."),
    "a regime without a rule for hours": ("extradition", "10 days", "10 hours", "the regime 'xq/acts' has no rule for hours, which this period needs."),
    "a regime without a rule for counting back": ("extradition", "trigger: end of appeal", "before: end of appeal", "the regime 'xq/acts' has no rule for closed end back, which this period needs."),
    "a choice that is none": ("regimes", "is: next open", "is: next-open", "xq/regimes.yaml:5: 'is' of 'closed_end' cannot be 'next-open'. Did you mean 'next open'?"),
    "a day that does not exist": ("calendar", "2026-02-20:", "2026-02-30:", "xq/calendar.yaml:6: 30 February 2026 does not exist."),
    "a weekday that is none": ("calendar", "[saturday, sunday]", "[saturday, sundy]", "xq/calendar.yaml:4: item 2 of 'weekend' cannot be 'sundy'. Did you mean 'sunday'?"),
    "a missing key of the State": ("jurisdiction", "calendar: courts\n", "", "xq/jurisdiction.yaml:1: 'calendar' is missing."),
    "not YAML": ("extradition", "kind: act", "kind: act: x", "xq/extradition.yaml:8: this is not YAML"),
    "an alias": ("extradition", "kind: act", "kind: *act", "an alias is used"),
    "a tag that would run code": ("extradition", "kind: act", "kind: !!python/object/apply:os.system [true]", "xq/extradition.yaml:8: a tag is used"),
    # how a regime counts
    "clear days that are none": ("regimes", "  closed_end:", "  last_day: {is: outsid, because: Code 2}\n  closed_end:", "xq/regimes.yaml:5: 'is' of 'last_day' cannot be 'outsid'. Did you mean 'outside'?"),
    "hours that run in neither way": ("regimes", "  closed_end:", "  runs: {is: open days, because: Code 2}\n  closed_end:", "xq/regimes.yaml:5: 'is' of 'runs' cannot be 'open days'. Did you mean 'open days only'?"),
    "a choice without its reason": ("regimes", "  closed_end:", "  last_day: {is: outside}\n  closed_end:", "xq/regimes.yaml:5: 'because' is missing in 'last_day' of 'acts'."),
    "a short term that is no length": ("regimes", "  closed_end:", "  short_periods: {below: six, because: Code 2}\n  closed_end:", "xq/regimes.yaml:5: 'six' is no period"),
    "a short term in months": ("regimes", "  closed_end:", "  short_periods: {below: 2 months, because: Code 2}\n  closed_end:", "xq/regimes.yaml:5: '2 months' is no length in days. Write, for example, '6 days'."),
    "enough open days from hours on": ("regimes", "  closed_end:", "  enough_open_days: {at_least: 2, from: 48 hours, because: Code 2}\n  closed_end:", "xq/regimes.yaml:5: '48 hours' is no length in days."),
    "open days that are no number": ("regimes", "  closed_end:", "  enough_open_days: {at_least: two, from: 3 days, because: Code 2}\n  closed_end:", "xq/regimes.yaml:5: 'at_least' of 'enough_open_days' should be a whole number, but is 'two'."),
    "a recess without its end": ("regimes", "  closed_end:", '  recess: {stretches: ["07-01"], because: Code 2}\n  closed_end:', "xq/regimes.yaml:5: "),
    "a recess on a day that no year has": ("regimes", "  closed_end:", '  recess: {stretches: ["02-20/02-30"], because: Code 2}\n  closed_end:', "xq/regimes.yaml:5: '02-20/02-30' is no stretch of every year. Write '07-01/07-31'."),
    "an hour that no clock shows": ("regimes", "  closed_end:", '  closed_trigger: {is: next open, after: "25:00", because: Code 2}\n  closed_end:', "xq/regimes.yaml:5: 'after' of 'closed_trigger' should be an hour of the day, such as 17:00, but is '25:00'."),
    "a reading of what no reading changes": ("regimes", "  closed_end:", "  readings: [{name: R, because: {en: x, ru: x}, recess: none}]\n  closed_end:", "xq/regimes.yaml:5: unknown key 'recess'"),
    # a State and its parts
    "a part chosen by an unknown fact": ("jurisdiction", "calendar: courts\n", "calendar: courts\ncalendar_by: {fact: uk_prt, calendars: {scotland: courts}}\n", "xq/jurisdiction.yaml:4: unknown fact 'uk_prt'. Did you mean 'uk_part'?"),
    "a part whose calendar is not there": ("jurisdiction", "calendar: courts\n", "calendar: courts\ncalendar_by: {fact: uk_part, calendars: {scotland: court}}\n", "xq/jurisdiction.yaml:4: unknown calendar 'xq/court'. Did you mean 'xq/courts'?"),
    "a part that the fact never names": ("jurisdiction", "calendar: courts\n", "calendar: courts\ncalendar_by: {fact: uk_part, calendars: {scotlnd: courts}}\n", "xq/jurisdiction.yaml:4: the fact 'uk_part' is never 'scotlnd'. It is one of: "),
    "a zone that is none": ("jurisdiction", "Europe/Berlin", "Europe/Berln", "xq/jurisdiction.yaml:2: unknown time zone 'Europe/Berln'."),
    "a State without a zone": ("jurisdiction", "[Europe/Berlin]", "[]", "xq/jurisdiction.yaml:2: a State has a time zone. Name one, such as Asia/Almaty."),
    "missing words in one language": ("jurisdiction", "calendar: courts\n", "calendar: courts\nmissing: [{en: the Act on aliens}]\n", "'ru' is missing"),
    # what only one kind of limit has
    "an act that yields": ("extradition", "kind: act", "kind: act\n    yields: entry_into_force", "xq/extradition.yaml:9: only an effect yields an event."),
    "an act that stays": ("extradition", "kind: act", "kind: act\n    stays: surrendered", "xq/extradition.yaml:9: only a stay forbids an event."),
    "a stay that forbids nothing": ("extradition", "kind: act", "kind: stay", "xq/extradition.yaml:6: the stay 'appeal' forbids nothing. Name the event: 'stays: surrendered'."),
    "an act with a ground of custody": ("extradition", "kind: act", "kind: act\n    ground: detention", "xq/extradition.yaml:9: only a liberty limit has a ground of custody."),
    "a ground of custody that no event begins": ("extradition", "kind: act", "kind: liberty\n    ground: detenton", "xq/extradition.yaml:9: unknown ground of custody 'detenton'. Did you mean 'detention'?"),
    "a window without its hours": ("extradition", "kind: act", "kind: window", "xq/extradition.yaml:6: the window 'appeal' has no duty hours. Write opens, closes and zone."),
    "duty hours of an act": ("extradition", "kind: act", 'kind: act\n    opens: "08:00"', "xq/extradition.yaml:9: only a window has duty hours."),
    "duty hours that no clock shows": ("extradition", "kind: act", 'kind: window\n    opens: "08:00"\n    closes: "24:00"\n    zone: Europe/Paris', "xq/extradition.yaml:10: 'closes' of 'appeal' should be an hour of the day, such as 17:00, but is '24:00'."),
    "duty hours in a zone that is none": ("extradition", "kind: act", 'kind: window\n    opens: "08:00"\n    closes: "16:00"\n    zone: Europe/Pari', "xq/extradition.yaml:11: unknown time zone 'Europe/Pari'."),
    # conditions on treaties and bodies
    "bound by an unknown treaty": ("extradition", "kind: act", "kind: act\n    applies: {bound: echrr}", "xq/extradition.yaml:9: unknown treaty 'echrr'"),
    "answers by an unknown treaty": ("extradition", "kind: act", "kind: act\n    applies: {answers: echrr}", "xq/extradition.yaml:9: unknown treaty 'echrr'"),
    "an unknown protocol": ("extradition", "kind: act", "kind: act\n    applies: {no_treaty: minsk-1993/protocol-1998}", "xq/extradition.yaml:9: unknown treaty 'minsk-1993/protocol-1998'"),
    "stays on an unknown event": ("extradition", "trigger: end of appeal", "trigger: end of stays on surrenderd", "xq/extradition.yaml:17: unknown event 'surrenderd'. Did you mean 'surrendered'?"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_file_and_line(own_folder: Folder, name: str) -> None:
    file, old, new, words = FAULTS[name]
    found = problems_of(own_folder(**{file: (old, new)}))
    assert any(words in problem for problem in found), found


# --- bodies, treaties, counts without a case -------------------------------------------------------------------------------

BODY = """\
title: {en: the Council, ru: Совет}
zones: [Europe/Paris]
checked: 2026-11-22
instruments:
  STATUTE: {title: {en: the Statute, ru: Устав}, number: "1", source: "https://law.example/statute"}
"""
TREATY = """\
title: {en: the Treaty, ru: Договор}
short: {en: the Treaty, ru: Договор}
citation: TR
source: https://law.example/treaty
checked: 2026-11-22
parties:
  XQ: {in_force: 2001-01-01, until: 2010-12-31}
  KZ: {in_force: 2001-01-01}
"""
COUNT = """\
- title: Ten days
  count: 10 February left out, day 10 is Friday 20 February, off; Monday 23 February
  regime: xq/acts
  from: 2026-02-10
  period: 10 days
  expect: {counted_to: 2026-02-20, last_day: 2026-02-23}
"""


def beside(folder: Path, name: str, text: str) -> Path:
    """One more file in the folder."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_body_a_good_treaty_and_a_good_count(own_folder: Folder, command: Command) -> None:
    folder = beside(own_folder(), "council/body.yaml", BODY)
    beside(beside(folder, "treaties/tr-xq.yaml", TREATY), "xq/counts.scenarios.yaml", COUNT)
    book = load_rules(["XQ"], folder)
    assert "council" in book.bodies
    assert "tr-xq" in book.treaties
    done = command("rules", "test", folder)
    assert (done.code, "2 scenarios: 0 differ, 0 remarks" in done.out) == (0, True), done


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "words"),
    [
        ("council/body.yaml", BODY, "zones:", "zone:", "council/body.yaml:2: unknown key 'zone'. Did you mean 'zones'?"),
        ("council/body.yaml", BODY, "Europe/Paris", "Europe/Pari", "council/body.yaml:2: unknown time zone 'Europe/Pari'."),
        ("council/body.yaml", BODY, "checked: 2026-11-22", "checked: 2026-11-22\ncalendar: registry", "council/body.yaml:4: unknown calendar 'council/registry'."),
        ("council/body.yaml", BODY, "checked: 2026-11-22\n", "", "council/body.yaml:1: 'checked' is missing."),
        ("xq/body.yaml", BODY, "", "", "xq/jurisdiction.yaml:1: the jurisdiction 'xq' is already in "),
        ("treaties/tr-xq.yaml", TREATY, "until: 2010-12-31", "until: 2000-12-31", "treaties/tr-xq.yaml:7: XQ is bound until 2000-12-31, before the first day, 2001-01-01. Check the two days."),
        ("treaties/tr-xq.yaml", TREATY, "checked: 2026-11-22", "checked: 2026-11-22\nreplaces: [minsk-1994]", "treaties/tr-xq.yaml:6: unknown treaty 'treaties/minsk-1994'. Did you mean 'treaties/minsk-1993'?"),
        ("treaties/tr-xq.yaml", TREATY, "XQ:", "xq:", "treaties/tr-xq.yaml:7: the key should be the two capital letters of a State"),
        ("treaties/tr-xq.yaml", TREATY, "in_force: 2001-01-01, until", "in_forc: 2001-01-01, until", "treaties/tr-xq.yaml:7: unknown key 'in_forc'. Did you mean 'in_force'?"),
        ("treaties/tr-xq.yaml", TREATY, "short:", "subject: human right\nshort:", "treaties/tr-xq.yaml:2: 'subject' cannot be 'human right'. Did you mean 'human rights'?"),
    ],
)  # fmt: skip
def test_a_fault_of_a_body_or_a_treaty_is_named(
    own_folder: Folder, name: str, text: str, old: str, new: str, words: str
) -> None:
    assert old in text
    found = problems_of(beside(own_folder(), name, text.replace(old, new, 1) if old else text))
    assert any(words in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("regime: xq/acts", "regime: xq/act", 1, "counts.scenarios.yaml:1: Ten days\n    unknown regime 'xq/act'. Did you mean 'xq/acts'?"),
        ("period: 10 days", "period: ten days", 1, "'ten days' is no period"),
        ("period: 10 days", "period: 2 months", 1, "the regime 'xq/acts' has no rule for months"),
        ("period: 10 days", "period: 10 days\n  calendar: court", 1, "unknown calendar 'xq/court'. Did you mean 'xq/courts'?"),
        ("from: 2026-02-10", "from: 10 February", 1, "'10 February' is no day"),
        ("last_day: 2026-02-23", "last_day: 2026-02-20", 1, "last_day: expected 2026-02-20, found 2026-02-23"),
        ("  count:", "  # count:", 2, "counts.scenarios.yaml:1: 'count' is missing"),
        ("period: 10 days", "period: 10 days\n  closed: [2026-02-30]", 2, "counts.scenarios.yaml:6: 30 February 2026 does not exist."),
        ("period: 10 days", "period: 10 days\n  case: {requested: XQ}", 2, "counts.scenarios.yaml:6: unknown key 'case'"),
    ],
)  # fmt: skip
def test_a_fault_of_a_count_without_a_case_is_named(
    own_folder: Folder, command: Command, old: str, new: str, code: int, words: str
) -> None:
    assert old in COUNT
    folder = beside(own_folder(), "xq/counts.scenarios.yaml", COUNT.replace(old, new, 1))
    done = command("rules", "test", folder)
    assert done.code == code, done
    assert words in done.out + done.err, done


def test_a_circle_is_named_with_all_its_members(own_folder: Folder) -> None:
    [found] = [p for p in problems_of(own_folder(extradition=FAULTS["a circle"][1:3])) if "circle" in p]
    assert "xq/extradition/appeal" in found
    assert "xq/extradition/surrender" in found
    assert found.endswith("One of them must run from an event.")


def test_the_faults_of_all_files_come_at_once(own_folder: Folder) -> None:
    folder = own_folder(
        extradition=("10 days", "ten days"), calendar=("2026-02-20", "2026-02-30"), regimes=("Code 2", "[Code, 2]")
    )
    found = "\n".join(problems_of(folder))
    assert all(f"xq/{name}.yaml:" in found for name in ("extradition", "calendar", "regimes")), found


def test_two_names_that_clash(own_folder: Folder) -> None:
    folder = own_folder()
    (folder / "kz").mkdir()
    (folder / "kz" / "regimes.yaml").write_text(
        (folder / "xq" / "regimes.yaml").read_text().replace("acts:", "custody:")
    )
    with pytest.raises(Problems) as caught:
        load_rules(["KZ"], folder)
    assert "kz/regimes.yaml:1: the regime 'kz/custody' is already in " in str(caught.value)
    assert "Give yours another name or remove it." in str(caught.value)


def test_the_programs_own_procedure_cannot_be_replaced(own_folder: Folder) -> None:
    folder = own_folder()
    (folder / "kz").mkdir()
    (folder / "kz" / "extradition.yaml").write_text(
        (folder / "xq" / "extradition.yaml").read_text().replace("xq/", "kz/")
    )
    with pytest.raises(Problems) as caught:
        load_rules(["KZ"], folder)
    assert "is already in" in str(caught.value)


def test_own_events_are_added(own_folder: Folder) -> None:
    folder = own_folder(extradition=("trigger: decision_served", "trigger: copy_read"))
    (folder / "events.yaml").write_text(
        "events:\n  copy_read: {meaning: {en: the copy is read, ru: копия прочитана}}\n"
    )
    assert "copy_read" in load_rules(["XQ"], folder).events


def test_an_event_of_the_program_cannot_be_changed(own_folder: Folder) -> None:
    folder = own_folder()
    (folder / "events.yaml").write_text("events:\n  detained: {meaning: {en: x, ru: x}}\n")
    assert any("events.yaml:2: the event 'detained' is already in " in problem for problem in problems_of(folder))


def test_a_link_out_of_the_folder_is_not_followed(own_folder: Folder, tmp_path: Path) -> None:
    folder = own_folder()
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    (folder / "xq" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    [found] = problems_of(folder)
    assert "xq/link.yaml: this leads out of the folder" in found
    assert "hunter2" not in found


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(Problems, match="there is no such folder of rules"):
        load_rules(["XQ"], "/no/such/folder")


# --- `rules test` ------------------------------------------------------------------------------------------------------


def test_a_good_folder_passes(own_folder: Folder, command: Command) -> None:
    done = command("rules", "test", own_folder())
    assert done.code == 0, done
    assert "1 scenarios: 0 differ, 0 remarks" in done.out


def test_a_scenario_that_differs_is_a_finding(own_folder: Folder, command: Command) -> None:
    done = command("rules", "test", own_folder(scenarios=("last_day: 2026-02-23", "last_day: 2026-02-20")))
    assert done.code == 1
    assert "xq/scenarios.yaml:1: Ten days, then thirty\n" in done.out
    assert "xq/extradition/appeal: last_day: expected 2026-02-20, found 2026-02-23\n" in done.out
    assert "1 differ" in done.out


def test_a_limit_without_a_scenario_is_a_finding(own_folder: Folder, command: Command) -> None:
    done = command("rules", "test", own_folder(scenarios=("    xq/extradition/surrender: 2026-03-25\n", "")))
    assert done.code == 1
    assert "xq/extradition/surrender: no scenario names this limit" in done.out


def test_a_day_under_another_year_is_a_finding(own_folder: Folder, command: Command) -> None:
    done = command("rules", "test", own_folder(calendar=("2026-02-20:", "2027-02-20:")))
    assert done.code == 1
    assert "xq/courts: 2027-02-20 stands under 2026" in done.out


def test_a_folder_that_cannot_be_read_is_refused(own_folder: Folder, command: Command) -> None:
    done = command("rules", "test", own_folder(extradition=("10 days", "ten days"), regimes=("next open", "nxt")))
    assert done.code == 2
    assert "extradition.yaml:10: 'ten days' is no period" in done.err
    assert "regimes.yaml:5:" in done.err
    assert done.out == ""


def test_a_scenario_whose_case_cannot_be_read(own_folder: Folder, command: Command) -> None:
    done = command("rules", "test", own_folder(scenarios=("decision_served: 2026-02-10", "decision_serv: 2026-02-10")))
    assert done.code == 1
    assert "scenarios.yaml:4: unknown event 'decision_serv'. Did you mean 'decision_served'?" in done.out
    done = command("rules", "test", own_folder(scenarios=("  as_of: 2026-02-11\n", "")))
    assert done.code == 2
    assert "'as_of' is missing" in done.err


def test_what_does_not_exist(command: Command) -> None:
    assert command("rules", "test", "/no/such/folder").code == 2
    done = command("rules", "list", "kx")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("PATH: nothing begins with 'kx'. ")
    done = command("rules", "show", "kz/extradition/apeal")
    assert (done.code, done.out) == (2, "")
    assert done.err == "LIMIT: unknown limit 'kz/extradition/apeal'. Did you mean 'kz/extradition/appeal'?\n"
