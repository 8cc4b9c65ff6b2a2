"""count: one count without a case."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from extradeadline.calendars import EVERY_DAY, OpenDays
from extradeadline.cli.inputs import FormatOption, LangOption, RulesOption, moment_of, refuse
from extradeadline.counting import count as count_period
from extradeadline.loading import load_rules
from extradeadline.moments import When, in_zone
from extradeadline.period import Period, PeriodError, parse_period
from extradeadline.problems import did_you_mean
from extradeadline.render.counting import CountSeen, count_json, count_lines
from extradeadline.render.lines import put
from extradeadline.rulebook import Rulebook, default_calendar, open_days, ways, zone_of
from extradeadline.ways import needed_choices, needs_instant

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def count(
    when: Annotated[
        str,
        typer.Argument(metavar="WHEN", help="The day or moment that the period runs from (with --before: back from)."),
    ],
    period: Annotated[
        str,
        typer.Argument(metavar="PERIOD", help="'10 days', '72 hours', '2 months', '5 working days', or ISO 8601: P2M."),
    ],
    regime: Annotated[
        str,
        typer.Option(
            "--regime",
            metavar="R",
            help="How to count: kz/custody, kz/procedural ... ('extradeadline rules list --regimes').",
        ),
    ],
    before: Annotated[bool, typer.Option("--before", help="Count back.")] = False,
    zone: Annotated[
        str | None, typer.Option("--zone", help="IANA time zone; default: the first of the regime's State.")
    ] = None,
    format: FormatOption = "text",
    lang: LangOption = "en",
    rules: RulesOption = None,
) -> None:
    """Count one period from a day or a moment, under a way of counting and each reading of it."""
    home = regime.partition("/")[0] if "/" in regime else None
    book = load_rules([home] if home else [], rules)
    if regime not in book.regimes:
        everything = load_rules(None, rules)
        raise refuse(
            f"unknown regime '{regime}'",
            did_you_mean(regime, everything.regimes) or f"One of: {', '.join(everything.regimes)}.",
            "--regime",
        )
    start, calendar = _start(when, zone, home, book), _calendar(home, book)
    try:
        length = parse_period(period)
    except PeriodError as error:
        raise refuse(str(error), where="PERIOD") from None
    if not length.is_length or length.at_least:
        raise refuse(f"'{period}' cannot be counted", "Write a length, such as '10 days'.", "PERIOD")
    way, _ = ways(book, regime)
    missing = sorted(field for field in needed_choices(length, way.days, back=before) if getattr(way, field) is None)
    if missing:
        lacking = " or ".join(field.replace("_", " ") for field in missing)
        raise refuse(f"the regime '{regime}' has no rule for {lacking}", "Choose another regime.", "--regime")
    counts = _counts(book, regime, start, length, zone_of(zone or _zone_name(home, book)), calendar, before)
    if format == "json":
        put(count_json(start, length.text, regime, counts, book, lang))
    else:
        from extradeadline.render.lines import write

        write(count_lines(counts, regime, book, lang))


def _zone_name(home: str | None, book: Rulebook) -> str:
    return book.jurisdictions[home].zones[0] if home in book.jurisdictions else "UTC"


def _start(text: str, zone: str | None, home: str | None, book: Rulebook) -> When:
    start = moment_of(text, "WHEN")
    try:
        named = zone_of(zone or _zone_name(home, book))
    except (KeyError, ValueError, OSError):
        raise refuse(f"unknown time zone '{zone}'", "Use an IANA name, such as Asia/Almaty.", "--zone") from None
    point = in_zone(start, named)
    return point.instant or point.day


def _calendar(home: str | None, book: Rulebook) -> OpenDays:
    name = default_calendar(book, home or "", {})
    return EVERY_DAY if name is None else open_days(book, name)


def _counts(
    book: Rulebook, regime: str, start: When, length: Period, zone: ZoneInfo, calendar: OpenDays, before: bool
) -> list[CountSeen]:
    """The first reading of the regime, then each other that moves the end."""
    way, others = ways(book, regime)
    found: list[CountSeen] = []
    for name, because, one in (("first", None, way), *((other.name, other.because, other.way) for other in others)):
        if needs_instant(length, one) and not isinstance(start, datetime):
            raise refuse(
                f"'{length.text}' runs from a moment; '{start}' is a day", f"Add the hour: '{start} 14:20'.", "WHEN"
            )
        done = count_period(start, length, one, calendar, zone, before=before)
        if not found or (done.last_day, done.ends_at) != (found[0].count.last_day, found[0].count.ends_at):
            found.append(CountSeen(name, because, done, needs_instant(length, one)))
    return found
