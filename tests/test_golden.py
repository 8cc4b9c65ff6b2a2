"""What people read, byte by byte, for small cases. After a wanted change: `pytest tests/test_golden.py --update-golden`, then read the diff.

The version, the hash of the rules and the version of the zone data are replaced by a mark.
"""

import re
from pathlib import Path

import pytest

from conftest import GOLDEN, OWN_RULES, ROOT, Command

OWN = ("--rules", OWN_RULES)
MODEL = ("--rules", ROOT / "tests" / "model" / "rules")
XA = GOLDEN / "xa.yaml"
KZ = GOLDEN / "kz.yaml"
LATE = GOLDEN / "xa-late.yaml"
AS_OF = ("--as-of", "2026-02-12")

# file -> the command that writes it, and its exit code
FILES: dict[str, tuple[tuple[object, ...], int]] = {
    "compute-en.txt": (("compute", XA, *OWN, *AS_OF), 0),
    "compute-ru.txt": (("compute", XA, *OWN, *AS_OF, "--lang", "ru"), 0),
    "compute-late-en.txt": (("compute", LATE, *OWN, "--as-of", "2026-04-20", "--fail-on", "missed"), 1),
    "compute-late-ru.txt": (("compute", LATE, *OWN, "--as-of", "2026-04-20", "--lang", "ru"), 0),
    "compute-only-en.txt": (("compute", XA, *OWN, *AS_OF, "--only", "not applicable,lapsed"), 0),
    "compute-within-ru.txt": (("compute", XA, *OWN, *AS_OF, "--within", "0d", "--lang", "ru"), 0),
    "compute.json": (("compute", XA, *OWN, *AS_OF, "--format", "json"), 0),
    "compute-kz-en.txt": (("compute", KZ, *AS_OF), 0),
    "compute-kz-ru.txt": (("compute", KZ, *AS_OF, "--lang", "ru"), 0),
    "explain-en.txt": (("explain", XA, "appeal", *OWN, *AS_OF), 0),
    "explain-ru.txt": (("explain", XA, "appeal", *OWN, *AS_OF, "--lang", "ru"), 0),
    "explain-window-en.txt": (("explain", XA, "last-hours", *OWN, *AS_OF), 0),
    "explain-kz-ru.txt": (("explain", KZ, "kz/extradition/appeal", *AS_OF, "--lang", "ru"), 0),
    "check-agrees-en.txt": (("check", XA, "appeal", "2026-02-21", *OWN, *AS_OF), 0),
    "check-otherwise-ru.txt": (("check", XA, "arrest", "2026-03-05", *OWN, *AS_OF, "--lang", "ru"), 0),
    "check-differs-en.txt": (("check", XA, "appeal", "2026-02-23", *OWN, *AS_OF), 1),
    "count-en.txt": (("count", "2026-01-05", "2 months", "--regime", "xa/custody", *OWN), 0),
    "count-ru.txt": (("count", "2026-02-10", "10 days", "--regime", "xa/acts", "--lang", "ru", *OWN), 0),
    "count-back-en.txt": (("count", "2026-03-02", "10 days", "--regime", "xa/back", "--before", *OWN), 0),
    "count.json": (("count", "2026-01-05", "2 months", "--regime", "xa/custody", "--format", "json", *OWN), 0),
    "calendar-en.txt": (("calendar", "XA", "2026", *OWN), 0),
    "calendar-ru.txt": (("calendar", "XA", "2031", "--lang", "ru", *OWN), 0),
    "treaties-en.txt": (("treaties", "XK", "XR", "--on", "2023-06-27", *MODEL), 0),
    "treaties-ru.txt": (("treaties", "XK", "XW", "--on", "2005-01-10", *MODEL, "--lang", "ru"), 0),
    "treaties.json": (("treaties", "XK", "XR", "--on", "2023-06-28", *MODEL, "--format", "json"), 0),
    "rules-list-en.txt": (("rules", "list", "xa", *OWN), 0),
    "rules-regimes-ru.txt": (("rules", "list", "--regimes", "xa", "--lang", "ru", *OWN), 0),
    "rules-show-en.txt": (("rules", "show", "xa/extradition/appeal", *OWN), 0),
    "rules-show-regime-ru.txt": (("rules", "show", "xa/custody", "--lang", "ru", *OWN), 0),
    "rules-show-kz-en.txt": (("rules", "show", "kz/extradition/appeal"), 0),
    "new-en.txt": (("new", "--requested", "XA", "--requesting", "XB", *OWN), 0),
    "new-ru.txt": (("new", "--requested", "XA", "--requesting", "XB", "--lang", "ru", *OWN), 0),
}


def masked(text: str) -> str:
    """What changes with each release or each word of the rules stands as a mark of the same length or in one place."""
    text = re.sub(r'"rules": "[0-9a-f]{64}"', '"rules": "<hash>"', text)
    text = re.sub(r'("engine"|"zones"): "[^"]+"', r'\1: "<version>"', text)
    # the last line of a schedule is wrapped by length, so that it is unfolded before it is masked
    text = re.sub(r"(extradeadline \d[^\n]*)\n([^\n]+\n)\Z", r"\1 \2", text)
    return re.sub(
        r"extradeadline \d[\w.+]*, ((?:rules|правила) )[0-9a-f]{12}, ((?:zones|часовые пояса) )\w+",
        r"extradeadline <version>, \1<hash>, \2<version>",
        text,
    )


@pytest.mark.parametrize("name", FILES)
def test_golden(name: str, command: Command, request: pytest.FixtureRequest) -> None:
    words, code = FILES[name]
    done = command(*words)
    assert (done.code, done.err) == (code, "")
    found, path = masked(done.out), GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.write_bytes(found.encode())
    assert found.encode() == path.read_bytes()


def test_no_file_is_left_over() -> None:
    kept = {path.name for path in GOLDEN.iterdir() if path.suffix in (".txt", ".json")}
    assert kept == set(FILES)


def test_no_place_of_this_machine_is_in_a_golden_file() -> None:
    for name in FILES:
        assert str(Path.home()) not in (GOLDEN / name).read_text(encoding="utf-8")
        assert "/tmp/" not in (GOLDEN / name).read_text(encoding="utf-8")
