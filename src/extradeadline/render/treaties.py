"""What binds two States, as lines and as JSON."""

from collections.abc import Iterator
from typing import Any

from extradeadline.between import Between, Instrument, Membership, Stretch
from extradeadline.model import Language, Party
from extradeadline.render.json import encoded
from extradeadline.render.lines import Line
from extradeadline.render.phrases import MEMBERSHIPS
from extradeadline.render.speech import Speech
from extradeadline.rulebook import Rulebook

TREATIES_SCHEMA = "extradeadline/treaties/1"


def treaties_lines(found: Between, rules: Rulebook, language: Language) -> Iterator[Line]:
    """What governs, with the reason; what governed before and will after; the human-rights treaties of the requested State."""
    speech = Speech(language, rules)
    requested, requesting = (_state(state, speech) for state in found.states)
    yield Line(
        speech.say("treaties head", requested=requested, requesting=requesting, day=speech.day(found.on)), "title", 0, 2
    )
    if not found.instruments:
        yield Line(speech.say("treaties none"), "warning", 2, 2)
    if len(found.instruments) > 1:
        yield Line("! " + speech.say("treaties several"), "warning", 2, 2)
    for instrument in found.instruments:
        yield from _instrument_lines(instrument, found, speech)
    for treaty in found.beside:
        yield Line(speech.say("treaties beside", title=treaty.title[language], key=treaty.key), "", 2, 2)
    yield Line("")
    yield Line(speech.say("treaties history"), "title")
    for stretch in found.history:
        now = (stretch.first is None or stretch.first <= found.on) and (
            stretch.last is None or found.on <= stretch.last
        )
        yield Line(_stretch(stretch, speech), "open" if now else "", 2, 2)
    yield Line("")
    yield Line(speech.say("treaties memberships", state=requested), "title")
    for membership in found.memberships:
        yield Line(_membership(membership, speech), "" if membership.status == "bound" else "quiet", 2, 2)
    yield Line("")
    yield Line(speech.say("treaties foot"), "quiet")


def _state(code: str, speech: Speech) -> str:
    home = speech.rules.jurisdictions.get(code.lower())
    return code if home is None else f"{home.title[speech.language]} ({code})"


def _instrument_lines(instrument: Instrument, found: Between, speech: Speech) -> Iterator[Line]:
    treaty, language = instrument.treaty, speech.language
    yield Line(f"{treaty.title[language]} [{treaty.key}]", "open", 2, 2)
    since = speech.say("treaties since", day=speech.day(instrument.since)) if instrument.since else ""
    yield Line(
        (since or speech.say("treaties since unread")) + ("" if instrument.certain else speech.say("treaty uncertain")),
        "" if instrument.certain else "warning",
        4,
        2,
    )
    for state, party in zip(found.states, instrument.parties, strict=True):
        yield Line(f"{state}: {_party(party, speech)}", "quiet", 4, 2)
    if instrument.instead_of:
        shorts = ", ".join(other.short[language] for other in instrument.instead_of)
        because = f": {treaty.because[language]}" if treaty.because else ""
        yield Line(speech.say("treaties instead", treaties=shorts) + because, "", 4, 2)
    for seen in instrument.protocols:
        state = "treaties protocol" if seen.in_force else "treaties no protocol"
        day = speech.say("treaties since", day=speech.day(seen.since)) if seen.in_force and seen.since else ""
        doubt = speech.say("treaty uncertain") if seen.in_force and not seen.certain else ""
        yield Line(
            speech.say(state, title=seen.protocol.title[language]) + (f"; {day}" if day else "") + doubt,
            "" if seen.in_force else "quiet",
            4,
            2,
        )
    yield Line(speech.say("treaties read", limits=instrument.limits, notes=instrument.notes), "quiet", 4, 2)
    for words in treaty.missing:
        yield Line("! " + speech.say("treaties missing", what=words[language]), "", 4, 2)


def _party(party: Party, speech: Speech) -> str:
    """Since when, until when, and what is known of it."""
    parts = []
    if party.in_force is not None:
        parts.append(speech.say("party since", day=speech.day(party.in_force)))
    elif party.not_before is not None:
        parts.append(speech.say("party not before", day=speech.day(party.not_before)))
    if party.until is not None:
        parts.append(speech.say("party until", day=speech.day(party.until)))
    if not party.day_read:
        parts.append(speech.say("party day unread"))
    if not party.certain:
        parts.append(speech.say("party uncertain"))
    if party.note is not None:
        parts.append(speech.reason(party.note))
    return "; ".join(parts)


def _stretch(stretch: Stretch, speech: Speech) -> str:
    names = [treaty.short[speech.language] for treaty in stretch.treaties]
    protocols = [
        treaty.protocols[key].title[speech.language]
        for treaty in stretch.treaties
        for key in treaty.protocols
        if f"{treaty.key}/{key}" in stretch.protocols
    ]
    what = ", ".join(names + protocols) or speech.say("treaties nothing")
    if stretch.first is None:
        return what if stretch.last is None else speech.say("stretch until", last=speech.day(stretch.last), what=what)
    if stretch.last is None:
        return speech.say("stretch from", first=speech.day(stretch.first), what=what)
    return speech.say("stretch", first=speech.day(stretch.first), last=speech.day(stretch.last), what=what)


def _membership(membership: Membership, speech: Speech) -> str:
    party = "" if membership.party is None else _party(membership.party, speech)
    status = speech.among(MEMBERSHIPS, membership.status)
    return f"{membership.treaty.short[speech.language]} [{membership.treaty.key}]: {status}" + (
        f" ({party})" if party else ""
    )


# --- JSON ----------------------------------------------------------------------------------------------------------------


def treaties_json(found: Between, rules: Rulebook, language: Language) -> bytes:
    speech = Speech(language, rules)
    return encoded(
        {
            "schema": TREATIES_SCHEMA,
            "requested": found.states[0],
            "requesting": found.states[1],
            "on": found.on,
            "treaties": [_instrument_json(instrument, found, speech) for instrument in found.instruments],
            "beside": [{"treaty": treaty.key, "title": treaty.title[language]} for treaty in found.beside],
            "history": [
                {
                    "from": stretch.first,
                    "to": stretch.last,
                    "treaties": [treaty.key for treaty in stretch.treaties],
                    "protocols": list(stretch.protocols),
                }
                for stretch in found.history
            ],
            "memberships": [
                {
                    "treaty": membership.treaty.key,
                    "title": membership.treaty.title[language],
                    "status": membership.status,
                    "party": None if membership.party is None else _party_json(membership.party, speech),
                }
                for membership in found.memberships
            ],
        }
    )


def _instrument_json(instrument: Instrument, found: Between, speech: Speech) -> dict[str, Any]:
    treaty, language = instrument.treaty, speech.language
    return {
        "treaty": treaty.key,
        "title": treaty.title[language],
        "citation": treaty.citation,
        "since": instrument.since,
        "verified": instrument.certain,
        "parties": {
            state: _party_json(party, speech) for state, party in zip(found.states, instrument.parties, strict=True)
        },
        "instead_of": [other.key for other in instrument.instead_of],
        "because": treaty.because[language] if treaty.because and instrument.instead_of else None,
        "protocols": [
            {
                "protocol": f"{treaty.key}/{seen.key}",
                "title": seen.protocol.title[language],
                "in_force": seen.in_force,
                "since": seen.since,
                "verified": seen.certain,
            }
            for seen in instrument.protocols
        ],
        "limits": instrument.limits,
        "notes": instrument.notes,
        "missing": [words[language] for words in treaty.missing],
    }


def _party_json(party: Party, speech: Speech) -> dict[str, Any]:
    return {
        "in_force": party.in_force,
        "not_before": party.not_before,
        "until": party.until,
        "day_read": party.day_read,
        "verified": party.certain,
        "note": None if party.note is None else speech.reason(party.note),
    }
