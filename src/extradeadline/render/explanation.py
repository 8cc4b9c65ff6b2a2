"""One deadline explained: its article, what it runs from, each step of the count, every reading, what follows."""

from collections.abc import Iterable, Iterator

from extradeadline.deadlines import Deadline
from extradeadline.model import Language
from extradeadline.render.lines import Line
from extradeadline.render.speech import Speech
from extradeadline.render.text import deadline_lines, reading_text
from extradeadline.rulebook import Rulebook
from extradeadline.steps import Step


def explanation_lines(deadline: Deadline, rules: Rulebook, language: Language) -> Iterator[Line]:
    """The deadline's own lines, the law, the walk, and the readings."""
    speech = Speech(language, rules)
    yield Line(deadline.title[language], "title")
    yield from deadline_lines(deadline, speech)
    yield from _law(deadline, speech)
    if deadline.steps:
        yield Line("")
        yield Line(speech.say("count"), "title")
        yield from step_lines(deadline.steps, speech)
    if len(deadline.readings) > 1:
        yield Line("")
        yield Line(speech.say("readings"), "title")
        yield Line(speech.say("first reading", when=_first(deadline, speech)), "", 2, 2)
        for reading in deadline.readings[1:]:
            yield Line(reading_text(deadline, reading, speech), "", 2, 2)
        yield Line(speech.say("safe side"), "quiet", 2, 2)
    yield Line("")


def _first(deadline: Deadline, speech: Speech) -> str:
    first = deadline.readings[0]
    shown = first.ends_at if first.hours else first.last_day
    if shown is None:
        return speech.say("open reading")
    return speech.moment(shown) if first.hours else speech.last_day(shown)


def _law(deadline: Deadline, speech: Speech) -> Iterator[Line]:
    yield Line("")
    yield Line(speech.say("law"), "title")
    yield Line(deadline.citation, "", 2)
    if deadline.says:
        yield Line(f"«{deadline.says}»", "", 2, 2)
    regime = speech.rules.regimes.get(deadline.regime or "")
    if regime is not None and deadline.steps:
        yield Line(f"{deadline.regime}: {regime.title[speech.language]} ({regime.citation})", "", 2, 2)
    for phrase, words in (
        ("channel", deadline.channel),
        ("done when", deadline.done_when),
        ("if missed", deadline.if_missed),
        ("remark", deadline.note),
    ):
        if words is not None:
            yield Line(speech.say(phrase, what=words[speech.language]), "", 2, 2)
    if deadline.version is not None:
        yield Line(speech.say("version", day=speech.day(deadline.version)), "quiet", 2, 2)
    checked = "" if deadline.checked is None else speech.say("checked", day=speech.day(deadline.checked))
    if deadline.source or checked:
        yield Line(" ".join(part for part in (deadline.source, checked) if part), "quiet", 2, 2)


def step_lines(steps: Iterable[Step], speech: Speech) -> Iterator[Line]:
    for number, step in enumerate(steps, 1):
        yield Line(f"{number}. {speech.step(step)}", "", 2, 3)
