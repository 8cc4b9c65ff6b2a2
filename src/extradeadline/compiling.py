"""From rule files as written to a `Rulebook`: reads every phrase, resolves every name, sorts the graph.

Everything that cannot be is a `Problem` with its file and line; all of them are gathered before any is raised.
"""

from datetime import date
from graphlib import CycleError, TopologicalSorter

from msgspec.structs import replace

from extradeadline.limits import LimitCompiler
from extradeadline.model import Jurisdiction, Regime, Side
from extradeadline.names import Names, Where
from extradeadline.period import PeriodError, parse_period
from extradeadline.problems import Problems
from extradeadline.rulebook import Group, Rule, Rulebook, RuleNote, TreatyParties, stays_of
from extradeadline.rulefiles import Note, Procedure, Treaty


class Compiler(Names):
    """Gathers problems while it turns what is written into rules."""

    def compile(self, sha256: str) -> Rulebook:
        rules: dict[str, Rule] = {}
        groups: dict[str, Group] = {}
        notes: list[RuleNote] = []
        for path, (procedure, where) in self.files.procedures.items():
            home = path.partition("/")[0]
            groups[path] = self._group(path, home, procedure, where, procedure.side)
            self._add(rules, notes, path, home, procedure, where)
        for path, (treaty, where) in self.files.treaties.items():
            self._check_treaty(treaty, where)
            self._add(rules, notes, path, "treaties", treaty, where)
            group = self._group(path, "treaties", treaty, where)
            joined_on = _joined_on(group.opens_on, [rules[one] for one in group.limits if one in rules])
            groups[path] = replace(group, joined_on=joined_on)
        treaties = {
            path.rpartition("/")[2]: self._parties(path, treaty) for path, (treaty, _) in self.files.treaties.items()
        }
        for home, (written, where) in self.files.jurisdictions.items():
            self._check_home(home, written, where)
        for name, (regime, where) in self.files.regimes.items():
            self._check_lengths(name, regime, where)
        ordered = self._sorted(rules)
        if self.problems:
            raise Problems(tuple(self.problems))
        return Rulebook(
            sha256=sha256,
            events=self.files.events.events,
            facts=self.files.events.facts,
            actors=self.files.events.actors,
            jurisdictions={home: written for home, (written, _) in self.files.jurisdictions.items()},
            bodies=tuple(sorted(self.files.bodies)),
            regimes={name: written for name, (written, _) in self.files.regimes.items()},
            calendars={name: written for name, (written, _) in self.files.calendars.items()},
            reviewed={
                name: f"{min(written.years)}-{max(written.years)}" if written.years else "none"
                for name, (written, _) in self.files.calendars.items()
            },
            treaties=treaties,
            parties={
                state: tuple(key for key, treaty in treaties.items() if state in treaty.parties)
                for state in sorted({state for treaty in treaties.values() for state in treaty.parties})
            },
            groups=groups,
            limits={path: rules[path] for path in ordered},
            notes=tuple(notes),
        )

    def _check_home(self, home: str, written: Jurisdiction, where: Where) -> None:
        """A State has a zone and a calendar; the calendars that it names are there, and so is the fact that chooses among them."""
        if written.calendar is not None:
            self.one_of(f"{home}/{written.calendar}", self.files.calendars, "calendar", where, ("calendar",))
        elif home not in self.files.bodies:
            self.problem(where, (), "'calendar' is missing", "Name the calendar of the State's courts and bodies.")
        if not written.zones and home not in self.files.bodies:
            self.problem(where, ("zones",), "a State has a time zone", "Name one, such as Asia/Almaty.")
        for place, zone in enumerate(written.zones):
            self.known_zone(zone, where, ("zones", place))
        by = written.calendar_by
        if by is not None:
            facts = self.files.events.facts
            self.one_of(by.fact, facts, "fact", where, ("calendar_by", "fact"))
            allowed = facts[by.fact].values if by.fact in facts else None
            for value, calendar in by.calendars.items():
                keys = ("calendar_by", "calendars", value)
                self.one_of(f"{home}/{calendar}", self.files.calendars, "calendar", where, keys)
                if allowed is not None and value not in allowed:
                    self.problem(
                        where, keys, f"the fact '{by.fact}' is never '{value}'", f"It is one of: {', '.join(allowed)}."
                    )

    def _check_treaty(self, treaty: Treaty, where: Where) -> None:
        """It replaces treaties that are there, and no State left it before it came in."""
        for name in treaty.replaces:
            self.one_of(f"treaties/{name}", self.files.treaties, "treaty", where, ("replaces",))
        for at, parties in (
            (("parties",), treaty.parties),
            *((("protocols", key, "parties"), protocol.parties) for key, protocol in treaty.protocols.items()),
        ):
            for state, party in parties.items():
                first = party.in_force or party.not_before
                if first is not None and party.until is not None and party.until < first:
                    self.problem(
                        where,
                        (*at, state),
                        f"{state} is bound until {party.until}, before the first day, {first}",
                        "Check the two days.",
                    )

    def _check_lengths(self, name: str, regime: Regime, where: Where) -> None:
        """The lengths and stretches inside a regime's choices are such."""
        key = name.rpartition("/")[2]
        lengths = [("short_periods", "below", regime.short_periods.below)] if regime.short_periods else []
        lengths += [("enough_open_days", "from", regime.enough_open_days.from_)] if regime.enough_open_days else []
        for field, part, text in lengths:
            try:
                period = parse_period(text)
            except PeriodError as error:
                self.problem(where, (key, field, part), str(error))
                continue
            if not period.days or period.months:
                self.problem(
                    where, (key, field, part), f"'{text}' is no length in days", "Write, for example, '6 days'."
                )
        for place, stretch in enumerate(regime.recess.stretches if regime.recess else ()):
            for day in stretch.split("/"):
                try:
                    date.fromisoformat(f"2023-{day}")  # a day of every year
                except ValueError:
                    keys = (key, "recess", "stretches", place)
                    self.problem(where, keys, f"'{stretch}' is no stretch of every year", "Write '07-01/07-31'.")

    def _group(self, path: str, home: str, head: Procedure | Treaty, where: Where, side: Side | None = None) -> Group:
        opens_on = self.known_kinds(head.opens_on, where, ("opens_on",))
        limits = tuple(f"{path}/{key}" for key in head.limits)
        return Group(path, home, head.title, opens_on, side, head.applies, limits)

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
            treaty.subject,
            treaty.checked,
            tuple(treaty.missing),
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
            rule = LimitCompiler(self, path, home, key, head, where).rule(limit)
            if rule is not None:
                rules[rule.path] = rule
        for key, note in head.notes.items():
            notes.append(self._note(path, key, note, head, where))

    def _note(self, path: str, key: str, note: Note, head: Procedure | Treaty, where: Where) -> RuleNote:
        on = self.known_kinds(note.on or head.opens_on, where, ("notes", key, "on"))
        return RuleNote(f"{path}/{key}", path, note.title, note.note, note.citation, on, note.role)

    # --- the graph -------------------------------------------------------------------------------------------

    def _sorted(self, rules: dict[str, Rule]) -> list[str]:
        yielding: dict[str, list[str]] = {}
        for rule in rules.values():
            for version in rule.versions:
                if version.yields:
                    yielding.setdefault(version.yields, []).append(rule.path)
        stays = stays_of(rules.values())
        graph = {path: sorted(_hangs_on(rule, yielding, stays)) for path, rule in rules.items()}
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


def _joined_on(opens_on: tuple[str, ...], limits: list[Rule]) -> tuple[str, ...]:
    """The kinds that open a limit of how the treaty enters into force for a State; all, where it hangs on more than kinds."""
    joining = [
        rule.opened_by
        for rule in limits
        if any(version.applies is not None and version.applies.no_treaty is not None for version in rule.versions)
    ]
    return tuple(kind for kind in opens_on if any(not opened_by or kind in opened_by for opened_by in joining))


def _hangs_on(rule: Rule, yielding: dict[str, list[str]], stays: dict[str, tuple[str, ...]]) -> set[str]:
    """The limits whose results this one asks for."""
    needs: set[str] = set()
    for version in rule.versions:
        triggers = [version.trigger, version.before]
        triggers += [trigger for reading in version.readings for trigger in (reading.trigger, reading.before)]
        kinds = [*version.ended_by, *version.suspended_by]
        for trigger in filter(None, triggers):
            needs |= {source.name for source in trigger.sources if source.of_limit}
            kinds += [source.name for source in trigger.sources if source.of_event]
            needs |= {
                path
                for source in trigger.sources
                if source.what == "end of stays on"
                for path in stays.get(source.name, ())
            }
        for kind in kinds:
            needs |= set(yielding.get(kind, ()))
        if version.extendable:
            needs |= {ceiling for ceiling in version.extendable.ceilings if "/" in ceiling}
    return needs - {rule.path}
