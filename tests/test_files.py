"""Reading what people wrote: every fault has its message, its twin without the fault is read, and nothing else ever escapes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extradeadline import model
from extradeadline.files import LARGEST, convert, load, parse_json, parse_yaml, read_stdin, read_text
from extradeadline.nodes import DEEPEST, MOST_NODES, path_of_keys
from extradeadline.problems import Problems

BAD = Path(__file__).parent / "bad"

# name of the pair -> the struct it is read as, and the words that the message of the bad twin must hold
PAIRS: dict[str, tuple[type[msgspec.Struct], list[str]]] = {
    "not-yaml.yaml": (
        model.CaseFile,
        [":4: this is not YAML", "colon", "Put a text that has a colon in quotation marks"],
    ),
    "wrong-encoding.yaml": (
        model.CaseFile,
        [":2: the file is not in UTF-8", "byte C4", "Save it again with the encoding UTF-8"],
    ),
    "empty.yaml": (model.CaseFile, ["the file is empty", "Write at least one line"]),
    "unknown-key.yaml": (model.CaseFile, [":3: unknown key 'evnts'. Did you mean 'events'?"]),
    "duplicate-key.yaml": (
        model.CaseFile,
        [":6: the key 'detained' is written twice, first in line 4", "Delete one of them"],
    ),
    "deep-nesting.yaml": (model.CaseFile, [":5:", "more than 40 deep", "Make it flatter"]),
    "alias-bomb.yaml": (
        model.CaseFile,
        [":3: an anchor is used, '&a'", ":4: an alias is used, '*a'", "Write the text out in full"],
    ),
    "tag.yaml": (model.CaseFile, [":4: a tag is used", "Delete it"]),
    "two-documents.yaml": (model.CaseFile, [":5: a second document begins here", "a file of its own"]),
    "no-as-country.yaml": (model.CaseFile, [":1: 'requested'", "two capital letters", "is 'no'", "Write NO."]),
    "article-1.10.yaml": (model.Regime, [":2: 'citation' should be a text, but is a list", "Write one value only"]),
    "wrong-list.yaml": (
        model.CaseFile,
        [":5: 'orders' should be a list, but is the text 'court'", "Write `orders: [court]`"],
    ),
    "missing-key.yaml": (model.CaseFile, [":1: 'requested' is missing", "Add the line `requested: ...`"]),
    "tab.yaml": (model.CaseFile, [":4: this is not YAML: a tab", "Indent with spaces"]),
    "open-quote.yaml": (model.CaseFile, [":2: this is not YAML: a quotation mark or a bracket is never closed"]),
    "control-character.yaml": (
        model.CaseFile,
        [":2: the line holds a character that is not text, U+001B", "Delete it"],
    ),
    "no-such-day.yaml": (model.Regime, [":6: 30 February 2025 does not exist", "February 2025 ends on 2025-02-28"]),
    "day-without-year.yaml": (model.Regime, [":6: the year is missing in '2 June'", "Write year-month-day"]),
    "json-duplicate-key.json": (
        model.CaseFile,
        [":events.detained: the key 'detained' is written twice", "Delete one of them"],
    ),
    "json-deep-nesting.json": (model.CaseFile, [":1: lists or groups stand more than 40 deep", "Make it flatter"]),
    "json-not-json.json": (model.CaseFile, [":1: this is not JSON", "Check the quotation marks, commas and brackets"]),
}


def twin(name: str, which: str) -> Path:
    stem, _, ending = name.rpartition(".")
    return BAD / f"{stem}.{which}.{ending}"


def problems_of(call: Any, *arguments: Any) -> str:
    with pytest.raises(Problems) as caught:
        call(*arguments)
    assert all(problem.what and not problem.what.endswith(".") for problem in caught.value.problems)
    assert all(problem.way_out.endswith((".", "?")) for problem in caught.value.problems)
    return str(caught.value)


# --- pairs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_a_bad_file_is_refused_with_its_line_and_a_way_out(name: str) -> None:
    type_, words = PAIRS[name]
    message = problems_of(load, twin(name, "bad"), type_, BAD)
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize("name", PAIRS)
def test_its_twin_without_the_fault_is_read(name: str) -> None:
    type_, _ = PAIRS[name]
    assert isinstance(load(twin(name, "good"), type_, BAD), type_)


def test_one_fault_gives_one_problem() -> None:
    for name, (type_, _) in PAIRS.items():
        if name not in ("alias-bomb.yaml", "missing-key.yaml"):
            assert len(problems_of(load, twin(name, "bad"), type_).splitlines()) == 1, name


def test_norway_and_article_1_10_stay_as_written() -> None:
    assert load(twin("no-as-country.yaml", "good"), model.CaseFile).requested == "NO"
    assert load(twin("article-1.10.yaml", "good"), model.Regime).citation == "1.10"


# --- reading the text ------------------------------------------------------------------------------------------


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(20 * 1024**3)  # sparse: takes no room, and could not be read into memory
    assert "larger than 1,048,576 bytes. Divide it" in problems_of(read_text, huge)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a" * LARGEST)
    (tmp_path / "b.yaml").write_bytes(b"a" * (LARGEST + 1))
    assert len(read_text(tmp_path / "a.yaml")) == LARGEST
    assert "larger than" in problems_of(read_text, tmp_path / "b.yaml")


def test_a_folder_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    assert "this is a folder, and a file is needed. Name a file in it." in problems_of(load, tmp_path, model.CaseFile)
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "this is a pipe or a device" in problems_of(read_text, tmp_path / "pipe.yaml")
    assert "this is a pipe or a device" in problems_of(read_text, "/dev/zero")


def test_a_pipe_put_in_place_at_the_last_moment_does_not_make_us_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("a")
    os.mkfifo(tmp_path / "pipe.yaml")
    status = (tmp_path / "a.yaml").stat()
    monkeypatch.setattr(os, "stat", lambda *_, **__: status)
    assert "this is a pipe or a device" in problems_of(read_text, tmp_path / "pipe.yaml")


def test_a_file_that_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("requested: KZ\n")

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)  # root may read everything
    assert "you may not read this file. Ask its owner" in problems_of(read_text, tmp_path / "a.yaml")


def test_a_missing_file_has_near_names(tmp_path: Path) -> None:
    (tmp_path / "petrov.yaml").write_text("a")
    assert "there is no such file. Did you mean 'petrov.yaml'?" in problems_of(read_text, tmp_path / "petrow.yaml")
    assert "Check the name" in problems_of(read_text, tmp_path / "x")
    assert "There is no folder" in problems_of(read_text, tmp_path / "none" / "a.yaml")
    assert "there is no such file" in problems_of(read_text, tmp_path / "petrov.yaml" / "a.yaml")


def test_a_name_that_cannot_be_one() -> None:
    assert "the file cannot be read" in problems_of(read_text, "a\0b.yaml")
    assert "the file cannot be read" in problems_of(read_text, "a" * 5000)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("requested: KZ\n")
    assert "does not end in .yaml, .yml or .json. Name a file" in problems_of(load, tmp_path / "a.txt", model.CaseFile)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "rules", tmp_path / "rules-other"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.yaml").write_text("secret: yes\n")
    (inside / "own.yaml").write_text("a: b\n")
    (inside / "link.yaml").symlink_to(outside / "secret.yaml")
    (inside / "near.yaml").symlink_to("own.yaml")
    (inside / "folder").symlink_to(outside)
    for name in ("link.yaml", "folder/secret.yaml", "../rules-other/secret.yaml", "../rules-other/none.yaml"):
        assert "leads out of the folder" in problems_of(read_text, inside / name, inside)
    assert read_text(inside / "near.yaml", inside) == "a: b\n"
    (inside / "loop.yaml").symlink_to("loop.yaml")
    assert "cannot be read" in problems_of(read_text, inside / "loop.yaml", inside)


def test_the_mark_of_utf_8_is_passed_over_and_utf_16_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffrequested: KZ\r\n".encode())
    (tmp_path / "b.yaml").write_bytes("requested: KZ\n".encode("utf-16"))
    assert load(tmp_path / "a.yaml", model.CaseFile).requested == "KZ"
    assert "UTF-16" in problems_of(read_text, tmp_path / "b.yaml")


def test_standard_input_has_the_same_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def given_in(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    given_in(b"requested: KZ\n")
    assert load("-", model.CaseFile).requested == "KZ"
    given_in(b'{"requested": "KZ", "facts": {"term": 1.10}}')
    assert load("-", model.CaseFile).facts == {"term": "1.10"}
    given_in(b"a" * (LARGEST + 1))
    assert "standard input: the file is larger" in problems_of(read_stdin)
    given_in(b"\xff")
    assert "standard input:1: the file is not in UTF-8" in problems_of(read_stdin)


def test_what_a_run_from_the_cache_does_not_need_is_not_imported() -> None:
    code = "import sys, extradeadline.files; print({'yaml', 'difflib', 'extradeadline.explaining'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# --- from text to data -----------------------------------------------------------------------------------------


def test_every_scalar_stays_text_and_only_nothing_is_nothing() -> None:
    node = parse_yaml(
        "a: [NO, on, 12:30, 010, 1.10, 2026-02-09, 1e3, .inf, 'null', '', \"~\"]\nb:\nc: ~\nd: null\non: true\n", "f"
    )
    assert node.data == {
        "a": ["NO", "on", "12:30", "010", "1.10", "2026-02-09", "1e3", ".inf", "null", "", "~"],
        "b": None, "c": None, "d": None, "on": "true",
    }  # fmt: skip


def test_every_part_has_its_line() -> None:
    node = parse_yaml("# first\na: 1\nb:\n  - x\n  - c: y\n    d: >\n      long\n      text\ne: {f: g,\n  h: i}\n", "f")
    assert node.positions == {
        (): 2, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "c"): 5, ("b", 1, "d"): 6, ("e",): 9, ("e", "f"): 9, ("e", "h"): 10,
    }  # fmt: skip


def test_all_faults_of_a_file_are_gathered() -> None:
    message = problems_of(parse_yaml, 'a: 1\na: &x 2\nb: *x\n[c]: !t d\n{e: f}: g\n*x : h\na: 3\n&k l: "\\e[0m"\n', "f")
    assert [line.split(":")[1] for line in message.splitlines()] == ["2", "2", "3", "4", "4", "5", "6", "7", "8", "8"]
    assert message.count("first in line 1") == 2
    assert message.count("where a key belongs") == 2


def test_faults_of_the_reader_and_of_the_types_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("requested: KZ\nrequested: RU\nevnts: {}\n")
    message = problems_of(load, tmp_path / "a.yaml", model.CaseFile)
    assert "written twice" in message
    assert "unknown key 'evnts'" in message


def nested(depth: int, parse: Any) -> str:
    return "[" * depth + '"a"' + "]" * depth if parse is parse_json else "- " * depth + "a"


@pytest.mark.parametrize("parse", [parse_yaml, parse_json])
def test_depth_and_number_of_parts_have_limits(parse: Any) -> None:
    parse(nested(DEEPEST, parse), "f")
    assert "deep in one another" in problems_of(parse, nested(DEEPEST + 1, parse), "f")
    assert "deep in one another" in problems_of(parse, "[" * 1_000_000, "f")
    items = ["1"] * (MOST_NODES - 1)
    assert len(parse(f"[{','.join(items)}]", "f").data) == MOST_NODES - 1
    assert "more than 100,000 parts" in problems_of(parse, f"[{','.join(items)},1]", "f")


def test_json_gives_what_yaml_gives() -> None:
    text = '{"a": [1.10, 1E5, -0, 123456789012345678901234567890, true, false, null, "", "null", "[{\\"", []], "b": {"c": {}}}'
    assert parse_json(text, "f").data == {
        "a": ["1.10", "1E5", "-0", "123456789012345678901234567890", "true", "false", None, "", "null", '[{"', []],
        "b": {"c": {}},
    }
    assert parse_json(text, "f").data == parse_yaml(text, "f").data


def test_json_that_hides_its_faults() -> None:
    assert "U+D800" in problems_of(parse_json, '{"a": "\\ud800"}', "f")
    assert "U+0000" in problems_of(parse_json, '{"a\\u0000": "b"}', "f")
    assert "f:a[1].b: the key 'b'" in problems_of(parse_json, '{"a": [1, {"b": 2, "b": 3}]}', "f")
    for text in ("", "  \n", "null"):
        assert "the file is empty" in problems_of(parse_json, text, "f")
    problems_of(parse_json, '"' + '\\"' * 300_000, "f")  # a scan that went back would take hours


def test_json_places_are_paths() -> None:
    assert path_of_keys(("events", "detained", 1, "when")) == "events.detained[1].when"
    assert path_of_keys(("first of", "a.b", "")) == 'first of["a.b"][""]'
    assert path_of_keys(()) == ""


@pytest.fixture
def without_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader")


@pytest.mark.usefixtures("without_c")
@pytest.mark.parametrize("name", [name for name in PAIRS if name.endswith("yaml")])
def test_without_the_c_library_the_same_files_are_refused(name: str) -> None:
    type_, words = PAIRS[name]
    load(twin(name, "good"), type_)
    line = words[0].partition(" ")[0] if words[0].startswith(":") else ""
    assert line in problems_of(load, twin(name, "bad"), type_)


# --- any text whatever -----------------------------------------------------------------------------------------

PIECES = ["a", "b", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ",", '"', "'", "&x ", "*x", "!t ", "? ", "| ", "> ", "#", "---\n", "...\n",
          "%YAML 1.1\n", "null", "1.10", "\t", "\\", "\\ud800", "\\U00110000", "\\u0000", "\ud800", "\0", "\x85", "\u2028", "\ufeff", "<<", "я"]  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.text(st.characters()), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def plain(data: Any) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain(value) for key, value in data.items())
    return all(map(plain, data)) if isinstance(data, list) else data is None or isinstance(data, str)


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@given(text=ANY_TEXT)
def test_any_text_gives_data_or_problems(loader: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "CBaseLoader", getattr(yaml, loader))
        for parse in (parse_yaml, parse_json):
            try:
                node = parse(text, "f")
            except Problems as refused:
                str(refused).encode()
            else:
                assert plain(node.data)
                read = convert(node.data, node.positions, "f", (), model.CaseFile)
                assert isinstance(read, (model.CaseFile, Problems))


@given(content=st.binary())
def test_any_bytes_give_text_or_problems(content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        try:
            assert read_stdin().encode() == content.removeprefix(b"\xef\xbb\xbf")
        except Problems as refused:
            str(refused).encode()


SCALARS = st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029"))
PLAIN = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(SCALARS, inner), max_leaves=20)


@given(data=PLAIN, flow=st.booleans())
def test_plain_documents_are_read_as_yaml_and_json_read_them(data: Any, flow: bool) -> None:
    text = yaml.dump(
        data, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=flow, width=1000, sort_keys=False
    )
    ours = parse_yaml(text, "f").data
    assert ours == yaml.load(text, yaml.BaseLoader) == yaml.load(text, yaml.CSafeLoader) == data
    assert parse_json(json.dumps(data, ensure_ascii=False), "f").data == data
