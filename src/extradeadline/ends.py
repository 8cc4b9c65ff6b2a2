"""One opening of one limit, counted under every reading: its own, its regime's, the calendar's and those upstream."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from extradeadline.calendars import EVERY_DAY, OpenDays
from extradeadline.chronicle import Chronicle
from extradeadline.counting import count, midnight
from extradeadline.instances import Instance, Opening
from extradeadline.lengths import Lengths
from extradeadline.model import Words
from extradeadline.moments import Point, end_of, start_of
from extradeadline.period import Period
from extradeadline.readings import MOST_BRANCHES, Branch, Choices, End, agree, options, settle
from extradeadline.rulebook import Rulebook, RuleReading, default_calendar, open_days, ways, zone_of
from extradeadline.ways import Way, can_count, count_alike, needs_instant

ONE_DAY = timedelta(days=1)
Pauses = tuple[list[tuple[date, date]], list[tuple[datetime, datetime]], Point | None]
Bounds = tuple[End | None, End | None, tuple[date, ...]]
AlternativeBranches = Callable[[RuleReading, Opening], list[Branch]]


class Run(Struct, gc=False):
    """What the counts of one opening share. `how`: which of several lengths bites; `before`: counted back."""

    zone: ZoneInfo
    calendar: OpenDays
    periods: list[Period]
    how: str
    before: bool
    pauses: Pauses

    def bounds(self, way: Way, anchor: Branch, calendar: OpenDays) -> Bounds:
        """Both ends of what is not known exactly, one object where they are one, and the doubted days met."""
        assert anchor.lo is not None and anchor.hi is not None
        lo, met = self._bites(way, anchor.lo, calendar, latest=False)
        if anchor.hi is anchor.lo and (anchor.lo.ends_at is not None or not self._needs_instant(way)):
            return lo, lo, met
        hi, more = self._bites(way, anchor.hi, calendar, latest=True)
        same = lo is not None and hi is not None and (hi.key(), hi.counted_to) == (lo.key(), lo.counted_to)
        return lo, lo if same else hi, tuple(dict.fromkeys((*met, *more)))

    def _needs_instant(self, way: Way) -> bool:
        return any(needs_instant(period, way) for period in self.periods)

    def _bites(self, way: Way, anchor: End, calendar: OpenDays, *, latest: bool) -> tuple[End | None, tuple[date, ...]]:
        """The count of the one period, or the earliest (`longer of`: latest) of several; None while the clock stands."""
        ends: list[End] = []
        unsure: tuple[date, ...] = ()
        days, instants, since = self.pauses
        for period in self.periods:
            hours = needs_instant(period, way)
            by_day = not hours and not anchor.hours
            trigger = anchor.last_day if by_day else self._trigger(anchor, way, hours=hours, latest=latest)
            done = count(
                trigger, period, way, calendar, self.zone, before=self.before, suspended=days, stopped=instants
            )
            if done.unsure:
                unsure += done.unsure
            if since is not None and since.day <= done.last_day:  # the clock stands now
                return None, unsure
            ends.append(
                End(done.counted_to, done.last_day, done.ends_at, hours, done.steps, done.provisional, done.certainty)
            )
        if len(ends) == 1:
            return ends[0], unsure
        return (max if self.how == "longer of" else min)(ends, key=End.key), unsure

    def _trigger(self, anchor: End, way: Way, *, hours: bool, latest: bool) -> date | datetime:
        if hours:
            point = Point(anchor.last_day, anchor.ends_at)
            return end_of(point, self.zone) if latest else start_of(point, self.zone)
        # The hour matters where it may be another day in this zone, and where a late event counts as of the next day.
        another = anchor.ends_at is not None and anchor.ends_at.tzinfo is not self.zone
        if anchor.hours and anchor.ends_at is not None and (another or way.late_from is not None):
            return anchor.ends_at
        return anchor.last_day


class Ends:
    """Counts the openings of one schedule. Pure but for the choices that it names."""

    def __init__(self, book: Rulebook, chronicle: Chronicle, choices: Choices) -> None:
        self.book = book
        self.chronicle = chronicle
        self.choices = choices
        self.lengths = Lengths(book, chronicle)
        self._zones: dict[str, ZoneInfo] = {}
        self._ways_known: dict[tuple[str, str], tuple[Way, list[tuple[int, Way]]]] = {}

    def branches(self, instance: Instance, pauses: Pauses, alternative: AlternativeBranches) -> list[Branch]:
        """All results of the instance; the first is that of the limit as written."""
        rule, version, opening = instance.rule, instance.version, instance.opening
        assert opening is not None
        readings = version.readings
        if version.period is not None and version.period.asks_treaty:
            readings = (*readings, *self.lengths.treaty_readings(version, opening))
        found: list[Branch] = []
        if not readings:
            for anchor in opening.branches:
                found += self._counted(instance, None, anchor, anchor.considered, anchor.taken, pauses)
            return settle(found)
        named: list[tuple[int, RuleReading | None]] = [
            (self.choices.bit(rule.home, reading.name, reading.because), reading) for reading in readings
        ]
        for considered, taken, reading in options(named, None):
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
        literal = choice.literal is not None
        periods = [choice.literal] if choice.literal else self.lengths.periods(choice, anchor.lo.last_day, instance)
        if not periods:
            return [Branch(considered, taken, absent="pending")]
        back = version.before is not None
        first, others = self._ways(rule.home, regime)
        if others:  # what makes no difference to such a length is not counted twice
            others = [
                (bit, way)
                for bit, way in others
                if not all(count_alike(period, first, way, back=back) for period in periods)
            ]
        if not literal and reading is None and not all(can_count(period, first, back=back) for period in periods):
            instance.flag("no-rule-for-length", period=periods[0].text, regime=regime)
            return [Branch(considered, taken, absent="pending")]
        found: list[Branch] = []
        calendar = (
            self.calendar(instance)
            if reading is None or reading.calendar is None
            else open_days(self.book, reading.calendar)
        )
        run = Run(self.zone(instance), calendar, periods, choice.how, back, pauses)
        for more, also, way in options(others, first) if others else ((0, 0, first),):
            # Another reading whose regime has no rule for this length (a fact's, a treaty's) says nothing of it.
            able = literal or all(can_count(period, way, back=back) for period in periods)
            if able and (not more or agree(considered, taken, more, also)):
                self._one_way(found, run, way, anchor, considered | more, taken | also)
        return found

    def _ways(self, home: str, regime: str) -> tuple[Way, list[tuple[int, Way]]]:
        """How a regime counts, and the other readings of it, each with its bit."""
        if (home, regime) not in self._ways_known:
            way, others = ways(self.book, regime)
            named = [(self.choices.bit(home, other.name, other.because), other.way) for other in others]
            self._ways_known[home, regime] = way, named
        return self._ways_known[home, regime]

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

    def _one_way(self, found: list[Branch], run: Run, way: Way, anchor: Branch, considered: int, taken: int) -> None:
        """The bounds under one way of counting, and under each status of each day that the calendar is not sure of: a
        doubted day that a count meets makes another world."""
        text = run.periods[0].text if len(run.periods) == 1 else ""
        lo, hi, met = run.bounds(way, anchor, run.calendar)
        if not met:
            found.append(Branch(considered, taken, lo, hi, "" if lo is not None else "stopped", text))
            return
        worlds: list[tuple[date, ...]] = [()]
        for flipped in worlds:  # grows while it is walked
            world = run.calendar
            for day in flipped:
                world = world.flipped(day)
            lo, hi, met = run.bounds(way, anchor, world)
            met = tuple(dict.fromkeys(run.calendar.sharing_doubt(day)[0] for day in met))
            all_considered, all_taken = considered, taken
            for day in (*flipped, *met):
                all_considered |= self._doubt(day)
                all_taken |= self._doubt(day) if day in flipped else 0
            found.append(Branch(all_considered, all_taken, lo, hi, "" if lo is not None else "stopped", text))
            for day in met:
                other = tuple(sorted((*flipped, day)))
                if other not in worlds and len(worlds) < MOST_BRANCHES and not considered & self._doubt(day):
                    worlds.append(other)

    def _doubt(self, day: date) -> int:
        because = Words(
            f"{day.isoformat()} may be a working day or not: the calendar is not sure",
            f"{day.isoformat()}: неясно, рабочий ли это день",
        )
        return self.choices.bit("calendar", f"calendar-{day.isoformat()}", because)

    def lengthen(self, instance: Instance, extension: Period, pauses: Pauses) -> None:
        """An extension by a length counts from the end that it extends, under each reading; that end's day is not counted twice."""
        assert instance.version.regime is not None
        way, others = self._ways(instance.rule.home, instance.version.regime)
        moved: list[Branch] = []
        for branch in instance.branches:
            for considered, taken, one_way in options(others, way):
                if agree(branch.considered, branch.taken, considered, taken):
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
        zone = self.zone(instance)
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

    def from_trigger(self, instance: Instance, period: Period) -> End | None:
        """Where another period would end, counted from the limit's own trigger as the limit is counted; None where it cannot be."""
        opening, regime = instance.opening, instance.version.regime
        if opening is None or regime is None or opening.branches[0].lo is None:
            return None
        way, _ = self._ways(instance.rule.home, regime)
        if not can_count(period, way, back=False):
            return None
        run = Run(self.zone(instance), self.calendar(instance), [period], "first known", False, ([], [], None))
        return run.bounds(way, opening.branches[0], run.calendar)[0]

    def zone(self, instance: Instance) -> ZoneInfo:
        """The zone in which the days of a limit are days: the case's for the requested State and for a body without a zone of
        its own (where the sender's day counts), else the State's or body's own first."""
        home = instance.rule.home
        if home not in self._zones:
            there = self.book.jurisdictions.get(home)
            is_here = home == self.chronicle.case.requested.lower()
            own = there is not None and bool(there.zones) and not is_here
            self._zones[home] = zone_of(there.zones[0] if there is not None and own else self.chronicle.zone.key)
        return self._zones[home]

    def calendar(self, instance: Instance) -> OpenDays:
        """Its own calendar, else that of its State or of the requested one: of a part of the State where the case names one."""
        name, case = instance.version.calendar, self.chronicle.case
        if name is not None:
            return open_days(self.book, name)
        for state in (instance.rule.home, case.requested):
            name = name or default_calendar(self.book, state, case.facts)
        return EVERY_DAY if name is None else open_days(self.book, name)


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
