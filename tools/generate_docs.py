"""Writes docs/cli.md, docs/coverage.md, docs/rules/ and the summary in the README from the program itself; with --check,
fails when they are stale.

python tools/generate_docs.py [--check]
"""

import sys
from importlib import import_module
from pathlib import Path

import typer
from coverage_page import coverage_page, with_summary
from typer.testing import CliRunner

from extradeadline.cli.app import COMMANDS
from extradeadline.loading import load_rules, rules_dir
from extradeadline.render.catalogue import choices, period_text
from extradeadline.rulebook import Rule, Rulebook
from extradeadline.scenarios import find_scenarios
from extradeadline.single_counts import home_of

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Written by tools/generate_docs.py; do not edit. -->\n"


def cli_page() -> str:
    parts = [
        MADE,
        "# Commands\n\nExit codes: 0 done, 1 a finding that was asked for, 2 input that cannot be read, 3 an unexpected failure.\n",
    ]
    for name in COMMANDS:
        app: typer.Typer = import_module(f"extradeadline.cli.{name}").app
        command = typer.main.get_command(app)
        subcommands = list(getattr(command, "commands", {})) or [""]
        for subcommand in subcommands:
            words = " ".join(word for word in (name, subcommand) if word)
            arguments = [subcommand, "--help"] if subcommand else ["--help"]
            shown = CliRunner().invoke(app, arguments, prog_name=f"extradeadline {name}", env={"COLUMNS": "100"}).output
            parts.append(f"\n## {words}\n\n```\n{shown.strip()}\n```\n")
    return "".join(parts)


def rules_page(book: Rulebook, home: str) -> str:
    """Every limit, regime and note of one State, body, or of the treaties."""
    jurisdiction = book.jurisdictions.get(home)
    if jurisdiction is None:
        head = "Treaties" if home == "treaties" else "Ways of counting that no State owns"
        parts = [MADE, f"# {head}\n"]
    else:
        parts = [
            MADE,
            f"# {jurisdiction.title.en} (`{home}`)\n\nLast compared with the law on {jurisdiction.checked}.\n\n",
        ]
        parts += [
            f"- **{key}** {act.title.en}, {act.number}: <{act.source}>" + (f" ({act.note})" if act.note else "") + "\n"
            for key, act in jurisdiction.instruments.items()
        ]
    regimes = {name: regime for name, regime in book.regimes.items() if (home_of(name) or "shared") == home}
    if regimes:
        parts.append(
            "\n## Ways of counting\n\n| regime | what it is | choices | citation | text | readings |\n|---|---|---|---|---|---|\n"
        )
    for name, regime in regimes.items():
        readings = ", ".join(reading.name for reading in regime.readings)
        made = "; ".join(f"{field}: {text}" for field, text, _ in choices(regime))
        parts.append(
            f"| `{name}` | {regime.title.en} | {made} | {regime.citation} | {regime.text_status} | {readings} |\n"
        )
    for group in book.groups.values():
        if group.home != home:
            continue
        rules = [book.limits[path] for path in group.limits]
        notes = [note for note in book.notes if note.group == group.path]
        if not rules and not notes:
            continue
        parts.append(f"\n## {group.title.en} (`{group.path}`)\n\n")
        if rules:
            parts.append(
                "| limit | | runs from | period | regime | citation | text | readings |\n|---|---|---|---|---|---|---|---|\n"
            )
        parts += [rule_row(rule) for rule in rules]
        if notes:
            parts.append("\nNot verified, so shown as words and never as a date:\n\n")
        parts += [f"- {note.title.en} ({note.citation}): {note.note.en}\n" for note in notes]
    return "".join(parts)


def rule_row(rule: Rule) -> str:
    version = rule.versions[0]
    key = rule.path.rpartition("/")[2]
    origin = f"before {version.before}" if version.before else str(version.trigger)
    readings = ", ".join(reading.name for reading in version.readings)
    cells = (
        f"`{key}`",
        rule.title.en,
        origin.replace(f"{rule.group}/", ""),
        period_text(version.period),
        version.regime or "",
        version.citation,
        version.text_status,
        readings,
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n"


def pages() -> dict[str, str]:
    """Every generated page by its path under docs/; the README with its summary renewed."""
    book = load_rules(None)
    scenarios = find_scenarios(rules_dir())
    made = {"cli.md": cli_page(), "coverage.md": MADE + coverage_page(book, scenarios)}
    for home in (*book.jurisdictions, "treaties", "shared"):
        made[f"rules/{home}.md"] = rules_page(book, home)
    made["../README.md"] = with_summary((DOCS / "../README.md").read_text(encoding="utf-8"), book, scenarios)
    return made


def main(arguments: list[str]) -> int:
    made = pages()
    stale = [
        name
        for name, text in made.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != text
    ]
    stale += [f"rules/{path.name}" for path in (DOCS / "rules").glob("*.md") if f"rules/{path.name}" not in made]
    if "--check" in arguments:
        sys.stdout.write("".join(f"docs/{name} is stale: run 'python tools/generate_docs.py'\n" for name in stale))
        return 1 if stale else 0
    (DOCS / "rules").mkdir(exist_ok=True)
    for name in stale:
        if name in made:
            (DOCS / name).write_text(made[name], encoding="utf-8")
        else:
            (DOCS / name).unlink()
        sys.stdout.write(f"wrote docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
