"""What the tests share: a cache folder of their own, the command in this process and in one of its own, own rules."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from extradeadline.cli.app import main

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).parent / "golden"
OWN_RULES = GOLDEN / "rules"
_CACHE = "EXTRADEADLINE_TEST_CACHE"


class Ran(msgspec.Struct):
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.out)


Command = Callable[..., Ran]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew: then read the diff.")


def pytest_configure(config: pytest.Config) -> None:
    """One cache folder for all workers of a run, never the user's: compiled rules of an older program would be read from it."""
    if _CACHE not in os.environ and not hasattr(config, "workerinput"):
        os.environ[_CACHE] = tempfile.mkdtemp(prefix="extradeadline-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(_CACHE), ignore_errors=True))
    os.environ["XDG_CACHE_HOME"] = os.environ[_CACHE]
    os.environ.pop("NO_COLOR", None)
    os.environ.pop("FORCE_COLOR", None)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in this process: `command("compute", path, stdin=...)`."""

    def run(*words: object, stdin: bytes = b"", encoding: str = "utf-8") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["extradeadline", *map(str, words)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
            code = 0
            try:
                main()
            except SystemExit as stopped:
                code = stopped.code if isinstance(stopped.code, int) else 0 if stopped.code is None else 1
            sys.stdout.flush()
            sys.stderr.flush()
            return Ran(code, out.getvalue().decode(encoding), err.getvalue().decode(encoding))

    return run


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that runs the program from this tree."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": ""} | more


PROGRAM = [sys.executable, "-c", "from extradeadline.cli.startup import main; main()"]


def in_a_process(*words: object, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, its output piped."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)], input=stdin, capture_output=True, env=environment(**env), timeout=60, check=False
    )


def masked(text: str, replaced: dict[str, str]) -> str:
    for found, mark in replaced.items():
        text = text.replace(found, mark)
    return text


# --- own rules: a whole small State in a folder, to be spoilt in one place ----------------------------------------------

FOLDER = {
    "xq/jurisdiction.yaml": """\
title: {en: Quilland, ru: Квилландия}
zones: [Europe/Berlin]
calendar: courts
checked: 2026-11-22
instruments:
  CODE: {title: {en: the Code, ru: Кодекс}, number: "1", source: "https://law.example/code"}
""",
    "xq/calendar.yaml": """\
courts:
  title: {en: Courts, ru: Суды}
  scope: {en: courts, ru: суды}
  weekend: [saturday, sunday]
  years:
    "2026": {certainty: read, days: {2026-02-20: {name: {en: a day, ru: день}, source: Code 9}}}
""",
    "xq/regimes.yaml": """\
acts:
  title: {en: acts, ru: действия}
  citation: Code 2
  first_day: {is: day after, because: Code 2}
  closed_end: {is: next open, because: Code 2}
""",
    "xq/extradition.yaml": """\
title: {en: Extradition, ru: Выдача}
opens_on: [decision_made, decision_served]
text_status: read
in_force: 2000-01-01
limits:
  appeal:
    title: {en: Appeal, ru: Жалоба}
    kind: act
    trigger: decision_served
    period: 10 days
    regime: xq/acts
    met_by: [complaint_lodged]
    citation: Code 17
  surrender:
    title: {en: Surrender, ru: Передача}
    kind: act
    trigger: end of appeal
    period: 30 days
    regime: xq/acts
    citation: Code 20
""",
    "xq/scenarios.yaml": """\
- title: Ten days, then thirty
  count: 10 February left out, day 10 is Friday 20 February, off; Monday 23 February; 30 days from there is 25 March
  as_of: 2026-02-11
  case: {requested: XQ, events: {decision_served: 2026-02-10}}
  expect:
    xq/extradition/appeal: {counted_to: 2026-02-20, last_day: 2026-02-23, status: running}
    xq/extradition/surrender: 2026-03-25
""",
}


@pytest.fixture
def own_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the small State's folder, with some files changed: `own_folder(extradition=("10 days", "ten days"))`."""

    def write(**changes: tuple[str, str]) -> Path:
        home = tmp_path / "own"
        for name, content in FOLDER.items():
            key = Path(name).stem
            old, new = changes.get(key, ("", ""))
            assert old in content, f"{name} has no '{old}'"
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content.replace(old, new, 1) if old else content, encoding="utf-8")
        return home

    return write
