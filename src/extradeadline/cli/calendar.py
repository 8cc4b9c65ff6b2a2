"""calendar: the closed and moved days of a year, and why."""

from typing import Annotated

import typer

from extradeadline.cli.app import FOUND
from extradeadline.cli.inputs import LangOption, RulesOption, refuse
from extradeadline.loading import jurisdictions_in, load_rules, rules_dir
from extradeadline.problems import did_you_mean
from extradeadline.render.calendar import against_package_lines, calendar_lines
from extradeadline.render.lines import write
from extradeadline.rulebook import Rulebook, open_days

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def calendar(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A State's two letters, or a jurisdiction's folder.")],
    year: Annotated[int, typer.Argument(metavar="YEAR", min=1900, max=2200)],
    name: Annotated[
        str | None, typer.Option("--calendar", help="One of the State's calendars; default: that of its courts.")
    ] = None,
    against_holidays: Annotated[
        bool,
        typer.Option(
            "--against-holidays",
            help="Only where the holidays package has the day otherwise; exit code 1 where it has.",
        ),
    ] = False,
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Print the closed and moved days of a year. Each has the act that says so."""
    home = state.lower()
    book = load_rules([home], rules)
    path = _calendar_of(book, home, state, name)
    if not against_holidays:
        write(calendar_lines(book, path, year, lang))
        return
    days = open_days(book, path)
    if days.answers(year) != "reviewed" or days.package is None:
        what = f"the year {year} has not been reviewed" if days.package else f"no package stands behind '{path}'"
        raise refuse(f"{what}: there is nothing to compare", "Leave --against-holidays out.", "--against-holidays")
    write(against_package_lines(days, year, book, lang))
    if days.against_package(year):
        raise typer.Exit(FOUND)


def _calendar_of(book: Rulebook, home: str, state: str, name: str | None) -> str:
    """The path of the calendar that is meant. Raises Problems."""
    if home not in book.jurisdictions:
        known = [folder.upper() for folder in jurisdictions_in(rules_dir())]
        raise refuse(
            f"no calendar for '{state}'",
            did_you_mean(state.upper(), known) or f"There are calendars for: {', '.join(known)}.",
            "STATE",
        )
    own = [path.partition("/")[2] for path in book.calendars if path.startswith(f"{home}/")]
    chosen = name or book.jurisdictions[home].calendar
    if not own:
        raise refuse(f"'{state}' has no calendar", "It counts by the calendar of the State concerned.", "STATE")
    if chosen not in own:
        raise refuse(f"no calendar '{name}' for {state}", f"There are: {', '.join(own)}.", "--calendar")
    return f"{home}/{chosen}"
