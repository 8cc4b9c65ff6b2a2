"""Nothing heavy is imported before it is used."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "kz-ru.yaml"
HEAVY = ("rich", "holidays", "pydantic", "numpy", "jinja2", "icalendar", "importlib.metadata", "importlib.resources")
PROGRAM = """
import sys
sys.argv = ["extradeadline", *{words!r}]
try:
    from extradeadline.cli.startup import main
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    sys.stderr.write(" ".join(name for name in {heavy!r} if name in sys.modules))
"""


def loaded(*words: str) -> str:
    code = PROGRAM.format(words=words, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout
    return done.stderr


def test_a_schedule_as_json_loads_nothing_heavy() -> None:
    assert loaded("compute", str(EXAMPLE), "--as-of", "2026-02-13", "--format", "json") == ""


def test_neither_does_text_in_a_pipe() -> None:
    assert loaded("compute", str(EXAMPLE), "--as-of", "2026-02-13") == ""


def test_a_year_without_a_reviewed_table_asks_the_package() -> None:
    assert "holidays" in loaded("calendar", "KZ", "2014").split()


def test_a_kazakh_case_leaves_other_procedures_unread() -> None:
    from extradeadline.loading import load_rules
    from extradeadline.rulebook import KeptParts

    load_rules(["KZ", "RU"])
    load_rules.__globals__["_loaded"].cache_clear()
    limits = load_rules(["KZ", "RU"]).limits
    assert isinstance(limits, KeptParts)
    assert not limits._read
