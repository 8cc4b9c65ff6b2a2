"""compute: a case in, its dated schedule out."""

import re
from typing import Annotated

import typer

from extradeadline.cli.app import FOUND
from extradeadline.cli.inputs import (
    AsOfOption,
    CaseArgument,
    EventOption,
    FactOption,
    FormatOption,
    LangOption,
    RequestedOption,
    RequestingOption,
    RulesOption,
    refuse,
    scheduled,
)
from extradeadline.deadlines import Deadline, Schedule
from extradeadline.render.lines import put

app = typer.Typer(add_completion=False, rich_markup_mode=None)

STATUSES = ("pending", "running", "due today", "met", "met late", "lapsed", "ended", "not applicable")
_MISSED = ("met late", "lapsed")


@app.command()
def compute(
    case: CaseArgument = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = "en",
    only: Annotated[
        list[str],
        typer.Option(
            "--only",
            metavar="STATUS",
            help="Only deadlines of this status (running: open under some reading; lapsed ...); may be repeated, or joined by commas.",
        ),
    ] = [],
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="14d",
            help="Only deadlines whose next end, under any reading, comes within so many days.",
        ),
    ] = None,
    fail_on: Annotated[
        list[str],
        typer.Option(
            "--fail-on",
            metavar="missed|due:7d",
            help="Exit with 1 when a term was missed, or when one ends within so many days.",
        ),
    ] = [],
    event: EventOption = [],
    fact: FactOption = [],
    requested: RequestedOption = None,
    requesting: RequestingOption = None,
    rules: RulesOption = None,
) -> None:
    """Print every deadline that follows from a case. Each says when, by which article, counted how, and under which readings."""
    wanted, days, findings = (
        _statuses(only),
        _days(within, "--within"),
        [_finding(text) for item in fail_on for text in item.split(",")],
    )
    found, book = scheduled(case, event, fact, requested, requesting, as_of, rules)
    shown = [deadline for deadline in found.deadlines if _is_wanted(deadline, wanted, days)]
    if format == "json":
        from extradeadline.render.json import schedule_json

        put(schedule_json(found, book, lang, shown))
    else:
        from extradeadline.render.lines import write
        from extradeadline.render.text import list_lines, schedule_lines

        write(
            schedule_lines(found, book, lang)
            if len(shown) == len(found.deadlines)
            else list_lines(found, shown, book, lang)
        )
    if any(_is_found(finding, found) for finding in findings):
        raise typer.Exit(FOUND)


def _statuses(only: list[str]) -> set[str]:
    from extradeadline.problems import did_you_mean

    wanted = {text.strip() for item in only for text in item.split(",")}
    if "running" in wanted:  # what ends today runs until 24:00
        wanted.add("due today")
    for status in wanted:
        if status not in STATUSES:
            raise refuse(
                f"'{status}' is no status",
                did_you_mean(status, STATUSES) or f"One of: {', '.join(STATUSES)}.",
                "--only",
            )
    return wanted


def _days(text: str | None, flag: str) -> int | None:
    if text is None:
        return None
    found = re.fullmatch(r"(\d{1,4})d?", text)
    if found is None:
        raise refuse(f"'{text}' is no number of days", "Write 14d.", flag)
    return int(found[1])


def _finding(text: str) -> int | None:
    """The days of `due:7d`; None for `missed`."""
    if text == "missed":
        return None
    if not text.startswith("due:"):
        raise refuse(f"'{text}' is nothing to look for", "Write 'missed' or 'due:7d'.", "--fail-on")
    return _days(text.removeprefix("due:"), "--fail-on")


def _is_wanted(deadline: Deadline, wanted: set[str], days: int | None) -> bool:
    still_open = deadline.next_end is not None and "running" in wanted  # under one reading at least
    if wanted and deadline.status not in wanted and not still_open:
        return False
    return days is None or (deadline.days_ahead is not None and deadline.days_ahead <= days)


def _is_found(days: int | None, found: Schedule) -> bool:
    if days is None:
        return any(deadline.status in _MISSED and deadline.kind != "effect" for deadline in found.deadlines)
    return any(_is_wanted(deadline, set(), days) for deadline in found.deadlines)
