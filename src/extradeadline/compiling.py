"""From rule files as written to a `Rulebook`: reads every phrase, resolves every name, sorts the graph.

Everything that cannot be is a `Problem` with its file and line; all of them are gathered before any is raised.
"""

from collections.abc import Callable, Iterable
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from msgspec import Struct

from extradeadline.counting import needed_choices
from extradeadline.grammar import (
    Closing,
    GrammarError,
    PeriodChoice,
    Source,
    Trigger,
    named,
    parse_closing,
    parse_period_choice,
    parse_trigger,
)
from extradeadline.model import Applies, Calendar, Extendable, Jurisdiction, Regime, Side
from extradeadline.period import Period, PeriodError, parse_period
from extradeadline.problems import Problem, Problems, did_you_mean
from extradeadline.rulebook import Group, Rule, Rulebook, RuleNote, RuleReading, RuleVersion, TreatyParties
from extradeadline.rulefiles import Events, Limit, Note, Procedure, Reading, Treaty, Version

_T = TypeVar("_T")
Where = Callable[[tuple[str | int, ...]], tuple[str, str]]  # a path of keys inside one file -> (file, line)


class RuleFiles(Struct):
    """Rule files as written, by jurisdiction or path, each with the way to name a place in it."""

    events: Events
    regimes: dict[str, tuple[Regime, Where]]
    calendars: dict[str, tuple[Calendar, Where]]
    jurisdictions: dict[str, tuple[Jurisdiction, Where]]
    procedures: dict[str, tuple[Procedure, Where]]
    treaties: dict[str, tuple[Treaty, Where]]


class Compiler:
    """Gathers problems while it turns what is written into rules."""

    def __init__(self, files: RuleFiles) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.kinds = files.events.events
        self.paths = {f"{path}/{key}" for path, (procedure, _) in files.procedures.items() for key in procedure.limits}
        self.paths |= {f"{path}/{key}" for path, (treaty, _) in files.treaties.items() for key in treaty.limits}

    def compile(self, sha256: str) -> Rulebook:
        rules: dict[str, Rule] = {}
        groups: dict[str, Group] = {}
        notes: list[RuleNote] = []
        for path, (procedure, where) in self.files.procedures.items():
            home = path.partition("/")[0]
            groups[path] = self._group(path, home, procedure, where, procedure.side)
            self._add(rules, notes, path, home, procedure, where)
        for path, (treaty, where) in self.files.treaties.items():
            groups[path] = self._group(path, "treaties", treaty, where)
            self._add(rules, notes, path, "treaties", treaty, where)
        treaties = {
            path.rpartition("/")[2]: self._parties(path, treaty) for path, (treaty, _) in self.files.treaties.items()
        }
        ordered = self._sorted(rules)
        if self.problems:
            raise Problems(tuple(self.problems))
        return Rulebook(
            sha256=sha256,
            events=self.files.events.events,
            facts=self.files.events.facts,
            actors=self.files.events.actors,
            jurisdictions={home: written for home, (written, _) in self.files.jurisdictions.items()},
            regimes={name: written for name, (written, _) in self.files.regimes.items()},
            calendars={name: written for name, (written, _) in self.files.calendars.items()},
            treaties=treaties,
            groups=groups,
            limits={path: rules[path] for path in ordered},
            yielded=frozenset(version.yields for rule in rules.values() for version in rule.versions if version.yields),
            notes=tuple(notes),
        )

    def _group(self, path: str, home: str, head: Procedure | Treaty, where: Where, side: Side | None = None) -> Group:
        opens_on = self.known_kinds(head.opens_on, where, ("opens_on",))
        return Group(path, home, head.title, opens_on, side, tuple(f"{path}/{key}" for key in head.limits))

    def _parties(self, path: str, treaty: Treaty) -> TreatyParties:
        return TreatyParties(
            path.rpartition("/")[2],
            treaty.title,
            treaty.short,
            treaty.citation,
            treaty.parties,
            tuple(treaty.replaces),
            treaty.because,
            treaty.protocols,
        )

    def _add(
        self,
        rules: dict[str, Rule],
        notes: list[RuleNote],
        path: str,
        home: str,
        head: Procedure | Treaty,
        where: Where,
    ) -> None:
        for key, limit in head.limits.items():
            rule = _LimitCompiler(self, path, home, key, head, where).rule(limit)
            if rule is not None:
                rules[rule.path] = rule
        for key, note in head.notes.items():
            notes.append(self._note(path, key, note, head, where))

    def _note(self, path: str, key: str, note: Note, head: Procedure | Treaty, where: Where) -> RuleNote:
        on = self.known_kinds(note.on or head.opens_on, where, ("notes", key, "on"))
        return RuleNote(f"{path}/{key}", path, note.title, note.note, note.citation, on, note.role)

    # --- names -----------------------------------------------------------------------------------------------

    def problem(self, where: Where, keys: tuple[str | int, ...], what: str, way_out: str = "") -> None:
        file, line = where(keys)
        self.problems.append(Problem(file, line, what, way_out))

    def known_kinds(self, kinds: Iterable[str], where: Where, keys: tuple[str | int, ...]) -> tuple[str, ...]:
        kinds = tuple(kinds)
        for kind in kinds:
            if kind not in self.kinds:
                self.problem(
                    where,
                    keys,
                    f"unknown event '{kind}'",
                    did_you_mean(kind, self.kinds) or "Events are listed in events.yaml.",
                )
        return kinds

    def limit_path(self, name: str, group: str, where: Where, keys: tuple[str | int, ...]) -> str:
        home = group.partition("/")[0]
        for path in (f"{group}/{name}", f"{home}/{name}", name):
            if path in self.paths:
                return path
        near = did_you_mean(name, [path.removeprefix(f"{group}/") for path in self.paths])
        self.problem(where, keys, f"unknown limit '{name}'", near or f"Limits of {group} are named by their key.")
        return name

    def one_of(
        self, name: str | None, among: Iterable[str], what: str, where: Where, keys: tuple[str | int, ...]
    ) -> str | None:
        if name is not None and name not in (known := list(among)):
            self.problem(where, keys, f"unknown {what} '{name}'", did_you_mean(name, known))
        return name

    # --- the graph -------------------------------------------------------------------------------------------

    def _sorted(self, rules: dict[str, Rule]) -> list[str]:
        yielding: dict[str, list[str]] = {}
        for rule in rules.values():
            for version in rule.versions:
                if version.yields:
                    yielding.setdefault(version.yields, []).append(rule.path)
        graph = {path: _hangs_on(rule, yielding) for path, rule in rules.items()}
        try:
            return [path for path in TopologicalSorter(graph).static_order() if path in rules]
        except CycleError as error:
            members = list(dict.fromkeys(error.args[1]))
            group = rules[members[0]].group
            _, where = self.files.procedures.get(group) or self.files.treaties[group]
            key = members[0].rpartition("/")[2]
            self.problem(
                where,
                ("limits", key),
                "limits hang on one another in a circle: " + " -> ".join(members),
                "One of them must run from an event.",
            )
            return []


def _kinds_alone(versions: list[RuleVersion]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The event kinds that a limit of one version waits for, and those that open it under any reading; nothing where it
    hangs on another limit, which only the walk can answer."""
    if len(versions) != 1:
        return (), ()
    version = versions[0]
    main = version.trigger or version.before
    others = [trigger for reading in version.readings for trigger in (reading.trigger, reading.before) if trigger]
    if main is None or any(source.of_limit for trigger in (main, *others) for source in trigger.sources):
        return (), ()
    awaits = tuple(dict.fromkeys(source.name for source in main.sources))
    return awaits, tuple(dict.fromkeys((*awaits, *(source.name for other in others for source in other.sources))))


def _hangs_on(rule: Rule, yielding: dict[str, list[str]]) -> set[str]:
    """The limits whose results this one asks for."""
    needs: set[str] = set()
    for version in rule.versions:
        triggers = [version.trigger, version.before]
        triggers += [trigger for reading in version.readings for trigger in (reading.trigger, reading.before)]
        kinds = [*version.ended_by, *version.suspended_by]
        for trigger in filter(None, triggers):
            needs |= {source.name for source in trigger.sources if source.of_limit}
            kinds += [source.name for source in trigger.sources if not source.of_limit]
        for kind in kinds:
            needs |= set(yielding.get(kind, ()))
        if version.extendable and version.extendable.up_to and "/" in version.extendable.up_to:
            needs.add(version.extendable.up_to)
    return needs - {rule.path}


class _LimitCompiler:
    """One limit of one file."""

    def __init__(
        self, compiler: Compiler, group: str, home: str, key: str, head: Procedure | Treaty, where: Where
    ) -> None:
        self.compiler = compiler
        self.group = group
        self.home = home
        self.key = key
        self.head = head
        self.where = where
        self.at: tuple[str | int, ...] = ("limits", key)

    def rule(self, limit: Limit) -> Rule | None:
        if limit.title is None or limit.kind is None:
            missing = "title" if limit.title is None else "kind"
            self.problem(
                (),
                f"the limit '{self.key}' has no {missing}",
                "Every limit has a title in en and ru, and a kind: act, liberty, effect, stay or window.",
            )
            return None
        versions: list[RuleVersion] = []
        for place, version in enumerate(limit.versions):
            self.at = ("limits", self.key, "versions", place)
            versions.append(self.version(version))
        if not limit.versions:
            versions.append(self.version(limit))
        days = [version.in_force for version in versions if version.in_force is not None]
        if len(versions) > 1 and (len(days) < len(versions) or days != sorted(days, reverse=True)):
            self.problem(
                (),
                f"the versions of '{self.key}' are not in order",
                "Each version has 'in_force'; the newest stands first.",
            )
        if limit.version_by is not None:
            self.compiler.known_kinds([limit.version_by], self.where, ("limits", self.key, "version_by"))
        awaits, opened_by = _kinds_alone(versions)
        return Rule(
            f"{self.group}/{self.key}",
            self.home,
            self.group,
            limit.title,
            limit.kind,
            tuple(versions),
            limit.role,
            limit.version_by,
            limit.unanswered,
            awaits,
            opened_by,
        )

    def version(self, written: Version) -> RuleVersion:
        head = self.head
        if not written.repealed:
            self._complete(written)
        text_status = written.text_status or head.text_status
        if text_status is None:
            self.problem(
                (),
                f"'{self.key}' has no text_status",
                "Write read, judgment, derived or secondary; a text nobody has read is a note.",
            )
        trigger, before = self.trigger(written.trigger, "trigger"), self.trigger(written.before, "before")
        return RuleVersion(
            citation=written.citation or "",
            origin=str(trigger or before or ""),
            text_status=text_status or "secondary",
            source=written.source or head.source,
            actor=self.compiler.one_of(
                written.actor, self.compiler.files.events.actors, "actor", self.where, (*self.at, "actor")
            ),
            addressee=self.compiler.one_of(
                written.addressee, self.compiler.files.events.actors, "addressee", self.where, (*self.at, "addressee")
            ),
            channel=written.channel,
            done_when=written.done_when,
            trigger=trigger,
            before=before,
            period=self.parsed(parse_period_choice, written.period, "period"),
            regime=self.regime(written.regime or head.regime, "regime"),
            calendar=self.calendar(written.calendar or head.calendar),
            met_by=self.closing(written),
            ended_by=self.kinds(written.ended_by, "ended_by"),
            extended_by=self.kinds(written.extended_by, "extended_by"),
            extension=self.length(written.extension, "extension"),
            extendable=self.extendable(written),
            suspended_by=self.kinds(written.suspended_by, "suspended_by"),
            restored_by=self.kinds(written.restored_by, "restored_by"),
            yields=self.kinds([written.yields] if written.yields else [], "yields")[0] if written.yields else None,
            stays=self.kinds([written.stays] if isinstance(written.stays, str) else written.stays or [], "stays"),
            ground=written.ground,
            applies=self.applies(written.applies, ("applies",)),
            readings=tuple(self.reading(reading, place) for place, reading in enumerate(written.readings)),
            opens=written.opens,
            closes=written.closes,
            zone=written.zone,
            lead=self.length(written.lead, "lead"),
            if_missed=written.if_missed,
            note=written.note,
            says=written.says,
            checked=written.checked or head.checked,
            in_force=written.in_force or head.in_force,
            repealed=written.repealed,
            repealed_note=written.repealed_note,
        )

    def _complete(self, written: Version) -> None:
        if not written.citation:
            self.problem((), f"'{self.key}' has no citation", "Name the article, part and subparagraph.")
        if written.trigger is None and written.before is None:
            self.problem(
                (),
                f"'{self.key}' has neither trigger nor before",
                "Say what it runs from, or what it must come before.",
            )
        if written.period is None and not written.opens:
            self.problem(
                (),
                f"'{self.key}' has no period",
                "Write a length such as '10 days', or 'at once', 'no limit', 'as ordered', 'until ended'.",
            )
        choice = self.parsed(parse_period_choice, written.period, "period")
        name = written.regime or self.head.regime
        if choice is not None and choice.special is None and name is None:
            self.problem(
                (), f"'{self.key}' is counted but has no regime", "Name the regime, such as 'kz/custody' or 'unread'."
            )
        elif choice is not None and name in self.compiler.files.regimes:
            for field in self._missing(choice, self.compiler.files.regimes[name][0], back=written.before is not None):
                self.problem(
                    ("regime",),
                    f"the regime '{name}' has no rule for {field.replace('_', ' ')}, which this period needs",
                    "Choose another regime, or add the choice with its citation.",
                )

    @staticmethod
    def _missing(choice: PeriodChoice, regime: Regime, *, back: bool) -> list[str]:
        """The choices that counting these periods asks for and the regime does not make."""
        days = "calendar days" if regime.days is None else regime.days.is_
        lengths = [item.period for item in choice.items if item.period is not None and item.period.is_length]
        needed = {field for period in lengths for field in needed_choices(period, days, back=back)}
        return sorted(field for field in needed if getattr(regime, field) is None)

    # --- fields ----------------------------------------------------------------------------------------------

    def problem(self, keys: tuple[str | int, ...], what: str, way_out: str = "") -> None:
        self.compiler.problem(self.where, (*self.at, *keys), what, way_out)

    def parsed(self, parse: Callable[..., _T], text: object, *keys: str | int) -> _T | None:
        if text is None:
            return None
        try:
            return parse(text)
        except (GrammarError, PeriodError) as error:
            self.problem(keys, str(error))
            return None

    def length(self, text: str | None, key: str) -> Period | None:
        return self.parsed(parse_period, text, key)

    def kinds(self, names: Iterable[str], key: str) -> tuple[str, ...]:
        return self.compiler.known_kinds(names, self.where, (*self.at, key))

    def closing(self, written: Version) -> Closing | None:
        closing = self.parsed(parse_closing, written.met_by, "met_by")
        if closing is not None:
            self.kinds(closing.kinds, "met_by")
        return closing

    def trigger(self, text: object, *keys: str | int) -> Trigger | None:
        trigger = self.parsed(parse_trigger, text, *keys)
        if trigger is None:
            return None
        return Trigger(tuple(self._resolved(source, keys) for source in trigger.sources), trigger.join)

    def _resolved(self, source: Source, keys: tuple[str | int, ...]) -> Source:
        if source.of_limit:
            path = self.compiler.limit_path(source.name, self.group, self.where, (*self.at, *keys))
            return named(source, path)
        self.compiler.known_kinds([source.name], self.where, (*self.at, *keys))
        return source

    def regime(self, name: str | None, *keys: str | int) -> str | None:
        return self.compiler.one_of(name, self.compiler.files.regimes, "regime", self.where, (*self.at, *keys))

    def calendar(self, name: str | None) -> str | None:
        home = self.compiler.files.jurisdictions.get(self.home)
        if name is None:
            return None if home is None else f"{self.home}/{home[0].calendar}"
        path = name if "/" in name else f"{self.home}/{name}"
        return self.compiler.one_of(path, self.compiler.files.calendars, "calendar", self.where, (*self.at, "calendar"))

    def extendable(self, written: Version) -> Extendable | None:
        extendable = written.extendable
        if extendable is None or extendable.up_to is None:
            return extendable
        try:
            parse_period(extendable.up_to)
            return extendable
        except PeriodError:
            path = self.compiler.limit_path(extendable.up_to, self.group, self.where, (*self.at, "extendable", "up_to"))
            return Extendable(extendable.by, path)

    def applies(self, applies: Applies | None, keys: tuple[str | int, ...]) -> Applies | None:
        if applies is None:
            return None
        facts = self.compiler.files.events.facts
        for name, value in applies.facts.items():
            self.compiler.one_of(name, facts, "fact", self.where, (*self.at, *keys, "facts", name))
            allowed = facts[name].values if name in facts else None
            for one in [value] if isinstance(value, str) else value:
                if allowed is not None and one not in allowed:
                    self.problem(
                        (*keys, "facts", name),
                        f"the fact '{name}' is never '{one}'",
                        f"It is one of: {', '.join(allowed)}.",
                    )
        self.compiler.known_kinds([*applies.recorded, *applies.not_recorded], self.where, (*self.at, *keys))
        if applies.treaty is not None:
            key, _, protocol = applies.treaty.partition("/")
            treaty = self.compiler.files.treaties.get(f"treaties/{key}")
            if treaty is None or (protocol and protocol not in treaty[0].protocols):
                self.problem(
                    (*keys, "treaty"),
                    f"unknown treaty '{applies.treaty}'",
                    "Treaties stand in rules/treaties; a protocol is 'treaty/protocol'.",
                )
        return applies

    def reading(self, written: Reading, place: int) -> RuleReading:
        keys = ("readings", place)
        return RuleReading(
            name=written.name,
            because=written.because,
            trigger=self.trigger(written.trigger, *keys, "trigger"),
            before=self.trigger(written.before, *keys, "before"),
            period=self.parsed(parse_period_choice, written.period, *keys, "period"),
            regime=self.regime(written.regime, *keys, "regime"),
            applies=self.applies(written.applies, (*keys, "applies")),
            no_limit=written.no_limit,
        )
