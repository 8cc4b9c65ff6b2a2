"""Which treaty binds two States on a day, and what it says in the place of a State's own limit."""

from datetime import date
from functools import lru_cache

from msgspec import Struct

from extradeadline.model import Party
from extradeadline.rulebook import Rulebook, RuleNote, RuleVersion, TreatyParties


class Governing(Struct, gc=False, frozen=True):
    """A treaty in force between two States on a day. `since`: the day from which both are bound, where it is known;
    `certain`: both memberships are verified."""

    treaty: TreatyParties
    since: date | None
    certain: bool


def _bound(party: Party | None, day: date) -> bool:
    return (
        party is not None
        and ((start := party.in_force or party.not_before) is None or start <= day)
        and (party.until is None or day <= party.until)
    )


def both_bound(parties: dict[str, Party], pair: tuple[str, ...], day: date) -> bool:
    return len(pair) == 2 and all(_bound(parties.get(state), day) for state in pair)


@lru_cache(maxsize=1024)
def governing(book: Rulebook, pair: tuple[str, ...], day: date) -> tuple[Governing, ...]:
    """The treaties in force between the two on the day, without those that another of them replaces.

    None where the case names one State only."""
    bound = [treaty for treaty in book.treaties.values() if both_bound(treaty.parties, pair, day)]
    replaced = {key for treaty in bound for key in treaty.replaces}
    found: list[Governing] = []
    for treaty in bound:
        if treaty.key not in replaced:
            parties = [treaty.parties[state] for state in pair]
            days = [party.in_force for party in parties]
            since = None if None in days else max(day for day in days if day is not None)
            found.append(Governing(treaty, since, all(party.certain for party in parties)))
    return tuple(found)


def governs(book: Rulebook, key: str, states: tuple[str, ...], day: date) -> bool:
    """Whether the treaty is one of those in force between the two on the day."""
    return any(found.treaty.key == key for found in governing(book, states, day))


def bound(book: Rulebook, name: str, state: str, day: date) -> Party | None:
    """How `treaty` or `treaty/protocol` binds the State on the day; None where it does not."""
    key, _, protocol = name.partition("/")
    treaty = book.treaties[key]
    party = (treaty.protocols[protocol] if protocol else treaty).parties.get(state)
    return party if _bound(party, day) else None


def in_force(book: Rulebook, name: str, pair: tuple[str, ...], day: date) -> bool:
    """Whether `treaty` or `treaty/protocol` governs between the two on the day."""
    key, _, protocol = name.partition("/")
    if key not in {found.treaty.key for found in governing(book, pair, day)}:
        return False
    return not protocol or both_bound(book.treaties[key].protocols[protocol].parties, pair, day)


@lru_cache(maxsize=1024)
def term_of(
    book: Rulebook, treaty: TreatyParties, role: str, pair: tuple[str, ...], day: date
) -> RuleVersion | RuleNote | None:
    """What the treaty puts in the place `role`: its limit, a note where its text is not verified, or nothing."""
    for path in book.limits:
        if path.startswith(f"treaties/{treaty.key}/") and (rule := book.limits[path]).role == role:
            version = rule.versions[0]
            applies = version.applies
            if applies is None or applies.treaty is None or in_force(book, applies.treaty, pair, day):
                return version
    for note in book.notes:
        if note.role == role and note.group == f"treaties/{treaty.key}":
            return note
    return None
