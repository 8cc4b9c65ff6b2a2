"""Changes the rules one small step at a time; each change must make some scenario fail.

    python tools/mutate_rules.py kz [treaties ...]

For every limit its period and its extension by one unit; for every regime each of its choices to every other value, and
each of its readings left out; for every reading of a limit that it is left out. A change that no scenario notices is a
date that nobody has checked.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, get_args

import msgspec

from extradeadline import model
from extradeadline.grammar import PeriodChoice, PeriodItem, chosen
from extradeadline.loading import load_rules, rules_dir
from extradeadline.period import Period, parse_period
from extradeadline.problems import Problems
from extradeadline.rulebook import Rule, Rulebook
from extradeadline.rulefiles import CountExample
from extradeadline.scenarios import Worked, find_scenarios, run

CHOICES: dict[str, tuple[str, ...]] = {
    "first_day": get_args(model.FirstDay),
    "months": get_args(model.Months),
    "days": get_args(model.Days),
    "hours": get_args(model.Hours),
    "closed_end": get_args(model.ClosedEnd),
    "closed_end_back": get_args(model.ClosedEnd),
    "last_day": get_args(model.LastDay),
    "runs": get_args(model.Runs),
    "closed_trigger": get_args(model.ClosedTrigger),
}
Mutant = tuple[str, str, str, Any]  # what is changed, in words; "limits" or "regimes"; its name; the changed value


def longer(period: Period) -> Period:
    """One unit of the last part more."""
    number, unit = period.terms()[-1]
    start = period.text.rindex(str(number))
    return parse_period(f"{period.text[:start]}{number + 1} {unit}s")


def changed_periods(choice: PeriodChoice) -> Iterator[tuple[str, PeriodChoice]]:
    for place, item in enumerate(choice.items):
        if item.period is not None and item.period.is_length:
            items = list(choice.items)
            items[place] = PeriodItem(item.kind, item.name, longer(item.period))
            yield f"{item.period.text} -> {items[place].period.text}", chosen(tuple(items), choice.how)  # type: ignore[union-attr]


def of_limit(rule: Rule) -> Iterator[Mutant]:
    for place, version in enumerate(rule.versions):

        def with_version(place: int = place, **changes: Any) -> Rule:
            versions = list(rule.versions)
            versions[place] = msgspec.structs.replace(versions[place], **changes)
            return msgspec.structs.replace(rule, versions=tuple(versions))

        for words, period in changed_periods(version.period) if version.period else ():
            yield f"{rule.path}: {words}", "limits", rule.path, with_version(period=period)
        if version.extension is not None:
            more = longer(version.extension)
            yield (
                f"{rule.path}: extension {version.extension.text} -> {more.text}",
                "limits",
                rule.path,
                with_version(extension=more),
            )
        if version.lead is not None:
            more = longer(version.lead)
            yield f"{rule.path}: lead {version.lead.text} -> {more.text}", "limits", rule.path, with_version(lead=more)
        for out in version.readings:
            rest = tuple(reading for reading in version.readings if reading is not out)
            yield f"{rule.path}: reading {out.name} left out", "limits", rule.path, with_version(readings=rest)


def of_regime(name: str, regime: model.Regime) -> Iterator[Mutant]:
    for field, values in CHOICES.items():
        choice = getattr(regime, field)
        for value in values if choice is not None else ():
            if value != choice.is_:
                other = msgspec.structs.replace(regime, **{field: msgspec.structs.replace(choice, is_=value)})
                yield f"{name}: {field} {choice.is_} -> {value}", "regimes", name, other
    yield from of_numbers(name, regime)
    for out in regime.readings:
        rest = [reading for reading in regime.readings if reading is not out]
        yield f"{name}: reading {out.name} left out", "regimes", name, msgspec.structs.replace(regime, readings=rest)


def of_numbers(name: str, regime: model.Regime) -> Iterator[Mutant]:
    """The numbers that some choices have: the length of a short term, open days, each stretch of a recess, an hour."""

    def changed(field: str, words: str, **changes: Any) -> Mutant:
        choice = msgspec.structs.replace(getattr(regime, field), **changes)
        return f"{name}: {field} {words}", "regimes", name, msgspec.structs.replace(regime, **{field: choice})

    if short := regime.short_periods:
        yield changed(
            "short_periods", f"below {short.below} and one more", below=longer(parse_period(short.below)).text
        )
        yield f"{name}: no short periods", "regimes", name, msgspec.structs.replace(regime, short_periods=None)
    if enough := regime.enough_open_days:
        yield changed("enough_open_days", "one more", at_least=enough.at_least + 1)
        yield changed("enough_open_days", "from one day more", from_=longer(parse_period(enough.from_)).text)
    if recess := regime.recess:
        for place, stretch in enumerate(recess.stretches):
            rest = [*recess.stretches[:place], *recess.stretches[place + 1 :]]
            yield changed("recess", f"without {stretch}", stretches=rest)
    if (trigger := regime.closed_trigger) and trigger.after:
        yield changed("closed_trigger", "at no hour", after=None)


def mutants(book: Rulebook, homes: set[str]) -> Iterator[Mutant]:
    for rule in book.limits.values():
        if rule.home in homes:
            yield from of_limit(rule)
    for name, regime in book.regimes.items():
        if (name.partition("/")[0] if "/" in name else "shared") in homes:
            yield from of_regime(name, regime)


def is_noticed(mutant: Mutant, book: Rulebook, scenarios: list[Worked]) -> bool:
    _, kind, name, value = mutant
    changed = msgspec.structs.replace(book, **{kind: dict(getattr(book, kind)) | {name: value}})
    for worked in scenarios:
        try:
            if run(worked, rules=changed):
                return True
        except (Problems, ValueError):
            return True
    return False


def likely_first(mutant: Mutant, scenarios: list[Worked]) -> list[Worked]:
    """Scenarios that name the limit come first: most changes are noticed there."""
    name = mutant[2]
    return sorted(
        scenarios,
        key=lambda worked: (
            not (
                worked.scenario.regime == name
                if isinstance(worked.scenario, CountExample)
                else any(ident.partition("#")[0] == name for ident in worked.scenario.expect)
            )
        ),
    )


def scenarios_of(homes: set[str]) -> list[Worked]:
    folders = [rules_dir() / home for home in sorted(homes) if (rules_dir() / home).is_dir()]
    return [worked for folder in folders for worked in find_scenarios(folder)]


def failing_already(homes: set[str]) -> list[str]:
    book = load_rules(None)
    return [
        f"  {worked.file}:{worked.line}: {worked.scenario.title}\n"
        for worked in scenarios_of(homes)
        if run(worked, rules=book)
    ]


def survivors(share: int, shares: int, homes: set[str]) -> list[str]:
    book = load_rules(None)
    scenarios = scenarios_of(homes)
    mine = [mutant for place, mutant in enumerate(mutants(book, homes)) if place % shares == share]
    return [mutant[0] for mutant in mine if not is_noticed(mutant, book, likely_first(mutant, scenarios))]


def main(arguments: list[str]) -> int:
    known = {path.name for path in Path(rules_dir()).iterdir() if path.is_dir()} | {"shared"}
    homes = set(arguments) or known
    if homes - known:
        sys.stderr.write(f"no such rules: {', '.join(sorted(homes - known))}; there are {', '.join(sorted(known))}\n")
        return 2
    failing = failing_already(homes)
    if failing:
        sys.stdout.write("these differ as the rules stand, so that no change could be told:\n" + "".join(failing))
        return 1
    shares = 2
    with ProcessPoolExecutor(shares) as pool:
        alive = [
            text for found in pool.map(survivors, range(shares), [shares] * shares, [homes] * shares) for text in found
        ]
    total = sum(1 for _ in mutants(load_rules(None), homes))
    sys.stdout.write("".join(f"nobody noticed: {text}\n" for text in sorted(alive)))
    sys.stdout.write(f"{total} changes, {len(alive)} unnoticed\n")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
