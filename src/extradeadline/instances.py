"""The working values of one schedule: an opening of a limit, the limit as opened, and what is said of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self

from msgspec import Struct

from extradeadline.chronicle import Seen
from extradeadline.model import TextStatus, Words
from extradeadline.moments import Point
from extradeadline.readings import Branch, End
from extradeadline.rulebook import Rule, RuleVersion

Value = str | int | date | datetime | Words | tuple[str, ...] | None
_RANK: dict[TextStatus, int] = {"read": 0, "judgment": 1, "derived": 2, "secondary": 3}


class Flag(Struct, gc=False, frozen=True):
    """Something a reader must know. `code` is the same in every language; the renderer makes the message from `data`."""

    code: str
    data: Mapping[str, Value] = {}

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.data.items())))


class Closed(Struct, gc=False, frozen=True):
    """What closed a deadline: the record, its kind and moment; `late`: how long after the end (None: in time); `assumes`: what
    a computed event rests on."""

    by: str
    kind: str
    when: Point
    late: str | None = None
    assumes: tuple[Flag, ...] = ()


class Opening(Struct, gc=False, eq=False):
    """One moment from which a limit runs. `opened`: the recorded moment that the chain goes back to, from which an act can
    answer; `lineage`: the records of that chain; `ended`: what ended the limit that this one precedes."""

    what: str
    branches: list[Branch]
    opened: Point
    record: Seen | None = None
    lineage: frozenset[str] = frozenset()
    basis: str = "fixed"
    assumes: tuple[Flag, ...] = ()
    status: TextStatus = "read"
    ended: Closed | None = None

    @property
    def first_end(self) -> End | None:
        return self.branches[0].lo if self.branches else None


class Instance(Struct, gc=False, eq=False):
    """A limit as opened once (or waiting to be): its results under every reading, and what became of it."""

    rule: Rule
    version: RuleVersion
    opening: Opening | None
    basis: str
    text_status: TextStatus
    assumes: tuple[Flag, ...] = ()
    waits_for: tuple[str, ...] = ()
    branches: list[Branch] = []
    flags: list[Flag] = []
    closed: Closed | None = None
    ended: bool = False
    restored: bool = False
    applicable: bool = True
    computed: End | None = None
    floor: bool = False
    period: str = ""
    status: str = "pending"

    @classmethod
    def opened(cls, rule: Rule, version: RuleVersion, opening: Opening) -> Self:
        status = version.text_status if opening.status == "read" else weakest(version.text_status, opening.status)
        return cls(rule, version, opening, opening.basis, status, opening.assumes)

    @classmethod
    def waiting(cls, rule: Rule, waits_for: tuple[str, ...], assumes: tuple[Flag, ...] = ()) -> Self:
        """A limit that has not opened, as its newest version has it."""
        version = rule.versions[0]
        return cls(rule, version, None, "pending", version.text_status, assumes, waits_for)

    @property
    def end(self) -> End | None:
        """The latest end that the first reading allows."""
        return self.branches[0].hi if self.branches else None

    @property
    def open_date(self) -> bool:
        """Whether the first reading has a date."""
        return bool(self.branches) and self.branches[0].lo is not None

    @property
    def met_in_time(self) -> bool:
        return self.closed is not None and not self.ended and self.closed.late is None

    def flag(self, code: str, **data: Value) -> None:
        flag = Flag(code, data)
        if flag not in self.flags:
            self.flags.append(flag)

    def moved_to(self, end: End) -> None:
        """An order set another end: the computed one stays beside it."""
        if self.computed is None:
            self.computed = self.end
        self.branches = [Branch(lo=end, hi=end)]
        self.basis = "ordered"


def weakest(one: TextStatus, *others: TextStatus) -> TextStatus:
    for other in others:
        if _RANK[other] > _RANK[one]:
            one = other
    return one


def in_time(act: Point, end: End) -> bool:
    """Whether the act came before the first instant that is too late; a day alone, on the last day, is in time."""
    if act.instant is not None and end.ends_at is not None:
        return act.instant.timestamp() < end.ends_at.timestamp()
    return act.day <= end.last_day


def lateness(act: Point, end: End) -> str:
    """How long after the end the act came: whole days, or hours and minutes after a moment of the clock."""
    if end.hours and act.instant is not None and end.ends_at is not None:
        minutes = int((act.instant.timestamp() - end.ends_at.timestamp()) // 60)
        hours, minutes = divmod(minutes, 60)
        parts = [(hours, "hour"), (minutes, "minute")]
        return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 minutes"
    days = (act.day - end.last_day).days
    return f"{days} day{'' if days == 1 else 's'}"
