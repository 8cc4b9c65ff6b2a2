"""Whether a limit concerns the case: the equalities of `applies`, each held, failed, or assumed."""

from datetime import date
from functools import cached_property

from msgspec import Struct

from extradeadline.chronicle import Case, Chronicle
from extradeadline.instances import Flag
from extradeadline.model import Applies, Party
from extradeadline.moments import Point, is_before
from extradeadline.rulebook import Group, Rulebook
from extradeadline.treaties import bound, declared, in_force, joined_by_both


class Verdict(Struct, gc=False, frozen=True):
    """`why`: what a reader is told where the limit does not apply; None where it never concerned the case."""

    holds: bool
    assumes: tuple[Flag, ...] = ()
    why: Flag | None = None


HOLDS = Verdict(True)


class Conditions:
    def __init__(self, case: Case, rules: Rulebook, chronicle: Chronicle) -> None:
        self.case = case
        self.rules = rules
        self.chronicle = chronicle
        self.sides = {case.requested.lower(): "requested", (case.requesting or "").lower(): "requesting"}
        self.between = frozenset(joined_by_both(rules, case.states))

    def in_play(self, group: Group) -> bool:
        """Whether the case has reached this procedure (or is between States that a treaty may bind)."""
        recorded = self.chronicle.by_kind.keys()
        if recorded.isdisjoint(group.opens_on):
            return False
        if group.home == "treaties":
            return group.path.partition("/")[2] in self.between or not recorded.isdisjoint(group.joined_on)
        if group.home in self.rules.bodies:
            return self.of(group.applies, None).holds
        side = self.sides.get(group.home)
        return group.side in (None, side) and (side is not None or group.home not in self.rules.jurisdictions)

    def of(self, applies: Applies | None, day: date | None, home: str = "", when: Point | None = None) -> Verdict:
        """All conditions together, on the day of the trigger; `when` and `home`: its moment, and whose limit it is."""
        if applies is None:
            return HOLDS
        if applies.here and when is not None and not self._here(home, when):
            return Verdict(False)
        if not self._between(applies, day):
            return Verdict(False)
        for kind in applies.recorded:
            if not self.chronicle.of_kind(kind):
                return Verdict(False)
        for kind in applies.not_recorded:
            if self.chronicle.happened(kind):
                return Verdict(False, why=Flag("not-applicable-event", {"event": kind}))
        assumed = self._membership(applies, day)
        if applies.not_requesting and self.case.requesting is None:
            assumed.append(Flag("not-requesting", {"states": tuple(applies.not_requesting)}))
        for name, wanted in applies.facts.items():
            values = (wanted,) if isinstance(wanted, str) else tuple(wanted)
            stated = self.case.facts.get(name) or declared(
                self.rules, name, self.case.states, day or self.chronicle.as_of.day
            )
            if stated is None:
                assumed.append(Flag("fact", {"fact": name, "values": values}))
            elif stated not in values:
                return Verdict(
                    False, why=Flag("not-applicable-fact", {"fact": name, "values": values, "stated": str(stated)})
                )
        return Verdict(True, tuple(assumed)) if assumed else HOLDS

    def _here(self, home: str, when: Point) -> bool:
        """Whether the person was in the State at that moment, as far as a hand-over is on record."""
        side = self.sides.get(home)
        if side == "requested":
            return not any(is_before(moment, when) for moment in self._handed_over)
        return side != "requesting" or any(not is_before(when, moment) for moment in self._handed_over)

    @cached_property
    def _handed_over(self) -> list[Point]:
        recorded = self.chronicle.by_kind  # only of these is the definition asked for
        return [seen.first for kind in recorded if self.rules.events[kind].hands_over for seen in recorded[kind]]

    def _between(self, applies: Applies, day: date | None) -> bool:
        if applies.requested and self.case.requested not in applies.requested:
            return False
        if applies.requesting and self.case.requesting not in applies.requesting:
            return False
        if self.case.requesting in applies.not_requesting:
            return False
        day = day or self.chronicle.as_of.day
        if (applies.bound or applies.answers) and self._party(applies, day) is None:
            return False
        if applies.no_treaty is not None and in_force(self.rules, applies.no_treaty, self.case.states, day):
            return False
        return applies.treaty is None or in_force(self.rules, applies.treaty, self.case.states, day)

    def _membership(self, applies: Applies, day: date | None) -> list[Flag]:
        """That a treaty binds the requested State is an assumption where nobody has verified it; so is, for one that has left
        it, that what is complained of happened before."""
        name = applies.bound or applies.answers
        if name is None:
            return []
        day = day or self.chronicle.as_of.day
        party = self._party(applies, day)
        if party is None:
            return []
        title = self.rules.treaties[name.partition("/")[0]].short
        assumed = [] if party.certain else [Flag("membership", {"state": self.case.requested, "treaty": title})]
        if party.until is not None and day > party.until:
            assumed.append(Flag("before-leaving", {"treaty": title, "until": party.until}))
        return assumed

    def _party(self, applies: Applies, day: date) -> Party | None:
        """The requested State as a party to the treaty that the limit rests on."""
        if applies.bound is not None:
            return bound(self.rules, applies.bound, self.case.requested, day)
        return bound(self.rules, applies.answers or "", self.case.requested, day, reaching_back=True)
