"""A case between any two States, on any day: a whole schedule, of these two States, their treaty and the bodies alone."""

import json
from datetime import date, timedelta
from itertools import permutations

import pytest

from extradeadline.cases import Written, typed
from extradeadline.deadlines import Schedule
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Record
from extradeadline.render.json import schedule_json
from extradeadline.scheduling import schedule
from extradeadline.treaties import governing

BOOK = load_rules(None)
STATES = sorted(home.upper() for home in BOOK.jurisdictions if home not in BOOK.bodies)
DAYS = [date(2004, 3, 1), date(2012, 2, 29), date(2019, 12, 31), date(2023, 6, 30), date(2026, 1, 30)]


def case_between(requested: str, requesting: str, start: date) -> CaseFile:
    """The same course of things anywhere: detained, custody, the request, a decision, a complaint, its end, the hand-over."""

    def on(days: int) -> str:
        return (start + timedelta(days=days)).isoformat()

    return CaseFile(
        requested,
        requesting,
        facts={"wanted_for": "prosecution"},
        events={
            "detained": f"{on(0)} 14:20",
            "temporary_custody_ordered": on(2),
            "request_received": on(20),
            "extradition_arrest_ordered": Record(when=on(25), names=on(85)),
            "extradition_arrest_extended": Record(when=on(80), names=on(170)),
            "asylum_registered": on(30),
            "asylum_refused": on(90),
            "decision_made": on(100),
            "decision_served": on(103),
            "complaint_lodged": on(108),
            "complaint_dismissed": on(140),
            "final_domestic_decision": on(140),
            "removal_scheduled": Record(when=on(150), names=f"{on(160)} 10:00"),
            "surrendered": on(160),
        },
    )


def scheduled(requested: str, requesting: str, start: date) -> Schedule:
    file = case_between(requested, requesting, start)
    case = typed(Written(file, "case", lambda keys: ".".join(map(str, keys))), BOOK)
    return schedule(case, BOOK, start + timedelta(days=145))


@pytest.mark.parametrize(("requested", "requesting"), list(permutations(STATES, 2)))
def test_each_pair_has_its_schedule(requested: str, requesting: str) -> None:
    start = DAYS[(STATES.index(requested) * 3 + STATES.index(requesting)) % len(DAYS)]
    found = scheduled(requested, requesting, start)
    assert json.loads(schedule_json(found, BOOK, "en"))["deadlines"]
    json.loads(schedule_json(found, BOOK, "ru"))
    homes = {line.limit.partition("/")[0] for line in found.deadlines}
    assert homes <= {requested.lower(), requesting.lower(), "treaties", *BOOK.bodies}
    assert requested.lower() in homes or start < date(2015, 1, 1), homes
    assert len({line.id for line in found.deadlines}) == len(found.deadlines)
    for line in found.deadlines:
        group = BOOK.groups[line.limit.rpartition("/")[0]]
        side = {requested.lower(): "requested", requesting.lower(): "requesting"}.get(group.home)
        assert group.side in (None, side), line.id
        assert line.citation, line.id
        assert line.earliest is None or line.latest is None or moment(line.earliest) <= moment(line.latest), line.id


def moment(value: date) -> str:
    return value.isoformat()[:10]


@pytest.mark.parametrize(("requested", "requesting"), list(permutations(STATES, 2)))
def test_the_treaty_named_is_that_of_the_arrest_or_of_the_request(requested: str, requesting: str) -> None:
    """Every treaty named in a schedule binds the two on one of the days that choose it; none means that it says so."""
    for start in DAYS:
        found = scheduled(requested, requesting, start)
        pair = (requested, requesting)
        expected = {one.treaty.key for n in (0, 20) for one in governing(BOOK, pair, start + timedelta(days=n))}
        assert {treaty.key for treaty in found.treaties} == expected
        assert ("no-treaty" in {flag.code for flag in found.flags}) == (not expected)
