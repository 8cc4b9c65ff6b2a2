"""Where the rules are, and reading those that a case needs: the shared lists, the treaties, and the States it names.

The parsed rules are kept in the user's cache folder under the SHA-256 of the rule files, as JSON. A cache that is missing,
cut short, outdated or unwritable changes nothing but the time it takes.
"""

import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from extradeadline import ENGINE
from extradeadline.problems import Problem, Problems
from extradeadline.rulebook import KeptRulebook, Rulebook

try:  # hashlib loads the whole of OpenSSL, which takes longer than hashing the rules
    from _sha2 import sha256  # type: ignore[import-not-found]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256

Root = tuple[Path, ...]
MOST_KEPT = 20  # rulebooks in the cache: one for each set of States and rules, the oldest go first


def rules_dir() -> Path:
    """The rules that travel with the program: beside the package when installed, at the top of the repository otherwise.

    Raises Problems where neither is there."""
    package = Path(__file__).resolve().parent
    installed = package / "rules"
    if installed.is_dir():
        return installed
    checkout = package.parent.parent
    if (checkout / "rules").is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / "rules"
    raise Problems(
        [
            Problem(
                str(installed),
                "",
                "the rules that belong to the program are not there",
                "Install it again with 'python -m pip install .'.",
            )
        ]
    )


def is_scenarios(name: str) -> bool:
    return name == "scenarios.yaml" or name.endswith(".scenarios.yaml")


def jurisdictions_in(root: Path) -> list[str]:
    """The folders of States, by name."""
    return sorted(path.parent.name for path in root.glob("*/jurisdiction.yaml"))


def bodies_in(root: Path) -> list[str]:
    """The folders of bodies that several States stand under, by name. Which of them concerns a case, treaties decide."""
    return sorted(entry.name for entry in os.scandir(root) if os.path.isfile(f"{entry.path}/body.yaml"))  # noqa: PTH113


def rule_files(root: Path, homes: Iterable[str] | None) -> list[Path]:
    """The rule files of a root that a case between these States needs (None: all), in the order of their names."""
    wanted = sorted({*(jurisdictions_in(root) if homes is None else homes), *bodies_in(root)} - {"treaties"})
    found = [root / name for name in ("events.yaml", "regimes.yaml") if (root / name).is_file()]
    for folder in (*wanted, "treaties"):
        try:
            names = sorted(os.listdir(root / folder))  # noqa: PTH208 (a glob compiles an expression at every start)
        except (FileNotFoundError, NotADirectoryError):
            continue
        found += [root / folder / name for name in names if name.endswith(".yaml") and not is_scenarios(name)]
    return found


def load_rules(states: Iterable[str] | None = None, also: Path | str | None = None) -> Rulebook:
    """The rules for a case between these States (two-letter codes; None: all jurisdictions), with a user's own folder `also`.

    Raises Problems with all that is wrong in any of the files. A State without rules is simply not there; a folder is read
    once in a process."""
    homes = None if states is None else tuple(sorted({state.lower() for state in states}))
    roots = [rules_dir()] if also is None else [rules_dir(), Path(also)]
    if also is not None and not Path(also).is_dir():
        raise Problems(
            [
                Problem(
                    str(also),
                    "",
                    "there is no such folder of rules",
                    "Name a folder laid out like the program's own rules.",
                )
            ]
        )
    return _loaded(tuple(roots), homes)


@lru_cache(maxsize=8)
def _loaded(roots: Root, homes: tuple[str, ...] | None) -> Rulebook:
    files = [(root, path) for root in roots for path in rule_files(root, homes)]
    digest = sha256()
    for root, path in files:
        try:
            content = path.read_bytes()
        except OSError:  # a folder, a file that may not be read: the reader names it
            content = b""
        digest.update(f"{path.as_posix().removeprefix(root.as_posix())}\0{len(content)}\0".encode())
        digest.update(content)
    key = digest.hexdigest()
    cached = _cached(key)
    if cached is not None:
        return cached
    from extradeadline.gathering import gather

    book = gather(files, key)
    _keep(key, book)
    return book


def cache_dir() -> Path:
    """The user's own cache folder; never the current directory."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    named = Path(home) if home else None
    return (named if named is not None and named.is_absolute() else Path.home() / ".cache") / "extradeadline"


# What decides the form of a kept rulebook: a program with another form of any of these reads the rules afresh.
_FORM = ("model", "period", "grammar", "ways", "rulefiles", "gathering", "names", "limits", "compiling", "rulebook")


def _cache_file(key: str) -> Path:
    here = Path(__file__).parent
    form = sha256("".join(str((here / f"{name}.py").stat().st_mtime_ns) for name in _FORM).encode()).hexdigest()
    return cache_dir() / f"rules-{ENGINE}-{sys.version_info[0]}{sys.version_info[1]}-{form[:12]}-{key}.json"


# A kept rulebook is read part by part, so that a fault in it would come to light in the middle of a schedule: a sum over all
# of it, which stands first, tells before.
_SUM = b'{"crc32":%10d,"book":'


def _cached(key: str) -> Rulebook | None:
    from zlib import crc32

    try:
        content = _cache_file(key).read_bytes()
        start = len(_SUM % 0)
        whole = memoryview(content)[start:-1]
        if content[:start] != _SUM % crc32(whole) or content[-1:] != b"}":
            return None
        book = msgspec.json.decode(whole, type=KeptRulebook)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return book.opened() if book.sha256 == key else None


def _keep(key: str, book: Rulebook) -> None:
    """Written whole or not at all; a folder that cannot be written is no error."""
    from zlib import crc32

    path = _cache_file(key)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        encoded = msgspec.json.encode(book)
        temporary.write_bytes(_SUM % crc32(encoded) + encoded + b"}")
        temporary.replace(path)
        for old in sorted(path.parent.glob("rules-*"), key=lambda file: file.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
