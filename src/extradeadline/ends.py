"""One opening of one limit, counted under every reading: its own, its regime's, the calendar's and those upstream."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from extradeadline.calendars import EVERY_DAY, OpenDays
from extradeadline.chronicle import Chronicle
from extradeadline.counting import Count, Way, count, midnight, needs_instant
from extradeadline.grammar import PeriodChoice, PeriodItem
from extradeadline.instances import Instance, Opening
from extradeadline.model import Words
from extradeadline.moments import Point, end_of, start_of
from extradeadline.period import Period
from extradeadline.readings import Branch, Choices, End, agree, options, settle
from extradeadline.rulebook import Rulebook, RuleNote, RuleReading, RuleVersion, TreatyParties, open_days, ways, zone_of
from extradeadline.treaties import governing, term_of

ONE_DAY = timedelta(days=1)
Pauses = tuple[list[tuple[date, date]], list[tuple[datetime, datetime]], Point | None]
AlternativeBranches = Callable[[RuleReading, Opening], list[Branch]]


class Ends:
    """Counts the openings of one schedule. Pure but for the choices that it names."""

    def __init__(self, book: Rulebook, chronicle: Chronicle, choices: Choices) -> None:
        self.book = book
        self.chronicle = chronicle
        self.choices = choices
        self.pair = chronicle.case.states

    def branches(self, instance: Instance, pauses: Pauses, alternative: AlternativeBranches) -> list[Branch]:
        """All results of the instance; the first is that of the limit as written."""
        rule, version, opening = instance.rule, instance.version, instance.opening
        assert opening is not None
        readings = [*version.readings, *self._treaty_readings(version, opening)]
        named = [(self.choices.bit(rule.home, reading.name, reading.because), reading) for reading in readings]
        found: list[Branch] = []
        for considered, taken, what in options(named, None):
            reading = what if isinstance(what, RuleReading) else None
            if reading is not None and reading.no_limit:
                found.append(Branch(considered, taken, absent="no limit"))
                continue
            anchors = opening.branches if reading is None else alternative(reading, opening)
            for anchor in anchors:
                if agree(considered, taken, anchor.considered, anchor.taken):
                    found += self._counted(
                        instance, reading, anchor, considered | anchor.considered, taken | anchor.taken, pauses
                    )
        return settle(found)

    def _counted(
        self,
        instance: Instance,
        reading: RuleReading | None,
        anchor: Branch,
        considered: int,
        taken: int,
        pauses: Pauses,
    ) -> list[Branch]:
        """One anchor under each reading of the regime."""
        rule, version = instance.rule, instance.version
        choice = (reading and reading.period) or version.period
        assert choice is not None
        if anchor.lo is None or anchor.hi is None:
            return [Branch(considered, taken, absent=anchor.absent or "pending")]
        if choice.special is not None:
            return [self._special(instance, choice.special, anchor, considered, taken)]
        regime = (reading and reading.regime) or version.regime
        assert regime is not None
        periods = self.periods(choice, anchor.lo.last_day, instance)
        way, others = ways(self.book, regime)
        alternatives = [(self.choices.bit(rule.home, other.name, other.because), other.way) for other in others]
        found: list[Branch] = []
        for more, also, one_way in options(alternatives, way):
            assert isinstance(one_way, Way)
            if agree(considered, taken, more, also):
                found += self._one_way(
                    instance, periods, choice.how, one_way, anchor, considered | more, taken | also, pauses
                )
        return found

    # --- periods that are not counted ------------------------------------------------------------------------

    def _special(self, instance: Instance, special: str, anchor: Branch, considered: int, taken: int) -> Branch:
        if special == "as ordered":
            assert instance.opening is not None
            record = instance.opening.record
            if record is None or record.names is None:
                instance.flag("day-not-named", record="" if record is None else record.key)
                return Branch(considered, taken, absent="pending", period=special)
            end = self.named_end(record.names)
            return Branch(considered, taken, end, end, period=special)
        if special == "at that moment":
            return _same_or_both(anchor, Branch(considered, taken, period=special), _moment)
        if special == "the next day":
            return _same_or_both(
                anchor, Branch(considered, taken, period=special), lambda end: _next_day(end, self.chronicle.zone)
            )
        return Branch(considered, taken, absent="open", period=special)

    def named_end(self, point: Point) -> End:
        """A day that an act names lasts until 24:00; an instant is itself the end."""
        if point.instant is not None:
            return End(point.instant, point.day, point.instant, hours=True)
        return End(point.day, point.day, midnight(point.day + ONE_DAY, self.chronicle.zone))

    # --- counting --------------------------------------------------------------------------------------------

    def _one_way(
        self,
        instance: Instance,
        periods: list[Period],
        how: str,
        way: Way,
        anchor: Branch,
        considered: int,
        taken: int,
        pauses: Pauses,
    ) -> list[Branch]:
        calendar = self.calendar(instance)
        lo, unsure = self._shortest(instance, periods, how, way, anchor.lo, calendar, pauses, latest=False)
        hi: End | None = lo
        more_unsure: tuple[date, ...] = ()
        if anchor.hi is not anchor.lo or (
            anchor.lo is not None and anchor.lo.ends_at is None and any(needs_instant(p, way) for p in periods)
        ):
            hi, more_unsure = self._shortest(instance, periods, how, way, anchor.hi, calendar, pauses, latest=True)
            if hi is not None and lo is not None and (hi.key(), hi.counted_to) == (lo.key(), lo.counted_to):
                hi = lo
        text = periods[0].text if len(periods) == 1 else ""
        first = Branch(considered, taken, lo, hi, "" if lo is not None else "stopped", text)
        days = tuple(dict.fromkeys((*unsure, *more_unsure)))
        if not days:
            return [first]
        return self._unsure_days(
            instance, first, days, lambda other: self._bounds(instance, periods, how, way, anchor, other, pauses)
        )

    def _bounds(
        self,
        instance: Instance,
        periods: list[Period],
        how: str,
        way: Way,
        anchor: Branch,
        calendar: OpenDays,
        pauses: Pauses,
    ) -> tuple[End | None, End | None]:
        lo, _ = self._shortest(instance, periods, how, way, anchor.lo, calendar, pauses, latest=False)
        hi, _ = self._shortest(instance, periods, how, way, anchor.hi, calendar, pauses, latest=True)
        return lo, (
            lo if lo is not None and hi is not None and (hi.key(), hi.counted_to) == (lo.key(), lo.counted_to) else hi
        )

    def _unsure_days(
        self,
        instance: Instance,
        first: Branch,
        days: tuple[date, ...],
        again: Callable[[OpenDays], tuple[End | None, End | None]],
    ) -> list[Branch]:
        """A day whose status nobody is sure of makes two readings: as the calendar has it, and the other way."""
        calendar = self.calendar(instance)
        found = [first]
        for day in days:
            name = f"calendar-{day.isoformat()}"
            because = Words(
                f"{day.isoformat()} may be a working day or not: the calendar is not sure",
                f"{day.isoformat()}: неясно, рабочий ли это день",
            )
            bit = self.choices.bit("calendar", name, because)
            if not first.considered & bit:
                lo, hi = again(calendar.flipped(day))
                found = [Branch(b.considered | bit, b.taken, b.lo, b.hi, b.absent, b.period) for b in found]
                found.append(
                    Branch(
                        found[0].considered,
                        first.taken | bit,
                        lo,
                        hi,
                        "" if lo is not None else "stopped",
                        first.period,
                    )
                )
        return found

    def _shortest(
        self,
        instance: Instance,
        periods: list[Period],
        how: str,
        way: Way,
        anchor: End | None,
        calendar: OpenDays,
        pauses: Pauses,
        *,
        latest: bool,
    ) -> tuple[End | None, tuple[date, ...]]:
        """The count of the one period, or the earliest (`longer of`: latest) of several; None while the clock stands."""
        assert anchor is not None
        ends: list[End] = []
        unsure: list[date] = []
        for period in periods:
            result = self._count(instance, period, way, anchor, calendar, pauses, latest=latest)
            unsure += result.unsure
            hours = needs_instant(period, way)
            if _stopped(result, pauses[2]):
                return None, tuple(unsure)
            ends.append(
                End(
                    result.counted_to,
                    result.last_day,
                    result.ends_at,
                    hours,
                    result.steps,
                    result.provisional,
                    result.certainty,
                )
            )
        return (max if how == "longer of" else min)(ends, key=End.key), tuple(unsure)

    def _count(
        self,
        instance: Instance,
        period: Period,
        way: Way,
        anchor: End,
        calendar: OpenDays,
        pauses: Pauses,
        *,
        latest: bool,
    ) -> Count:
        zone = zone_of(self.zone_name(instance))
        before = instance.version.before is not None
        trigger: date | datetime = anchor.last_day
        if needs_instant(period, way):
            point = Point(anchor.last_day, anchor.ends_at)
            trigger = end_of(point, zone) if latest else start_of(point, zone)
        elif anchor.hours and anchor.ends_at is not None:
            trigger = anchor.last_day if anchor.ends_at.tzinfo is zone else anchor.ends_at
        return count(trigger, period, way, calendar, zone, before=before, suspended=pauses[0], stopped=pauses[1])

    def lengthen(self, instance: Instance, extension: Period, pauses: Pauses) -> None:
        """An extension by a length counts from the end that it extends, under each reading; that end's day is not counted twice."""
        assert instance.version.regime is not None
        way, others = ways(self.book, instance.version.regime)
        named = [(self.choices.bit(instance.rule.home, other.name, other.because), other.way) for other in others]
        moved: list[Branch] = []
        for branch in instance.branches:
            for considered, taken, one_way in options(named, way):
                if agree(branch.considered, branch.taken, considered, taken):
                    assert isinstance(one_way, Way)
                    ends = [
                        self._lengthened(instance, end, extension, one_way, pauses) for end in (branch.lo, branch.hi)
                    ]
                    hi = ends[0] if branch.lo is branch.hi else ends[1]
                    moved.append(
                        Branch(
                            branch.considered | considered,
                            branch.taken | taken,
                            ends[0],
                            hi,
                            branch.absent,
                            branch.period,
                        )
                    )
        instance.computed = instance.computed or instance.end
        instance.branches = settle(moved)

    def _lengthened(
        self, instance: Instance, end: End | None, extension: Period, way: Way, pauses: Pauses
    ) -> End | None:
        if end is None:
            return None
        after = msgspec.structs.replace(way, first_day="day after", months="same number")
        counted = end.counted_to.date() if isinstance(end.counted_to, datetime) else end.counted_to
        by_the_clock = needs_instant(extension, after) and end.ends_at is not None
        start: date | datetime = end.ends_at if by_the_clock and end.ends_at is not None else counted
        zone = zone_of(self.zone_name(instance))
        result = count(start, extension, after, self.calendar(instance), zone, suspended=pauses[0], stopped=pauses[1])
        steps = (*end.steps, *result.steps)
        return End(
            result.counted_to,
            result.last_day,
            result.ends_at,
            by_the_clock,
            steps,
            result.provisional,
            result.certainty,
        )

    def zone_name(self, instance: Instance) -> str:
        """The zone in which the days of a limit are days: the case's for the requested State, else the State's own first."""
        home = self.book.jurisdictions.get(instance.rule.home)
        if home is None or instance.rule.home == self.chronicle.case.requested.lower():
            return self.chronicle.zone.key
        return home.zones[0]

    def calendar(self, instance: Instance) -> OpenDays:
        name = instance.version.calendar
        if name is None:
            home = self.book.jurisdictions.get(self.chronicle.case.requested.lower())
            name = None if home is None else f"{self.chronicle.case.requested.lower()}/{home.calendar}"
        return EVERY_DAY if name is None else open_days(self.book, name)

    # --- which length ----------------------------------------------------------------------------------------

    def periods(self, choice: PeriodChoice, day: date, instance: Instance) -> list[Period]:
        """The lengths to count: the first one known, or all of those that are compared."""
        known = [period for item in choice.items if (period := self._length(item, day, instance)) is not None]
        return known[:1] if choice.how == "first known" else known

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
            elif term is not None and term.period is not None and term.period.items[0].period is not None:
                instance.flag("treaty-term", treaty=found.key, citation=term.citation)
                return term.period.items[0].period
        return None

    def _treaties(self, day: date) -> list[TreatyParties]:
        return [found.treaty for found in governing(self.book, self.pair, day)]

    def _treaty_readings(self, version: RuleVersion, opening: Opening) -> list[RuleReading]:
        """Where a treaty gave way to another between the trigger and another day that may choose it: a reading for each."""
        choice = version.period
        if choice is None or all(item.kind != "treaty" for item in choice.items) or opening.first_end is None:
            return []
        day = opening.first_end.last_day
        first = self._treaties(day)
        lending = [
            treaty
            for treaty in first
            if any(self._lent(treaty, item.name, day) for item in choice.items if item.kind == "treaty")
        ]
        found: dict[str, RuleReading] = {
            treaty.key: self._under(treaty, choice, day) for treaty in lending[1:]
        }  # beside the one that is taken
        for day in self.treaty_days():
            for treaty in self._treaties(day):
                if treaty not in first and treaty.key not in found:
                    found[treaty.key] = self._under(treaty, choice, day)
        return list(found.values())

    def _lent(self, treaty: TreatyParties, role: str, day: date) -> bool:
        term = term_of(self.book, treaty, role, self.pair, day)
        return isinstance(term, RuleVersion) and term.period is not None

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
        return RuleReading(treaty.key, because, period=PeriodChoice(tuple(items), choice.how))

    def treaty_days(self) -> list[date]:
        """The days that may choose the treaty: those of the records whose kind does."""
        days = [
            seen.first.day
            for kind, defined in self.book.events.items()
            if defined.chooses_treaty
            for seen in self.chronicle.happened(kind)
        ]
        return sorted(days)


def _same_or_both(anchor: Branch, branch: Branch, end_of_event: Callable[[End], End]) -> Branch:
    """Both bounds of an anchor taken on; one object where they are one."""
    assert anchor.lo is not None and anchor.hi is not None
    lo = end_of_event(anchor.lo)
    hi = lo if anchor.hi is anchor.lo else end_of_event(anchor.hi)
    return Branch(branch.considered, branch.taken, lo, hi, period=branch.period)


def _moment(end: End) -> End:
    return End(end.last_day, end.last_day, end.ends_at, end.hours)


def _next_day(end: End, zone: ZoneInfo) -> End:
    day = end.last_day + ONE_DAY
    return End(day, day, midnight(day, zone))


def _stopped(result: Count, since: Point | None) -> bool:
    """Whether the clock stands now: a stretch without an end began before the limit ran out."""
    return since is not None and since.day <= result.last_day
