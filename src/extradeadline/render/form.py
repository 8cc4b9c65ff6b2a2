"""A case file to fill in: the events and facts that the rules of the two States ask for, each with its meaning, commented out."""

import textwrap

from extradeadline.model import Applies, Language
from extradeadline.rulebook import Rulebook, RuleVersion, kinds_of
from extradeadline.treaties import binds_ever

_HEAD = {
    "en": """\
# A case file for extradeadline. Remove the '#' before what you know; leave the rest.
# A day is 2025-06-02; a moment is 2025-06-02 14:20 (local time). 'none': known not to have happened.
# What happened several times is a list: [2025-06-02, 2025-07-02]. A record with more to say:
#   extradition_arrest_ordered: {{when: 2025-07-02, names: 2025-12-02, id: first-order}}
# Only roughly known: {{between: [2025-06-02, 2025-06-05]}}. A state that lasted: {{from: ..., until: ...}}.
# Which record it answers, where there are several: {{when: 2025-07-08, of: first-order}}.
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
# На какую запись это ответ, если их несколько: {{when: 2025-07-08, of: first-order}}.
title: ""
requested: {requested}
requesting: {requesting}
# zone: {zone}
""",
}

_ORDERS = {
    "en": """
# What a court ordered and no event covers: extends, suspends (from, until), restores, or sets a limit by its path.
# orders:
#   - {when: 2025-07-09, by: court, extends: LIMIT, until: 2025-07-21}
""",
    "ru": """
# Что постановил суд и для чего нет события: extends (продлевает), suspends (приостанавливает: from, until),
# restores (восстанавливает) или sets (устанавливает) срок, названный по его пути.
# orders:
#   - {when: 2025-07-09, by: court, extends: LIMIT, until: 2025-07-21}
""",
}


def form(requested: str, requesting: str, rules: Rulebook, language: Language) -> str:
    """The file's text. It is itself a case file that can be read."""
    home = rules.jurisdictions.get(requested.lower())
    zone = home.zones[0] if home and home.zones else "UTC"
    limits = _limits_between(requested, requesting, rules)
    parts = [_HEAD[language].format(requested=requested, requesting=requesting, zone=zone), "facts:\n"]
    used, facts = _kinds(limits), _facts(limits)
    if home is not None and home.calendar_by is not None:
        facts.add(home.calendar_by.fact)
    for name, fact in rules.facts.items():
        if name not in facts:
            continue
        shown = "|".join(fact.values) if fact.values else ("30 days" if fact.type == "period" else "XX")
        parts.append(f"{_comment(fact.meaning[language])}#   {name}: {shown}\n")
    parts.append("\nevents:\n")
    for kind, defined in rules.events.items():
        if kind in used:
            names = f"  # names: {defined.names[language]}" if defined.names else ""
            parts.append(f"{_comment(defined.meaning[language])}#   {kind}: {names}\n")
    return "".join([*parts, _ORDERS[language]])


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in textwrap.wrap(text, 100))


def _limits_between(requested: str, requesting: str, rules: Rulebook) -> list[RuleVersion]:
    """Every version of every limit that can concern a case between the two."""
    sides = {requesting.lower(): "requesting", requested.lower(): "requested"}
    found: list[RuleVersion] = []
    for group in rules.groups.values():
        ours = group.home in rules.bodies or group.home in sides
        if group.home == "treaties":
            ours = binds_ever(rules, group.path.rpartition("/")[2], (requested, requesting))
        if not ours or group.side not in (None, sides.get(group.home)):
            continue
        for version in (version for path in group.limits for version in rules.limits[path].versions):
            if _can_hold(version.applies, requested, requesting, rules):
                found.append(version)
    return found


def _can_hold(applies: Applies | None, requested: str, requesting: str, rules: Rulebook) -> bool:
    """Whether these conditions can hold between the two on any day."""
    if applies is None:
        return True
    party = applies.bound or applies.answers
    return (
        requested in (applies.requested or [requested])
        and requesting in (applies.requesting or [requesting])
        and requesting not in applies.not_requesting
        and (applies.treaty is None or binds_ever(rules, applies.treaty, (requested, requesting)))
        and (party is None or binds_ever(rules, party, (requested,)))
    )


def _facts(limits: list[RuleVersion]) -> set[str]:
    """Every fact that some of these limits ask for: as a condition, or for their length."""
    found: set[str] = set()
    for version in limits:
        conditions = [version.applies, *(reading.applies for reading in version.readings)]
        found |= {name for applies in filter(None, conditions) for name in applies.facts}
        lengths = [version.period, *(reading.period for reading in version.readings)]
        found |= {item.name for length in filter(None, lengths) for item in length.items if item.kind == "fact"}
    return found


def _kinds(limits: list[RuleVersion]) -> set[str]:
    """Every event kind that some of these limits ask about."""
    return {kind for version in limits for kind in kinds_of(version)}
