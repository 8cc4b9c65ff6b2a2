"""What a file from a stranger cannot do, and what the program never does by itself."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import GOLDEN, OWN_RULES, PROGRAM, ROOT, Command, environment
from extradeadline.loading import load_rules

XA = GOLDEN / "xa.yaml"
RULES = ("--rules", OWN_RULES)
AS_OF = ("--as-of", "2026-02-12")

# What a terminal obeys, what turns text around, what a browser or a spreadsheet runs.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


# --- nothing is run ------------------------------------------------------------------------------------------------------

ATTACKS = {
    "tag": "title: !!python/object/apply:os.system ['touch {mark}']\n",
    "tag on a list": "orders: !!python/object/new:os.system [touch {mark}]\n",
    "name": "title: !!python/name:os.system\n",
    "module": "title: !!python/module:antigravity\n",
    "merge": "events: {{<<: {{detained: 2026-01-05}}}}\n",
    "include": "title: !include {mark}\n",
    "env": "title: !ENV ${{HOME}}\n",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_tag_runs_nothing(command: Command, tmp_path: Path, name: str) -> None:
    mark = tmp_path / "mark"
    case = f"requested: XA\n{ATTACKS[name].format(mark=mark)}"
    done = command("compute", "-", *RULES, stdin=case.encode())
    assert (done.code, done.out) == (2, "")
    assert not mark.exists()


@pytest.mark.parametrize(
    "text", ["{title}", "{0.__class__}", "%s%n", "${HOME}", "$(id)", "{case.__init__.__globals__}", "{}", "\\x1b[31m"]
)
def test_no_text_of_a_case_is_a_template(command: Command, text: str) -> None:
    case = {
        "requested": "XA", "title": text,
        "events": {"decision_served": {"when": "2026-02-10", "id": text, "note": text, "source": text}, "extradition_arrest_ordered": [
            {"when": "2026-01-06", "id": f"{text} a"}, {"when": "2026-02-06", "names": "2026-03-06", "id": f"{text} b"}]},
        "orders": [{"when": "2026-02-11", "by": text, "extends": "xa/extradition/appeal", "until": "2026-03-02"}],
    }  # fmt: skip
    for words in ((), ("--format", "json"), ("--lang", "ru")):
        done = command("compute", "-", *RULES, *AS_OF, *words, stdin=json.dumps(case).encode())
        assert done.code == 0, done
    assert text in command("compute", "-", *RULES, *AS_OF, stdin=json.dumps(case).encode()).out


# --- nothing is obeyed ---------------------------------------------------------------------------------------------------

HOSTILE = ["\u202e", "\u2066abc\u2069", "\u2028", "\u061c", "\u200e"]


@pytest.mark.parametrize("mark", HOSTILE, ids=ascii)
def test_marks_that_turn_text_around_are_written_out(command: Command, mark: str, tmp_path: Path) -> None:
    def shown(*words: str) -> str:
        case = {
            "requested": "XA", "title": f"a{mark}b",
            "events": {"extradition_arrest_ordered": [{"when": "2026-01-06", "names": "2026-02-06", "id": f"i{mark}d"}, "2026-01-20"],
                       "extradition_arrest_extended": "2026-02-10", "complaint_lodged": {"when": "2026-02-11", "id": f"c{mark}"},
                       "decision_served": "2026-02-10"},
            "orders": [{"when": "2026-02-11", "by": f"judge {mark}", "extends": "xa/extradition/appeal", "until": "2026-03-02"}],
        }  # fmt: skip
        done = command("compute", "-", *RULES, *AS_OF, *words, stdin=json.dumps(case, ensure_ascii=False).encode())
        assert done.code == 0, done
        return done.out

    for words in ((), ("--lang", "ru"), ("--only", "running")):
        assert not OBEYED.search(shown(*words))
    found = json.loads(shown("--format", "json"))
    texts = [found["case"]["title"], *(deadline["id"] for deadline in found["deadlines"])]
    texts += [deadline["closed"]["by"] for deadline in found["deadlines"] if deadline["closed"]]
    texts += [flag["message"] for deadline in found["deadlines"] for flag in deadline["flags"]]
    assert not [text for text in texts if OBEYED.search(text)]


@pytest.mark.parametrize("code", ["\\u001b[2J", "\\u0007", "\\u0000", "\\u009b31m", "\\ud800"])
def test_control_characters_are_refused(command: Command, code: str) -> None:
    for case in (f'{{"requested": "XA", "title": "{code}"}}', f'requested: XA\ntitle: "{code}"\n'):
        done = command("compute", "-", *RULES, stdin=case.encode())
        assert (done.code, done.out) == (2, "")
        assert not OBEYED.search(done.err.replace("\n", ""))


@pytest.mark.parametrize(
    "flag",
    ["--as-of", "--only", "--within", "--fail-on", "--event", "--fact", "--requested", "--requesting", "--rules"],
)
def test_a_message_about_a_flag_commands_no_terminal(command: Command, flag: str) -> None:
    done = command("compute", XA, flag, "\x1b[2J\u202e")
    assert done.code == 2
    assert not OBEYED.search(done.err.replace("\n", ""))


def test_neither_does_one_about_a_name(command: Command) -> None:
    for words in (
        ("compute", "\x1b[2J.yaml"), ("explain", XA, "\x1b[2J", *RULES), ("rules", "show", "\x1b[2J"), ("rules", "list", "\x1b[2J"),
        ("calendar", "\x1b[2J", "2026"), ("count", "\x1b[2J", "1 day", "--regime", "unread"), ("count", "2026-01-01", "\x1b[2J", "--regime", "unread"),
        ("count", "2026-01-01", "1 day", "--regime", "\x1b[2J"), ("new", "--requested", "\x1b[2J"), ("\x1b[2J",), ("compute", XA, "--format", "\x1b[2J"),
    ):  # fmt: skip
        done = command(*words)
        assert done.code == 2, words
        assert not OBEYED.search((done.out + done.err).replace("\n", "")), words


def test_no_cell_of_the_output_begins_a_formula(command: Command) -> None:
    """Text is a report, not a table, but people paste it: no line of it begins with what a spreadsheet would run because a case says so."""
    case = {"requested": "XA", "title": '=HYPERLINK("http://x";"y")', "events": {"decision_served": "2026-02-10"}}
    out = command("compute", "-", *RULES, *AS_OF, stdin=json.dumps(case).encode()).out
    assert not [line for line in out.splitlines() if line.startswith(("=", "+", "-", "@", "\t"))]


# --- nothing outside is reached ------------------------------------------------------------------------------------------


def test_a_state_is_no_path(command: Command) -> None:
    for state in ("..", "/e", "a/", "../../etc", "kz/../xa"):
        assert command("compute", "-", stdin=f'requested: "{state}"\n'.encode()).code == 2
        assert command("compute", "--requested", state, "--event", "detained=2026-01-05").code == 2


def test_a_zone_is_no_path(command: Command) -> None:
    for zone in ("../../../../etc/passwd", "/etc/passwd", "Europe/../../x", "tzdata.zi", "Europe", "", ".", "UTC\0"):
        done = command("compute", "-", *RULES, stdin=json.dumps({"requested": "XA", "zone": zone}).encode())
        assert (done.code, done.out) == (2, ""), zone


def test_a_link_in_a_folder_of_rules_leads_nowhere(tmp_path: Path, command: Command) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.yaml").write_text("hunter2: x\n")
    (tmp_path / "own" / "xa").mkdir(parents=True)
    for name in ("calendar.yaml", "scenarios.yaml"):
        (tmp_path / "own" / "xa" / name).symlink_to(tmp_path / "secret" / "a.yaml")
        for words in (("compute", XA, "--rules", tmp_path / "own", *AS_OF), ("rules", "test", tmp_path / "own")):
            done = command(*words)
            assert "hunter2" not in done.out + done.err
        (tmp_path / "own" / "xa" / name).unlink()
    (tmp_path / "own" / "xa").rmdir()
    (tmp_path / "own" / "xa").symlink_to(tmp_path / "secret")
    done = command("compute", XA, "--rules", tmp_path / "own", *AS_OF)
    assert "hunter2" not in done.out + done.err


def test_nothing_is_written_where_it_runs(tmp_path: Path) -> None:
    for words in (("compute", XA, *RULES, *AS_OF), ("rules", "test"), ("new",), ("calendar", "KZ", "2035")):
        subprocess.run([*PROGRAM, *map(str, words)], cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert list(tmp_path.iterdir()) == []


def test_what_stands_where_it_runs_is_not_taken(tmp_path: Path) -> None:
    for name in ("yaml.py", "rules.py", "holidays.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('taken')\n")
    (tmp_path / "rules").mkdir()
    script = Path(sys.executable).with_name("python")
    code = "import sys; sys.path = [p for p in sys.path if p]; from extradeadline.cli.startup import main; main()"
    done = subprocess.run(
        [script, "-c", code, "compute", str(XA), *map(str, RULES), *AS_OF],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


NO_NETWORK = """
import socket, sys
def refuse(*_, **__): raise AssertionError('the network was asked')
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
class Refusing(socket.socket):
    def __init__(self, *a, **k): refuse()
socket.socket = Refusing
from extradeadline.cli.app import main
main()
"""


def test_no_network() -> None:
    for words in (("compute", GOLDEN / "kz.yaml", *AS_OF), ("calendar", "KZ", "2035"), ("rules", "test"), ("new",)):
        done = subprocess.run(
            [sys.executable, "-c", NO_NETWORK, *map(str, words)], env=environment(), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


# --- nothing is loaded before it is used ---------------------------------------------------------------------------------

MODULES = """
import sys
from extradeadline.cli.startup import main
try:
    main()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
import json
print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)
"""
HEAVY = {"rich", "holidays", "pydantic", "numpy"}


def modules(*words: object) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *map(str, words)], env=environment(), capture_output=True, check=True
    )
    return set(json.loads(done.stderr))


def test_compute_as_json_imports_nothing_heavy() -> None:
    case = ROOT / "examples" / "kz-ru.yaml"
    cold = modules("compute", case, "--as-of", "2026-02-13", "--format", "json")
    warm = modules("compute", case, "--as-of", "2026-02-13", "--format", "json")
    assert not cold & HEAVY
    assert not warm & HEAVY


def test_text_in_a_pipe_imports_nothing_heavy_either() -> None:
    for words in (
        ("compute", XA, *RULES, *AS_OF), ("explain", XA, "appeal", *RULES, *AS_OF), ("check", XA, "appeal", "2026-02-21", *RULES, *AS_OF),
        ("count", "2026-02-10", "10 days", "--regime", "xa/acts", *RULES), ("calendar", "XA", "2026", *RULES), ("--version",), ("--help",),
    ):  # fmt: skip
        assert not modules(*words) & HEAVY, words


def test_holidays_are_asked_only_for_years_that_nobody_reviewed() -> None:
    assert "holidays" not in modules("calendar", "KZ", "2026")
    assert "holidays" in modules("calendar", "KZ", "2035")


# --- nothing takes for ever ----------------------------------------------------------------------------------------------

SECONDS = 8.0  # generous: the machine may be busy


def timed(command: Command, *words: object, stdin: bytes = b"") -> tuple[int, str]:
    began = time.monotonic()
    done = command(*words, stdin=stdin)
    assert time.monotonic() - began < SECONDS
    return done.code, done.err


@pytest.mark.parametrize(
    "case",
    [
        b"requested: XA\nevents:\n" + b"".join(b"  x%06d: 2026-01-05\n" % n for n in range(10_000)),
        b"requested: XA\nfacts:\n" + b"".join(b"  x%06d: y\n" % n for n in range(30_000)),
        b"requested: XA\nevents:\n  detained: [" + b"soon, " * 90_000 + b"]\n",
        b"requested: XA\nevents:\n  detained:\n" + b"".join(b"    - {when: 2026-01-05, id: a%d, of: b%d}\n" % (n, n) for n in range(2_000)),
        b"requested: XA\norders:\n" + b"".join(b"  - {when: 2026-01-05, extends: x%d, until: 2026-02-05}\n" % n for n in range(9_000)),
        b"requested: XA\ntitle: " + b"a" * 1_000_000 + b"\n",
        b"requested: XA\nzone: " + b"a/" * 500_000 + b"\n",
        b"requested: XA\n" + b"".join(b"x%d: y\n" % n for n in range(60_000)),
        b"requested: XA\nevents: {detained: " + b"9" * 900_000 + b"}\n",
        b'{"requested": "XA", "facts": {"treaty_term": "' + b"1 day " * 150_000 + b'"}}',
    ],
    ids=["events", "facts", "days", "answers", "orders", "title", "zone", "keys", "digits", "period"],
)  # fmt: skip
def test_a_file_full_of_faults_is_refused_soon_and_shortly(command: Command, case: bytes) -> None:
    code, err = timed(command, "compute", "-", *RULES, *AS_OF, stdin=case)
    assert code in (0, 2)
    assert len(err) < 100_000
    assert len(err.splitlines()) <= 101


def test_a_case_of_many_records_is_counted_soon(command: Command) -> None:
    days = ", ".join(f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))
    case = f"requested: XA\nevents:\n  detained: [{days}]\n  decision_served: [{days}]\n  extradition_arrest_ordered: [{days}]\n"
    code, err = timed(command, "compute", "-", *RULES, *AS_OF, "--format", "json", stdin=case.encode())
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("events", "as_of"),
    [
        ("detained=9999-12-31", "9999-12-31"),
        ("detained=9999-12-31 23:59", "9999-12-31"),
        ("decision_served=9999-12-25", "2026-01-01"),
        ("detained=0001-01-01", "0001-01-01"),
        ("detained=0001-01-01 00:00", "2026-01-01"),
        ("decision_served=1900-01-01", "2026-01-01"),
        ("decision_served=2026-02-10", "0001-01-01"),
        ("decision_served=2026-02-10", "9999-12-31 23:59"),
    ],
)
def test_the_ends_of_the_calendar_are_no_unexpected_failure(command: Command, events: str, as_of: str) -> None:
    done = command("compute", "--requested", "XA", "--event", events, *RULES, "--as-of", as_of)
    assert done.code in (0, 2), done.err
    assert command(
        "compute", "--requested", "XA", "--fact", "treaty_term=9999 years", "--event", events, *RULES, "--as-of", as_of
    ).code in (0, 2)


def test_a_term_past_the_end_of_time_is_refused_or_shown_without_a_date(command: Command) -> None:
    done = command(
        "compute",
        "--requested",
        "XA",
        "--fact",
        "treaty_term=9999 years",
        "--event",
        "detained=2026-01-05",
        *RULES,
        *AS_OF,
    )
    assert done.code in (0, 2), done.err


# --- rules are data ------------------------------------------------------------------------------------------------------


def test_no_law_is_written_in_the_program() -> None:
    """No State's code, no article and no event kind decides anything in Python."""
    kinds = [
        kind
        for kind in load_rules(None).events
        if kind not in ("released", "arrived", "departed", "removed", "delivered", "detained")
    ]
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text(encoding="utf-8"))
        assert not re.search(r"\b(UPK|APPK|GPK|KOAP|587|588|589|592)\b", text), path
        assert not [kind for kind in kinds if re.search(rf"['\"]{kind}['\"]", text)], path
        assert not re.search(r"(==|in) *\(?[\"'](kz|KZ|RU)[\"']", text), path


def test_no_code_is_run_from_data() -> None:
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"\b(eval|exec|pickle|marshal|shelve|subprocess|os\.system|yaml\.load|unsafe_load|FullLoader)\b", text
        ), path
