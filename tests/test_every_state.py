"""The same course of things in every State: the limits that the common kinds of event must open there, in one table."""

from datetime import date, timedelta

import pytest

from extradeadline.cases import Written, typed
from extradeadline.deadlines import Deadline, Schedule
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Record
from extradeadline.scheduling import schedule

BOOK = load_rules(None)
START = date(2026, 2, 2)

# The days of the case on which the columns are looked at: the arrest; before the request; the person told of the decision; the
# complaint pending, so that nobody may be surrendered; the complaint dismissed, and nothing else left; a day fixed for the hand-over.
DAYS = (0, 10, 103, 110, 149, 149)
NONE = None  # the law has no such limit there, or it has not been read

# Requested and requesting State: the limit of the requested State that is open at each of those moments.
TABLE: dict[str, tuple[str | None, ...]] = {
    "BY TR": (
        "detention/release-at-72-hours",
        "detention/arrest-before-request",
        "extradition/appeal",
        "extradition/no-surrender",
        "extradition/in-force-after-ruling",
        "extradition/release-if-not-taken",
    ),
    "CA TR": (
        "extradition/before-judge",
        "extradition/request",
        "appeals/judicial-review",
        "surrender/no-surrender-pending-review",
        NONE,
        "surrender/surrender-after-review",
    ),
    "CH TR": (
        "extradition/custody-decision",
        "extradition/request",
        "extradition/complaint",
        "extradition/no-surrender",
        NONE,
        "extradition/take-over",
    ),
    "CZ TR": (
        "detention/release-at-48-hours",
        "extradition/arrest-before-request",
        NONE,
        "extradition/no-surrender",
        NONE,
        "extradition/extradition-custody-extended",
    ),
    "CZ FR": (
        "detention/release-at-48-hours",
        "warrant/arrest-before-warrant",
        NONE,
        "warrant/no-surrender",
        NONE,
        NONE,
    ),
    "DE TR": (
        "extradition/before-judge",
        "extradition/arrest-before-request",
        NONE,
        "extradition/no-surrender-before-grant",
        NONE,
        "extradition/surrender",
    ),
    "DE FR": (
        "extradition/before-judge",
        "extradition/arrest-before-request",
        NONE,
        "extradition/no-surrender-before-grant",
        "warrant/grant-final",
        "warrant/handover",
    ),
    "GB TR": (
        "part-2/bring-before-judge",
        "part-2/papers",
        "part-2/appeal-against-order",
        "part-2/no-removal-in-appeal-time",
        "part-2/removal-starts",
        "part-2/removal",
    ),
    "GB FR": (
        "part-1/bring-before-judge-provisional",
        "part-1/warrant-produced",
        "part-1/appeal",
        "part-1/no-removal-before-the-ten-days",
        "part-1/removal-starts",
        "part-1/removal",
    ),
    "IE TR": (
        "extradition/high-court",
        "extradition/certificate",
        NONE,
        "extradition/no-surrender-during-complaint",
        NONE,
        "extradition/conveyed-out",
    ),
    "IE FR": (
        "warrant/high-court",
        "warrant/warrant-produced",
        NONE,
        "warrant/no-surrender-during-complaint",
        "warrant/order-effective",
        "warrant/surrender",
    ),
    "KG TR": (
        "extradition/release-at-48-hours",
        "extradition/arrest-before-request",
        "extradition/appeal",
        "extradition/no-surrender",
        "extradition/in-force-after-ruling",
        "extradition/release-after-handover-day",
    ),
    "KZ TR": (
        "extradition/release-at-72-hours",
        "extradition/arrest-before-request",
        "extradition/appeal",
        "extradition/no-surrender",
        "extradition/in-force-appealed",
        "extradition/surrender",
    ),
    "NL TR": (
        "extradition/police-custody",
        "extradition/custody-before-request",
        "extradition/cassation",
        "extradition/no-surrender-before-grant",
        NONE,
        "extradition/surrender",
    ),
    "NL FR": (
        "warrant/police-custody",
        "warrant/custody-before-warrant",
        NONE,
        "warrant/no-surrender-before-judgment",
        "warrant/judgment-final",
        "warrant/surrender",
    ),
    "PL TR": (
        "detention/release-at-48-hours",
        "extradition/arrest-before-request",
        "extradition/complaint",
        "extradition/no-surrender-before-the-minister",
        NONE,
        "extradition/release-if-not-taken",
    ),
    "PL FR": (
        "detention/release-at-48-hours",
        "warrant/arrest-before-warrant",
        "warrant/complaint",
        "warrant/no-surrender",
        "warrant/final-appealed",
        "warrant/surrender",
    ),
    "RU TR": (
        "detention/detention-48",
        "detention/arrest-before-request",
        "extradition/complaint",
        "extradition/no-surrender",
        "extradition/in-force-after-ruling",
        "extradition/release-at-30-days",
    ),
    "UA TR": (
        "detention/custody-ruling",
        "detention/arrest-before-request",
        "extradition/appeal",
        "extradition/no-surrender",
        "extradition/in-force-after-ruling",
        "extradition/take-over",
    ),
    "US IN": (
        "extradition/hearing",
        "extradition/arrest-before-request",
        "habeas/petition",
        "extradition/no-surrender-before-order",
        NONE,
        "extradition/conveyance",
    ),
    "UZ TR": (
        "extradition/detention-48-hours",
        "extradition/arrest-before-request",
        "extradition/appeal",
        "extradition/no-surrender",
        "extradition/in-force-after-ruling",
        "extradition/release-after-handover-day",
    ),
}


def on(days: int) -> str:
    return (START + timedelta(days=days)).isoformat()


COURSE: dict[str, tuple[int, str | Record]] = {
    "detained": (0, f"{on(0)} 14:20"),
    "temporary_custody_ordered": (1, f"{on(1)} 11:00"),
    "request_received": (15, on(15)),
    "extradition_arrest_ordered": (17, Record(when=on(17), names=on(70))),
    "extradition_arrest_extended": (60, Record(when=on(60), names=on(150))),
    "extradition_declared_admissible": (95, on(95)),
    "decision_made": (100, on(100)),
    "decision_served": (102, on(102)),
    "complaint_lodged": (106, on(106)),
    "complaint_served": (106, on(106)),
    "complaint_dismissed": (128, on(128)),
    "handover_day_fixed": (146, Record(when=on(146), names=on(149))),
    "handover_notice_received": (146, on(146)),
}
# The kinds that a lawyer of any State records: each of them must by itself bring up the procedures that it starts something in.
COMMON = {
    *COURSE,
    "detained_on_request",
    "committed_for_extradition",
    "case_sent_to_minister",
    "surrender_consented",
    "decision_communicated",
    "extradition_refused",
    "decision_annulled",
    "extradition_upheld_on_appeal",
    "extradition_annulled_on_appeal",
    "entry_into_force",
    "new_handover_day_agreed",
    "surrender_postponed",
}


def scheduled(pair: str, events: dict[str, str | Record], day: int) -> Schedule:
    requested, requesting = pair.split()
    file = CaseFile(requested, requesting, events=dict(events))
    case = typed(Written(file, "case", lambda keys: ".".join(map(str, keys))), BOOK)
    return schedule(case, BOOK, START + timedelta(days=day))


def course(day: int) -> dict[str, str | Record]:
    return {kind: when for kind, (happened, when) in COURSE.items() if happened <= day}


def opened(found: Schedule, pair: str) -> dict[str, Deadline]:
    """The lines of the requested State that run from something recorded, by limit."""
    home = pair[:2].lower()
    return {line.limit: line for line in found.deadlines if line.jurisdiction == home and line.basis != "pending"}


def test_every_state_is_in_the_table() -> None:
    assert {pair[:2].lower() for pair in TABLE} == set(BOOK.jurisdictions) - set(BOOK.bodies)


@pytest.mark.parametrize("pair", TABLE)
def test_the_common_kinds_open_what_the_law_has(pair: str) -> None:
    for day, limit in zip(DAYS, TABLE[pair], strict=True):
        if limit is not NONE:
            assert f"{pair[:2].lower()}/{limit}" in opened(scheduled(pair, course(day), day), pair), (day, limit)


@pytest.mark.parametrize("pair", TABLE)
def test_an_arrest_after_the_request_opens_the_first_clock_too(pair: str) -> None:
    events: dict[str, str | Record] = {"request_received": on(-5), "detained_on_request": f"{on(0)} 14:20"}
    found = opened(scheduled(pair, events, 0), pair)
    assert any(line.trigger.kind == "detained_on_request" and line.kind != "stay" for line in found.values())


@pytest.mark.parametrize("end", ["released", "surrendered"])
@pytest.mark.parametrize("pair", TABLE)
def test_no_custody_runs_on_after_release_or_hand_over(pair: str, end: str) -> None:
    found = opened(scheduled(pair, {**course(149), end: on(150)}, 152), pair)
    still = [line.id for line in found.values() if line.kind == "liberty" and line.status in ("running", "due today")]
    assert not still


@pytest.mark.parametrize("path", [path for path, group in BOOK.groups.items() if group.side == "requested"])
def test_a_common_kind_by_itself_opens_the_procedure(path: str) -> None:
    """A procedure that something common starts a limit of is opened by it, whatever else the case leaves out."""
    starts = {
        source.name
        for limit, rule in BOOK.limits.items()
        if limit.rpartition("/")[0] == path
        for version in rule.versions
        for source in (version.trigger.sources if version.trigger else ())
        if source.what in ("event", "day named by")
    }
    missing = (starts & COMMON).difference(BOOK.groups[path].opens_on)
    assert not missing, f"add to opens_on of rules/{path}.yaml: {', '.join(sorted(missing))}"
