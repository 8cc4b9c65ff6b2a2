"""Nothing heavy is imported before it is used."""

import os
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


OPENED = """
import sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
sys.argv = ["extradeadline", *{words!r}]
try:
    from extradeadline.cli.startup import main
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    sys.stderr.write("\\n".join(sorted(path for path in opened if "/rules/" in path)))
"""


def test_a_kazakh_case_opens_no_file_of_a_third_state(tmp_path: Path) -> None:
    """Cold, with an empty cache: its two States, the treaties and the bodies alone."""
    from extradeadline.loading import load_rules

    book = load_rules(None)
    code = OPENED.format(words=("compute", str(EXAMPLE), "--as-of", "2026-02-13", "--format", "json"))
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    homes = {Path(path).parent.name for path in done.stderr.splitlines()}
    assert {"kz", "ru", "treaties"} <= homes
    assert homes <= {"kz", "ru", "treaties", "rules", *book.bodies}
