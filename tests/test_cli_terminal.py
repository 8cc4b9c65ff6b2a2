"""What comes out of the program where it goes: a pipe, a terminal, an old terminal, a closed pipe; in English and in Russian."""

import errno
import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path

import pytest

from conftest import GOLDEN, OWN_RULES, PROGRAM, Command, environment, in_a_process

XA = GOLDEN / "xa.yaml"
KZ = GOLDEN / "kz.yaml"
RULES = ("--rules", OWN_RULES)
AS_OF = ("--as-of", "2026-02-12")
BOX = re.compile("[\u2500-\u257f\u2580-\u259f]")
WIDTH = 80

EVERY = {
    "compute": ("compute", XA, *RULES, *AS_OF),
    "only": ("compute", XA, *RULES, *AS_OF, "--only", "running"),
    "kazakh": ("compute", KZ, *AS_OF),
    "explain": ("explain", XA, "appeal", *RULES, *AS_OF),
    "check": ("check", XA, "appeal", "2026-02-21", *RULES, *AS_OF),
    "count": ("count", "2026-02-10", "10 days", "--regime", "xa/acts", *RULES),
    "rules list": ("rules", "list", "xa", *RULES),
    "regimes": ("rules", "list", "--regimes"),
    "events": ("rules", "list", "--events"),
    "rules show": ("rules", "show", "xa/extradition/appeal", *RULES),
    "calendar": ("calendar", "XA", "2026", *RULES),
}


def on_a_terminal(*words: object, columns: int = WIDTH, **env: str) -> str:
    """What a terminal of so many columns is sent."""
    ours, theirs = pty.openpty()
    child = environment(TERM="xterm-256color", COLUMNS=str(columns), **env)
    process = subprocess.Popen([*PROGRAM, *map(str, words)], stdin=theirs, stdout=theirs, stderr=theirs, env=child)
    os.close(theirs)
    parts: list[bytes] = []
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if not select.select([ours], [], [], 0.2)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            part = os.read(ours, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # the other end is closed
                break
            raise
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert process.wait(timeout=30) == 0
    return b"".join(parts).decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


# --- a pipe --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_piped_there_is_no_colour_and_no_line_over_80_columns(command: Command, name: str, lang: str) -> None:
    done = command(*EVERY[name], "--lang", lang)
    assert done.code == 0, done
    assert "\x1b" not in done.out
    assert not BOX.search(done.out)
    assert [line for line in done.out.splitlines() if len(line) > WIDTH and " " in line.strip()] == []
    assert [line for line in done.out.splitlines() if line != line.rstrip()] == []


def test_a_word_longer_than_a_line_stays_whole(command: Command) -> None:
    out = command("rules", "show", "xa/extradition/appeal", *RULES).out
    assert "source: https://law.example/code\n" in out


# --- a terminal ----------------------------------------------------------------------------------------------------------


def test_a_terminal_has_colour_and_the_same_words() -> None:
    shown = on_a_terminal(*EVERY["compute"])
    assert "\x1b[" in shown
    assert plain(shown) == in_a_process(*EVERY["compute"]).stdout.decode()
    assert all(len(line) <= WIDTH for line in plain(shown).splitlines())


def test_no_color_is_obeyed() -> None:
    shown = on_a_terminal(*EVERY["compute"], NO_COLOR="1")
    assert "\x1b" not in shown
    assert shown == in_a_process(*EVERY["compute"]).stdout.decode()


def test_a_dumb_terminal_has_no_colour() -> None:
    ours = on_a_terminal(*EVERY["count"], NO_COLOR="", TERM_PROGRAM="")
    assert "\x1b[" in ours  # NO_COLOR counts only where it is not empty


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_a_narrow_and_a_wide_terminal(columns: int) -> None:
    lines = plain(on_a_terminal(*EVERY["compute"], columns=columns)).splitlines()
    longest = max(len(line) for line in lines if " " in line.strip() and "/" not in line)
    assert longest <= min(columns, 100)


def test_markup_in_a_case_is_shown_as_written(tmp_path: Path) -> None:
    title = "[bold red]x[/] :smile: [link=http://a]b[/link]"
    path = tmp_path / "markup.yaml"
    path.write_text(XA.read_text().replace("title: Invented case", f'title: "{title}"'))
    words = ("compute", path, *RULES, *AS_OF)
    assert in_a_process(*words).stdout.decode().splitlines()[0].endswith(title)
    assert plain(on_a_terminal(*words)).splitlines()[0].endswith(title)


# --- old terminals -------------------------------------------------------------------------------------------------------

OLD = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251", "cp866"])
@pytest.mark.parametrize("name", EVERY)
def test_letters_that_the_terminal_lacks_are_written_out(command: Command, name: str, encoding: str) -> None:
    done = command(*EVERY[name], "--lang", "ru", encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert done.out


def test_the_c_locale() -> None:
    for words in (EVERY["kazakh"], ("new",), ("compute", KZ, "--format", "json", *AS_OF)):
        done = in_a_process(*words, "--lang", "ru", **OLD)
        assert (done.returncode, done.stderr) == (0, b"")
    # what a program reads is UTF-8 everywhere: JSON, and a case file to fill in
    for words in (("compute", KZ, "--format", "json", *AS_OF), ("new",)):
        assert "обжалован" in in_a_process(*words, "--lang", "ru", **OLD).stdout.decode()
    refused = in_a_process("compute", "/нет/такого.yaml", **OLD)
    assert refused.returncode == 2
    assert b"there is no such file" in refused.stderr


def test_an_unexpected_failure_with_cyrillic_is_told_in_the_c_locale() -> None:
    code = (
        "import sys; from extradeadline.cli import app, inputs\n"
        "def fails(*_): raise RuntimeError('\\u043a')\n"
        "inputs.load_rules = fails\nsys.argv = ['x', 'compute', sys.argv[1]]\napp.main()"
    )
    done = subprocess.run([PROGRAM[0], "-c", code, str(XA)], capture_output=True, env=environment(**OLD), check=False)
    assert done.returncode == 3
    assert b"failed unexpectedly: RuntimeError" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_pipe_that_is_closed_early_is_no_failure() -> None:
    """`extradeadline compute case.yaml | head -1`"""
    for words in (EVERY["events"], ("compute", KZ, *AS_OF, "--format", "json")):
        process = subprocess.Popen(
            [*PROGRAM, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        process.stderr.close()
        assert process.wait(timeout=30) == 0, told
        assert told == b""


# --- Russian -------------------------------------------------------------------------------------------------------------

# citations, ids, event kinds, zones, the program's own name: the same in every language
SAME = re.compile(
    r"\[[a-z_, ]+\]|[a-z]{2}/[\w/#-]+|https?://\S+|extradeadline [\d.]+|Code \d+|\b[A-Z]{2,5} \d+[-\d]*|\b(sp|subparas?|first|second|third|paragraph|sentence)\b"
    r"|[A-Z][a-z]+/[A-Z][a-z]+|--\w+|'not applicable'|\b[A-Z]\d+\b|\b(XA|XB|KZ|TR)\b|[a-z]+_[a-z_]+"
)


@pytest.mark.parametrize("name", ["compute", "kazakh", "explain", "check", "count", "calendar"])
def test_russian_holds_no_english_sentence_of_ours(command: Command, name: str) -> None:
    out = command(*EVERY[name], "--lang", "ru").out.replace("Invented case", "")
    left = SAME.sub(" ", " ".join(out.split()))
    assert re.findall(r"\b[a-z]{3,}(?: [a-z]+)+", left) == []


@pytest.mark.parametrize("name", ["compute", "kazakh"])
def test_english_holds_no_russian(command: Command, name: str) -> None:
    out = command(*EVERY[name]).out.replace("Приглашение к счёту", "")
    assert re.findall("[а-яё]+", out, re.IGNORECASE) == []


def test_codes_and_statuses_are_the_same_words_in_every_language(command: Command) -> None:
    def bare(lang: str) -> object:
        found = command(*EVERY["compute"], "--format", "json", "--lang", lang).json
        keys = (
            "id",
            "limit",
            "kind",
            "status",
            "basis",
            "period",
            "regime",
            "citation",
            "text_status",
            "trigger",
            "closed",
        )
        deadlines = [{key: deadline[key] for key in keys} for deadline in found["deadlines"]]
        return deadlines, [[flag["code"] for flag in d["flags"]] for d in found["deadlines"]], found["as_of"]

    assert bare("en") == bare("ru")
