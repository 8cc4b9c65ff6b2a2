"""Reads rule files into structs, piece by piece, so that every problem of every file is found at once, and compiles them."""

from pathlib import Path
from typing import Any, TypeVar

from extradeadline.compiling import Compiler
from extradeadline.files import convert, parse_yaml, read_text
from extradeadline.model import Calendar, EventDefinition, FactDefinition, Jurisdiction, Regime, Words
from extradeadline.names import RuleFiles, Where
from extradeadline.nodes import Node, where
from extradeadline.problems import Problem, Problems
from extradeadline.rulebook import Rulebook
from extradeadline.rulefiles import CountExample, Events, Limit, Note, Procedure, Scenario, Treaty

T = TypeVar("T")


def gather(files: list[tuple[Path, Path]], sha256: str) -> Rulebook:
    """Raises Problems."""
    return _Gatherer().rulebook(files, sha256)


def read_scenarios(path: Path, root: Path) -> list[tuple[Scenario | CountExample, str, Node]]:
    """The scenarios of a file with the line each begins on, and the parsed file; what has a `regime` is a count without a
    case. Raises Problems."""
    node = parse_yaml(read_text(path, inside=root), str(path))
    if not isinstance(node.data, list):
        raise Problems(
            [Problem(str(path), "1", "a file of scenarios is a list", "Begin each scenario with '- title: ...'.")]
        )
    found: list[tuple[Scenario | CountExample, str, Node]] = []
    problems: list[Problem] = []
    for place, data in enumerate(node.data):
        kind: type[Scenario | CountExample] = CountExample if isinstance(data, dict) and "regime" in data else Scenario
        value = convert(data, node.positions, str(path), (place,), kind)
        if isinstance(value, Problems):
            problems += value.problems
        else:
            found.append((value, where(node.positions, (place,)), node))
    if problems:
        raise Problems(problems)
    return found


class _Gatherer:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places: dict[str, str] = {}
        self.written = RuleFiles(Events({}), {}, {}, {}, {}, {}, set(), set())

    def rulebook(self, files: list[tuple[Path, Path]], sha256: str) -> Rulebook:
        for root, path in files:
            try:
                node = parse_yaml(read_text(path, inside=root), str(path))
            except Problems as error:
                self.problems += error.problems
                continue
            self._file(path.relative_to(root).with_suffix("").as_posix(), node)
        compiler = Compiler(self.written)
        compiler.problems += self.problems
        return compiler.compile(sha256)

    def _file(self, name: str, node: Node) -> None:
        home, _, rest = name.partition("/")
        if not isinstance(node.data, dict):
            self.problems.append(
                Problem(node.file, "1", "a rule file is a list of keys with values", "See docs/writing-rules.md.")
            )
        elif name == "events":
            self._events(node)
        elif name == "regimes":
            self._named(node, "", Regime, self.written.regimes, "regime")
        elif rest == "regimes":
            self._named(node, f"{home}/", Regime, self.written.regimes, "regime")
        elif rest == "calendar":
            self._named(node, f"{home}/", Calendar, self.written.calendars, "calendar")
        elif rest in ("jurisdiction", "body"):
            self._whole(node, home, Jurisdiction, self.written.jurisdictions, "jurisdiction")
            if rest == "body":
                self.written.bodies.add(home)
        elif home == "treaties":
            self._head(node, name, Treaty, self.written.treaties)
        else:
            self._head(node, name, Procedure, self.written.procedures)

    def where(self, node: Node) -> Where:
        return lambda path: (node.file, where(node.positions, path))

    def convert(self, node: Node, path: tuple[str | int, ...], data: Any, type_: type[T]) -> T | None:
        value = convert(data, node.positions, node.file, path, type_)
        if isinstance(value, Problems):
            self.problems += value.problems
            return None
        return value

    def _clash(self, node: Node, path: tuple[str | int, ...], name: str, what: str) -> bool:
        """Two files that name the same thing: neither can be meant to win."""
        if f"{what} {name}" in self.places:
            self.problems.append(
                Problem(
                    node.file,
                    where(node.positions, path),
                    f"the {what} '{name}' is already in {self.places[f'{what} {name}']}",
                    "Give yours another name or remove it.",
                )
            )
            return True
        self.places[f"{what} {name}"] = node.file
        return False

    def _named(self, node: Node, prefix: str, type_: type[T], into: dict[str, tuple[T, Where]], what: str) -> None:
        for key, data in node.data.items():  # type: ignore[union-attr]
            value = self.convert(node, (key,), data, type_)
            if value is None:
                self.written.broken.add(f"{prefix}{key}")
            elif not self._clash(node, (key,), f"{prefix}{key}", what):
                into[f"{prefix}{key}"] = (value, self.where(node))

    def _whole(self, node: Node, name: str, type_: type[T], into: dict[str, tuple[T, Where]], what: str) -> None:
        value = self.convert(node, (), node.data, type_)
        if value is not None and not self._clash(node, (), name, what):
            into[name] = (value, self.where(node))

    def _events(self, node: Node) -> None:
        """A user's own list adds kinds to the common one; it cannot change one."""
        data = node.data
        assert isinstance(data, dict)
        self._section(node, data, "events", EventDefinition, self.written.events.events)
        self._section(node, data, "facts", FactDefinition, self.written.events.facts)
        self._section(node, data, "actors", Words, self.written.events.actors)
        rest = {key: {} if key in ("events", "facts", "actors") else value for key, value in data.items()}
        self.convert(node, (), rest, Events)

    def _section(self, node: Node, data: dict[str, Any], section: str, type_: type[T], into: dict[str, T]) -> None:
        for key, value in self._parts(node, data, section, type_).items():
            if not self._clash(node, (section, key), key, section[:-1]):
                into[key] = value

    def _head(self, node: Node, name: str, type_: type[T], into: dict[str, tuple[T, Where]]) -> None:
        """The top of a procedure or treaty, then each limit and note by itself."""
        data = node.data
        assert isinstance(data, dict)
        head = self.convert(node, (), data | {"limits": {}, "notes": {}}, type_)
        limits = self._parts(node, data, "limits", Limit)
        notes = self._parts(node, data, "notes", Note)
        if head is not None and not self._clash(node, (), name, "file"):
            import msgspec

            into[name] = (msgspec.structs.replace(head, limits=limits, notes=notes), self.where(node))  # type: ignore[type-var]

    def _parts(self, node: Node, data: Any, section: str, type_: type[T]) -> dict[str, T]:
        part = data.get(section) or {}
        if not isinstance(part, dict):
            self.convert(node, (section,), part, dict[str, type_])  # type: ignore[valid-type]
            return {}
        found = {}
        for key, one in part.items():
            value = self.convert(node, (section, key), one, type_)
            if value is not None:
                found[key] = value
        return found


__all__ = ["gather", "read_scenarios"]
