"""new: a commented case file to fill in."""

from typing import Annotated

import typer

from extradeadline.cli.inputs import LangOption, RulesOption
from extradeadline.loading import load_rules
from extradeadline.render.form import form
from extradeadline.render.lines import put

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def new(
    requested: Annotated[
        str, typer.Option("--requested", metavar="STATE", help="The requested State, as two letters.")
    ] = "KZ",
    requesting: Annotated[
        str, typer.Option("--requesting", metavar="STATE", help="The requesting State, as two letters.")
    ] = "RU",
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Print a case file to fill in. It explains every event and fact that the rules of the two States ask for."""
    from extradeadline.cli.inputs import checked_state

    states = [checked_state(requested, "--requested"), checked_state(requesting, "--requesting")]
    put(form(requested, requesting, load_rules(states, rules), lang).encode())  # a file to be, whatever the terminal
