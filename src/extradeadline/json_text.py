"""JSON text -> the same plain data as YAML gives: every scalar is text (`1.10` stays `1.10`), a place is a path of keys."""

import re
from typing import Any

from extradeadline.nodes import (
    DEEPEST,
    MOST_NODES,
    Data,
    Node,
    Path,
    Stop,
    forbidden_character,
    path_of_keys,
    refuse_characters,
)
from extradeadline.problems import Gathering, Problem, Problems, quoted

_EMPTY = ("the file is empty", 'Write at least one key and its value: {"requested": "KZ"}.')

# A string, closed or not, or a bracket. A string is taken whole whatever follows, so the scan goes forward only.
_STRINGS_AND_BRACKETS = r'"(?:[^"\\]|\\.?)*+"?|[\[\]{}]'


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of one object as written, before repeated keys are lost."""


def parse_json(text: str, file: str) -> Node:
    """Raises Problems with all that was found; after a syntax error nothing more is looked for."""
    node, problems = read_json(text, file)
    if node is None or problems:
        raise Problems(problems)
    return node


def read_json(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """As `parse_json`, but gives what could be read together with the problems, so that its types can be looked at too."""
    import json  # not at the top: most cases are YAML, and start-up time is a promise

    gathering = Gathering(file)
    try:
        refuse_characters(text, gathering)
        _refuse_depth(text, gathering)
        raw = json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str)
        data = _Plain(gathering).value(raw, ())
    except json.JSONDecodeError as error:
        if text.strip():
            gathering.add(str(error.lineno), f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]} (character {error.colno})",
                          "Check the quotation marks, commas and brackets of this line and of the one before.")  # fmt: skip
        else:
            gathering.add("", *_EMPTY)
    except Stop:
        pass
    else:
        if data is None:
            gathering.add("", *_EMPTY)
        else:
            return Node(data, {}, file), gathering.problems()
    return None, gathering.problems()


def _refuse_depth(text: str, gathering: Gathering) -> None:
    """Counts brackets before anything is built: the parser itself would go down with the nesting."""
    depth = 0
    for found in re.finditer(_STRINGS_AND_BRACKETS, text, re.DOTALL):
        mark = found.group()
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        if depth > DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            gathering.add(
                str(line), f"lists or groups stand more than {DEEPEST} deep in one another", "Make it flatter."
            )
            raise Stop


class _Plain:
    """Turns what the parser gave into text, lists and groups, and finds repeated keys on the way."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.nodes = 0

    def value(self, raw: Any, path: Path) -> Data:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.gathering.add(
                path_of_keys(path), f"the file has more than {MOST_NODES:,} parts", "Divide it into several files."
            )
            raise Stop
        if isinstance(raw, str):
            return self._text(raw, path)
        if isinstance(raw, _Pairs):
            return self._group(raw, path)
        if isinstance(raw, list):
            return [self.value(item, (*path, index)) for index, item in enumerate(raw)]
        if isinstance(raw, bool):
            return "true" if raw else "false"
        return None

    def _group(self, pairs: _Pairs, path: Path) -> dict[str, Data]:
        result: dict[str, Data] = {}
        for key, raw in pairs:
            child = (*path, self._text(key, path))
            value = self.value(raw, child)
            if key in result:
                self.gathering.add(path_of_keys(child), f"the key {quoted(key)} is written twice",
                                   "Delete one of them, or put both values under one key.")  # fmt: skip
            else:
                result[key] = value
        return result

    def _text(self, text: str, path: Path) -> str:
        char = forbidden_character(text)
        if char:
            self.gathering.add(
                path_of_keys(path),
                f"the text holds a character that is not text, U+{ord(char):04X}",
                "Delete its code.",
            )
        return text
