"""explain: how one deadline was counted, step by step, under every reading."""

from typing import Annotated

import typer

from extradeadline.cli.inputs import (
    AsOfOption,
    EventOption,
    FactOption,
    FormatOption,
    LangOption,
    RequestedOption,
    RequestingOption,
    RulesOption,
    found_in,
    scheduled,
)
from extradeadline.render.lines import put

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def explain(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case file in YAML or JSON; '-' reads standard input.")],
    limit: Annotated[str, typer.Argument(metavar="LIMIT", help="A deadline's id, or a limit: kz/extradition/appeal.")],
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = "en",
    event: EventOption = [],
    fact: FactOption = [],
    requested: RequestedOption = None,
    requesting: RequestingOption = None,
    rules: RulesOption = None,
) -> None:
    """Print how one deadline was counted, step by step. Each step has its article, each closed day that was skipped its act."""
    found, book = scheduled(case, event, fact, requested, requesting, as_of, rules)
    deadlines = found_in(found, limit)
    if format == "json":
        from extradeadline.render.json import schedule_json

        put(schedule_json(found, book, lang, deadlines))
        return
    from extradeadline.render.explanation import explanation_lines
    from extradeadline.render.lines import write

    write(line for deadline in deadlines for line in explanation_lines(deadline, book, lang))
