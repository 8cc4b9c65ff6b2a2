"""count: one count without a case."""

from datetime import datetime
from typing import Annotated

import typer

from extradeadline.calendars import OpenDays
from extradeadline.cli.inputs import FormatOption, LangOption, RulesOption, moment_of, refuse
from extradeadline.loading import load_rules
from extradeadline.moments import When, in_zone
from extradeadline.period import Period, PeriodError, parse_period
from extradeadline.problems import did_you_mean
from extradeadline.render.counting import count_json, count_lines
from extradeadline.render.lines import put
from extradeadline.rulebook import Rulebook, ways, zone_of
from extradeadline.single_counts import HourMissingError, calendar_for, counts_under, home_of, zone_name
from extradeadline.ways import needed_choices

app = typer.Typer(add_completion=False, rich_markup_mode=None)


_When = Annotated[
    str, typer.Argument(metavar="WHEN", help="The day or moment that the period runs from (with --before: back from).")
]
_Period = Annotated[
    str, typer.Argument(metavar="PERIOD", help="'10 days', '72 hours', '2 months', '5 working days', or ISO 8601: P2M.")
]
_Regime = Annotated[
    str,
    typer.Option(
        "--regime",
        metavar="R",
        help="How to count: kz/custody, kz/procedural ... ('extradeadline rules list --regimes').",
    ),
]
_Zone = Annotated[str | None, typer.Option("--zone", help="IANA time zone; default: the first of the regime's State.")]
_Calendar = Annotated[
    str | None,
    typer.Option(
        "--calendar", metavar="NAME", help="Whose closed days: scotland, or gb/scotland. Default: the State's own."
    ),
]
_Closed = Annotated[
    list[str],
    typer.Option(
        "--closed",
        metavar="DAY",
        help="One more closed day; may be repeated. Without a calendar, weekends are closed too.",
    ),
]


@app.command()
def count(
    when: _When,
    period: _Period,
    regime: _Regime,
    before: Annotated[bool, typer.Option("--before", help="Count back.")] = False,
    zone: _Zone = None,
    calendar: _Calendar = None,
    closed: _Closed = [],
    format: FormatOption = "text",
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Count one period from a day or a moment. Under a way of counting (a regime), and each reading of it."""
    home = home_of(regime)
    named = calendar.partition("/")[0] if calendar and "/" in calendar else None
    book = load_rules([one for one in (home, named) if one], rules)
    if regime not in book.regimes:
        everything = load_rules(None, rules)
        raise refuse(
            f"unknown regime '{regime}'",
            did_you_mean(regime, everything.regimes) or f"One of: {', '.join(everything.regimes)}.",
            "--regime",
        )
    start, days = _start(when, zone or zone_name(book, regime)), _calendar(book, regime, calendar, closed)
    length = _length(period, book, regime, before=before)
    try:
        counts = counts_under(
            book, regime, start, length, zone_of(zone or zone_name(book, regime)), days, before=before
        )
    except HourMissingError as error:
        raise refuse(str(error), f"Add the hour: '{start} 14:20'.", "WHEN") from None
    if format == "json":
        put(count_json(start, length.text, regime, counts, book, lang))
    else:
        from extradeadline.render.lines import write

        write(count_lines(counts, regime, book, lang))


def _length(text: str, book: Rulebook, regime: str, *, before: bool) -> Period:
    """A length that the regime can count. Raises Problems."""
    try:
        length = parse_period(text)
    except PeriodError as error:
        raise refuse(str(error), where="PERIOD") from None
    if not length.is_length or length.at_least:
        raise refuse(f"'{text}' cannot be counted", "Write a length, such as '10 days'.", "PERIOD")
    way, _ = ways(book, regime)
    needed = needed_choices(length, way.days, way.runs, back=before)
    missing = sorted(field for field in needed if getattr(way, field) is None)
    if missing:
        lacking = " or ".join(field.replace("_", " ") for field in missing)
        raise refuse(f"the regime '{regime}' has no rule for {lacking}", "Choose another regime.", "--regime")
    return length


def _start(text: str, zone: str) -> When:
    start = moment_of(text, "WHEN")
    try:
        named = zone_of(zone)
    except (KeyError, ValueError, OSError):
        raise refuse(f"unknown time zone '{zone}'", "Use an IANA name, such as Asia/Almaty.", "--zone") from None
    point = in_zone(start, named)
    return point.instant or point.day


def _calendar(book: Rulebook, regime: str, name: str | None, closed: list[str]) -> OpenDays:
    days = []
    for text in closed:
        day = moment_of(text, "--closed")
        if isinstance(day, datetime):
            raise refuse(f"'{text}' has a time of day, and a closed day has none", "Write 2026-02-09.", "--closed")
        days.append(day)
    try:
        return calendar_for(book, regime, name, days)
    except KeyError as error:
        everything = load_rules(None).calendars
        raise refuse(
            f"unknown calendar '{error.args[0]}'",
            did_you_mean(error.args[0], everything) or f"One of: {', '.join(everything)}.",
            "--calendar",
        ) from None
