"""Values into words of one language: days, moments, periods, flags, steps."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from extradeadline.instances import Flag, Value
from extradeadline.model import Language, Reason, Words
from extradeadline.render.flags import FLAGS
from extradeadline.render.phrases import GENITIVE_RU, GROUNDS_RU, LABELS, MONTHS, SPECIALS_RU, STEPS, UNITS_RU, WEEKDAYS
from extradeadline.rulebook import Rulebook
from extradeadline.steps import Step

# What a terminal would obey rather than show: controls, and the marks that reorder text.
_OBEYED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
_TERM = r"(\d+) (year|month|week|day|working day|hour|minute)s?"

_OF_LIMITS: dict[str, tuple[str, str]] = {
    "counted met end of ": ("end (as counted) of: ", "окончание (по счёту): "),
    "counted end of ": ("end (as counted) of: ", "окончание (по счёту): "),
    "counted lapse of ": ("lapse (as counted) of: ", "истечение (по счёту): "),
    "met end of ": ("end of: ", "окончание: "),
    "end of ": ("end of: ", "окончание: "),
    "lapse of ": ("lapse of: ", "истечение: "),
}


def clean(text: str) -> str:
    """The text with every character that a terminal would obey written out."""
    if text.isprintable():  # nearly always: the pattern is compiled only where it is needed
        return text
    return re.sub(_OBEYED, lambda found: f"\\x{ord(found.group()):02x}", text)


class Speech:
    """How one language says things. `rules` names events, actors and notes."""

    def __init__(self, language: Language, rules: Rulebook) -> None:
        self.language: Language = language
        self.rules = rules
        self.place = 1 if language == "ru" else 0

    def say(self, phrase: str, **values: object) -> str:
        return LABELS[phrase][self.place].format(**values)

    def among(self, phrases: Mapping[str, tuple[str, str]], code: str) -> str:
        return phrases[code][self.place] if code in phrases else code

    def day(self, day: date) -> str:
        return f"{WEEKDAYS[self.language][day.weekday()]} {day.day} {MONTHS[self.language][day.month - 1]} {day.year}"

    def moment(self, value: date | datetime) -> str:
        """A day, or a moment with its clock time; midnight is 24:00 of the day before."""
        if not isinstance(value, datetime):
            return self.day(value)
        if value.hour == value.minute == value.second == 0:
            return self.last_day(value.date() - timedelta(days=1))
        return self.say("moment at", clock=f"{value:%H:%M}", day=self.day(value.date()))

    def at(self, value: date | datetime) -> str:
        """When something happened: a moment at 00:00 is of the day that it begins."""
        if not isinstance(value, datetime):
            return self.day(value)
        return self.say("moment at", clock=f"{value:%H:%M}", day=self.day(value.date()))

    def last_day(self, day: date) -> str:
        return self.say("day at", day=self.day(day))

    def period(self, text: str) -> str:
        text = " / ".join(map(self._length, text.split(" / ")))
        if self.language == "en" or not text:
            return text
        if text in SPECIALS_RU:
            return SPECIALS_RU[text]
        if text.startswith("at least "):
            return "не менее " + re.sub(_TERM, _genitive, text.removeprefix("at least "))
        return re.sub(_TERM, _russian, text)

    def _length(self, text: str) -> str:
        """A length that the rules look up elsewhere, in words: `fact treaty_term`, `treaty arrest-before-request`."""
        where, _, name = text.partition(" ")
        return self.say(f"length of {where}", name=name) if where in ("fact", "treaty") else text

    def event(self, kind: str) -> str:
        """What a trigger is called: the meaning of an event kind, or the title of the limit whose end it is."""
        for prefix, words in _OF_LIMITS.items():
            if kind.startswith(prefix) and kind[len(prefix) :] in self.rules.limits:
                return words[self.place] + self.rules.limits[kind[len(prefix) :]].title[self.language]
        if kind.startswith("end of stays on "):
            return self.say("last stay", event=self.event(kind.removeprefix("end of stays on ")))
        plain = kind.removeprefix("first ").removeprefix("latest ")
        if plain.startswith("day named by "):
            plain = plain.removeprefix("day named by ")
            defined = self.rules.events.get(plain)
            return kind if defined is None or defined.names is None else defined.names[self.language]
        if self.language == "en":
            return plain.replace("_", " ")
        return re.sub(r" \([^)]*\)", "", self.meaning(plain))

    def meaning(self, kind: str) -> str:
        """What an event kind means, in a sentence."""
        defined = self.rules.events.get(kind)
        return kind if defined is None else defined.meaning[self.language]

    def flag(self, flag: Flag) -> str:
        if flag.code == "note":
            note = next(note for note in self.rules.notes if note.path == flag.data["note"])
            return FLAGS["note"][self.place].format(
                title=note.title[self.language], note=note.note[self.language], citation=note.citation
            )
        rule = self.rules.limits.get(str(flag.data.get("limit")))
        if flag.code == "no-act" and rule is not None and rule.unanswered is not None:
            return FLAGS["no-act-in-words"][self.place].format(
                what=rule.unanswered[self.language], by=self._value("by", flag.data["by"])
            )
        values = {name: self._value(name, value) for name, value in flag.data.items()}
        return clean(FLAGS[flag.code][self.place].format(**values))

    def flag_code(self, code: str) -> str:
        """A flag that carries no values."""
        return FLAGS[code][self.place]

    def _value(self, name: str, value: Value) -> str:
        if isinstance(value, Words):
            return value[self.language]
        if isinstance(value, tuple):
            return " / ".join(self.event(item) if name == "kinds" else item for item in value)
        if isinstance(value, date):
            is_end = name in ("by", "after", "ceiling")
            if isinstance(value, datetime) or not is_end:
                return self.moment(value) if is_end else self.at(value)
            return self.last_day(value)
        if name == "event" and isinstance(value, str):
            return self.event(value)
        if name in ("ground", "first", "second") and isinstance(value, str) and self.language == "ru":
            return GROUNDS_RU.get(value, value)
        if name == "side":
            return LABELS[f"side {value}"][self.place]
        if name == "stay" and isinstance(value, str) and value in self.rules.limits:
            return f"{self.rules.limits[value].title[self.language]} ({value})"
        if name == "calendar" and isinstance(value, str) and value in self.rules.calendars:
            return f"{value} ({self.rules.calendars[value].title[self.language]})"
        if name in ("period", "other_period"):
            return self.period(str(value))
        if name == "state" and isinstance(value, str) and value.lower() in self.rules.jurisdictions:
            return self.rules.jurisdictions[value.lower()].title[self.language]
        return str(value)

    def step(self, step: Step) -> str:
        why = "" if step.closed is None else f"{step.closed.name[self.language]} ({step.closed.source})"
        day = "" if step.day is None else self.moment(step.day) if step.code == "ends" else self.at(step.day)
        said = STEPS[step.code][self.place].format(
            day=day, period=self.period(step.period or ""), number=step.number, why=why
        )
        return f"{said} [{self.reason(step.citation)}]" if step.citation else said

    def reason(self, reason: Reason) -> str:
        """Why a choice is made, in this language."""
        return reason if isinstance(reason, str) else reason[self.language]


def _russian(found: re.Match[str]) -> str:
    number, unit = int(found[1]), found[2]
    one, few, many = UNITS_RU[unit]
    if number % 10 == 1 and number % 100 != 11:
        word = one
    elif number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        word = few
    else:
        word = many
    return f"{number} {word}"


def _genitive(found: re.Match[str]) -> str:
    """After "not less than": one month, five months, in the genitive."""
    number, unit = int(found[1]), found[2]
    return f"{number} {GENITIVE_RU[unit] if number % 10 == 1 and number % 100 != 11 else UNITS_RU[unit][2]}"
