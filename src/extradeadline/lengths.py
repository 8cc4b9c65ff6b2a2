"""Which length a limit has in this case: the treaty's, a fact's, or the Code's own."""

from datetime import date
from functools import cached_property

from extradeadline.chronicle import Chronicle
from extradeadline.grammar import PeriodChoice, PeriodItem, chosen
from extradeadline.instances import Instance, Opening
from extradeadline.model import Words
from extradeadline.period import Period
from extradeadline.rulebook import Rulebook, RuleNote, RuleReading, RuleVersion, TreatyParties
from extradeadline.treaties import governing, term_of


class Lengths:
    """Answers the period phrases of one case."""

    def __init__(self, book: Rulebook, chronicle: Chronicle) -> None:
        self.book = book
        self.chronicle = chronicle
        self.pair = chronicle.case.states

    def periods(self, choice: PeriodChoice, day: date, instance: Instance) -> list[Period]:
        """The lengths to count: the first one known, or all of those that are compared."""
        known: list[Period] = []
        for item in choice.items:
            period = self._length(item, day, instance)
            if period is not None:
                known.append(period)
                if choice.how == "first known":  # what stands after it is not asked for, so it is not missed either
                    break
        return known

    def _length(self, item: PeriodItem, day: date, instance: Instance) -> Period | None:
        if item.kind == "period":
            return item.period
        if item.kind == "fact":
            stated = self.chronicle.case.facts.get(item.name)
            if stated is None:
                instance.flag("fact-unknown", fact=item.name)
            return stated if isinstance(stated, Period) else None
        for found in self._treaties(day):
            term = term_of(self.book, found, item.name, self.pair, day)
            if isinstance(term, RuleNote):
                instance.flag("treaty-unverified", treaty=found.key, citation=term.citation)
        lent = self._lent(item.name, day)
        if not lent:
            return None
        treaty, term, period = lent[0]
        instance.flag("treaty-term", treaty=treaty.key, citation=term.citation)
        return period

    def _treaties(self, day: date) -> list[TreatyParties]:
        return [found.treaty for found in governing(self.book, self.pair, day)]

    def treaty_readings(self, version: RuleVersion, opening: Opening) -> list[RuleReading]:
        """Where a treaty gave way to another between the trigger and another day that may choose it: a reading for each."""
        choice = version.period
        if choice is None or not choice.asks_treaty or opening.first_end is None:
            return []
        day = opening.first_end.last_day
        first = self._treaties(day)
        lent = [lent for item in choice.items if item.kind == "treaty" for lent in self._lent(item.name, day)]
        lending = list(dict.fromkeys(treaty for treaty, _, _ in lent))
        found: dict[str, RuleReading] = {
            treaty.key: self._under(treaty, choice, day) for treaty in lending[1:]
        }  # beside the one that is taken
        for day in self.treaty_days:
            for treaty in self._treaties(day):
                if treaty not in first and treaty.key not in found:
                    found[treaty.key] = self._under(treaty, choice, day)
        return list(found.values())

    def _lent(self, role: str, day: date) -> list[tuple[TreatyParties, RuleVersion, Period]]:
        """What the treaties in force say in that place, the shortest first: of several that bind, it is the safe one."""
        found = []
        for treaty in self._treaties(day):
            term = term_of(self.book, treaty, role, self.pair, day)
            if isinstance(term, RuleVersion) and term.period is not None and term.period.items[0].period is not None:
                found.append((treaty, term, term.period.items[0].period))
        return sorted(found, key=lambda lent: _days(lent[2]))

    def _under(self, treaty: TreatyParties, choice: PeriodChoice, day: date) -> RuleReading:
        items: list[PeriodItem] = []
        for item in choice.items:
            if item.kind == "treaty":
                term = term_of(self.book, treaty, item.name, self.pair, day)
                if isinstance(term, RuleVersion) and term.period is not None:
                    items += term.period.items
            else:
                items.append(item)
        because = Words(
            f"{treaty.short.en} in force on {day.isoformat()}", f"{treaty.short.ru} действует на {day.isoformat()}"
        )
        return RuleReading(treaty.key, because, period=chosen(tuple(items), choice.how))

    @cached_property
    def treaty_days(self) -> list[date]:
        """The days that may choose the treaty: those of the records whose kind does."""
        days = [
            seen.first.day
            for kind in self.chronicle.by_kind
            if self.book.events[kind].chooses_treaty
            for seen in self.chronicle.happened(kind)
        ]
        return sorted(days)


def _days(period: Period) -> float:
    """About how many days, to compare lengths of different units."""
    return period.months * 30 + period.days + period.working_days * 1.4 + period.hours / 24
