"""One count without a case: where it ends under each reading of its regime, and its steps."""

from collections.abc import Iterator
from typing import Any

from extradeadline.model import Language
from extradeadline.moments import When
from extradeadline.render.explanation import step_lines
from extradeadline.render.json import COUNT_SCHEMA, encoded, step_json
from extradeadline.render.lines import Line
from extradeadline.render.speech import Speech
from extradeadline.rulebook import Rulebook
from extradeadline.single_counts import Counted
from extradeadline.steps import Count


def count_json(
    trigger: When, period: str, regime: str, counts: list[Counted], rules: Rulebook, language: Language
) -> bytes:
    """The first reading at the top, all of them in `readings`."""
    speech = Speech(language, rules)
    first = counts[0].count
    return encoded(
        {
            "schema": COUNT_SCHEMA,
            "trigger": trigger,
            "period": period,
            "regime": regime,
            **_ends(first),
            "provisional": first.provisional,
            "readings": [
                {"name": seen.name, **_ends(seen.count), "because": seen.because[language] if seen.because else None}
                for seen in counts
            ],
            "steps": [step_json(step, speech) for step in first.steps],
        }
    )


def _ends(count: Count) -> dict[str, Any]:
    return {
        "counted_to": count.counted_to,
        "last_day": count.last_day,
        "ends_at": count.ends_at,
    }


def count_lines(counts: list[Counted], regime: str, rules: Rulebook, language: Language) -> Iterator[Line]:
    """The end, the steps, and the other readings."""
    speech = Speech(language, rules)
    first = counts[0]
    shown = speech.moment(first.shown) if first.hours else speech.last_day(first.count.last_day)
    yield Line(shown, "title")
    yield Line(f"{regime}: {rules.regimes[regime].title[language]} ({rules.regimes[regime].citation})", "quiet", 2, 2)
    yield from step_lines(first.count.steps, speech)
    for seen in counts[1:]:
        other = speech.moment(seen.shown) if seen.hours else speech.last_day(seen.count.last_day)
        yield Line(
            "~ "
            + speech.say(
                "otherwise", name=seen.name, when=other, because=seen.because[language] if seen.because else ""
            ),
            "",
            2,
            2,
        )
    if first.count.provisional:
        yield Line("! " + speech.flag_code("calendar-provisional"), "warning", 2, 2)
    if rules.regimes[regime].unread:
        yield Line("! " + speech.flag_code("counting-rule-unread"), "warning", 2, 2)
