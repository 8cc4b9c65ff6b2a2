"""What does not fit together in a case is computed and flagged; what merely did not happen is no conflict."""

from datetime import date

from extradeadline.cases import Written, typed
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Record
from extradeadline.render.phrases import GROUNDS_RU
from extradeadline.scheduling import schedule

BOOK = load_rules(["KZ", "RU"])


def flags_of(**events: str) -> list[tuple[str, object]]:
    file = CaseFile("KZ", "RU", events=dict(events))
    case = typed(Written(file, "case", lambda keys: ".".join(map(str, keys))), BOOK)
    return [(flag.code, flag.data.get("stay")) for flag in schedule(case, BOOK, date(2026, 8, 1)).flags]


def test_a_surrender_without_a_decision_is_a_loud_conflict() -> None:
    assert ("before-stay", "kz/extradition/no-surrender") in flags_of(detained="2026-02-03", surrendered="2026-07-20")


def test_a_surrender_without_a_postponement_or_an_asylum_case_is_none() -> None:
    found = flags_of(detained="2026-02-03", decision_made="2026-05-20", surrendered="2026-07-20")
    assert [stay for code, stay in found if code == "before-stay"] == []


def test_a_surrender_before_entry_into_force_is_inside_the_stay() -> None:
    found = flags_of(
        detained="2026-02-03", decision_made="2026-05-20", decision_served="2026-05-21", surrendered="2026-05-25"
    )
    assert ("inside-stay", "kz/extradition/no-surrender") in found


def test_an_order_of_the_day_of_the_arrest_without_an_hour_comes_after_it() -> None:
    found = flags_of(detained="2026-03-04 09:10", temporary_custody_ordered="2026-03-04")
    assert [code for code, _ in found if code == "two-grounds"] == []


def unused(requested: str, requesting: str, **events: str) -> list[object]:
    book = load_rules([requested, requesting])
    case = typed(Written(CaseFile(requested, requesting, events=dict(events)), "case", lambda keys: ""), book)
    return [
        flag.data["kinds"] for flag in schedule(case, book, date(2026, 12, 1)).flags if flag.code == "unused-record"
    ]


def test_an_event_that_the_law_of_the_case_does_not_ask_for_is_told() -> None:
    """In England a notice of appeal is filed with the court: what the prison was handed starts and answers nothing. In Germany
    no term runs from the service of the decision, though an international body asks for it."""
    detained = {"detained": "2026-09-01 12:00", "request_received": "2026-10-01"}
    assert unused("GB", "PL", **detained, decision_made="2026-11-19", complaint_handed_in="2026-11-20") == [
        ("complaint_handed_in",)
    ]
    assert unused("DE", "US", **detained, decision_served="2026-11-19") == [("decision_served",)]


def test_what_leads_somewhere_is_not_told() -> None:
    events = {"detained": "2026-09-01 12:00", "decision_made": "2026-10-01", "decision_served": "2026-11-19"}
    assert unused("PL", "DE", **events) == []
    assert (
        unused("KZ", "RU", **events, complaint_lodged="2026-11-20", cat_interim_measures_requested="2026-11-20") == []
    )


def codes(**events: object) -> list[str]:
    case = typed(Written(CaseFile("KZ", "RU", events=dict(events)), "case", lambda keys: ""), BOOK)  # type: ignore[arg-type]
    return [flag.code for flag in schedule(case, BOOK, date(2026, 8, 1)).flags]


def test_a_year_typed_wrong_is_seen() -> None:
    """Served a year before it was made: the term to complain would be long over."""
    assert "out-of-order" in codes(decision_made="2026-02-03", decision_served="2025-02-09")
    assert "out-of-order" in codes(decision_made="2026-04-01", surrendered="2026-03-01")
    assert "out-of-order" not in codes(decision_made="2026-02-03 15:00", decision_served="2026-02-03")
    assert "out-of-order" not in codes(decision_served="2025-02-09")
    assert "out-of-order" not in codes(decision_made=["2026-02-03", "2026-06-01"], decision_served="2026-02-09")


def test_an_order_that_names_a_day_before_its_own_is_seen() -> None:
    assert "names-earlier-day" in codes(extradition_arrest_ordered=Record(when="2026-05-03", names="2026-01-01"))
    assert "names-earlier-day" not in codes(
        extradition_arrest_ordered=Record(when="2026-05-03 10:00", names="2026-05-03")
    )


def test_every_ground_of_custody_has_a_russian_name() -> None:
    grounds = {event.custody.ground for event in BOOK.events.values() if event.custody and event.custody.ground}
    assert grounds <= set(GROUNDS_RU)
