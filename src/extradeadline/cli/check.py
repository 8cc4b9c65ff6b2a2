"""check: the lawyer's own date in; agreement and under which reading, or the difference, out."""

from datetime import date, datetime
from typing import Annotated

import typer

from extradeadline.cli.app import FOUND
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
    moment_of,
    refuse,
    scheduled,
)
from extradeadline.deadlines import Deadline
from extradeadline.moments import When
from extradeadline.render.lines import put

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def check(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case file in YAML or JSON; '-' reads standard input.")],
    limit: Annotated[str, typer.Argument(metavar="LIMIT", help="A deadline's id, or a limit: kz/extradition/appeal.")],
    date: Annotated[
        str, typer.Argument(metavar="DATE", help="Your own last day; for a limit in hours, your own moment.")
    ],
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = "en",
    event: EventOption = [],
    fact: FactOption = [],
    requested: RequestedOption = None,
    requesting: RequestingOption = None,
    rules: RulesOption = None,
) -> None:
    """Compare your own date with the program's. An independent second count: exit code 1 where no reading gives your date."""
    from extradeadline.render.checking import check_json, check_lines

    found, book = scheduled(case, event, fact, requested, requesting, as_of, rules)
    own = moment_of(date, "DATE")
    deadlines = found_in(found, limit)
    results = [(deadline, _agreeing(deadline, own)) for deadline in deadlines]
    if format == "json":
        put(check_json(results, own, found, book, lang))
    else:
        from extradeadline.render.lines import write

        write(line for deadline, names in results for line in check_lines(deadline, names, own, book, lang))
    if not any(names for _, names in results):
        raise typer.Exit(FOUND)


def _agreeing(deadline: Deadline, own: When) -> list[str]:
    """The readings that give this date. A day for a limit that ends at a moment is refused, and the reverse."""
    if deadline.hours and not isinstance(own, datetime):
        raise refuse(f"{deadline.id} ends at a moment, not on a day", f"Add the hour: '{own} 14:20'.", "DATE")
    if not deadline.hours and isinstance(own, datetime):
        raise refuse(f"{deadline.id} ends with a day, not at a moment", f"Leave the hour out: {own.date()}.", "DATE")
    return [
        reading.name
        for reading in deadline.readings
        if _same(reading.ends_at if isinstance(own, datetime) else reading.last_day, own)
    ]


def _same(found: date | datetime | None, own: When) -> bool:
    if isinstance(found, datetime) and isinstance(own, datetime):
        return found == own if own.tzinfo else found.replace(tzinfo=None) == own
    return found == own
