"""What does not fit together in a case is computed and flagged; what merely did not happen is no conflict."""

from datetime import date

from extradeadline.cases import Written, typed
from extradeadline.loading import load_rules
from extradeadline.model import CaseFile
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
