"""calendar: the closed and moved days of a year, and why."""

from collections.abc import Iterator
from typing import Annotated

import typer

from extradeadline.calendars import Closure
from extradeadline.cli.inputs import LangOption, RulesOption, refuse
from extradeadline.loading import jurisdictions_in, load_rules, rules_dir
from extradeadline.problems import did_you_mean
from extradeadline.render.lines import Line, write
from extradeadline.render.phrases import CERTAINTIES
from extradeadline.render.speech import Speech
from extradeadline.rulebook import open_days

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def calendar(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A State's two letters, or a jurisdiction's folder.")],
    year: Annotated[int, typer.Argument(metavar="YEAR", min=1900, max=2200)],
    name: Annotated[
        str | None, typer.Option("--calendar", help="One of the State's calendars; default: that of its courts.")
    ] = None,
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Print the days of a year that are closed or moved, each with the act that says so."""
    home = state.lower()
    book = load_rules([home], rules)
    if home not in book.jurisdictions:
        known = [folder.upper() for folder in jurisdictions_in(rules_dir())]
        raise refuse(
            f"no calendar for '{state}'",
            did_you_mean(state.upper(), known) or f"There are calendars for: {', '.join(known)}.",
            "STATE",
        )
    path = f"{home}/{name or book.jurisdictions[home].calendar}"
    if path not in book.calendars:
        raise refuse(
            f"no calendar '{name}' for {state}",
            f"There are: {', '.join(one.partition('/')[2] for one in book.calendars if one.startswith(f'{home}/'))}.",
            "--calendar",
        )
    speech, days = Speech(lang, book), open_days(book, path)
    written = book.calendars[path]
    lines = [
        Line(
            speech.say(
                "calendar head", title=book.jurisdictions[home].title[lang], year=year, scope=written.scope[lang]
            ),
            "title",
            hang=2,
        )
    ]
    answers = days.answers(year)
    if answers != "reviewed":
        lines.append(Line("! " + speech.say("calendar uncovered", who=speech.say(f"calendar {answers}")), "warning"))
    write([*lines, *_day_lines(days.days_of(year), speech)])


def _day_lines(closures: list[Closure], speech: Speech) -> Iterator[Line]:
    for closure in closures:
        doubt = "calendar doubted" if closure.certainty == "unsure" else "calendar works"
        works = f" [{speech.say(doubt)}]" if closure.works else ""
        instead = speech.say("calendar instead", day=speech.day(closure.instead_of)) if closure.instead_of else ""
        certainty = speech.among(CERTAINTIES, closure.certainty)
        yield Line(
            f"{speech.day(closure.day)}{works}: {closure.name[speech.language]}{instead} - {closure.source} | {certainty}",
            "",
            2,
            4,
        )
