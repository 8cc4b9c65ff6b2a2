"""Lengths of time as the law writes them, read from text and from ISO 8601.

A period is not a number: `72 hours` is not `3 days`, `1 month` is not `30 days`, and `5 working days` leave closed days
out. A year is twelve months and a week seven days; nothing else is converted.
"""

import re
from typing import Literal

from msgspec import Struct

from extradeadline.problems import quoted

Special = Literal["as ordered", "until ended", "at once", "no limit", "at that moment", "the next day"]
SPECIALS: tuple[Special, ...] = ("as ordered", "until ended", "at once", "no limit", "at that moment", "the next day")

_TERM = r"(\d{1,4}) (year|month|week|day|working day|hour)s?"
_ISO = r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(\d{1,4})H)?"
_UNITS = ("year", "month", "week", "day", "working day", "hour")


class PeriodError(ValueError):
    """The text is no period. Its message says what would be one."""


class Period(Struct, gc=False, frozen=True):
    """A length, counted from a trigger (or back from an end). `at_least`: a floor, which has no last day."""

    text: str
    months: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0
    at_least: bool = False
    special: Special | None = None

    @property
    def is_length(self) -> bool:
        return self.special is None

    def terms(self) -> list[tuple[int, str]]:
        """The parts as written: [(1, "year"), (6, "month")]."""
        return [(int(number), unit) for number, unit in re.findall(_TERM, self.text)]


def _of(parts: dict[str, int], text: str, at_least: bool, written: str | None = None) -> Period:
    written = written or text
    if not any(parts.values()):
        raise PeriodError(f"{quoted(written)} has no length; a period is at least one hour or one day")
    if parts["year"] * 12 + parts["month"] > 12_000:
        raise PeriodError(f"{quoted(written)} is longer than a thousand years; write a length that a calendar can hold")
    if parts["hour"] and any(n for unit, n in parts.items() if unit != "hour"):
        raise PeriodError(
            f"{quoted(written)} mixes hours with longer units; the law counts them apart, so write two limits"
        )
    if parts["working day"] and any(n for unit, n in parts.items() if unit != "working day"):
        raise PeriodError(f"{quoted(written)} mixes working days with other units; write two limits")
    return Period(
        text=text,
        months=parts["year"] * 12 + parts["month"],
        days=parts["week"] * 7 + parts["day"],
        working_days=parts["working day"],
        hours=parts["hour"],
        at_least=at_least,
    )


def _iso(text: str) -> Period | None:
    found = re.fullmatch(_ISO, text)
    if found is None or text.endswith(("P", "T")):
        return None
    years, months, weeks, days, hours = (int(n or 0) for n in found.groups())
    parts = {"year": years, "month": months, "week": weeks, "day": days, "working day": 0, "hour": hours}
    words = " ".join(f"{parts[unit]} {unit}{'' if parts[unit] == 1 else 's'}" for unit in _UNITS if parts[unit])
    return _of(parts, words, at_least=False, written=text)


def parse_period(text: str) -> Period:
    """`10 days`, `72 hours`, `1 year 6 months`, `5 working days`, `at least 1 month`, `as ordered`, `P2M`, `PT72H`.

    Raises PeriodError, which says what is wrong and what would be read."""
    plain = " ".join(text.split())
    if plain in SPECIALS:
        return Period(text=plain, special=plain)
    if plain.startswith("P"):
        from_iso = _iso(plain)
        if from_iso is not None:
            return from_iso
    at_least = plain.startswith("at least ")
    rest = plain.removeprefix("at least ").replace(" and ", " ")
    parts = dict.fromkeys(_UNITS, 0)
    while rest:
        found = re.match(_TERM, rest)
        if found is None or (found.end() < len(rest) and rest[found.end()] != " "):
            raise PeriodError(
                f"{quoted(text)} is no period; write a number and a unit "
                "(hours, days, working days, weeks, months, years), such as '10 days'"
            )
        if parts[found[2]]:
            raise PeriodError(f"{quoted(text)} names {found[2]}s twice")
        parts[found[2]] = int(found[1])
        rest = rest[found.end() :].lstrip()
    return _of(parts, plain, at_least)
