"""treaties: what binds two States on a day, since when, and what would a day earlier or later."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from extradeadline.between import between, known_states
from extradeadline.cli.inputs import FormatOption, LangOption, RulesOption, moment_of, named_states, refuse
from extradeadline.loading import load_rules
from extradeadline.problems import Problems, did_you_mean
from extradeadline.render.lines import put
from extradeadline.render.treaties import treaties_json, treaties_lines
from extradeadline.rulebook import Rulebook, zone_of

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def treaties(
    requested: Annotated[str, typer.Argument(metavar="REQUESTED", help="The requested State, as two letters.")],
    requesting: Annotated[str, typer.Argument(metavar="REQUESTING", help="The requesting State, as two letters.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day; default: today in the requested State.")
    ] = None,
    format: FormatOption = "text",
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Say which treaty governs between two States on a day. Since when and why, and what else binds the requested State."""
    book = load_rules([state for state in (requested, requesting) if _is_code(state)], rules)
    known = known_states(book)
    for state, where in ((requested, "REQUESTED"), (requesting, "REQUESTING")):
        if not _is_code(state) or state.upper() not in known:
            raise _unknown(state, where, rules)
    if requested.upper() == requesting.upper():
        raise refuse("both States are the same", "Name the requested State, then the requesting one.", "REQUESTING")
    found = between(book, requested.upper(), requesting.upper(), _day(on, requested, book))
    if format == "json":
        put(treaties_json(found, book, lang))
    else:
        from extradeadline.render.lines import write

        write(treaties_lines(found, book, lang))


def _is_code(state: str) -> bool:
    """Two letters, and nothing that could lead out of the folder of rules."""
    return len(state) == 2 and state.isascii() and state.isalpha()


def _unknown(typed: str, where: str, rules: Path | None) -> Problems:
    """A State may have been written by its name; what is known of all of them is read only to say so."""
    book = load_rules(None, rules)
    known = known_states(book)
    code = named_states(book).get(typed.casefold())
    near = [state for state in known if _is_code(typed) and state[0] == typed[0].upper()]
    meant = f"Did you mean '{code}'?" if code else did_you_mean(typed.upper(), known)
    if not meant and near:
        meant = f"Did you mean {' or '.join(near)}?"
    return refuse(
        f"nothing is known of the State '{typed}'",
        meant or f"Write two letters, such as KZ; known: {', '.join(known)}.",
        where,
    )


def _day(text: str | None, state: str, book: Rulebook) -> date:
    if text is None:
        home = book.jurisdictions.get(state.lower())
        return datetime.now(zone_of(home.zones[0] if home is not None else "UTC")).date()
    when = moment_of(text, "--on")
    return when.date() if isinstance(when, datetime) else when
