"""A schedule, and a count, as JSON: the stable and versioned form that scripts read.

Days are `2026-02-09`, instants `2026-02-09T14:20:00+05:00`. Codes and statuses are the same words in every language; titles and
messages are in the one asked for.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from extradeadline.deadlines import Deadline, ReadingSeen, Schedule
from extradeadline.instances import Flag
from extradeadline.model import Language, Words
from extradeadline.render.speech import Speech, clean
from extradeadline.rulebook import Rulebook
from extradeadline.steps import Step

SCHEDULE_SCHEMA = "extradeadline/schedule/1"
COUNT_SCHEMA = "extradeadline/count/1"


def schedule_json(
    schedule: Schedule, rules: Rulebook, language: Language, only: Iterable[Deadline] | None = None
) -> bytes:
    """The whole schedule, or those of its deadlines in `only`."""
    speech = Speech(language, rules)
    shown = schedule.deadlines if only is None else only
    made = schedule.provenance
    return encoded(
        {
            "schema": SCHEDULE_SCHEMA,
            "case": {
                "title": schedule.case.title and clean(schedule.case.title),
                "requested": schedule.case.requested,
                "requesting": schedule.case.requesting,
                "zone": schedule.zone,
            },
            "as_of": schedule.as_of.instant or schedule.as_of.day,
            "provenance": {
                "engine": made.engine,
                "rules": made.rules,
                "calendars": made.calendars,
                "zones": made.zones,
            },
            "treaties": [
                {
                    "treaty": treaty.key,
                    "title": treaty.title[language],
                    "citation": treaty.citation,
                    "on": treaty.on,
                    "since": treaty.since,
                    "verified": treaty.certain,
                }
                for treaty in schedule.treaties
            ],
            "deadlines": [deadline_json(deadline, speech) for deadline in shown],
            "flags": [flag_json(flag, speech) for flag in schedule.flags],
        }
    )


def encoded(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _words(words: Words | None, speech: Speech) -> str | None:
    return None if words is None else words[speech.language]


def deadline_json(deadline: Deadline, speech: Speech) -> dict[str, Any]:
    trigger, closed = deadline.trigger, deadline.closed
    return {
        "id": clean(deadline.id),
        "limit": deadline.limit,
        "jurisdiction": deadline.jurisdiction,
        "title": deadline.title[speech.language],
        "kind": deadline.kind,
        "actor": deadline.actor,
        "addressee": deadline.addressee,
        "channel": _words(deadline.channel, speech),
        "done_when": _words(deadline.done_when, speech),
        "trigger": {
            "kind": trigger.kind,
            "when": trigger.when,
            "record": trigger.record and clean(trigger.record),
        },
        "period": deadline.period,
        "regime": deadline.regime,
        "counted_to": deadline.counted_to,
        "last_day": deadline.last_day,
        "ends_at": deadline.ends_at,
        "earliest": deadline.earliest,
        "latest": deadline.latest,
        "readings": [reading_json(reading, speech) for reading in deadline.readings],
        "basis": deadline.basis,
        "assumes": [flag_json(flag, speech) for flag in deadline.assumes],
        "waits_for": list(deadline.waits_for),
        "status": deadline.status,
        "closed": None if closed is None else {"by": clean(closed.by), "when": closed.when, "late_by": closed.late_by},
        "computed": deadline.computed,
        "days_left": deadline.days_left,
        "next_end": deadline.next_end,
        "if_missed": _words(deadline.if_missed, speech),
        "note": _words(deadline.note, speech),
        "citation": deadline.citation,
        "says": deadline.says,
        "source": deadline.source,
        "checked": deadline.checked,
        "text_status": deadline.text_status,
        "version": deadline.version,
        "yields": deadline.yields,
        "stays": list(deadline.stays),
        "flags": [flag_json(flag, speech) for flag in deadline.flags],
        "steps": [step_json(step, speech) for step in deadline.steps],
    }


def reading_json(reading: ReadingSeen, speech: Speech) -> dict[str, Any]:
    return {
        "name": reading.name,
        "counted_to": reading.counted_to,
        "last_day": reading.last_day,
        "ends_at": reading.ends_at,
        "basis": reading.basis,
        "because": _words(reading.because, speech),
    }


def flag_json(flag: Flag, speech: Speech) -> dict[str, str]:
    return {"code": flag.code, "message": speech.flag(flag)}


def step_json(step: Step, speech: Speech) -> dict[str, Any]:
    """The step in data; a closed day comes with the act that closed it."""
    said: dict[str, Any] = {"step": step.code, "day": step.day}
    if step.period:
        said["period"] = step.period
    if step.number is not None:
        said["number"] = step.number
    if step.closed is not None:
        said["closed"] = {
            "name": step.closed.name[speech.language],
            "source": step.closed.source,
            "certainty": step.closed.certainty,
        }
    if step.citation:
        said["citation"] = speech.reason(step.citation)
    return said
