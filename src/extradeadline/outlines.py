"""What is the same in every schedule of a rulebook, made once: which procedures an event opens, which limits to look at."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from extradeadline.instances import Instance
from extradeadline.rulebook import Rule, Rulebook, RuleNote, kinds_of, stays_of


class Outline(Struct, gc=False, frozen=True):
    """The limits of some procedures in the order of their graph, and what is the same of them in every schedule. `waiting`:
    those that nothing has opened, where they wait for event kinds alone. `opened_by`: the places of those that a kind can
    open; `asked`: of those that are always looked at, because they hang on more, or say more of a case while they wait."""

    rules: tuple[Rule, ...]
    waiting: dict[str, list[Instance]]
    opened_by: dict[str, list[int]]
    asked: frozenset[int]
    grounds: tuple[str, ...]  # the limits that say how long a ground of custody can last
    roles: tuple[str, ...]  # those that another one may stand beside
    notes: tuple[RuleNote, ...]
    yielded: frozenset[str]  # the event kinds that some of these limits produce
    stays: dict[str, tuple[str, ...]]  # those that forbid an event, by its kind
    named: dict[str, list[str]]  # those that each event kind leads to: see `_named`

    def places(self, possible: Iterable[str]) -> list[int]:
        """The limits to look at where these kinds can open one."""
        return sorted(self.asked.union(*(self.opened_by.get(kind, ()) for kind in possible)))


@lru_cache(maxsize=16)
def groups_by_kind(book: Rulebook) -> dict[str, list[str]]:
    """The procedures and treaties that an event of each kind brings into the schedule, if they concern the case."""
    found: dict[str, list[str]] = {}
    for path, group in book.groups.items():
        for kind in group.opens_on:
            found.setdefault(kind, []).append(path)
    return found


@lru_cache(maxsize=64)
def outline(book: Rulebook, groups: frozenset[str]) -> Outline:
    rules = tuple(book.limits[path] for path in book.limits if path.rpartition("/")[0] in groups)
    waiting: dict[str, list[Instance]] = {}
    opened_by: dict[str, list[int]] = {}
    asked: set[int] = set()
    for place, rule in enumerate(rules):
        version = rule.versions[0]
        waiting[rule.path] = [Instance.waiting(rule, rule.awaits)] if rule.awaits and not version.repealed else []
        if not rule.awaits or rule.home == "treaties" or version.applies or version.yields or version.stays:
            asked.add(place)
        for kind in rule.opened_by:
            opened_by.setdefault(kind, []).append(place)
    notes = tuple(note for note in book.notes if note.group in groups)
    grounds = tuple(rule.path for rule in rules if any(version.ground for version in rule.versions))
    roles = tuple(rule.path for rule in rules if rule.role is not None)
    yielded = frozenset(version.yields for rule in rules for version in rule.versions if version.yields)
    stays = stays_of(rules)
    own = {kind for stayed in stays for kind in book.events[stayed].after}
    named = _named(book, rules, own)
    return Outline(rules, waiting, opened_by, frozenset(asked), grounds, roles, notes, yielded, stays, named)


def _named(book: Rulebook, rules: Iterable[Rule], own: set[str]) -> dict[str, list[str]]:
    """The limits that each kind leads to. What comes before a surrender (`own`) is of the States' own procedure: that an
    international body asks for it too is not enough."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        kinds = {rule.version_by} if rule.version_by else set()
        for version in rule.versions:
            kinds |= kinds_of(version) | {*version.stays}
            for applies in (version.applies, *(reading.applies for reading in version.readings)):
                if applies is not None:
                    kinds |= {*applies.recorded, *applies.not_recorded}
        for kind in kinds - own if rule.home in book.bodies else kinds:
            found.setdefault(kind, []).append(rule.path)
    return found
