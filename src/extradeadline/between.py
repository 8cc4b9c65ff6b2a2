"""What binds two States on a day: the treaty that governs extradition, its protocols, what governed before and will after."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from extradeadline.model import Party, Protocol
from extradeadline.rulebook import Rulebook, TreatyParties
from extradeadline.treaties import Governing, both_bound, governing, is_bound

ONE_DAY = timedelta(days=1)


class ProtocolSeen(Struct, gc=False, frozen=True):
    """A protocol of a treaty that governs. `in_force` between the two on the day; `since`: where it is known."""

    key: str
    protocol: Protocol
    in_force: bool
    since: date | None
    certain: bool


class Instrument(Struct, gc=False, frozen=True):
    """A treaty that governs between the two. `instead_of`: those that bind both and give way to it; `limits`, `notes`: how
    many of its limits the program counts, and how many of its rules are known but not read."""

    treaty: TreatyParties
    since: date | None
    certain: bool
    parties: tuple[Party, ...]
    protocols: tuple[ProtocolSeen, ...]
    instead_of: tuple[TreatyParties, ...]
    limits: int
    notes: int


class Stretch(Struct, gc=False, frozen=True):
    """Days in which the same treaties and protocols are in force; None: without beginning, without end."""

    first: date | None
    last: date | None
    treaties: tuple[TreatyParties, ...]
    protocols: tuple[str, ...]


class Membership(Struct, gc=False, frozen=True):
    """The requested State and a treaty on human rights. `status`: bound, left, not yet, not bound, unknown."""

    treaty: TreatyParties
    status: str
    party: Party | None


class Between(Struct, gc=False, frozen=True):
    states: tuple[str, str]
    on: date
    instruments: tuple[Instrument, ...]
    beside: tuple[TreatyParties, ...]  # that bind both on the day and govern nothing: how persons are handed over
    history: tuple[Stretch, ...]
    memberships: tuple[Membership, ...]


def between(book: Rulebook, requested: str, requesting: str, on: date) -> Between:
    """All of it, for a request by one State to the other."""
    pair = (requested, requesting)
    found = governing(book, pair, on)
    return Between(
        pair,
        on,
        tuple(_instrument(book, one, pair, on) for one in found),
        tuple(
            treaty
            for treaty in book.treaties.values()
            if treaty.subject == "hand-over" and both_bound(treaty.parties, pair, on)
        ),
        tuple(_history(book, pair)),
        tuple(
            _membership(treaty, requested, on) for treaty in book.treaties.values() if treaty.subject == "human rights"
        ),
    )


def known_states(book: Rulebook) -> list[str]:
    """Every State that a treaty or a folder of rules names."""
    named = {state for treaty in book.treaties.values() for state in treaty.parties}
    return sorted(named | {home.upper() for home in book.jurisdictions if home not in book.bodies})


def _instrument(book: Rulebook, found: Governing, pair: tuple[str, str], on: date) -> Instrument:
    treaty = found.treaty
    path = f"treaties/{treaty.key}"
    return Instrument(
        treaty,
        found.since,
        found.certain,
        tuple(treaty.parties[state] for state in pair),
        tuple(_protocols(treaty, pair, on)),
        tuple(
            other
            for key in treaty.replaces
            if (other := book.treaties.get(key)) is not None and both_bound(other.parties, pair, on)
        ),
        len(book.groups[path].limits),
        sum(note.group == path for note in book.notes),
    )


def _protocols(treaty: TreatyParties, pair: tuple[str, str], on: date) -> Iterator[ProtocolSeen]:
    for key, protocol in treaty.protocols.items():
        parties = [protocol.parties[state] for state in pair if state in protocol.parties]
        days = [party.in_force for party in parties]
        since = None if None in days or len(days) < 2 else max(day for day in days if day is not None)
        certain = all(party.certain and (party.day_read or party.in_force is None) for party in parties)
        yield ProtocolSeen(key, protocol, both_bound(protocol.parties, pair, on), since, certain)


def _history(book: Rulebook, pair: tuple[str, str]) -> Iterator[Stretch]:
    """What governed, from each day on which it changed to the day before the next."""
    first: date | None = None
    held = _state_of(book, pair, date.min)
    for day in sorted(set(_days(book, pair))):
        now = _state_of(book, pair, day)
        if now != held:
            yield Stretch(first, day - ONE_DAY, *held)
            first, held = day, now
    yield Stretch(first, None, *held)


def _state_of(book: Rulebook, pair: tuple[str, str], day: date) -> tuple[tuple[TreatyParties, ...], tuple[str, ...]]:
    treaties = tuple(found.treaty for found in governing(book, pair, day))
    protocols = (
        f"{treaty.key}/{key}"
        for treaty in treaties
        for key, protocol in treaty.protocols.items()
        if both_bound(protocol.parties, pair, day)
    )
    return treaties, tuple(protocols)


def _days(book: Rulebook, pair: tuple[str, str]) -> Iterator[date]:
    """The days on which a membership of one of the two begins, or first no longer holds."""
    for treaty in book.treaties.values():
        if treaty.subject == "extradition":
            for parties in (treaty.parties, *(protocol.parties for protocol in treaty.protocols.values())):
                for state, other in (pair, pair[::-1]):
                    if state in parties:
                        yield from _days_of(parties[state], other)


def _days_of(party: Party, other: str) -> Iterator[date]:
    start = party.in_force or party.not_before
    if start is not None:
        yield start
    for last in (party.until, party.left_towards.get(other)):
        if last is not None:
            yield last + ONE_DAY


def _membership(treaty: TreatyParties, state: str, on: date) -> Membership:
    party = treaty.parties.get(state)
    if party is None:
        return Membership(treaty, "unknown", None)
    if is_bound(party, on):
        return Membership(treaty, "bound", party)
    if not party.bound:
        return Membership(treaty, "not bound", party)
    return Membership(treaty, "left" if party.until is not None and on > party.until else "not yet", party)
