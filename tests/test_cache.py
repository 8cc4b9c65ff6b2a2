"""The cache of parsed rules: whatever state it is in, the output is the same bytes, and it is never a way in."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import GOLDEN, OWN_RULES, in_a_process
from extradeadline.loading import cache_dir

WORDS = (
    "compute",
    GOLDEN / "xa.yaml",
    "--requesting",
    "TR",
    "--rules",
    OWN_RULES,
    "--as-of",
    "2026-02-12",
    "--format",
    "json",
)


def run(cache: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return in_a_process(*WORDS, XDG_CACHE_HOME=str(cache), **env)


def output(cache: Path, **env: str) -> bytes:
    done = run(cache, **env)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.fixture
def warm(tmp_path: Path) -> tuple[Path, Path, bytes]:
    """A folder with a warm cache, its one file, and what the program then says."""
    cold = output(tmp_path / "cache")
    [kept] = (tmp_path / "cache" / "extradeadline").iterdir()
    return tmp_path / "cache", kept, cold


def test_cold_and_warm_say_the_same(warm: tuple[Path, Path, bytes]) -> None:
    cache, kept, cold = warm
    before = kept.stat().st_mtime_ns
    assert output(cache) == cold
    assert kept.stat().st_mtime_ns == before  # read, not written anew
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]  # nothing half written is left


def test_it_is_json_under_the_hash_of_the_rules_and_only_for_its_owner(warm: tuple[Path, Path, bytes]) -> None:
    _, kept, cold = warm
    assert kept.suffix == ".json"
    assert kept.read_bytes().startswith(b"{")
    digest = kept.stem.rpartition("-")[2]
    assert len(digest) == 64
    assert digest.encode() in cold  # it is the one in the provenance
    if os.name == "posix":
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: b"null",
        lambda whole: b"{}",
        lambda whole: b"[" * 100_000,
        lambda whole: b"\x80\x04N.",  # what another format would obey
        lambda whole: b"\xff\xfe" + whole,
        lambda whole: whole.replace(b'"regimes":', b'"regimen":'),
        lambda whole: whole.replace(b'"sha256":"', b'"sha256":"0'),
        lambda whole: whole.replace(b'"first_day"', b'"first_dai"'),
    ],
    ids=[
        "empty",
        "half",
        "without its end",
        "null",
        "another shape",
        "deep",
        "pickle",
        "not text",
        "a key of old",
        "another hash",
        "an old field",
    ],
)
def test_cut_short_outdated_or_spoilt_it_says_the_same_and_is_mended(
    warm: tuple[Path, Path, bytes], spoil: object
) -> None:
    cache, kept, cold = warm
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))  # type: ignore[operator]
    assert output(cache) == cold
    assert kept.read_bytes() == whole


def test_a_cache_of_other_rules_is_not_taken(warm: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    """The same name, whole, of the same shape, and under a hash that is not that of the rules."""
    cache, kept, cold = warm
    whole = kept.read_bytes()
    digest = kept.stem.rpartition("-")[2].encode()
    kept.write_bytes(whole.replace(digest, b"0" * 64).replace(b'"days":10', b'"days":11'))
    assert output(cache) == cold


def test_unwritable_it_says_the_same(warm: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    _, _, cold = warm
    (tmp_path / "file").write_text("a file where a folder is needed")
    for cache in (tmp_path / "file", Path("/proc/none"), Path("/dev/null/none"), tmp_path / ("x" * 300)):
        assert output(cache) == cold


def test_a_folder_that_is_read_only(warm: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    _, _, cold = warm
    home = tmp_path / "locked"
    home.mkdir(mode=0o500)
    assert output(home) == cold
    home.chmod(0o700)


def test_without_a_home_it_says_the_same(warm: tuple[Path, Path, bytes]) -> None:
    _, _, cold = warm
    done = in_a_process(*WORDS, XDG_CACHE_HOME="", LOCALAPPDATA="", HOME="/dev/null")
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", cold)


def test_a_folder_in_place_of_the_file(warm: tuple[Path, Path, bytes]) -> None:
    cache, kept, cold = warm
    kept.unlink()
    kept.mkdir()
    assert output(cache) == cold


def test_a_relative_folder_is_not_taken(
    warm: tuple[Path, Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The XDG rule: a path that is not absolute is to be ignored. Otherwise whoever owns the current folder owns the rules."""
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache_dir().is_absolute()


def test_two_at_once_say_the_same(warm: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    from conftest import PROGRAM, environment

    _, _, cold = warm
    env = environment(XDG_CACHE_HOME=str(tmp_path / "shared"))
    several = [subprocess.Popen([*PROGRAM, *map(str, WORDS)], stdout=subprocess.PIPE, env=env) for _ in range(4)]
    assert {process.communicate(timeout=60)[0] for process in several} == {cold}


def test_a_changed_rule_is_seen(tmp_path: Path) -> None:
    import shutil

    rules = tmp_path / "rules"
    shutil.copytree(OWN_RULES, rules)
    words = [rules if word == OWN_RULES else word for word in WORDS]
    cache = str(tmp_path / "cache")
    before = in_a_process(*words, XDG_CACHE_HOME=cache).stdout
    assert b'"last_day": "2026-02-21"' in before
    path = rules / "xa" / "calendar.yaml"
    path.write_text(path.read_text().replace("works: true, ", ""))
    after = in_a_process(*words, XDG_CACHE_HOME=cache).stdout
    assert b'"last_day": "2026-02-23"' in after


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    """Each change of a rule makes a new file; those that nobody asks for any more go."""
    folder = tmp_path / "extradeadline"
    folder.mkdir()
    for number in range(60):
        (folder / f"rules-0.0.1-311-{number:064}.json").write_text("{}")
        os.utime(folder / f"rules-0.0.1-311-{number:064}.json", (number, number))
    (folder / "of-someone-else.txt").write_text("kept")
    cold = output(tmp_path)
    assert output(tmp_path) == cold
    assert len(list(folder.iterdir())) <= 40
    assert (folder / "of-someone-else.txt").exists()


def test_what_another_state_of_the_program_made_is_not_taken(tmp_path: Path) -> None:
    """The same rules and the same version, read by a program that read them otherwise: a checkout that moved on."""
    import shutil

    from conftest import ROOT, environment

    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules", tree / "rules")
    shutil.copy(ROOT / "pyproject.toml", tree)
    env = environment(XDG_CACHE_HOME=str(tmp_path / "cache"), PYTHONPATH=str(tree / "src"))

    def notes() -> str:
        code = (
            "from extradeadline import load_rules; print(len(load_rules(['XA'], __import__('sys').argv[1]).notes) > 0)"
        )
        return subprocess.run(
            [sys.executable, "-c", code, str(OWN_RULES)], env=env, capture_output=True, text=True, check=True
        ).stdout

    assert notes() == "True\n"
    with (tree / "src" / "extradeadline" / "compiling.py").open("a", encoding="utf-8") as file:
        file.write(
            "\nimport msgspec\n_compile = Compiler.compile\n"
            "Compiler.compile = lambda self, sha256: msgspec.structs.replace(_compile(self, sha256), notes=())\n"
        )
    assert notes() == "False\n"
