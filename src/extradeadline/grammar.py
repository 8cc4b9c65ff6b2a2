"""The small phrases of a rule, read into values: `latest lapse of appeal`, `[treaty arrest, 40 days]`, `{all of: [...]}`."""

from typing import Literal

from msgspec import Struct

from extradeadline.model import ClosingText, PeriodText, TriggerText
from extradeadline.period import Period, PeriodError, parse_period
from extradeadline.problems import quoted

What = Literal["event", "day named by", "end of", "met end of", "lapse of", "end of stays on"]
Pick = Literal["each", "first", "latest"]
Join = Literal["any", "first of", "last of", "latest of"]
ItemKind = Literal["period", "fact", "treaty"]

_OF_LIMITS: tuple[What, ...] = ("end of", "met end of", "lapse of")


class GrammarError(ValueError):
    """A phrase that is none. Its message says what would be one."""


class Source(Struct, gc=False, frozen=True, omit_defaults=True):
    """One thing a limit can run from: an event kind, the day an act names, or the end or lapse of another limit (`met end`:
    its act came in time; `counted`: where the count ended, before closed days were skipped)."""

    name: str
    what: What = "event"
    pick: Pick = "each"
    counted: bool = False
    kind: str = ""  # what it is called without its pick: `counted end of kz/extradition/appeal`

    @property
    def of_limit(self) -> bool:
        return self.what in _OF_LIMITS

    @property
    def of_event(self) -> bool:
        """Whether records of a kind open the limit, and nothing else that the walk must find."""
        return self.what in ("event", "day named by")

    def __str__(self) -> str:
        return self.kind if self.pick == "each" else f"{self.pick} {self.kind}"


class Trigger(Struct, gc=False, frozen=True, omit_defaults=True):
    sources: tuple[Source, ...]
    join: Join = "any"

    def __str__(self) -> str:
        names = ", ".join(map(str, self.sources))
        return names if self.join == "any" else f"{self.join} {names}"


class PeriodItem(Struct, gc=False, frozen=True, omit_defaults=True):
    """A length, or where to find one: a fact of the case, the treaty's limit of a role."""

    kind: ItemKind
    name: str
    period: Period | None = None


class PeriodChoice(Struct, gc=False, frozen=True, omit_defaults=True):
    """A length, or how to choose it. `special` and `literal`: what a single phrase says; `asks_treaty`: a treaty is asked."""

    items: tuple[PeriodItem, ...]
    how: Literal["first known", "shorter of", "longer of"] = "first known"
    special: str | None = None
    literal: Period | None = None
    asks_treaty: bool = False


class Closing(Struct, gc=False, frozen=True, omit_defaults=True):
    kinds: tuple[str, ...]
    all_of: bool = False


def _source(phrase: str) -> Source:
    rest = " ".join(phrase.split())
    pick: Pick = "each"
    if rest.startswith("first "):
        pick, rest = "first", rest[6:]
    elif rest.startswith("latest "):
        pick, rest = "latest", rest[7:]
    counted = rest.startswith("counted ")
    rest = rest.removeprefix("counted ")
    what: What = "event"
    for prefix in ("end of stays on", *_OF_LIMITS, "day named by"):
        if rest.startswith(prefix + " "):
            what, rest = prefix, rest[len(prefix) + 1 :]
            break
    if not rest or " " in rest:
        raise GrammarError(
            f"{quoted(phrase)} names no event or limit; write an event kind, 'end of <limit>', 'lapse of <limit>' or 'day named by <event>'"
        )
    if counted and what not in _OF_LIMITS:
        raise GrammarError(f"{quoted(phrase)} counts nothing; 'counted' goes before 'end of' or 'lapse of'")
    return named(Source(rest, what, pick, counted), rest)


def named(source: Source, name: str) -> Source:
    """The same source of something called otherwise: a limit's whole path."""
    words = ("counted" if source.counted else "", "" if source.what == "event" else source.what, name)
    return Source(name, source.what, source.pick, source.counted, " ".join(word for word in words if word))


def parse_trigger(text: TriggerText) -> Trigger:
    """Raises GrammarError."""
    if isinstance(text, str):
        return Trigger((_source(text),))
    if isinstance(text, list):
        return Trigger(tuple(_source(phrase) for phrase in text))
    if len(text) != 1:
        raise GrammarError("a trigger has one of 'first of', 'last of' and 'latest of', with a list")
    [(join, phrases)] = text.items()
    if join not in ("first of", "last of", "latest of"):
        raise GrammarError(f"'{join}' joins no triggers; write 'first of', 'last of' or 'latest of'")
    return Trigger(tuple(_source(phrase) for phrase in phrases), join)  # type: ignore[arg-type]


def _period_item(text: str) -> PeriodItem:
    kind, _, name = text.partition(" ")
    if kind in ("fact", "treaty") and name:
        return PeriodItem(kind, name)  # type: ignore[arg-type]
    return PeriodItem("period", text, parse_period(text))


def chosen(
    items: tuple[PeriodItem, ...], how: Literal["first known", "shorter of", "longer of"] = "first known"
) -> PeriodChoice:
    """The choice between these, with what it comes to."""
    only = items[0].period if len(items) == 1 else None
    special = only.special if only is not None else None
    literal = only if only is not None and only.is_length else None
    return PeriodChoice(items, how, special, literal, any(item.kind == "treaty" for item in items))


def parse_period_choice(text: PeriodText) -> PeriodChoice:
    """Raises GrammarError."""
    try:
        if isinstance(text, str):
            return chosen((_period_item(text),))
        if isinstance(text, list):
            return chosen(tuple(_period_item(item) for item in text))
        if len(text) != 1 or next(iter(text)) not in ("shorter of", "longer of"):
            raise GrammarError("a period chosen between several is 'shorter of' or 'longer of', with a list")
        [(how, items)] = text.items()
        return chosen(tuple(_period_item(item) for item in items), how)  # type: ignore[arg-type]
    except PeriodError as error:
        raise GrammarError(str(error)) from None


def parse_closing(text: ClosingText) -> Closing:
    """Raises GrammarError."""
    if isinstance(text, list):
        return Closing(tuple(text))
    if list(text) != ["all of"]:
        raise GrammarError("write a list of event kinds (any of them), or 'all of' with a list")
    return Closing(tuple(text["all of"]), all_of=True)
