"""Custody in Russia: an extension in time leaves no gap, one that comes late does; a Kazakh event alone opens no Russian line."""

from datetime import date

from extradeadline.cases import Written, typed
from extradeadline.deadlines import Schedule
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile, Record
from extradeadline.scheduling import schedule

BOOK = load_rules(None)


def scheduled(file: CaseFile, as_of: date) -> Schedule:
    return schedule(typed(Written(file, "case", lambda keys: ".".join(map(str, keys))), BOOK), BOOK, as_of)


def held(extended: str) -> CaseFile:
    """From 10 February to 9 April by the first ruling, to 9 August by its extension."""
    return CaseFile(
        "RU",
        "KZ",
        facts={"crime_category": "grave"},
        events={
            "detained": "2026-02-10 12:00",
            "temporary_custody_ordered": Record(when="2026-02-12 09:00", names="2026-03-21"),
            "request_received": "2026-03-05",
            "extradition_arrest_ordered": Record(when="2026-03-20", names="2026-04-09"),
            "extradition_arrest_extended": Record(when=extended, names="2026-08-09"),
        },
    )


def test_custody_extended_in_time_has_no_gap() -> None:
    assert "custody-gap" not in {flag.code for flag in scheduled(held("2026-04-07"), date(2026, 7, 1)).flags}


def test_custody_extended_late_has_a_gap() -> None:
    assert "custody-gap" in {flag.code for flag in scheduled(held("2026-04-12"), date(2026, 7, 1)).flags}


def test_custody_past_the_day_of_the_last_ruling_has_a_gap() -> None:
    assert "custody-gap" in {flag.code for flag in scheduled(held("2026-04-07"), date(2026, 8, 11)).flags}


def test_house_arrest_extended_in_time_has_no_gap() -> None:
    file = CaseFile(
        "RU",
        "KZ",
        facts={"crime_category": "grave"},
        events={
            "request_received": "2026-05-01",
            "detained": "2026-05-14 12:00",
            "house_arrest_ordered": Record(when="2026-05-15 12:00", names="2026-07-13"),
            "house_arrest_extended": Record(when="2026-07-10", names="2026-11-13"),
        },
    )
    assert "custody-gap" not in {flag.code for flag in scheduled(file, date(2026, 10, 1)).flags}


def test_kazakh_custody_before_the_hand_over_opens_nothing_in_russia() -> None:
    file = CaseFile(
        "KZ",
        "RU",
        events={
            "detained": "2025-06-02 14:20",
            "temporary_custody_ordered": "2025-06-04",
            "request_received": "2025-06-27",
            "extradition_arrest_ordered": Record(when="2025-07-08", names="2025-12-02"),
            "asylum_requested": "2025-07-20",
            "asylum_refusal_served": "2025-10-01",
            "custody_ordered": Record(when="2025-10-10", names="2025-12-10"),
            "custody_extended": Record(when="2025-12-08", names="2026-01-10"),
            "sentence_ended": "2026-01-05",
            "decision_made": "2026-02-03",
            "decision_served": "2026-02-09",
            "complaint_lodged": "2026-02-16",
            "complaint_dismissed": "2026-03-10",
        },
    )
    assert [d.id for d in scheduled(file, date(2026, 3, 20)).deadlines if d.id.startswith("ru/")] == []
