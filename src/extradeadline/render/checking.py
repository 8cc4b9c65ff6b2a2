"""The verdict on a date that someone else counted: agreement and under which reading, or the difference and the steps."""

from collections.abc import Iterator
from datetime import date, datetime

from extradeadline.deadlines import Deadline, Schedule
from extradeadline.model import Language
from extradeadline.moments import When
from extradeadline.render.explanation import step_lines
from extradeadline.render.json import deadline_json, encoded
from extradeadline.render.lines import Line
from extradeadline.render.phrases import STATUSES
from extradeadline.render.speech import Speech, clean
from extradeadline.render.text import reading_text, when
from extradeadline.rulebook import Rulebook

CHECK_SCHEMA = "extradeadline/check/1"


def check_lines(
    deadline: Deadline, agreeing: list[str], own: When, rules: Rulebook, language: Language
) -> Iterator[Line]:
    """One verdict with its reasons."""
    speech = Speech(language, rules)
    ends = deadline.ends_at if deadline.hours else deadline.last_day
    if "first" in agreeing and ends is not None:
        yield Line(speech.say("agrees", id=deadline.id, when=when(deadline, ends, speech)), "open")
    elif agreeing:
        yield Line(speech.say("agrees under", id=deadline.id, names=", ".join(agreeing)), "next")
    elif ends is not None:
        by = "" if deadline.hours else _apart(abs((_day(own) - _day(ends)).days), speech)
        yield Line(
            speech.say("differs", id=deadline.id, own=speech.moment(own), when=when(deadline, ends, speech), by=by),
            "warning",
        )
    elif deadline.earliest is not None and deadline.latest is not None:
        span = speech.say(
            "between", first=when(deadline, deadline.earliest, speech), last=when(deadline, deadline.latest, speech)
        )
        yield Line(speech.say("differs", id=deadline.id, own=speech.moment(own), when=span, by=""), "warning")
    else:
        yield Line(speech.say("no date", id=deadline.id, status=speech.among(STATUSES, deadline.status)), "warning")
    yield Line(f"{deadline.title[language]} ({deadline.citation})", "", 2)
    yield from step_lines(deadline.steps, speech)
    for reading in deadline.readings[1:]:
        yield Line("~ " + reading_text(deadline, reading, speech), "", 2, 2)
    yield Line("")


def _apart(days: int, speech: Speech) -> str:
    return speech.say("differs by", days=speech.period(f"{days} day{'' if days == 1 else 's'}"))


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def check_json(
    results: list[tuple[Deadline, list[str]]], own: When, schedule: Schedule, rules: Rulebook, language: Language
) -> bytes:
    """The verdicts with the deadlines that they are about."""
    speech = Speech(language, rules)
    return encoded(
        {
            "schema": CHECK_SCHEMA,
            "own": own,
            "as_of": schedule.as_of.instant or schedule.as_of.day,
            "results": [
                {
                    "id": clean(deadline.id),
                    "agrees": bool(agreeing),
                    "readings": agreeing,
                    "deadline": deadline_json(deadline, speech),
                }
                for deadline, agreeing in results
            ],
        }
    )
