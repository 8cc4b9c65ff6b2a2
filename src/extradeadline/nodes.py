"""What a reader hands on: plain data in which every scalar is text, the line of every part, and the limits of both readers."""

import re
from collections.abc import Mapping

from msgspec import Struct

from extradeadline.problems import Gathering

Path = tuple[str | int, ...]
Positions = Mapping[Path, int]
Data = dict[str, "Data"] | list["Data"] | str | None

DEEPEST = 40  # levels of lists and groups inside one another
MOST_NODES = 100_000  # keys do not count, their values do

# Control characters (tab and the two line ends excepted), halves of characters, and the two codes that are none.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"


class Node(Struct, gc=False, frozen=True):
    """`positions`: path -> line, of a key the line of the key. Empty for JSON, where the path itself is the place."""

    data: Data
    positions: Positions
    file: str


class Stop(Exception):  # noqa: N818 - not an error
    """A reader's own way out, once a problem leaves nothing more to read. Never leaves the reader."""


def where(positions: Positions, path: Path) -> str:
    """The line of the part, or of what it stands in; the path of keys where there are no lines."""
    for length in range(len(path), -1, -1):
        line = positions.get(path[:length])
        if line is not None:
            return str(line)
    return path_of_keys(path)


def path_of_keys(path: Path) -> str:
    """`events.detained[1].when`: items count from 0, as JSON tools do."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        elif re.fullmatch(r"[\w -]+", key):
            text += f".{key}" if text else key
        else:
            text += f'["{key}"]'
    return text


def forbidden_character(text: str) -> str:
    """The first character that no file may hold, or nothing."""
    found = None if _is_plain(text) else re.search(_FORBIDDEN, text)
    return found.group() if found else ""


def _is_plain(text: str) -> bool:
    """The answer for nearly every file, without the expression, which takes longer to compile than a case to read."""
    return text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def refuse_characters(text: str, gathering: Gathering) -> None:
    """Raises Stop when a forbidden character is there: a reader would stumble over it with a worse message."""
    found = [] if _is_plain(text) else list(re.finditer(_FORBIDDEN, text))
    if not found:
        return
    line = text.count("\n", 0, found[0].start()) + 1
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    code = ord(found[0].group())
    gathering.add(
        str(line),
        f"the line holds a character that is not text, U+{code:04X}{more}",
        "Delete it, or save the file again as plain text in UTF-8.",
    )
    raise Stop
