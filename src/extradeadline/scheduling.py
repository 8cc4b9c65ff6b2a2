"""schedule(): walks the limits of a case in the order of their graph and says where each one stands.

Pure: the same case, rules and `as_of` give the same schedule; no clock is read, nothing is kept.
"""

from datetime import date
from zoneinfo import ZoneInfo

from extradeadline.answers import opened_at
from extradeadline.chronicle import Case, Chronicle
from extradeadline.closing import Closings
from extradeadline.conditions import Conditions
from extradeadline.conflicts import Conflicts
from extradeadline.counting import day_of_end
from extradeadline.custody import custody_flags
from extradeadline.deadlines import (
    Deadline,
    Schedule,
    TreatySeen,
    deadline_of,
    provenance,
    shown_lengths,
    waiting_deadline,
)
from extradeadline.ends import Ends
from extradeadline.instances import Flag, Instance, Opening, weakest
from extradeadline.moments import When, in_order, is_before
from extradeadline.openings import Openings
from extradeadline.outlines import groups_by_kind, outline
from extradeadline.readings import Branch, Choices, End, Key, agree, settle
from extradeadline.rivals import flag_first_to_end
from extradeadline.rulebook import Rule, Rulebook, RuleReading, RuleVersion, zone_of
from extradeadline.standing import set_status
from extradeadline.treaties import governing, governs
from extradeadline.windows import window_branch


def schedule(case: Case, rules: Rulebook, as_of: When) -> Schedule:
    """Every deadline that follows from the case, as seen on `as_of` (a day, or an instant, in the requested State's zone)."""
    return _Walk(case, rules, as_of).schedule()


def zone_for(case: Case, rules: Rulebook) -> ZoneInfo:
    """The case's zone, else the first of the requested State, else of the requesting one, else UTC."""
    homes = [rules.jurisdictions.get(state.lower()) for state in case.states]
    return zone_of(case.zone or next((home.zones[0] for home in homes if home is not None and home.zones), "UTC"))


class _Walk:
    def __init__(self, case: Case, rules: Rulebook, as_of: When) -> None:
        self.case = case
        self.rules = rules
        self.chronicle = Chronicle(case, as_of, zone_for(case, rules))
        self.choices = Choices()
        self.conditions = Conditions(case, rules, self.chronicle)
        reached = groups_by_kind(rules)
        met = {path for kind in self.chronicle.by_kind for path in reached.get(kind, ())}
        self.outline = outline(rules, frozenset(path for path in met if self.conditions.in_play(rules.groups[path])))
        self.instances = self.outline.waiting.copy()
        self.yielded: dict[str, list[Instance]] = {}
        self.openings = Openings(self.chronicle, self.instances, self.yielded, self.outline)
        self.ends = Ends(rules, self.chronicle, self.choices)
        self.closings = Closings(self.chronicle, self.yielded, self.ends)
        # Kinds that a limit can be opened by, or that are known not to have happened: all others are simply awaited.
        self.possible = {*self.chronicle.by_kind, *self.outline.yielded, *case.none}
        self.flags: list[Flag] = []
        self.conflicts = Conflicts(rules, self.chronicle, self.instances, self.flags, self.ends)
        self.governing: dict[str, bool] = {}

    def schedule(self) -> Schedule:
        for place in self.outline.places(self.possible):
            self._walk(self.outline.rules[place])
        flag_first_to_end([self.instances[path] for path in self.outline.roles])
        deadlines = self._deadlines()
        deadlines.sort(key=Deadline.order)
        self._flag_states()
        self._flag_unused()
        self.conflicts.check_order()
        self.conflicts.check_closed_days()
        self.flags += custody_flags(self.rules, self.chronicle, [self.instances[path] for path in self.outline.grounds])
        self.flags += self._notes()
        return Schedule(
            case=self.case,
            as_of=self.chronicle.as_of,
            zone=self.chronicle.zone.key,
            provenance=provenance(self.rules),
            treaties=tuple(self._treaties()),
            deadlines=tuple(deadlines),
            flags=tuple(dict.fromkeys(self.flags)),
        )

    # --- one limit -------------------------------------------------------------------------------------------

    def _walk(self, rule: Rule) -> None:
        if rule.awaits and self.possible.isdisjoint(rule.opened_by):
            self._wait(rule, self.outline.waiting[rule.path])
            return
        found: list[Instance] = []
        waiting: list[Instance] = []
        newer: date | None = None
        for version in rule.versions:
            openings, waits = self._open(version)
            for opening in openings:
                instance = Instance.opened(rule, version, opening)
                if self._selected(instance, newer):
                    found.append(instance)
            if version is rule.versions[0] and waits and not version.repealed:
                waiting = [Instance.waiting(rule, waits)]
            newer = version.in_force
        if not found:
            self._wait(rule, waiting)
            return
        if len(found) > 1:
            found.sort(key=lambda instance: in_order(opened_at(instance)))
        found = [instance for instance in found if self._settle(instance)]
        self.instances[rule.path] = found
        self.closings.close(found)
        self._end_open_ones(found)
        for instance in found:
            set_status(instance, self.chronicle)
            self.conflicts.check(instance)
            if instance.version.yields and instance.applicable and not instance.ended:
                self.yielded.setdefault(instance.version.yields, []).append(instance)

    def _open(self, version: RuleVersion) -> tuple[list[Opening], tuple[str, ...]]:
        trigger = version.trigger or version.before
        if trigger is None:
            return [], ()
        found, waits = self.openings.of(trigger, keep_ended=version.before is not None)
        return found or self._by_readings_alone(version), waits

    def _by_readings_alone(self, version: RuleVersion) -> list[Opening]:
        """Where only another reading's trigger is known, the limit opens with its first reading still pending."""
        for reading in version.readings:
            trigger = reading.trigger or reading.before
            if trigger is not None:
                found, _ = self.openings.of(trigger)
                if found:
                    latest = found[-1]
                    return [
                        Opening(
                            latest.what,
                            [Branch(absent="pending")],
                            latest.opened,
                            record=latest.record,
                            lineage=latest.lineage,
                            basis="pending",
                            status=latest.status,
                        )
                    ]
        return []

    def _selected(self, instance: Instance, newer: date | None) -> bool:
        """Whether this version was the law on the day that selects it; before the oldest, the limit did not exist yet."""
        version, versions = instance.version, instance.rule.versions
        day = self._selecting_day(instance)
        if day is None or (newer is not None and day >= newer):
            return day is None and newer is None
        if version.in_force is None or day >= version.in_force:
            if version.repealed:
                instance.applicable = False
                instance.flag("repealed", on=version.in_force)
                if version.repealed_note is not None:
                    instance.flag("repealed-note", words=version.repealed_note)
            return True
        if version is versions[-1]:
            instance.applicable = False
            instance.flag("not-yet-in-force", on=version.in_force)
            return True
        return False

    def _selecting_day(self, instance: Instance) -> date | None:
        opening, kind = instance.opening, instance.rule.version_by
        assert opening is not None
        if kind is not None:
            records = [seen for seen in self.chronicle.of_kind(kind) if not is_before(opening.opened, seen.first)]
            if records:
                return records[-1].first.day
        for branch in opening.branches:
            if branch.lo is not None:
                return branch.lo.last_day
        return None

    def _wait(self, rule: Rule, waiting: list[Instance]) -> None:
        """A limit that has not opened: awaited, where it may still concern the case."""
        self.instances[rule.path] = []
        if not waiting or (rule.home == "treaties" and not self._governs(rule.group)):
            return
        verdict = self.conditions.of(rule.versions[0].applies, None)
        if not verdict.holds:
            return
        [instance] = waiting
        if verdict.assumes:  # a copy: the one at hand stands in other schedules too
            instance = Instance.waiting(rule, instance.waits_for, verdict.assumes)
        self.instances[rule.path] = [instance]
        if instance.version.yields:
            self.yielded.setdefault(instance.version.yields, []).append(instance)
        self.conflicts.check_unopened_stay(instance)

    def _settle(self, instance: Instance) -> bool:
        """Conditions, then the count. False where the limit does not concern the case at all."""
        if not instance.applicable:
            return True
        version, opening = instance.version, instance.opening
        assert opening is not None
        if version.applies is None and instance.rule.home != "treaties":
            self._count(instance)
            return True
        first = opening.first_end
        day = first.last_day if first else opening.opened.day
        key = instance.rule.group.partition("/")[2]
        awaited = (
            version.applies is not None and version.applies.no_treaty is not None
        )  # how a treaty enters into force
        if instance.rule.home == "treaties" and not awaited and not governs(self.rules, key, self.case.states, day):
            return False
        home, when = instance.rule.home, opening.opened
        verdict = self.conditions.of(version.applies, day, home, when)
        if not verdict.holds and not any(
            reading.applies is not None and self.conditions.of(reading.applies, day, home, when).holds
            for reading in version.readings
        ):
            if verdict.why is None:
                return False
            instance.applicable = False
            instance.flags.append(verdict.why)
            return True
        if verdict.assumes:
            instance.assumes = (*instance.assumes, *verdict.assumes)
        self._count(instance)
        return True

    def _count(self, instance: Instance) -> None:
        version, opening = instance.version, instance.opening
        assert opening is not None
        if version.opens is not None:
            instance.branches = [
                window_branch(branch, version, self.ends.calendar(instance)) for branch in opening.branches
            ]
        else:
            instance.branches = self.ends.branches(instance, self.closings.pauses(instance), self._alternative)
        choice = version.period
        instance.period = instance.branches[0].period or ("" if choice is None else " / ".join(shown_lengths(choice)))
        if choice is not None and choice.items[-1].period is not None and choice.items[-1].period.at_least:
            instance.floor = True
        if choice is not None and choice.special == "as ordered" and instance.open_date:
            instance.basis = "ordered"
        if instance.branches[0].absent == "pending":
            instance.basis = "pending"
            if not instance.waits_for and version.trigger is not None:
                instance.waits_for = tuple(source.name for source in version.trigger.sources if source.of_event)
        if instance.branches[0].absent == "stopped":
            instance.flag("stopped")
        if version.regime is not None and choice is not None and choice.special is None:
            regime = self.rules.regimes[version.regime]
            first = instance.branches[0].lo
            calendar_status = first.certainty if first is not None else "read"
            if regime.text_status != "read" or calendar_status != "read":
                instance.text_status = weakest(instance.text_status, regime.text_status, calendar_status)
            if regime.unread:
                instance.flag("counting-rule-unread")

    def _alternative(self, reading: RuleReading, opening: Opening) -> list[Branch]:
        """What another reading's trigger runs from: of the same records where it can, else the latest; pending where unknown.
        A reading that holds only on a condition that fails says that there is no such limit."""
        day = opening.first_end.last_day if opening.first_end else None
        if reading.applies is not None and not self.conditions.of(reading.applies, day).holds:
            return [Branch(absent="no limit")]
        trigger = reading.trigger or reading.before
        if trigger is None:
            return opening.branches
        found, _ = self.openings.of(trigger, keep_ended=True)
        same = [other for other in found if other.lineage & opening.lineage]
        if not found:
            return [Branch(absent="pending")]
        return (same or found)[-1].branches

    def _end_open_ones(self, found: list[Instance]) -> None:
        """A limit that runs until something happens ends when that something is computed to happen."""
        for instance in found:
            if instance.branches and instance.branches[0].absent == "open" and instance.closed is None:
                computed = [
                    other for kind in instance.version.ended_by for other in self.closings.computed(kind, instance)
                ]
                if computed:
                    self._end_by(instance, min(computed, key=_when_computed))

    @staticmethod
    def _end_by(instance: Instance, other: Instance) -> None:
        instance.branches = settle(
            [
                _until(end, own) if own.absent == "open" else own
                for own in instance.branches
                for end in other.branches
                if agree(own.considered, own.taken, end.considered, end.taken)
            ]
        )
        instance.basis = "projected" if other.basis == "projected" else instance.basis
        instance.assumes = tuple(dict.fromkeys((*instance.assumes, *other.assumes)))

    # --- the schedule -----------------------------------------------------------------------------------------

    def _deadlines(self) -> list[Deadline]:
        made: list[Deadline] = []
        for path, found in self.instances.items():
            for place, instance in enumerate(found, 1):
                if instance.opening is None:
                    made.append(waiting_deadline(self.rules, path, instance.waits_for, instance.assumes))
                else:
                    made.append(deadline_of(instance, place, len(found), self.choices, self.chronicle))
        return made

    def _flag_states(self) -> None:
        for place, state in enumerate(self.case.states):
            if state.lower() not in self.rules.jurisdictions:
                self.flags.append(Flag("no-rules", {"state": state, "side": ("requested", "requesting")[place]}))
        home = self.rules.jurisdictions.get(self.case.requested.lower())
        if home is not None and home.calendar_by is not None and home.calendar_by.fact not in self.case.facts:
            self.flags.append(
                Flag(
                    "calendar-assumed",
                    {"fact": home.calendar_by.fact, "calendar": f"{self.case.requested.lower()}/{home.calendar}"},
                )
            )

    def _flag_unused(self) -> None:
        """What is recorded and leads to nothing: often the event of another State's law, beside the one that is meant."""
        events, noted = self.rules.events, {kind for note in self.outline.notes for kind in note.on}
        unused = sorted(
            kind
            for kind in self.chronicle.by_kind
            if kind not in noted
            and events[kind].custody is None
            and not events[kind].hands_over
            and not any(self.instances[path] for path in self.outline.named.get(kind, ()))
        )
        if unused:
            self.flags.append(Flag("unused-record", {"kinds": tuple(unused), "records": tuple(unused)}))

    def _governs(self, group: str) -> bool:
        """Whether the treaty of this group may govern: on one of the days that choose it, or on the day of the schedule."""
        if group not in self.governing:
            days = [*self.ends.lengths.treaty_days, self.chronicle.as_of.day]
            key = group.partition("/")[2]
            self.governing[group] = any(governs(self.rules, key, self.case.states, day) for day in days)
        return self.governing[group]

    def _notes(self) -> list[Flag]:
        """Rules known only from memory or unsure: words, where their procedure is in play and their event recorded."""
        recorded = self.chronicle.by_kind.keys()
        return [
            Flag("note", {"note": note.path})
            for note in self.outline.notes
            if not (note.on and recorded.isdisjoint(note.on))
            and self.conditions.of(self.rules.groups[note.group].applies, None).holds
            and (not note.group.startswith("treaties/") or self._governs(note.group))
        ]

    def _treaties(self) -> list[TreatySeen]:
        pair = self.case.states
        if len(pair) != 2:
            return []
        days = self.ends.lengths.treaty_days or [self.chronicle.as_of.day]
        found: dict[str, TreatySeen] = {}
        for day in days:
            for one in governing(self.rules, pair, day):
                if one.treaty.key not in found:
                    found[one.treaty.key] = TreatySeen(
                        one.treaty.key,
                        one.treaty.title,
                        one.treaty.citation,
                        day,
                        one.since,
                        one.certain,
                        one.treaty.because,
                    )
        together = [one for one in governing(self.rules, pair, days[-1]) if one.treaty.key in found]
        if len(together) > 1:
            self.flags.append(Flag("several-treaties", {"treaties": tuple(one.treaty.key for one in together)}))
        if len(found) > len(together):
            self.flags.append(Flag("treaty-changed", {"treaties": tuple(found)}))
        if not found:
            self.flags.append(Flag("no-treaty", {"states": pair}))
        return list(found.values())


def _when_computed(instance: Instance) -> Key:
    assert instance.end is not None
    return instance.end.key()


def _until(branch: Branch, own: Branch) -> Branch:
    """What lasts until an event ends with the last moment before it: an effect at 00:00 leaves 24:00 of the day before. `own`:
    the reading of the limit that it ends."""
    lo = None if branch.lo is None else _before(branch.lo)
    hi = lo if branch.hi is branch.lo else None if branch.hi is None else _before(branch.hi)
    considered, taken = branch.considered | own.considered, branch.taken | own.taken
    return Branch(considered, taken, lo, hi, branch.absent, branch.period)


def _before(event: End) -> End:
    if event.ends_at is None:
        return event
    return End(event.counted_to, day_of_end(event.ends_at), event.ends_at, event.hours, event.steps)
