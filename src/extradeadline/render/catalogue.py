"""The rules themselves as lines: limits, regimes with their choices, events; and one limit with every field."""

from collections.abc import Iterator
from datetime import date

import msgspec

from extradeadline.grammar import Closing, PeriodChoice, Trigger
from extradeadline.model import (
    ClosedTriggerChoice,
    EnoughOpenDays,
    Language,
    Reason,
    Recess,
    Regime,
    RegimeReading,
    ShortPeriods,
    Words,
)
from extradeadline.period import Period
from extradeadline.render.lines import Line
from extradeadline.rulebook import Rule, Rulebook, RuleVersion


def limit_lines(book: Rulebook, start: str, language: Language) -> Iterator[Line]:
    """Limits whose path begins with `start`, by procedure in the order of its file."""
    for group in book.groups.values():
        rules = [book.limits[path] for path in group.limits if path.startswith(start)]
        if rules:
            yield Line(f"{group.path}: {group.title[language]}", "title", hang=2)
        for rule in rules:
            version = rule.versions[0]
            yield Line(f"{rule.path}  {rule.title[language]}", "", 2, 4)
            yield Line(
                f"{period_text(version.period)} | {version.trigger or version.before} | {version.citation} | {version.text_status}",
                "quiet",
                6,
                2,
            )
        if rules:
            yield Line("")


def period_text(choice: PeriodChoice | None) -> str:
    if choice is None:
        return ""
    items = [item.period.text if item.period else f"{item.kind} {item.name}" for item in choice.items]
    return ", else ".join(items) if choice.how == "first known" else f"{choice.how} {', '.join(items)}"


def regime_lines(book: Rulebook, start: str, language: Language) -> Iterator[Line]:
    """Each regime with its choices side by side."""
    for name, regime in book.regimes.items():
        if name.startswith(start):
            yield Line(f"{name}: {regime.title[language]}", "title", hang=2)
            yield Line(" | ".join(f"{field}: {chosen}" for field, chosen, _ in choices(regime)), "", 2, 2)
            readings = ", ".join(reading.name for reading in regime.readings)
            yield Line(
                f"{regime.citation} | {regime.text_status}" + (f" | readings: {readings}" if readings else ""),
                "quiet",
                2,
                2,
            )


def choices(regime: Regime) -> Iterator[tuple[str, str, Reason]]:
    """Each choice that the regime makes, in words, with its reason."""
    for field in Regime.__struct_fields__:
        choice = getattr(regime, field)
        if isinstance(choice, ShortPeriods):
            text = f"under {choice.below}, closed days left out"
        elif isinstance(choice, EnoughOpenDays):
            text = f"{choice.at_least} in a term of {choice.from_} or more"
        elif isinstance(choice, Recess):
            text = ", ".join(choice.stretches)
        elif isinstance(choice, ClosedTriggerChoice):
            text = choice.is_ + (f", also from {choice.after}" if choice.after else "")
        elif hasattr(choice, "is_"):
            text = choice.is_
        else:
            continue
        yield field.replace("_", " "), text, choice.because


def whole_regime_lines(name: str, book: Rulebook, language: Language) -> Iterator[Line]:
    """One regime: each choice with its own citation, and the other readings."""
    regime = book.regimes[name]
    yield Line(f"{name}: {regime.title[language]}", "title", hang=2)
    yield Line(f"{regime.citation} | {regime.text_status}", "quiet", 2)
    for field, text, reason in choices(regime):
        because = reason if isinstance(reason, str) else reason[language]
        yield Line(f"{field}: {text} [{because}]", "", 2, 4)
    for reading in regime.readings:
        chosen = [
            f"{field.replace('_', ' ')}: {value}"
            for field in RegimeReading.__struct_fields__[2:]
            if (value := getattr(reading, field)) is not None
        ]
        yield Line(f"~ {reading.name}: {', '.join(chosen)} - {reading.because[language]}", "", 2, 4)


def event_lines(book: Rulebook, start: str, language: Language) -> Iterator[Line]:
    """The closed lists: event kinds, then facts."""
    for kind, defined in book.events.items():
        if kind.startswith(start):
            more = [defined.names[language]] if defined.names else []
            more += (
                [f"{defined.custody.does} custody{f' ({defined.custody.ground})' if defined.custody.ground else ''}"]
                if defined.custody
                else []
            )
            yield Line(f"{kind}: {defined.meaning[language]}" + (f" [{'; '.join(more)}]" if more else ""), "", 0, 4)
    for name, fact in book.facts.items():
        if name.startswith(start):
            values = " | ".join(fact.values) if fact.values else fact.type
            yield Line(f"fact {name}: {fact.meaning[language]} [{values}]", "", 0, 4)


def rule_lines(rule: Rule, language: Language) -> Iterator[Line]:
    """One limit with every field of every version."""
    yield Line(f"{rule.path}: {rule.title[language]}", "title", hang=2)
    yield Line(f"kind: {rule.kind}", "", 2)
    for version in rule.versions:
        yield Line(
            f"in force from {version.in_force or 'no stated day'}{' (repealed)' if version.repealed else ''}",
            "title",
            2,
        )
        yield from _fields(version, language)
        for reading in version.readings:
            yield Line(f"~ {reading.name}: {reading.because[language]}", "", 4, 2)


def _fields(version: RuleVersion, language: Language) -> Iterator[Line]:
    for field in RuleVersion.__struct_fields__:
        value = getattr(version, field)
        if value in (None, (), False) or field in ("readings", "in_force", "repealed"):
            continue
        yield Line(f"{field.replace('_', ' ')}: {_shown(value, language)}", "", 4, 2)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, Words):
        return value[language]
    if isinstance(value, PeriodChoice):
        return period_text(value)
    if isinstance(value, Period):
        return value.text
    if isinstance(value, Closing):
        return (" and " if value.all_of else " or ").join(value.kinds)
    if isinstance(value, tuple):
        return " or ".join(map(str, value))
    if isinstance(value, str | Trigger | date):
        return str(value)
    written = msgspec.to_builtins(value)
    return ", ".join(f"{key}: {one}" for key, one in written.items() if one)
