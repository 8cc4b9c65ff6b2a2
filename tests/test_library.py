"""The library: four functions, typed and documented, that say what the command says."""

import inspect
import json
import re
import subprocess
import sys
import typing
from datetime import date
from pathlib import Path

import msgspec
import pytest

import extradeadline
from conftest import GOLDEN, OWN_RULES, ROOT, Command, environment
from extradeadline import count, load_case, load_rules, schedule
from extradeadline.calendars import EVERY_DAY
from extradeadline.period import parse_period
from extradeadline.problems import Problems
from extradeadline.render.json import schedule_json
from extradeadline.rulebook import open_days, ways, zone_of
from extradeadline.ways import way_of

XA = GOLDEN / "xa.yaml"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_library_says_what_the_command_says(command: Command, lang: typing.Literal["en", "ru"]) -> None:
    rules = load_rules(["XA", "XB"], OWN_RULES)
    case = load_case(XA, rules)
    found = schedule(case, rules, date(2026, 2, 12))
    done = command("compute", XA, "--rules", OWN_RULES, "--as-of", "2026-02-12", "--format", "json", "--lang", lang)
    assert schedule_json(found, rules, lang).decode() == done.out
    assert [deadline.id for deadline in found.deadlines] == [deadline["id"] for deadline in done.json["deadlines"]]


def test_the_rules_of_a_case_are_found_by_themselves() -> None:
    case = load_case(ROOT / "examples" / "kz-ru.yaml")
    found = schedule(case, load_rules(case.states), date(2026, 2, 13))
    assert any(deadline.id == "kz/extradition/appeal" for deadline in found.deadlines)


def test_a_count_alone(command: Command) -> None:
    rules = load_rules(["XA"], OWN_RULES)
    way, others = ways(rules, "xa/custody")
    calendar, zone = open_days(rules, "xa/courts"), zone_of("Europe/Berlin")
    found = count(date(2026, 1, 5), parse_period("2 months"), way, calendar, zone)
    said = command(
        "count", "2026-01-05", "2 months", "--regime", "xa/custody", "--rules", OWN_RULES, "--format", "json"
    ).json
    assert found.last_day == date.fromisoformat(said["last_day"])
    assert [
        count(date(2026, 1, 5), parse_period("2 months"), other.way, calendar, zone).last_day.isoformat()
        for other in others
    ] == [reading["last_day"] for reading in said["readings"][1:]]
    everyday = count(
        date(2026, 2, 10), parse_period("10 days"), way_of("xa/acts", rules.regimes["xa/acts"]), EVERY_DAY, zone
    )
    assert everyday.last_day == date(2026, 2, 20)


def test_a_file_that_cannot_be_read_raises_all_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("requested: KZ\nevents: {detaind: 2025-06-02, detained: 2025-06-32}\n")
    with pytest.raises(Problems) as caught:
        load_case(path)
    assert [problem.where for problem in caught.value.problems] == ["2", "2"]
    assert {problem.file for problem in caught.value.problems} == {str(path)}


def test_the_same_case_and_day_give_the_same_schedule_and_change_nothing() -> None:
    rules = load_rules(["XA", "XB"], OWN_RULES)
    case = load_case(XA, rules)
    before = msgspec.json.encode(case)
    one, other = (schedule(case, rules, date(2026, 2, 12)) for _ in range(2))
    assert one == other
    assert msgspec.json.encode(case) == before
    for value in (case, one, one.deadlines[0], rules):
        with pytest.raises(AttributeError):
            value.title = "changed"  # type: ignore[union-attr, misc]


# --- what is promised to a programmer ------------------------------------------------------------------------------------


def test_all_that_is_promised_is_there() -> None:
    assert set(extradeadline.__all__) == {"ENGINE", "count", "load_case", "load_rules", "schedule"}
    for name in extradeadline.__all__:
        assert getattr(extradeadline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'sheldule'"):
        _ = extradeadline.sheldule
    assert re.fullmatch(r"\d+\.\d+\.\d+", extradeadline.ENGINE)


@pytest.mark.parametrize("name", ["load_case", "load_rules", "schedule", "count"])
def test_each_is_documented_and_typed(name: str) -> None:
    function = getattr(extradeadline, name)
    assert len(inspect.getdoc(function) or "") > 40
    hints = typing.get_type_hints(function)
    assert set(hints) == {*inspect.signature(function).parameters, "return"}


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "src" / "extradeadline" / "py.typed").is_file()


def test_a_type_checker_knows_the_four_functions(tmp_path: Path) -> None:
    """`__getattr__` alone would make each of them an `object`, which cannot be called."""
    path = tmp_path / "use.py"
    path.write_text(
        "from datetime import date\n"
        "from extradeadline import load_case, load_rules, schedule\n"
        "case = load_case('a.yaml')\n"
        "rules = load_rules(case.states)\n"
        "for deadline in schedule(case, rules, date(2026, 2, 13)).deadlines:\n"
        "    print(deadline.id.upper(), deadline.last_day)\n"
    )
    pytest.importorskip("mypy")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", f"--cache-dir={tmp_path / 'mypy'}", str(path)],
        capture_output=True, text=True, env=environment(MYPYPATH=str(ROOT / "src")), cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_the_package_imports_next_to_nothing_and_changes_nothing() -> None:
    code = (
        "import sys, gc, os, re\nbefore = re.compile, os.environ.get('PYTHONTZPATH'), sys.stdout.errors\nimport extradeadline\n"
        "loaded = sorted(name for name in sys.modules if name.startswith('extradeadline'))\n"
        "from extradeadline import load_case, load_rules, schedule, count\nload_rules(['KZ'])\n"
        "import json; print(json.dumps([loaded, gc.isenabled(), before == (re.compile, os.environ.get('PYTHONTZPATH'), sys.stdout.errors),"
        " sorted({'typer', 'click', 'rich', 'holidays', 'numpy', 'pydantic'} & set(sys.modules))]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert json.loads(done.stdout) == [["extradeadline"], True, True, []]
