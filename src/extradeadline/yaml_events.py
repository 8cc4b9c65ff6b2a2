"""YAML text -> plain data with lines, built on the parser's events, so that nothing is guessed and nothing is run.

Every scalar stays text: `NO` is not false, `1.10` is not 1.1, `2026-02-30` is refused later with its line. A key repeated,
an anchor, an alias, a tag and a second document are refused; so is a file too deep or with too many parts.
"""

from collections.abc import Callable
from typing import Any

from extradeadline.nodes import DEEPEST, MOST_NODES, Data, Node, Path, Stop, forbidden_character, refuse_characters
from extradeadline.problems import Gathering, Problem, Problems, quoted

_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])

# A few words of the parser's message -> what is wrong, and the way out. The first that fits is taken.
_SYNTAX = (
    ("cannot start any token", "this is not YAML: a tab or a special character begins a word",
     "Indent with spaces; put a text that begins with @ ` % or a tab in quotation marks."),
    ("mapping values are not allowed", "this is not YAML: a colon stands where no key can be",
     "Put a text that has a colon in quotation marks, or correct the indentation."),
    ("expected ':'", "this is not YAML: a colon is missing after a key",
     "Write `key: value`, and indent the lines of a long text."),
    ("end of stream", "this is not YAML: a quotation mark or a bracket is never closed", "Close it."),
    ("or ']'", "this is not YAML: a comma is missing, or a bracket [ is not closed", "Add the comma or the bracket."),
    ("or '}'", "this is not YAML: a comma is missing, or a bracket { is not closed", "Add the comma or the bracket."),
    ("maximum nesting depth", f"lists or groups stand more than {DEEPEST} deep in one another", "Make it flatter."),
    ("undefined alias", "an alias (*) is used", "Write the text out in full."),
    ("tag", "a tag (!) is used", "Delete the tag, or put the text in quotation marks."),
    ("", "this is not YAML: the line cannot be read",
     "Begin the keys of one group in the same column; put a text with quotation marks, colons or brackets wholly in quotation marks."),
)  # fmt: skip


def parse_yaml(text: str, file: str) -> Node:
    """Raises Problems with all that was found; after a syntax error nothing more is looked for."""
    node, problems = read_yaml(text, file)
    if node is None or problems:
        raise Problems(problems)
    return node


def read_yaml(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """As `parse_yaml`, but gives what could be read together with the problems, so that its types can be looked at too."""
    import yaml  # 11 ms that a run from the cache does not need

    gathering = Gathering(file)
    try:
        refuse_characters(text, gathering)
        loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
        builder = _Builder(yaml, loader.get_event, gathering, escapes="\\" in text)
        data = builder.document()
    except Stop:
        return None, gathering.problems()
    except yaml.MarkedYAMLError as error:
        _refuse_syntax(error, gathering)
        return None, gathering.problems()
    except (yaml.YAMLError, ValueError, OverflowError):  # the pure loader lets the errors of chr() through
        gathering.add(
            "", "this is not YAML: it holds a character that cannot be read", "Save the file as plain text in UTF-8."
        )
        return None, gathering.problems()
    return Node(data, builder.positions, file), gathering.problems()


def _refuse_syntax(error: Any, gathering: Gathering) -> None:
    message = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    # A quotation mark that is never closed is noticed at the end of the file; the line where it opens is the one to mend.
    if "end of stream" in message and error.context_mark is not None:
        mark = error.context_mark
    what, way_out = next((what, way_out) for words, what, way_out in _SYNTAX if words in message)
    if "bracket" in what and error.context_mark is not None and error.context_mark.line != mark.line:
        what += f" (it opens in line {error.context_mark.line + 1})"
    gathering.add(str(mark.line + 1) if mark is not None else "", what, way_out)


class _Builder:
    """One file. Each method is called with the event that begins its part and leaves after the event that ends it."""

    def __init__(self, yaml: Any, next_event: Callable[[], Any], gathering: Gathering, *, escapes: bool) -> None:
        self.yaml = yaml
        self.next_event = next_event
        self.gathering = gathering
        self.escapes = escapes  # without a backslash in the file no scalar can hold a forbidden character
        self.positions: dict[Path, int] = {}
        self.nodes = 0

    def document(self) -> Data:
        self.next_event()  # the stream begins
        if self.next_event().__class__ is self.yaml.StreamEndEvent:
            self._stop("", "the file is empty", "Write at least one line `key: value`.")
        event = self.next_event()
        self.positions[()] = _line(event)
        data = self.node(event, (), 1)
        self.next_event()  # the document ends
        after = self.next_event()
        if after.__class__ is not self.yaml.StreamEndEvent:
            self._stop(str(_line(after)), "a second document begins here (---)", "Put it in a file of its own.")
        if data is None and self.nodes == 1:
            self._stop(str(_line(event)), "the file is empty", "Write at least one line `key: value`.")
        return data

    def node(self, event: Any, path: Path, depth: int) -> Data:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._stop(
                str(_line(event)), f"the file has more than {MOST_NODES:,} parts", "Divide it into several files."
            )
        kind = event.__class__
        if kind is self.yaml.AliasEvent:
            self._add(event, f"an alias is used, {quoted('*' + event.anchor)}", "Write the text out in full.")
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if kind is self.yaml.ScalarEvent:
            return self._scalar(event)
        if depth > DEEPEST:
            self._stop(
                str(_line(event)), f"lists or groups stand more than {DEEPEST} deep in one another", "Make it flatter."
            )
        return self._mapping(path, depth) if kind is self.yaml.MappingStartEvent else self._sequence(path, depth)

    def _mapping(self, path: Path, depth: int) -> dict[str, Data]:
        result: dict[str, Data] = {}
        next_event, positions, end, scalar = (
            self.next_event,
            self.positions,
            self.yaml.MappingEndEvent,
            self.yaml.ScalarEvent,
        )
        while (event := next_event()).__class__ is not end:
            if event.__class__ is not scalar or event.anchor is not None or event.tag is not None or self.escapes:
                key = self._odd_key(event, path, depth)
            else:
                key = event.value
            if key is None:
                self.node(next_event(), (*path, "?"), depth + 1)
                continue
            child = (*path, key)
            repeated = key in result
            if repeated:
                self._add(event, f"the key {quoted(key)} is written twice, first in line {positions[child]}",
                          "Delete one of them, or put both values under one key.")  # fmt: skip
            else:
                positions[child] = event.start_mark.line + 1
            value = self.node(next_event(), child, depth + 1)
            if not repeated:
                result[key] = value
        return result

    def _sequence(self, path: Path, depth: int) -> list[Data]:
        result: list[Data] = []
        next_event, end = self.next_event, self.yaml.SequenceEndEvent
        while (event := next_event()).__class__ is not end:
            child = (*path, len(result))
            self.positions[child] = event.start_mark.line + 1
            result.append(self.node(event, child, depth + 1))
        return result

    def _scalar(self, event: Any) -> str | None:
        text: str = event.value
        if text in _NOTHING and not event.style:
            return None
        if self.escapes and (char := forbidden_character(text)):
            self._add(event, f"the text holds a character that is not text, U+{ord(char):04X}", "Delete its code.")
        return text

    def _odd_key(self, event: Any, path: Path, depth: int) -> str | None:
        """A key that is more than a plain word, or nothing where it cannot be a key at all."""
        data = self.node(event, (*path, "?"), depth + 1)
        self.nodes -= 1
        if isinstance(data, str) or event.__class__ is self.yaml.ScalarEvent:
            return str(event.value)
        if event.__class__ is not self.yaml.AliasEvent:
            self._add(event, "a list or a group stands where a key belongs", "Write a single word before the colon.")
        return None

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._add(event, f"an anchor is used, {quoted('&' + event.anchor)}",
                      "Delete it; a text that begins with & goes in quotation marks.")  # fmt: skip
        if event.tag is not None:
            self._add(
                event,
                f"a tag is used, {quoted(event.tag)}",
                "Delete it; a text that begins with ! goes in quotation marks.",
            )

    def _add(self, event: Any, what: str, way_out: str) -> None:
        self.gathering.add(str(_line(event)), what, way_out)

    def _stop(self, where: str, what: str, way_out: str) -> None:
        self.gathering.add(where, what, way_out)
        raise Stop


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
