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


def is_bound(party: Party | None, day: date, towards: str | None = None) -> bool:
    return (
        party is not None
        and party.bound
        and ((start := party.in_force or party.not_before) is None or start <= day)
        and (party.until is None or day <= party.until)
        and (towards is None or (left := party.left_towards.get(towards)) is None or day <= left)
    )


def both_bound(parties: dict[str, Party], pair: tuple[str, ...], day: date) -> bool:
    if len(pair) != 2 or not all(is_bound(parties.get(state), day, other) for state, other in (pair, pair[::-1])):
        return False
    first, second = (parties[state].side for state in pair)
    return first is None or first != second


def joined_by_both(book: Rulebook, pair: tuple[str, ...]) -> list[str]:
    """The treaties of which both are or were parties; none where the case names one State only."""
    if len(pair) != 2:
        return []
    others = book.parties.get(pair[1], ())
    return [key for key in book.parties.get(pair[0], ()) if key in others]


@lru_cache(maxsize=1024)
def governing(book: Rulebook, pair: tuple[str, ...], day: date) -> tuple[Governing, ...]:
    """The treaties on extradition in force between the two on the day, without those that another of them replaces.

    None where the case names one State only."""
    common = [book.treaties[key] for key in joined_by_both(book, pair)]
    bound = [treaty for treaty in common if treaty.subject == "extradition" and both_bound(treaty.parties, pair, day)]
    replaced = {key for treaty in bound for key in treaty.replaces}
    found: list[Governing] = []
    for treaty in bound:
        if treaty.key not in replaced:
            parties = [treaty.parties[state] for state in pair]
            days = [party.in_force for party in parties]
            since = None if None in days else max(day for day in days if day is not None)
            certain = all(party.certain and (party.day_read or party.in_force is None) for party in parties)
            found.append(Governing(treaty, since, certain))
    return tuple(found)


def governs(book: Rulebook, key: str, states: tuple[str, ...], day: date) -> bool:
    """Whether the treaty is one of those that govern between the two on the day; of another subject, whether it binds both."""
    treaty = book.treaties[key]
    if treaty.subject != "extradition":
        return both_bound(treaty.parties, states, day)
    return any(found.treaty.key == key for found in governing(book, states, day))


def bound(book: Rulebook, name: str, state: str, day: date, *, reaching_back: bool = False) -> Party | None:
    """How `treaty` or `treaty/protocol` binds the State on the day; with `reaching_back`, also how it did where what
    happened until then can still be brought. None where it does not."""
    key, _, protocol = name.partition("/")
    treaty = book.treaties[key]
    party = (treaty.protocols[protocol] if protocol else treaty).parties.get(state)
    if reaching_back and party is not None and party.reaches_back and party.until is not None and day > party.until:
        return party
    return party if is_bound(party, day) else None


def declared(book: Rulebook, fact: str, pair: tuple[str, ...], day: date) -> str | None:
    """What the requested State has declared of a fact, under the treaties that govern between the two on the day."""
    for found in governing(book, pair, day):
        value = found.treaty.parties[pair[0]].declares.get(fact)
        if value is not None:
            return value
    return None


def binds_ever(book: Rulebook, name: str, states: tuple[str, ...]) -> bool:
    """Whether `treaty` or `treaty/protocol` has all of these States as parties, on whatever days."""
    key, _, protocol = name.partition("/")
    treaty = book.treaties[key]
    parties = (treaty.protocols[protocol] if protocol else treaty).parties
    return all(state in parties and parties[state].bound for state in states)


def in_force(book: Rulebook, name: str, pair: tuple[str, ...], day: date) -> bool:
    """Whether `treaty` or `treaty/protocol` governs between the two on the day (see `governs`)."""
    key, _, protocol = name.partition("/")
    if not governs(book, key, pair, day):
        return False
    return not protocol or both_bound(book.treaties[key].protocols[protocol].parties, pair, day)


@lru_cache(maxsize=1024)
def term_of(
    book: Rulebook, treaty: TreatyParties, role: str, pair: tuple[str, ...], day: date
) -> RuleVersion | RuleNote | None:
    """What the treaty puts in the place `role`: its limit, a note where its text is not verified, or nothing."""
    for path in book.groups[f"treaties/{treaty.key}"].limits:
        if (rule := book.limits[path]).role == role:
            version = rule.versions[0]
            applies = version.applies
            if applies is None or applies.treaty is None or in_force(book, applies.treaty, pair, day):
                return version
    for note in book.notes:
        if note.role == role and note.group == f"treaties/{treaty.key}":
            return note
    return None
