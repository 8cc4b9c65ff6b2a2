"""Every reading under which the law can be counted, carried down the graph.

A choice is one contested point read one way or another; each has a bit. A `Branch` is a result under some choices:
`considered` are the bits that had a say in it, `taken` those read the other way. Branches combine where they agree on
what both considered, so that one point is never read two ways within one result.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct

from extradeadline.model import TextStatus, Words
from extradeadline.moments import Point
from extradeadline.steps import Step

_T = TypeVar("_T")
MOST_BRANCHES = 64
Key = tuple[date, bool, float]


class End(Struct, gc=False, frozen=True):
    """Where a limit ends. `hours`: it ends at a moment of the clock. `ends_at` is None where the hour is not known."""

    counted_to: date | datetime
    last_day: date
    ends_at: datetime | None
    hours: bool = False
    steps: tuple[Step, ...] = ()
    provisional: bool = False
    certainty: TextStatus = "read"  # of the closed days that the count asked about

    @property
    def point(self) -> Point:
        return Point(self.last_day, self.ends_at if self.hours else None)

    @property
    def shown(self) -> date | datetime:
        """What a person writes down: the last day, or for hours the moment."""
        return self.ends_at if self.hours and self.ends_at is not None else self.last_day

    def same_moment(self, other: "End") -> bool:
        """Whether the two ends are one moment, however they were counted."""
        if self.last_day != other.last_day or self.ends_at is None or other.ends_at is None:
            return self.last_day == other.last_day and self.ends_at is other.ends_at
        return self.ends_at is other.ends_at or self.ends_at.timestamp() == other.ends_at.timestamp()

    def key(self) -> Key:
        """Order in time: a moment of a day comes before the day's own end."""
        if not self.hours or self.ends_at is None:
            return (self.last_day, not self.hours, 0.0)
        return (self.last_day, False, self.ends_at.timestamp())


class Branch(Struct, gc=False, frozen=True):
    """`lo` and `hi` bound the result where a fact is not known exactly, and are the same object where it is.
    `absent`: why there is no date (`pending`, `no limit`, `stopped`, `open`)."""

    considered: int = 0
    taken: int = 0
    lo: End | None = None
    hi: End | None = None
    absent: str = ""
    period: str = ""

    @property
    def single(self) -> bool:
        """Whether both bounds fall on the same end."""
        if self.lo is None or self.hi is None:
            return False
        return self.lo is self.hi or self.lo.key() == self.hi.key()

    def same_result(self, other: "Branch") -> bool:
        """Whether both end at the same moments, or have no date for the same reason."""
        if self.absent != other.absent or not _same(self.lo, other.lo):
            return False
        return (self.lo is self.hi and other.lo is other.hi) or _same(self.hi, other.hi)

    def same_count(self, other: "Branch") -> bool:
        """Whether the result is the same, and where it was counted to, from which another limit may run."""
        return (
            self.same_result(other)
            and (self.lo and self.lo.counted_to) == (other.lo and other.lo.counted_to)
            and (self.hi and self.hi.counted_to) == (other.hi and other.hi.counted_to)
        )


def _same(one: End | None, other: End | None) -> bool:
    return one is other or (one is not None and other is not None and one.same_moment(other))


class Choices:
    """The contested points met in one schedule: their bits, names and reasons."""

    def __init__(self) -> None:
        self.bits: dict[str, int] = {}
        self.names: dict[int, tuple[str, Words]] = {}

    def bit(self, home: str, name: str, because: Words) -> int:
        """The bit of a point of one State; readings of the same name there share it."""
        key = f"{home}:{name}"
        if key not in self.bits:
            bit = 1 << len(self.bits)
            self.bits[key] = bit
            self.names[bit] = (name, because)
        return self.bits[key]


def agree(a_considered: int, a_taken: int, b_considered: int, b_taken: int) -> bool:
    return not (a_taken ^ b_taken) & a_considered & b_considered


def options(alternatives: Iterable[tuple[int, _T]], first: _T) -> list[tuple[int, int, _T]]:
    """The first reading and its alternatives as (considered, taken, what): exactly one of them holds."""
    listed = list(alternatives)
    if not listed:
        return [(0, 0, first)]
    considered = 0
    for bit, _ in listed:
        considered |= bit
    return [(considered, 0, first), *((considered, bit, what) for bit, what in listed)]


def settle(branches: list[Branch]) -> list[Branch]:
    """The branches without the choices that change nothing; the first reading stays first. Too many branches are cut to the
    first reading, those that differ from it in one point, and the outermost ones."""
    if len(branches) == 1 and not branches[0].considered:
        return branches
    taken = 0
    for branch in branches:
        taken |= branch.taken
    # A point that nobody reads otherwise here must not keep a limit further down from doing so.
    branches = [
        _without(branch, branch.considered & ~taken) if branch.considered & ~taken else branch for branch in branches
    ]
    while taken:
        bit = taken & -taken  # the lowest one
        if _idle(branches, bit):
            branches = [_without(branch, bit) for branch in branches if not branch.taken & bit]
        taken ^= bit
    if len(branches) > MOST_BRANCHES:
        dated = [branch for branch in branches if branch.lo is not None]
        keep = [branch for branch in branches if branch.taken.bit_count() < 2]
        keep += [min(dated, key=_lo_key), max(dated, key=_hi_key)] if dated else []
        branches = list(dict.fromkeys(keep))
    return branches


def _idle(branches: list[Branch], bit: int) -> bool:
    """Whether reading this point the other way never changes a result."""
    without = {(branch.considered & ~bit, branch.taken): branch for branch in branches if not branch.taken & bit}
    with_it = [branch for branch in branches if branch.taken & bit]
    for branch in with_it:
        other = without.get((branch.considered & ~bit, branch.taken & ~bit))
        if other is None or not branch.same_count(other):
            return False
    return bool(with_it)


def _without(branch: Branch, bits: int) -> Branch:
    return Branch(branch.considered & ~bits, branch.taken, branch.lo, branch.hi, branch.absent, branch.period)


def _lo_key(branch: Branch) -> Key:
    assert branch.lo is not None
    return branch.lo.key()


def _hi_key(branch: Branch) -> Key:
    assert branch.hi is not None
    return branch.hi.key()


def bounds(branches: list[Branch]) -> tuple[End | None, End | None]:
    """The earliest end over all readings and unknown facts, and the latest, which is None where a reading is open."""
    if len(branches) == 1:
        return branches[0].lo, branches[0].hi
    dated = [branch for branch in branches if branch.lo is not None]
    if not dated:
        return None, None
    earliest = min(dated, key=_lo_key).lo
    latest = None if len(dated) < len(branches) else max(dated, key=_hi_key).hi
    return earliest, latest


def join(groups: list[list[Branch]], choose: Callable[[list[End]], End]) -> list[Branch]:
    """All agreeing combinations of one branch from each group; the moment chosen among theirs (the last, the first)."""
    combined = [Branch(absent="open")]
    for place, group in enumerate(groups):
        combined = [
            _both(one, other, choose, first=place == 0)
            for one in combined
            for other in group
            if agree(one.considered, one.taken, other.considered, other.taken)
        ]
    return settle(combined)


def _both(one: Branch, other: Branch, choose: Callable[[list[End]], End], *, first: bool) -> Branch:
    considered, taken = one.considered | other.considered, one.taken | other.taken
    if first:
        return Branch(considered, taken, other.lo, other.hi, other.absent)
    if one.lo is None or one.hi is None or other.lo is None or other.hi is None:
        return Branch(considered, taken, absent=one.absent or other.absent or "pending")
    lo = choose([one.lo, other.lo])
    return Branch(
        considered, taken, lo, lo if one.lo is one.hi and other.lo is other.hi else choose([one.hi, other.hi])
    )
