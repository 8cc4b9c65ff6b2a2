"""A case file to fill in: the events that the rules at hand use, each with its meaning, commented out."""

import textwrap

from extradeadline.model import Language
from extradeadline.rulebook import Rulebook, RuleVersion

_HEAD = {
    "en": """\
# A case file for extradeadline. Remove the '#' before what you know; leave the rest.
# A day is 2025-06-02; a moment is 2025-06-02 14:20 (local time). 'none': known not to have happened.
# What happened several times is a list: [2025-06-02, 2025-07-02]. A record with more to say:
#   extradition_arrest_ordered: {{when: 2025-07-02, names: 2025-12-02, id: first-order}}
# Only roughly known: {{between: [2025-06-02, 2025-06-05]}}. A state that lasted: {{from: ..., until: ...}}.
title: ""
requested: {requested}
requesting: {requesting}
# zone: {zone}
""",
    "ru": """\
# Файл дела для extradeadline. Уберите «#» перед тем, что известно; остальное оставьте.
# День: 2025-06-02; момент: 2025-06-02 14:20 (местное время). none: известно, что этого не было.
# Что было несколько раз — список: [2025-06-02, 2025-07-02]. Запись подробнее:
#   extradition_arrest_ordered: {{when: 2025-07-02, names: 2025-12-02, id: first-order}}
# Известно приблизительно: {{between: [2025-06-02, 2025-06-05]}}. Длилось: {{from: ..., until: ...}}.
title: ""
requested: {requested}
requesting: {requesting}
# zone: {zone}
""",
}


def form(requested: str, requesting: str, rules: Rulebook, language: Language) -> str:
    """The file's text. It is itself a case file that can be read."""
    home = rules.jurisdictions.get(requested.lower())
    zone = home.zones[0] if home else "UTC"
    parts = [_HEAD[language].format(requested=requested, requesting=requesting, zone=zone), "facts:\n"]
    used = _kinds(rules)
    for name, fact in rules.facts.items():
        shown = "|".join(fact.values) if fact.values else ("30 days" if fact.type == "period" else "XX")
        parts.append(f"{_comment(fact.meaning[language])}#   {name}: {shown}\n")
    parts.append("\nevents:\n")
    for kind, defined in rules.events.items():
        if kind in used:
            names = f"  # names: {defined.names[language]}" if defined.names else ""
            parts.append(f"{_comment(defined.meaning[language])}#   {kind}: {names}\n")
    return "".join(parts)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in textwrap.wrap(text, 100))


def _kinds(rules: Rulebook) -> set[str]:
    """Every event kind that some limit at hand asks about."""
    found: set[str] = set()
    for rule in rules.limits.values():
        for version in rule.versions:
            found |= _kinds_of(version)
    return found


def _kinds_of(version: RuleVersion) -> set[str]:
    triggers = [
        trigger
        for trigger in (version.trigger, version.before, *(r.trigger for r in version.readings))
        if trigger is not None
    ]
    found = {source.name for trigger in triggers for source in trigger.sources if source.of_event}
    found |= set(version.met_by.kinds) if version.met_by else set()
    return found | {*version.ended_by, *version.extended_by, *version.suspended_by, *version.restored_by}
