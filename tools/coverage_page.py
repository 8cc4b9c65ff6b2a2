"""What the program covers: limits by State, instrument and treaty, how surely their texts are known, and what is missing."""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from extradeadline import model
from extradeadline.model import Calendar, Words
from extradeadline.rulebook import Rule, Rulebook, TreatyParties
from extradeadline.rulefiles import CountExample
from extradeadline.scenarios import Worked

STATUSES: tuple[str, ...] = get_args(model.TextStatus)
BEGIN, END = "<!-- coverage: written by tools/generate_docs.py -->\n", "<!-- end of coverage -->\n"


def coverage_page(book: Rulebook, scenarios: list[Worked]) -> str:
    parts = [
        "# Coverage\n\n"
        "What is here, how surely each text is known, and what is known to be missing. A limit's status: *read* in the text of the law; "
        "*judgment*: read as a court reports it; *derived* from read text by a step that the rule names; *secondary*: read about it. "
        "*Words*: rules known only from memory or unsure, shown as words and never as a date.\n\n"
    ]
    head = ("", "limits", *STATUSES, "words", "examples", "last compared")
    parts += [
        "## States and bodies\n\n",
        table(head, [*(home_row(book, home, scenarios) for home in book.jurisdictions), total_row(book, scenarios)]),
    ]
    parts += ["\n## Treaties\n\n", table(("", *head[1:6], "words", "parties", "last compared"), treaty_rows(book))]
    parts += ["\n## All together\n\n", together(book, scenarios)]
    for home in book.jurisdictions:
        parts += home_part(book, home)
    parts += treaties_missing(book)
    return "".join(parts)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def by_status(rules: Iterable[Rule]) -> list[int]:
    found = Counter(rule.versions[0].text_status for rule in rules)
    return [found[status] for status in STATUSES]  # type: ignore[index]


def limits_of(book: Rulebook, home: str) -> list[Rule]:
    return [rule for rule in book.limits.values() if rule.home == home]


def examples_of(home: str, scenarios: list[Worked]) -> int:
    return sum(f"/{home}/" in worked.file.replace("\\", "/") for worked in scenarios)


def compared(rules: Iterable[Rule]) -> str:
    """The day on which the text was last compared; of several, the oldest and the newest."""
    days = {version.checked for rule in rules for version in rule.versions if version.checked is not None}
    return " to ".join(dict.fromkeys(str(day) for day in (min(days), max(days)))) if days else ""


def words_of(book: Rulebook, start: str) -> int:
    return sum(note.group == start or note.group.startswith(f"{start}/") for note in book.notes)


def home_row(book: Rulebook, home: str, scenarios: list[Worked]) -> list[object]:
    rules = limits_of(book, home)
    jurisdiction = book.jurisdictions[home]
    return [
        f"[{jurisdiction.title.en}](rules/{home}.md) `{home}`",
        len(rules),
        *by_status(rules),
        words_of(book, home),
        examples_of(home, scenarios),
        jurisdiction.checked,
    ]


def total_row(book: Rulebook, scenarios: list[Worked]) -> list[object]:
    rules = [rule for rule in book.limits.values() if rule.home != "treaties"]
    words = len(book.notes) - words_of(book, "treaties")
    examples = len(scenarios) - examples_of("treaties", scenarios)
    return ["**all**", len(rules), *by_status(rules), words, examples, ""]


def sure(book: Rulebook) -> int:
    return sum(rule.versions[0].text_status in ("read", "judgment") for rule in book.limits.values())


def cases_and_counts(scenarios: list[Worked]) -> tuple[int, int]:
    counts = sum(isinstance(one.scenario, CountExample) for one in scenarios)
    return len(scenarios) - counts, counts


def together(book: Rulebook, scenarios: list[Worked]) -> str:
    cases, counts = cases_and_counts(scenarios)
    extradition = sum(treaty.subject == "extradition" for treaty in book.treaties.values())
    return (
        f"{len(book.limits)} limits of States, bodies and treaties, {sure(book)} of them *read* or *judgment*; {cases} worked cases and "
        f"{counts} worked counts; {extradition} treaties on extradition, {len(book.treaties) - extradition} others.\n"
    )


def treaty_rows(book: Rulebook) -> list[list[object]]:
    rows: list[list[object]] = []
    for key, treaty in book.treaties.items():
        rules = [rule for rule in book.limits.values() if rule.group == f"treaties/{key}"]
        protocols = "".join(f"; {protocol.title.en}" for protocol in treaty.protocols.values())
        rows.append(
            [
                f"{treaty.short.en} `{key}`{protocols}",
                len(rules),
                *by_status(rules),
                words_of(book, f"treaties/{key}"),
                parties_in_words(treaty),
                treaty.checked or "",
            ]
        )
    return rows


def parties_in_words(treaty: TreatyParties) -> str:
    bound = [party for party in treaty.parties.values() if party.bound]
    unverified = sum(not party.certain for party in bound)
    return f"{len(bound)}" + (f", {unverified} of them not verified" if unverified else "")


def home_part(book: Rulebook, home: str) -> list[str]:
    """The instruments of a State with their limits, its calendars, and what is missing."""
    jurisdiction = book.jurisdictions[home]
    parts = [f"\n## {jurisdiction.title.en}\n\n"]
    rules = limits_of(book, home)
    named = {rule.path: instrument_of(rule, jurisdiction.instruments) for rule in rules}
    rows: list[list[object]] = []
    for key, act in jurisdiction.instruments.items():
        cited = [rule for rule in rules if named[rule.path] == key]
        rows.append([f"{key}: {act.title.en}", len(cited), *by_status(cited), compared(cited), act.note or ""])
    others = [rule for rule in rules if named[rule.path] is None]
    if others:
        rows.append(["other acts and judgments", len(others), *by_status(others), compared(others), ""])
    parts.append(table(("instrument", "limits", *STATUSES, "last compared", "note"), rows))
    calendars = {name: one for name, one in book.calendars.items() if name.startswith(f"{home}/")}
    if calendars:
        parts.append("\n")
    parts += [f"- Calendar `{name}`: {years_in_words(one)}\n" for name, one in calendars.items()]
    return parts + missing_lines(jurisdiction.missing)


def instrument_of(rule: Rule, instruments: Iterable[str]) -> str | None:
    """The instrument that the citation names first."""
    citation = rule.versions[0].citation
    found = [(place, -len(key), key) for key in instruments if (place := citation.find(key)) >= 0]
    return min(found)[2] if found else None


def years_in_words(calendar: Calendar) -> str:
    if not calendar.years:
        who = f"the holidays package ({calendar.package})" if calendar.package else "weekends alone"
        return f"no reviewed year; {who}, always provisional"
    spans: list[str] = []
    run: list[int] = []
    certainty = ""
    for year in sorted(map(int, calendar.years)):
        status = calendar.years[str(year)].certainty
        if run and (year != run[-1] + 1 or status != certainty):
            spans.append(f"{span(run)} {certainty}")
            run = []
        run.append(year)
        certainty = status
    spans.append(f"{span(run)} {certainty}")
    return ", ".join(spans)


def span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def missing_lines(missing: Iterable[Words]) -> list[str]:
    lines = [f"- {words.en}\n" for words in missing]
    return ["\nKnown to be missing:\n\n", *lines] if lines else []


def treaties_missing(book: Rulebook) -> list[str]:
    lines = [f"- {treaty.short.en}: {words.en}\n" for treaty in book.treaties.values() for words in treaty.missing]
    return ["\n## Treaties: known to be missing\n\n", *lines] if lines else []


# --- the README -----------------------------------------------------------------------------------------------------------


def with_summary(readme: str, book: Rulebook, scenarios: list[Worked]) -> str:
    """The README with the lines between its two marks written anew."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{summary(book, scenarios)}{END}{after}"


def summary(book: Rulebook, scenarios: list[Worked]) -> str:
    states = [home for home in book.jurisdictions if home not in book.bodies]
    cases, counts = cases_and_counts(scenarios)

    def named(homes: Iterable[str]) -> str:
        return ", ".join(f"{book.jurisdictions[home].title.en} ({len(limits_of(book, home))})" for home in homes)

    treaties = [treaty for treaty in book.treaties.values() if treaty.subject == "extradition"]
    return (
        f"{len(book.limits)} limits, {sure(book)} of them read in the text of the law or in a judgment, with {cases} worked cases and "
        f"{counts} worked counts. Nothing is claimed that [docs/coverage.md](docs/coverage.md) does not carry; "
        "it also says what is known to be missing.\n\n"
        f"- **States** (limits): {named(states)}.\n"
        f"- **Bodies**: {named(book.bodies)}.\n"
        f"- **Treaties**: {len(treaties)} on extradition, and the acceptances of human-rights complaints; "
        "`extradeadline treaties kz ru --on 2025-06-02` says which governs.\n"
    )
