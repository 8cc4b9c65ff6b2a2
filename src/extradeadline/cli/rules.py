"""rules: browse the law as data, and validate a folder with its scenarios."""

from pathlib import Path
from typing import Annotated

import typer

from extradeadline.cli.app import FOUND
from extradeadline.cli.inputs import LangOption, RulesOption, refuse
from extradeadline.loading import load_rules, rules_dir
from extradeadline.problems import did_you_mean
from extradeadline.render.lines import put

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Browse the rules, and validate a folder of them.",
)

_Only = Annotated[str | None, typer.Argument(metavar="PATH", help="Only what begins with this: kz, kz/extradition.")]


@app.command("list")
def list_rules(
    path: _Only = None,
    regimes: Annotated[bool, typer.Option("--regimes", help="The regimes with their choices side by side.")] = False,
    events: Annotated[bool, typer.Option("--events", help="The event kinds and facts that a case may state.")] = False,
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """List limits; or regimes, or events. Each limit has its period, trigger and citation."""
    from extradeadline.render.catalogue import event_lines, limit_lines, regime_lines
    from extradeadline.render.lines import write

    book = load_rules(None, rules)
    render = regime_lines if regimes else event_lines if events else limit_lines
    lines = list(render(book, path or "", lang))
    if not lines:
        raise refuse(
            f"nothing begins with '{path}'",
            did_you_mean(path or "", [*book.groups, *book.regimes, *book.events]) or "Without PATH, all are listed.",
            "PATH",
        )
    write(lines)


@app.command()
def show(
    limit: Annotated[
        str, typer.Argument(metavar="LIMIT", help="A limit's path, such as kz/extradition/appeal; or a regime's.")
    ],
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Show one limit or regime, every field."""
    from extradeadline.render.catalogue import rule_lines, whole_regime_lines
    from extradeadline.render.lines import write

    book = load_rules(None, rules)
    if limit in book.limits:
        write(rule_lines(book.limits[limit], lang))
    elif limit in book.regimes:
        write(whole_regime_lines(limit, book, lang))
    else:
        raise refuse(
            f"unknown limit '{limit}'",
            did_you_mean(limit, [*book.limits, *book.regimes]) or "'extradeadline rules list' lists them.",
            "LIMIT",
        )


@app.command()
def test(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A folder of rules; default: the program's own.")
    ] = None,
) -> None:
    """Read every rule in a folder and run its scenarios. Names every problem at once."""
    from extradeadline.checks import check_book
    from extradeadline.problems import Problems
    from extradeadline.scenarios import find_scenarios, run

    also = None if folder is None or folder.resolve() == rules_dir().resolve() else folder
    book = load_rules(None, also)
    scenarios = find_scenarios(also or rules_dir())
    failed = 0
    for worked in scenarios:
        try:
            differences = run(worked, also=also)
        except Problems as error:
            differences = [str(problem) for problem in error.problems]
        if differences:
            failed += 1
            put(
                f"{worked.file}:{worked.line}: {worked.scenario.title}\n"
                + "".join(f"    {text}\n" for text in differences)
            )
    own = None if also is None else {f"{path.parent.name}/{path.stem}" for path in also.glob("*/*.yaml")}
    loose = check_book(book, scenarios, own)
    for text in loose:
        put(f"{text}\n")
    put(
        f"{len(book.limits)} limits, {len(book.regimes)} regimes, {len(scenarios)} scenarios: {failed} differ, {len(loose)} remarks\n"
    )
    if failed or loose:
        raise typer.Exit(FOUND)
