"""The working values of one schedule: an opening of a limit, the limit as opened, and what is said of it."""

from collections.abc import Mapping
from datetime import date, datetime

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
        return hash((self.code, tuple(sorted((key, str(value)) for key, value in self.data.items()))))


class Closed(Struct, gc=False, frozen=True):
    """What closed a deadline: the record, its kind and moment; `late`: how long after the end (None: in time)."""

    by: str
    kind: str
    when: Point
    late: str | None = None


class Opening:
    """One moment from which a limit runs. `opened`: the recorded moment that the chain goes back to, from which an act can
    answer; `lineage`: the records of that chain; `ended`: what ended the limit that this one precedes."""

    __slots__ = ("assumes", "basis", "branches", "ended", "flags", "lineage", "opened", "record", "status", "what")

    def __init__(
        self,
        what: str,
        branches: list[Branch],
        opened: Point,
        *,
        record: Seen | None = None,
        lineage: frozenset[str] = frozenset(),
        basis: str = "fixed",
        assumes: tuple[Flag, ...] = (),
        status: TextStatus = "read",
        ended: Closed | None = None,
    ) -> None:
        self.what = what
        self.branches = branches
        self.opened = opened
        self.record = record
        self.lineage = lineage
        self.basis = basis
        self.assumes = assumes
        self.status = status
        self.ended = ended

    @property
    def first_end(self) -> End | None:
        return self.branches[0].lo if self.branches else None


class Instance:
    """A limit as opened once (or waiting to be): its results under every reading, and what became of it."""

    __slots__ = (
        "applicable",
        "assumes",
        "basis",
        "branches",
        "closed",
        "computed",
        "ended",
        "flags",
        "floor",
        "opening",
        "period",
        "regime",
        "restored",
        "rule",
        "status",
        "text_status",
        "version",
        "waits_for",
    )

    def __init__(self, rule: Rule, version: RuleVersion, opening: Opening | None) -> None:
        self.rule = rule
        self.version = version
        self.opening = opening
        self.branches: list[Branch] = []
        self.basis = "pending" if opening is None else opening.basis
        self.assumes: tuple[Flag, ...] = () if opening is None else opening.assumes
        self.waits_for: tuple[str, ...] = ()
        self.flags: list[Flag] = []
        self.closed: Closed | None = None
        self.ended = False
        self.restored = False
        self.applicable = True
        self.computed: End | None = None
        self.floor = False
        self.period = ""
        self.regime = version.regime
        self.status = "pending"
        self.text_status: TextStatus = (
            version.text_status if opening is None else weakest(version.text_status, opening.status)
        )

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


def weakest(*statuses: TextStatus) -> TextStatus:
    return max(statuses, key=_RANK.__getitem__)


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
