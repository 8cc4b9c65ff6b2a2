"""What several commands take: a case from a file or from flags, the day of the schedule, the language, own rules."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from extradeadline.cases import Written, read_case, typed
from extradeadline.chronicle import Case
from extradeadline.cli.startup import import_yaml
from extradeadline.deadlines import Deadline, Schedule
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile
from extradeadline.moments import When, WhenError, parse_when
from extradeadline.problems import Problem, Problems, did_you_mean
from extradeadline.rulebook import Rulebook
from extradeadline.scheduling import schedule, zone_for

CaseArgument = Annotated[
    str | None, typer.Argument(metavar="CASE", help="A case file in YAML or JSON; '-' reads standard input.")
]
EventOption = Annotated[
    list[str], typer.Option("--event", metavar="KIND=WHEN", help="Add an event, or write it anew; may be repeated.")
]
FactOption = Annotated[list[str], typer.Option("--fact", metavar="NAME=VALUE", help="State a fact; may be repeated.")]
RequestedOption = Annotated[
    str | None, typer.Option("--requested", metavar="STATE", help="The requested State, as two letters.")
]
RequestingOption = Annotated[
    str | None, typer.Option("--requesting", metavar="STATE", help="The requesting State, as two letters.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="WHEN", help="The day (or moment) of the schedule; default: today in the requested State."
    ),
]
LangOption = Annotated[Literal["en", "ru"], typer.Option("--lang", help="Language of titles and messages.")]
FormatOption = Annotated[
    Literal["text", "json"], typer.Option("--format", help="text for a person, json for a script.")
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", metavar="DIR", help="A folder of your own rules, besides the program's.")
]


def refuse(what: str, way_out: str = "", where: str = "") -> Problems:
    """One problem of the command line, to be raised."""
    return Problems([Problem(where, "", what, way_out)])


def case_and_rules(
    path: str | None,
    events: list[str],
    facts: list[str],
    requested: str | None,
    requesting: str | None,
    also: Path | None,
) -> tuple[Case, Rulebook]:
    """The case from a file, with what the flags add or write anew; or from flags alone. Raises Problems."""
    import_yaml()
    written = (
        read_case(path)
        if path is not None
        else Written(_from_flags(requested), "the command line", lambda keys: ".".join(map(str, keys)))
    )
    case = written.case
    added = {
        "events": _pairs(events, "--event", "detained=2025-06-02"),
        "facts": _pairs(facts, "--fact", "minor=no"),
    }
    changes: dict[str, object] = {"events": case.events | added["events"], "facts": case.facts | added["facts"]}
    if requested:
        changes["requested"] = checked_state(requested, "--requested")
    if requesting:
        changes["requesting"] = checked_state(requesting, "--requesting")
    case = msgspec.structs.replace(case, **changes)
    rules = load_rules([state for state in (case.requested, case.requesting) if state], also)
    for key, state in (("requested", case.requested), ("requesting", case.requesting)):
        if state and state.lower() not in rules.jurisdictions and state not in rules.parties:
            _not_another_name(state, f"{written.file}:{written.where((key,))}", also)

    def where(keys: tuple[str | int, ...]) -> str:
        """The line of the file, or the flag that wrote it anew."""
        if len(keys) > 1 and keys[1] in added.get(str(keys[0]), ()):
            return {"events": "--event", "facts": "--fact"}[str(keys[0])]
        return written.where(keys)

    return typed(Written(case, written.file, where), rules), rules


def named_states(rules: Rulebook) -> dict[str, str]:
    """The code of each State by its names and the other codes in use for it, in small letters."""
    return {
        name.casefold(): home.upper()
        for home, state in rules.jurisdictions.items()
        for name in (state.title.en, state.title.ru, *state.aliases)
    }


def _not_another_name(state: str, where: str, also: Path | None) -> None:
    """Two letters in use for a State that has others here would lose all of its law. Raises Problems."""
    code = named_states(load_rules(None, also)).get(state.casefold())
    if code is not None:
        raise refuse(f"the State '{state}' goes by another code", f"Write {code}.", where)


def _from_flags(requested: str | None) -> CaseFile:
    if requested is None:
        raise refuse(
            "there is no case",
            "Name a case file, or give '--requested KZ --event detained=2025-06-02'. 'extradeadline new' writes a file to fill in.",
        )
    return CaseFile(requested)


def checked_state(state: str, flag: str) -> str:
    """Two capital letters. Raises Problems."""
    if len(state) != 2 or not state.isascii() or not state.isalpha() or not state.isupper():
        raise refuse(f"'{state}' is no State", "Write two capital letters, such as KZ.", flag)
    return state


def _pairs(texts: list[str], flag: str, example: str) -> dict[str, str]:
    found = {}
    for text in texts:
        name, is_pair, value = text.partition("=")
        if not is_pair or not name or not value:
            raise refuse(f"'{text}' is no pair", f"Write, for example, {flag} {example}.", flag)
        found[name.strip()] = value.strip()
    return found


def moment_of(text: str, flag: str) -> When:
    """Raises Problems."""
    try:
        return parse_when(text)
    except WhenError as error:
        raise refuse(str(error), where=flag) from None


def as_of_day(text: str | None, case: Case, rules: Rulebook) -> When:
    """What was asked for, or today where the requested State is. The only place that looks at a clock."""
    if text is not None:
        return moment_of(text, "--as-of")
    return datetime.now(zone_for(case, rules)).date()


def scheduled(
    path: str | None,
    events: list[str],
    facts: list[str],
    requested: str | None,
    requesting: str | None,
    as_of: str | None,
    also: Path | None,
) -> tuple[Schedule, Rulebook]:
    case, rules = case_and_rules(path, events, facts, requested, requesting, also)
    return schedule(case, rules, as_of_day(as_of, case, rules)), rules


def found_in(found: Schedule, name: str) -> list[Deadline]:
    """The deadlines of that id, or all of that limit; a limit may be named by the end of its path. Raises Problems."""
    exact = [deadline for deadline in found.deadlines if name in (deadline.id, deadline.limit)]
    if exact:
        return exact
    plain, mark, which = name.partition("#")
    ending = [d for d in found.deadlines if d.limit.endswith(f"/{plain}") and (not mark or d.id.endswith(f"#{which}"))]
    live = [deadline for deadline in ending if deadline.status not in ("pending", "not applicable")] or ending
    if len({deadline.limit for deadline in live}) == 1:
        return live
    if live:
        raise refuse(
            f"'{name}' names several limits",
            f"Write one of: {', '.join(sorted({deadline.limit for deadline in live}))}.",
        )
    known = [deadline.id for deadline in found.deadlines]
    raise refuse(
        f"the schedule has no deadline '{name}'",
        did_you_mean(name, known) or "'extradeadline compute' lists them by id.",
    )
