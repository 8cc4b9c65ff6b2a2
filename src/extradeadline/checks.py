"""What must hold across files and that no single file can show: every limit in a scenario, calendars in their years."""

from extradeadline.rulebook import Rulebook
from extradeadline.rulefiles import Scenario
from extradeadline.scenarios import Worked


def check_book(book: Rulebook, scenarios: list[Worked], files: set[str] | None = None) -> list[str]:
    """Remarks in words; none when all is well. `files`: only what stands in these (`kz/extradition`; None: all)."""
    return [
        *_without_scenario(book, scenarios, files),
        *_years(book, files),
        *_repeated_titles(scenarios),
        *_unknown_before(book),
    ]


def _unknown_before(book: Rulebook) -> list[str]:
    return [
        f"events.yaml: '{kind}' comes after '{before}', which is no event"
        for kind, defined in book.events.items()
        for before in defined.after
        if before not in book.events
    ]


def _without_scenario(book: Rulebook, scenarios: list[Worked], files: set[str] | None) -> list[str]:
    named = {
        ident.partition("#")[0]
        for worked in scenarios
        if isinstance(worked.scenario, Scenario)
        for ident in worked.scenario.expect
    }
    return [
        f"{rule.path}: no scenario names this limit"
        for rule in book.limits.values()
        if (files is None or rule.group in files) and rule.path not in named
    ]


def _years(book: Rulebook, files: set[str] | None) -> list[str]:
    """A day listed under another year would never be asked."""
    remarks = []
    for name, calendar in book.calendars.items():
        if files is not None and f"{name.partition('/')[0]}/calendar" not in files:
            continue
        for year, written in calendar.years.items():
            remarks += [f"{name}: {day} stands under {year}" for day in written.days if str(day.year) != year]
    return remarks


def _repeated_titles(scenarios: list[Worked]) -> list[str]:
    seen: dict[str, str] = {}
    remarks = []
    for worked in scenarios:
        place = f"{worked.file}:{worked.line}"
        if worked.scenario.title in seen:
            remarks.append(f"{place}: the title '{worked.scenario.title}' is already at {seen[worked.scenario.title]}")
        seen[worked.scenario.title] = place
    return remarks
