"""Files that people write -> text -> plain data -> the structs of `model`. No path that stands in a file is ever opened."""

import os
import stat
import sys
from itertools import islice
from pathlib import Path as FilePath
from typing import NoReturn, TypeVar

import msgspec

from extradeadline.json_text import parse_json, read_json
from extradeadline.nodes import Data, Node, Path, Positions, Stop, path_of_keys, refuse_characters, where
from extradeadline.problems import Gathering, Problem, Problems, did_you_mean
from extradeadline.yaml_events import parse_yaml, read_yaml

__all__ = [
    "LARGEST", "STDIN", "Data", "Node", "Path", "Positions", "convert", "load", "parse_json", "parse_yaml",
    "path_of_keys", "read_json", "read_stdin", "read_text", "read_yaml", "where",
]  # fmt: skip

T = TypeVar("T")

LARGEST = 1024 * 1024  # bytes: a Code's whole set of rules is a fifth of it
STDIN = "-"
_STDIN_NAME = "standard input"
_MOST_NAMES = 2000  # of a folder, looked through for one like the name that is not there
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NO_WAIT = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # the real path has no link left in it, unless someone has just put one there


def load(path: FilePath | str, type_: type[T], inside: FilePath | None = None) -> T:
    """Reads one file, by its ending or from `-` as YAML (which JSON is too), as one struct.

    Raises Problems with all that is wrong: faults of the reader and of the types together.
    """
    if str(path) == STDIN:
        file, text, read = _STDIN_NAME, read_stdin(), read_yaml
    else:
        file, text = str(path), read_text(path, inside)
        ending = FilePath(path).suffix.lower()
        if ending not in (".yaml", ".yml", ".json"):
            _refuse(
                file,
                "the name does not end in .yaml, .yml or .json",
                "Name a file that does, or pipe its text in and name '-'.",
            )
        read = read_json if ending == ".json" else read_yaml
    node, problems = read(text, file)
    if node is None:
        raise Problems(problems)
    value = convert(node.data, node.positions, file, (), type_)
    if isinstance(value, Problems):
        raise Problems((*problems, *value.problems))
    if problems:
        raise Problems(problems)
    return value


def convert(data: Data, positions: Positions, file: str, path: Path, type_: type[T]) -> T | Problems:
    """The part of the file at `path` as a `type_`, or all its problems: returned, not raised, so that a caller can go on.

    `positions` are those of the whole file, `data` is the part alone.
    """
    try:
        return msgspec.convert(data, type_, strict=False, str_keys=True)
    except msgspec.ValidationError as error:
        from extradeadline.explaining import explain

        # The fallback: the model has learnt a type that the walk does not know yet.
        unexplained = Problem(
            file, where(positions, path), f"this cannot be read ({error})", "See docs/writing-rules.md."
        )
        return Problems(explain(data, positions, file, path, type_) or (unexplained,))


def read_text(path: FilePath | str, inside: FilePath | None = None) -> str:
    """Raises Problems unless `path` is a plain file of UTF-8 text, LARGEST bytes at most, really within `inside`.

    Looked at before it is opened and again once it is open: a pipe would wait for ever, a device can do anything.
    """
    file = str(path)
    try:
        real = os.path.realpath(path)
        if inside is not None:
            _refuse_outside(file, real, os.path.realpath(inside))
        _refuse_kind(file, FilePath(real).stat())
        with os.fdopen(os.open(real, _NO_WAIT | _NO_LINK), "rb") as opened:
            _refuse_kind(file, os.fstat(opened.fileno()))
            content = opened.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        _refuse(file, "there is no such file", _near_file(FilePath(path)))
    except PermissionError:
        _refuse(
            file, "you may not read this file", "Ask its owner for the right to read it, or use a copy of your own."
        )
    except (OSError, ValueError) as error:  # ValueError: a name that no system allows
        _refuse(
            file,
            f"the file cannot be read ({getattr(error, 'strerror', None) or error})",
            "Check its name and its folder.",
        )
    return _decode(content, file)


def read_stdin() -> str:
    """What is piped in, under the same limits as a file. Raises Problems."""
    try:
        content = sys.stdin.buffer.read(LARGEST + 1)
    except OSError as error:
        _refuse(_STDIN_NAME, f"it cannot be read ({error.strerror})", "Name a file instead of '-'.")
    return _decode(content, _STDIN_NAME)


def _refuse_outside(file: str, real: str, home: str) -> None:
    if os.path.commonpath([real, home]) != home:
        _refuse(
            file,
            f"this leads out of the folder {home}, to {real}",
            "Put the file itself into the folder, in place of a link or '..'.",
        )


def _refuse_kind(file: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        _refuse(file, "this is a folder, and a file is needed", "Name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        _refuse(file, "this is a pipe or a device, not a file", "Name a file, or pipe its text in and name '-'.")
    if status.st_size > LARGEST:
        _refuse_size(file)


def _decode(content: bytes, file: str) -> str:
    if len(content) > LARGEST:  # it grew, or its size was not told
        _refuse_size(file)
    if content.startswith(_UTF16):
        _refuse(file, "the file is in UTF-16, not in UTF-8", "Save it again with the encoding UTF-8.", "1")
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        fault = content.removeprefix(_BOM)
        line = fault.count(b"\n", 0, error.start) + 1
        _refuse(file, f"the file is not in UTF-8: the byte {fault[error.start]:02X} in this line is no letter",
                "Save it again with the encoding UTF-8 (it may be in Windows-1251 now).", str(line))  # fmt: skip
    gathering = Gathering(file)
    try:
        refuse_characters(text, gathering)
    except Stop:
        raise Problems(gathering.problems()) from None
    return text


def _refuse(file: str, what: str, way_out: str, line: str = "") -> NoReturn:
    raise Problems([Problem(file, line, what, way_out)]) from None


def _refuse_size(file: str) -> NoReturn:
    _refuse(file, f"the file is larger than {LARGEST:,} bytes", "Divide it, or check that it is the right file.")


def _near_file(path: FilePath) -> str:
    """Only names of the folder that was asked for."""
    try:
        names = [near.name for near in islice(path.parent.iterdir(), _MOST_NAMES)]
    except OSError:
        return f"There is no folder '{path.parent}' either: check the path."
    return did_you_mean(path.name, names) or "Check the name and the folder."
