"""Why plain data does not fit a struct of the model: every reason at once, in words for a lawyer.

Imported only when a conversion has failed. The conversion itself names its first error only, and in the words of a programmer.
"""

import re
from calendar import month_name, monthrange
from datetime import date
from typing import Any, get_args

from msgspec import inspect

from extradeadline import model, rulefiles
from extradeadline.nodes import Data, Path, Positions, where
from extradeadline.problems import LONGEST_QUOTE, Gathering, Problem, did_you_mean, quoted

_MOST_CHOICES = 15  # a longer list of keys helps less than the page on writing rules
_GROUP = (inspect.StructType, inspect.DictType)
_TEXT = (inspect.StrType, inspect.LiteralType, inspect.DateType, inspect.BoolType, inspect.IntType)
_TRUE_OR_FALSE = ("true", "false", "1", "0")


def _pattern(annotated: Any) -> str:
    return str(get_args(annotated)[1].pattern)


# What each pattern of the model asks for.
FORMS = {
    _pattern(model.StateCode): "the two capital letters of a State, such as KZ",
    _pattern(rulefiles.Name): "a name in small letters, digits and hyphens, such as appeal-to-court",
    _pattern(model.EventKind): "a name in small letters, digits and underscores, such as decision_served",
    _pattern(model.Hour): "an hour of the day, such as 17:00",
    _pattern(model.YearlyStretch): "a stretch of every year, such as 07-01/07-31",
}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_ISO_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].+", re.ASCII | re.DOTALL)
_YEARLESS = re.compile(r"-*\d{1,2}[-./ ]\d{1,2}\.?|\d{1,2}\.?\s+[^\W\d]+\.?|[^\W\d]+\.?\s+\d{1,2}")
_SHORT_YEAR = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2}|\d{1,2}\.?\s+[^\W\d]+\.?\s+\d{2}")


def explain(data: Data, positions: Positions, file: str, path: Path, type_: Any) -> tuple[Problem, ...]:
    """All that keeps `data` from being a `type_`. Nothing, where the walk finds no fault."""
    explainer = _Explainer(positions, file)
    explainer.value(data, inspect.type_info(type_), path)
    return explainer.gathering.problems()


def fault_of_day(text: str) -> tuple[str, str]:
    """What is wrong with a day, and the way out. `text` is one that has already failed to be read as a day."""
    written = _ISO.fullmatch(text)
    if written:
        return _fault_of_numbers(text, *map(int, written.groups()))
    if timed := _ISO_WITH_TIME.fullmatch(text):
        return f"{quoted(text)} has a time of day, and only a day belongs here", f"Write {timed.group(1)}."
    if _YEARLESS.fullmatch(text.strip()):
        return f"the year is missing in {quoted(text)}", "Write year-month-day, such as 2026-02-09."
    if _SHORT_YEAR.fullmatch(text.strip()):
        return f"the year has only two digits in {quoted(text)}", "Write year-month-day, such as 2026-02-09."
    return f"{quoted(text)} is not a day written year-month-day", "Write it like 2026-02-09."


def _fault_of_numbers(text: str, year: int, month: int, day: int) -> tuple[str, str]:
    if year == 0:
        return f"there is no year 0 ({quoted(text)})", "Write the year in full, such as 2026-02-09."
    if not 1 <= month <= 12:
        return f"there is no month {month} ({quoted(text)})", "Write year-month-day, such as 2026-02-09."
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = month_name[month]
        return f"{day} {name} {year} does not exist", f"{name} {year} ends on {year:04}-{month:02}-{last:02}."
    return f"{quoted(text)} is not a day written in full", f"Write {year:04}-{month:02}-{day:02}."


class _Explainer:
    """Walks the data and the type side by side."""

    def __init__(self, positions: Positions, file: str) -> None:
        self.positions = positions
        self.gathering = Gathering(file)

    def value(self, data: Data, info: inspect.Type, path: Path) -> None:
        if self.gathering.full:
            return
        kinds = info.types if isinstance(info, inspect.UnionType) else (info,)
        kind = next((kind for kind in kinds if _same_shape(data, kind)), None)
        if kind is None:
            self._shape(data, kinds, path)
        elif isinstance(data, dict):
            self._group(data, kind, path)
        elif isinstance(data, list) and isinstance(kind, inspect.ListType):
            for index, item in enumerate(data):
                self.value(item, kind.item_type, (*path, index))
        elif isinstance(data, str):
            self._text(data, kind, path, called(path))

    def _group(self, data: dict[str, Data], kind: inspect.Type, path: Path) -> None:
        if isinstance(kind, inspect.StructType):
            self._struct(data, kind, path)
        elif isinstance(kind, inspect.DictType):
            for key, item in data.items():
                self._text(key, kind.key_type, (*path, key), "the key")
                self.value(item, kind.value_type, (*path, key))

    def _struct(self, data: dict[str, Data], kind: inspect.StructType, path: Path) -> None:
        fields = {field.encode_name: field for field in kind.fields}
        for key in data:
            if key not in fields and not self.gathering.full:
                way_out = _near_key(key, [name for name in fields if name not in data], list(fields))
                self._add((*path, key), f"unknown key {quoted(key)}", way_out)
        for name, field in fields.items():
            if name in data:
                self.value(data[name], field.type, (*path, name))
            elif field.required:
                self._add(path, f"{quoted(name)} is missing{_inside(path)}", f"Add {_example(name, field.type)}.")

    def _text(self, data: str, kind: inspect.Type, path: Path, name: str) -> None:
        if isinstance(kind, inspect.LiteralType):
            allowed = [str(value) for value in kind.values]
            if data not in allowed:
                near = did_you_mean(data, allowed)
                self._add(path, f"{name} cannot be {quoted(data)}", f"{near} Allowed: {', '.join(allowed)}.".strip())
        elif isinstance(kind, inspect.DateType):
            if not _is_day(data):
                self._add(path, *fault_of_day(data))
        elif isinstance(kind, inspect.BoolType):
            if data.lower() not in _TRUE_OR_FALSE:
                self._add(path, f"{name} should be true or false, but is {quoted(data)}", "Write true or false.")
        elif isinstance(kind, inspect.IntType):
            if not data.isdecimal():
                self._add(path, f"{name} should be a whole number, but is {quoted(data)}", "Write it in digits.")
        elif isinstance(kind, inspect.StrType) and kind.pattern is not None and not re.search(kind.pattern, data):
            form = FORMS.get(kind.pattern, f"of the form {kind.pattern}")
            self._add(path, f"{name} should be {form}, but is {quoted(data)}", _mended(data, kind.pattern))

    def _shape(self, data: Data, kinds: tuple[inspect.Type, ...], path: Path) -> None:
        name = called(path)
        wanted = [kind for kind in kinds if not isinstance(kind, inspect.NoneType)]
        words = " or ".join(dict.fromkeys(_shape_of_type(kind) for kind in wanted))
        if data is None:
            self._add(path, f"{name} is empty", f"Write {words} there, or delete the key if nothing is known.")
        else:
            self._add(
                path, f"{name} should be {words}, but is {_shape_of_data(data)}", _other_shape(data, wanted, path)
            )

    def _add(self, path: Path, what: str, way_out: str) -> None:
        self.gathering.add(where(self.positions, path), what, way_out)


def called(path: Path) -> str:
    """How a message names a part: `'is' of 'first_day'`, `'when' of item 2 of 'orders'`. One key further out is enough."""
    if not path:
        return "the file"
    last, outer = path[-1], path[:-1]
    if isinstance(last, int):
        return f"item {last + 1} of {called(outer[-1:])}"
    if not outer:
        return quoted(last)
    return f"{quoted(last)} of {called(outer[-2:] if isinstance(outer[-1], int) else outer[-1:])}"


def _inside(path: Path) -> str:
    return f" in {called(path)}" if path else ""


def _same_shape(data: Data, kind: inspect.Type) -> bool:
    if isinstance(data, dict):
        return isinstance(kind, _GROUP)
    if isinstance(data, list):
        return isinstance(kind, inspect.ListType)
    return isinstance(kind, _TEXT) if isinstance(data, str) else isinstance(kind, inspect.NoneType)


def _shape_of_type(kind: inspect.Type) -> str:
    if isinstance(kind, _GROUP):
        return "a group of keys"
    if isinstance(kind, inspect.ListType):
        return "a list"
    if isinstance(kind, inspect.DateType):
        return "a day"
    if isinstance(kind, inspect.IntType):
        return "a whole number"
    return "true or false" if isinstance(kind, inspect.BoolType) else "a text"


def _shape_of_data(data: Data) -> str:
    if isinstance(data, str):
        return f"the text {quoted(data)}"
    return "a list" if isinstance(data, list) else "a group of keys"


def _other_shape(data: Data, wanted: list[inspect.Type], path: Path) -> str:
    """The nearest thing to what was written that has the right shape."""
    name = path[-1] if path and isinstance(path[-1], str) else ""
    before = f"{name}: " if name else ""
    if isinstance(data, str) and any(isinstance(kind, inspect.ListType) for kind in wanted):
        item = data if re.fullmatch(r"[\w -]+", data) else quoted(data)
        return f"Write `{before}[{item}]`."
    if isinstance(data, list) and any(isinstance(kind, _TEXT) for kind in wanted):
        return "Write one value only, without a hyphen or brackets."
    group = next((kind for kind in wanted if isinstance(kind, _GROUP)), None)
    if group is not None:
        example = _shortest(group)
        return (
            "Write `key: value` lines, one key in each line."
            if example in ("{...}", "{}")
            else f"Write `{before}{example}`."
        )
    if any(isinstance(kind, inspect.ListType) for kind in wanted):
        return "Write a hyphen before each item, or the items in brackets: [a, b]."
    return "Write the value alone, or put a text that has a colon in quotation marks."


def _near_key(key: str, unused: list[str], known: list[str]) -> str:
    near = did_you_mean(key, unused) or did_you_mean(key, known)
    if near:
        return near
    if len(known) > _MOST_CHOICES:
        return "Delete it, or see the list of keys in docs/writing-rules.md."
    return f"Delete it, or use one of these: {', '.join(known)}."


def _mended(data: str, pattern: str) -> str:
    if any(char.isalpha() and not char.isascii() for char in data):
        return "It has letters that are not Latin: type it again in Latin letters."
    for other in (
        data.upper(),
        data.lower().replace(" ", "-").replace("_", "-"),
        data.lower().replace(" ", "_").replace("-", "_"),
    ):
        if len(data) <= LONGEST_QUOTE and re.search(pattern, other):
            return f"Write {other}."
    return "Write it in that form."


def _example(name: str, info: inspect.Type) -> str:
    if isinstance(info, inspect.LiteralType):
        return f"'{name}', one of: {', '.join(str(value) for value in info.values)}"
    return f"the line `{name}: {_shortest(info)}`"


def _shortest(info: inspect.Type) -> str:
    """The least that could stand there."""
    if isinstance(info, inspect.StructType):
        return "{" + ", ".join(f"{field.encode_name}: ..." for field in info.fields if field.required) + "}"
    if isinstance(info, inspect.DictType):
        return "{...}"
    if isinstance(info, inspect.ListType):
        return "[...]"
    if isinstance(info, inspect.DateType):
        return "2026-02-09"
    return "..."


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
