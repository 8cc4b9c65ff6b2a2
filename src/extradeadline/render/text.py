"""A schedule as a person reads it: what is next, the course of the terms, what is awaited and on what."""

from collections.abc import Iterator
from datetime import date, datetime

from extradeadline.counting import day_of_end
from extradeadline.deadlines import Deadline, ReadingSeen, Schedule
from extradeadline.instances import weakest
from extradeadline.model import Language
from extradeadline.render.lines import Line, Style
from extradeadline.render.phrases import BASES, STATUSES, TEXT_STATUSES
from extradeadline.render.speech import Speech
from extradeadline.rulebook import Rulebook

MOST_NEXT = 5
_OPEN = ("running", "due today")
_LOUD = (
    "inside-stay",
    "gap",
    "late-order",
    "held-past-end",
    "liberty-over",
    "over-ceiling",
    "recorded-otherwise",
    "day-not-named",
    "passed-under-a-reading",
)


def schedule_lines(schedule: Schedule, rules: Rulebook, language: Language) -> Iterator[Line]:
    speech = Speech(language, rules)
    yield from _head(schedule, speech)
    yield from _next(schedule, speech)
    yield from _warnings(schedule, speech)
    dated = [
        deadline
        for deadline in schedule.deadlines
        if deadline.status not in ("pending", "not applicable") and (deadline.earliest or deadline.closed)
    ]
    undated = [
        deadline
        for deadline in schedule.deadlines
        if deadline.status not in ("pending", "not applicable") and deadline not in dated
    ]
    yield from _section("schedule", dated, speech)
    yield from _section("undated", undated, speech)
    yield from _waiting(schedule, speech)
    yield from _notes(schedule, speech)
    yield from _foot(schedule, speech)


def list_lines(schedule: Schedule, shown: list[Deadline], rules: Rulebook, language: Language) -> Iterator[Line]:
    """Only the deadlines that were asked for; what must be looked at first stands above any choice."""
    speech = Speech(language, rules)
    yield from _head(schedule, speech)
    yield from _warnings(schedule, speech)
    yield Line("")
    if not shown:
        yield Line(speech.say("nothing"))
    for deadline in shown:
        yield from deadline_lines(deadline, speech)
    yield Line("")
    yield Line(speech.say("left out", n=len(schedule.deadlines) - len(shown)), "quiet")
    yield from _foot(schedule, speech)


def _head(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    case = schedule.case
    if case.title:
        yield Line(speech.say("case", title=case.title), "title", hang=2)
    states = [speech.say("requested", name=_state(case.requested, speech))]
    if case.requesting:
        states.append(speech.say("requesting", name=_state(case.requesting, speech)))
    yield Line("; ".join(states))
    yield Line(speech.say("as of", when=speech.at(schedule.as_of.value), zone=schedule.zone))
    for treaty in schedule.treaties:
        since = speech.say("treaty since", day=speech.day(treaty.since)) if treaty.since else ""
        uncertain = "" if treaty.certain else speech.say("treaty uncertain")
        yield Line(speech.say("treaty", title=treaty.title[speech.language], since=since + uncertain), hang=2)


def _state(code: str, speech: Speech) -> str:
    home = speech.rules.jurisdictions.get(code.lower())
    return code if home is None else f"{home.title[speech.language]} ({code})"


def _next(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    yield Line("")
    yield Line(speech.say("next"), "title")
    coming = sorted(
        (d for d in schedule.deadlines if d.kind != "stay" and d.next_end is not None), key=Deadline.order_ahead
    )
    if not coming:
        yield Line(speech.say("nothing next"), indent=2)
    for deadline in coming[:MOST_NEXT]:
        assert deadline.next_end is not None and deadline.days_ahead is not None
        first = deadline.ends_at if deadline.hours else deadline.last_day
        later = (
            ""
            if first is None or first == deadline.next_end
            else speech.say("as read here", when=when(deadline, first, speech))
        )
        yield Line(
            f"{in_days(deadline.days_ahead, speech)}: {when(deadline, deadline.next_end, speech)}{later}", "next", 2, 2
        )
        by_law = speech.say("by law") if deadline.kind == "effect" else ""
        yield Line(f"{deadline.title[speech.language]}{_who(deadline, speech)}{by_law}", "", 4, 2)
        yield Line(f"{deadline.citation}  {deadline.id}", "quiet", 4, 2)


def in_days(days: int, speech: Speech) -> str:
    special = {0: "today", 1: "in a day", -1: "a day ago"}.get(days)
    return speech.say(special) if special else speech.say("in days" if days > 0 else "days ago", n=abs(days))


def when(deadline: Deadline, value: date | datetime, speech: Speech) -> str:
    """A last day is shown with its end, 24:00; the day of an effect without."""
    if isinstance(value, datetime):
        return speech.moment(value)
    return speech.day(value) if deadline.kind == "effect" else speech.last_day(value)


def _who(deadline: Deadline, speech: Speech) -> str:
    actors = speech.rules.actors
    who = "" if deadline.actor is None else f" - {actors[deadline.actor][speech.language]}"
    to = (
        ""
        if deadline.addressee is None
        else ", " + speech.say("via", addressee=actors[deadline.addressee][speech.language])
    )
    return who + to


def _warnings(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    loud = [flag for flag in schedule.flags if flag.code != "note"]
    lines = list(_another_law(schedule, speech))
    lines += [Line(f"! {speech.flag(flag)}", "warning", 2, 2) for flag in loud]
    for deadline in schedule.deadlines:
        lines += [
            Line(f"! {deadline.title[speech.language]}: {speech.flag(flag)}{_if(deadline, speech)}", "warning", 2, 2)
            for flag in deadline.flags
            if flag.code in _LOUD and flag.code != "inside-stay"  # the schedule itself says it
        ]
    if lines:
        yield Line("")
        yield Line(speech.say("warnings"), "title")
        yield from lines


def _another_law(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    """A case of another time must not look like a case without limits."""
    state = schedule.case.requested
    own = [deadline for deadline in schedule.deadlines if deadline.jurisdiction == state.lower()]
    unknown = [one for one in own if any(flag.code in ("repealed", "not-yet-in-force") for flag in one.flags)]
    if unknown and all(one.status in ("pending", "not applicable") for one in own):
        title = speech.rules.jurisdictions[state.lower()].title[speech.language]
        yield Line("! " + speech.say("another law", state=title, n=len(unknown)), "warning", 2, 2)


def _if(deadline: Deadline, speech: Speech) -> str:
    """The assumptions under which a warning holds."""
    assumed = "; ".join(speech.flag(flag) for flag in deadline.assumes)
    return f" ({speech.say('assumes', what=assumed)})" if assumed else ""


def _section(name: str, deadlines: list[Deadline], speech: Speech) -> Iterator[Line]:
    if deadlines:
        yield Line("")
        yield Line(speech.say(name), "title")
    for deadline in deadlines:
        yield from deadline_lines(deadline, speech)


def deadline_lines(deadline: Deadline, speech: Speech) -> Iterator[Line]:
    """One deadline: when and how it stands, what it is, where it comes from, and all that a reader must know."""
    status = {("effect", "met"): "happened", ("act", "lapsed"): "no act"}.get(
        (deadline.kind, deadline.status), deadline.status
    )
    stands = f"{speech.among(STATUSES, status)}, {speech.among(BASES, deadline.basis)}"
    days = _days_left(deadline)
    left = f" ({in_days(days, speech)})" if days is not None and deadline.status in _OPEN else ""
    style: Style = "open" if deadline.status in _OPEN else "closed"
    yield Line(f"{_date(deadline, speech)}{left} | {stands}", style, 2, 2)
    yield Line(
        f"{deadline.title[speech.language]}{_who(deadline, speech)}", "title" if deadline.status in _OPEN else "", 4, 2
    )
    yield Line(f"{deadline.citation} | {_origin(deadline, speech)}{_text_status(deadline, speech)}", "quiet", 4, 2)
    yield Line(deadline.id, "quiet", 4)
    yield from _remarks(deadline, speech)


def _days_left(deadline: Deadline) -> int | None:
    """To the day that the line shows: `days_left` itself goes to the earliest one."""
    shown = deadline.ends_at if deadline.hours else deadline.last_day
    if shown is None or deadline.earliest is None or deadline.days_left is None:
        return deadline.days_left
    return deadline.days_left + (day_shown(shown) - day_shown(deadline.earliest)).days


def day_shown(value: date | datetime) -> date:
    """The day that a reader sees: a moment at 00:00 is 24:00 of the day before."""
    return day_of_end(value) if isinstance(value, datetime) else value


def _date(deadline: Deadline, speech: Speech) -> str:
    if deadline.floor and deadline.earliest is not None:
        return speech.say("not before", when=when(deadline, deadline.earliest, speech))
    if deadline.last_day is not None:
        value = deadline.ends_at if deadline.hours and deadline.ends_at else deadline.last_day
        return when(deadline, value, speech)
    if deadline.earliest is not None and deadline.latest is not None:
        return speech.say(
            "between", first=when(deadline, deadline.earliest, speech), last=when(deadline, deadline.latest, speech)
        )
    if deadline.earliest is not None:
        return speech.say("not before", when=when(deadline, deadline.earliest, speech))
    return speech.period(deadline.period) if deadline.period else speech.say("no law")


def _origin(deadline: Deadline, speech: Speech) -> str:
    trigger = deadline.trigger
    of_limit = trigger.kind.rpartition(" ")[2] in speech.rules.limits or trigger.kind.startswith("end of stays on ")
    at = "" if trigger.when is None else f", {speech.moment(trigger.when) if of_limit else speech.at(trigger.when)}"
    back = deadline.kind != "window" and any(step.code == "back" for step in deadline.steps)
    return speech.say(
        "before" if back else "from", period=speech.period(deadline.period), kind=speech.event(trigger.kind), when=at
    ).strip()


def _text_status(deadline: Deadline, speech: Speech) -> str:
    """How surely the law is known; where it rests on something weaker (its calendar, what it hangs on), that too."""
    if deadline.text_status == "read":
        return ""
    regime = speech.rules.regimes.get(deadline.regime or "")
    own = weakest(deadline.version_of.text_status, regime.text_status if regime else "read")
    weak = speech.among(TEXT_STATUSES, deadline.text_status)
    if own == deadline.text_status:
        return " | " + speech.say("text status", status=weak)
    return " | " + speech.say("rests on", status=speech.among(TEXT_STATUSES, own), weakest=weak)


def _remarks(deadline: Deadline, speech: Speech) -> Iterator[Line]:
    if deadline.closed is not None:
        by = speech.event(deadline.closed.kind)
        at = speech.at(deadline.closed.when)
        late = speech.period(deadline.closed.late_by) if deadline.closed.late_by else None
        text = (
            speech.say("closed late", by=by, when=at, late=late) if late else speech.say("closed met", by=by, when=at)
        )
        yield Line(f"= {text}", "quiet", 4, 2)
    if deadline.computed is not None:
        yield Line("* " + speech.say("computed", day=speech.last_day(deadline.computed)), "", 4, 2)
    for flag in deadline.assumes:
        yield Line("? " + speech.say("assumes", what=speech.flag(flag)), "", 4, 2)
    for reading in deadline.readings[1:]:
        yield Line("~ " + reading_text(deadline, reading, speech), "", 4, 2)
    yield from _all_bounds(deadline, speech)
    for flag in deadline.flags:
        yield Line("! " + speech.flag(flag), "warning" if flag.code in _LOUD else "", 4, 2)


def _all_bounds(deadline: Deadline, speech: Speech) -> Iterator[Line]:
    """Several points read otherwise together can move a date further than each alone."""
    alone = [reading.ends_at for reading in deadline.readings if reading.ends_at is not None]
    if len(deadline.readings) < 3 or deadline.earliest is None or not alone:
        return
    shown = {
        when(deadline, end if reading_hours else day_of_end(end), speech) for end, reading_hours in _ends(deadline)
    }
    first = when(deadline, deadline.earliest, speech)
    last = None if deadline.latest is None else when(deadline, deadline.latest, speech)
    if first not in shown or (last is not None and last not in shown):
        phrase = "bounds of readings" if last else "earliest of readings"
        yield Line("~ " + speech.say(phrase, first=first, last=last), "", 4, 2)


def _ends(deadline: Deadline) -> list[tuple[datetime, bool]]:
    return [(reading.ends_at, reading.hours) for reading in deadline.readings if reading.ends_at is not None]


def reading_text(deadline: Deadline, reading: ReadingSeen, speech: Speech) -> str:
    if reading.last_day is not None:
        value = reading.ends_at if reading.hours and reading.ends_at else reading.last_day
        shown = when(deadline, value, speech)
    else:
        shown = speech.say(
            {"pending": "pending reading", "none": "no limit reading", "stopped": "stopped reading"}.get(
                reading.basis, "open reading"
            )
        )
    because = reading.because[speech.language] if reading.because else ""
    return speech.say("otherwise", name=reading.name, when=shown, because=because)


def _waiting(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    """Limits that wait, under the events that they wait for."""
    pending = [deadline for deadline in schedule.deadlines if deadline.status == "pending"]
    by_event: dict[tuple[str, ...], list[Deadline]] = {}
    for deadline in pending:
        by_event.setdefault(deadline.waits_for or (deadline.trigger.kind,), []).append(deadline)
    if by_event:
        yield Line("")
        yield Line(speech.say("waiting"), "title")
    for kinds, deadlines in by_event.items():
        known = [kind for kind in kinds if kind in speech.rules.events]
        codes = f" [{', '.join(known)}]" if known else ""
        yield Line(
            " / ".join(speech.meaning(kind) if kind in known else speech.event(kind) for kind in kinds) + codes,
            "",
            2,
            2,
        )
        for deadline in deadlines:
            length = f": {speech.period(deadline.period)}" if deadline.period else ""
            law = deadline.citation
            if deadline.jurisdiction == (schedule.case.requesting or "").lower():  # both Codes may go by one name
                law = f"{schedule.case.requesting}: {law}"
            yield Line(f"{deadline.title[speech.language]}{length} ({law})", "quiet", 4, 2)


def _notes(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    notes = [flag for flag in schedule.flags if flag.code == "note"]
    if notes:
        yield Line("")
        yield Line(speech.say("notes"), "title")
        for flag in notes:
            yield Line(speech.flag(flag), "quiet", 2, 2)


def _foot(schedule: Schedule, speech: Speech) -> Iterator[Line]:
    aside = sum(deadline.status == "not applicable" for deadline in schedule.deadlines)
    yield Line("")
    if aside:
        yield Line(speech.say("not applicable", n=aside), "quiet")
    yield Line(speech.say("safe side"), "quiet")
    made = schedule.provenance
    yield Line(speech.say("provenance", engine=made.engine, rules=made.rules[:12], zones=made.zones), "quiet")
