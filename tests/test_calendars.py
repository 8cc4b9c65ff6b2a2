"""The calendar of Kazakhstan day by day, and what a calendar answers inside and outside its reviewed years."""

import sys
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import msgspec
import pytest
import yaml

from extradeadline import calendars, model
from extradeadline.calendars import EVERY_DAY, OpenDays, packaged_days

FILE = Path(__file__).parents[1] / "rules/kz/calendar.yaml"


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture(scope="module")
def written() -> model.Calendar:
    text = FILE.read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), dict[str, model.Calendar], strict=False)["state"]


@pytest.fixture(scope="module")
def kz(written: model.Calendar) -> OpenDays:
    return OpenDays.of(written)


def small(days: str, *, certainty: str = "secondary", package: str | None = None, year: str = "2027") -> OpenDays:
    text = (
        "{title: {en: t, ru: t}, scope: {en: s, ru: s}, weekend: [saturday, sunday], "
        + (f"package: {package}, " if package else "")
        + f"years: {{{year}: {{certainty: {certainty}, days: {{{days}}}}}}}}}"
    )
    return OpenDays.of(msgspec.convert(yaml.load(text, Loader=yaml.BaseLoader), model.Calendar, strict=False))


NAMED = "name: {en: n, ru: n}, source: s"


# --- the table of Kazakhstan --------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2015, 2028))
def test_days_of_every_year_are_closed(kz: OpenDays, year: int) -> None:
    for month, number in [
        (1, 1),
        (1, 2),
        (1, 7),
        (3, 8),
        (3, 21),
        (3, 22),
        (3, 23),
        (5, 1),
        (5, 7),
        (5, 9),
        (7, 6),
        (12, 16),
    ]:
        assert not kz.is_open(date(year, month, number))


@pytest.mark.parametrize("year", range(2015, 2028))
def test_days_that_the_law_gave_or_took_away(written: model.Calendar, year: int) -> None:
    days = written.years[str(year)].days
    assert (date(year, 8, 30) in days) == (year <= 2025)
    assert (date(year, 10, 25) in days) == (year >= 2022)
    assert (date(year, 12, 1) in days) == (year <= 2021)
    assert (date(year, 12, 17) in days) == (year <= 2021)
    assert (date(year, 3, 15) in days) == (year >= 2027)


@pytest.mark.parametrize(
    "text",
    [
        "2020-05-08", "2024-03-25", "2024-05-08", "2024-07-08", "2025-01-03", "2025-03-24", "2025-03-25", "2025-09-01", "2025-10-27",
        "2026-03-09", "2026-03-24", "2026-03-25", "2026-05-11", "2026-05-27", "2026-07-06", "2026-10-26", "2027-01-04", "2027-03-15",
        "2027-03-24", "2027-05-03", "2027-05-10",
    ],
)  # fmt: skip
def test_closed_weekdays(kz: OpenDays, text: str) -> None:
    assert day(text).weekday() < 5
    assert not kz.is_open(day(text))


@pytest.mark.parametrize(
    "text",
    [
        "2020-05-11",  # its day off was moved to 8 May
        "2021-10-25",  # not yet Republic Day
        "2022-12-01",  # First President's Day no longer
        "2024-05-10",
        "2024-06-17",  # Kurban Ait was Sunday 16 June and does not move
        "2025-05-08",  # the ministry did not move it
        "2026-03-16",  # Constitution Day of 15 March begins in 2027
        "2026-08-31",  # 30 August is no holiday, so nothing moves from that Sunday
        "2027-05-17",  # Kurban Ait on Sunday 16 May does not move
        "2027-08-30",
    ],
)
def test_working_weekdays(kz: OpenDays, text: str) -> None:
    assert day(text).weekday() < 5
    assert kz.is_open(day(text))


@pytest.mark.parametrize(
    "text", ["2016-03-05", "2018-12-29", "2020-01-05", "2020-12-20", "2023-07-01", "2024-05-04", "2025-01-05"]
)
def test_worked_weekend_days(kz: OpenDays, text: str) -> None:
    assert day(text).weekday() >= 5
    assert kz.is_open(day(text))


def test_7_january_and_kurban_ait_do_not_move(written: model.Calendar) -> None:
    """TK 84(5): days off, not holidays; no other day is off in their place."""
    replaced = {
        closed.instead_of for year in written.years.values() for closed in year.days.values() if not closed.works
    }
    for year in written.years.values():
        for when, line in year.days.items():
            if line.source.startswith(("TK 84(5)", "Labour Code of 2007")):
                assert when not in replaced


def test_each_holiday_on_a_day_off_gives_the_next_working_day_after_it(written: model.Calendar) -> None:
    """HOL 5, counted afresh from the holidays of the table. One decree moved such a day (11 May 2020)."""
    moved_by_decree = {day("2020-05-09"): day("2020-05-11")}
    for year in written.years.values():
        holidays = sorted(when for when, line in year.days.items() if line.source.startswith(("HOL 2", "HOL 3")))
        given = {line.instead_of: when for when, line in year.days.items() if line.source.startswith("HOL 5")}
        taken = set(holidays)
        for holiday in holidays:
            if holiday.weekday() >= 5:
                off = holiday + timedelta(1)
                while off.weekday() >= 5 or off in taken:
                    off += timedelta(1)
                taken.add(off)
                assert given.pop(holiday, moved_by_decree.get(holiday)) == off
        assert not given


def test_each_decree_exchanges_two_days(written: model.Calendar) -> None:
    """A worked weekend day and the day off for it name each other, and the weekend day is the one worked."""
    for year in written.years.values():
        for when, line in year.days.items():
            if line.works and line.certainty != "unsure":
                assert when.weekday() >= 5
                assert line.instead_of is not None
                other = year.days[line.instead_of]
                assert (other.works, other.instead_of, line.instead_of.weekday() < 5) == (False, when, True)


def test_each_line_is_in_its_year_in_order_and_has_its_weekday(written: model.Calendar) -> None:
    for number, year in written.years.items():
        assert list(year.days) == sorted(year.days)
        assert {when.year for when in year.days} == {int(number)}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("        20"):
            assert line.endswith(f"}}  # {day(line.split(':')[0].strip()):%a}")


def test_the_table_survives_json(written: model.Calendar) -> None:
    assert msgspec.json.decode(msgspec.json.encode(written), type=model.Calendar) == written


# --- why ----------------------------------------------------------------------------------------------------------


def test_why_a_day_is_closed(kz: OpenDays) -> None:
    moved = kz.why_closed(day("2024-05-08"))
    assert (moved.name.en, moved.instead_of) == ("day off moved from Saturday 4 May", day("2024-05-04"))
    assert "TK 85(3)" in moved.source
    holiday = kz.why_closed(day("2025-03-08"))  # a Saturday: the holiday is the reason, not the week
    assert (holiday.name.ru, holiday.source, holiday.certainty) == ("Международный женский день", "HOL 3", "secondary")
    plain = kz.why_closed(day("2026-08-30"))
    assert (plain.name.en, plain.name.ru, plain.source) == ("Sunday", "воскресенье", "weekend")


def test_an_open_day_has_no_reason_to_be_closed(kz: OpenDays) -> None:
    with pytest.raises(ValueError, match="2026-08-31 is an open day"):
        kz.why_closed(day("2026-08-31"))


def test_the_days_of_a_year_are_in_order_with_their_reasons(kz: OpenDays) -> None:
    listed = kz.days_of(2025)
    assert [closure.day for closure in listed] == sorted(closure.day for closure in listed)
    assert [closure.day for closure in listed if closure.works] == [day("2025-01-05")]
    assert day("2025-08-30") in [closure.day for closure in listed]  # a Saturday
    assert day("2025-02-01") not in [closure.day for closure in listed]  # a plain one
    assert len(listed) == 23


def test_certainty(kz: OpenDays) -> None:
    assert kz.certainty(day("2026-05-12")) == "secondary"
    assert kz.certainty(day("2027-05-16")) == "unsure"
    assert kz.certainty(day("2031-05-12")) == "secondary"
    assert EVERY_DAY.certainty(day("2031-05-12")) == "read"


# --- unsure days --------------------------------------------------------------------------------------------------


def test_a_doubted_holiday_on_a_sunday_makes_no_second_reading(kz: OpenDays) -> None:
    doubted = day("2027-05-16")
    assert kz.why_closed(doubted).certainty == "unsure"
    assert not kz.is_unsure(doubted)
    with pytest.raises(ValueError, match="not an unsure day"):
        kz.flipped(doubted)


@pytest.mark.parametrize(
    ("line", "open_as_written"),
    [
        (f"2027-05-17: {{{NAMED}, certainty: unsure}}", False),  # a weekday that may be closed, written closed
        (f"2027-05-17: {{{NAMED}, certainty: unsure, works: true}}", True),  # the same, written open
        (f"2027-05-15: {{{NAMED}, certainty: unsure, works: true}}", True),  # a Saturday that may be worked
    ],
)
def test_an_unsure_day_flips_and_is_then_decided(line: str, open_as_written: bool) -> None:
    calendar, doubted = small(line), day(line[:10])
    assert calendar.is_unsure(doubted)
    assert calendar.is_open(doubted) is open_as_written
    other = calendar.flipped(doubted)
    assert other.is_open(doubted) is not open_as_written
    assert not other.is_unsure(doubted)
    assert calendar.is_open(doubted) is open_as_written  # the first one is as it was
    closed = other if open_as_written else calendar
    assert closed.why_closed(doubted).day == doubted


def test_a_year_may_be_unsure_as_a_whole() -> None:
    calendar = small(f"2027-03-15: {{{NAMED}}}, 2027-03-20: {{{NAMED}}}", certainty="unsure")
    assert calendar.is_unsure(day("2027-03-15"))
    assert not calendar.is_unsure(day("2027-03-20"))  # a Saturday
    assert not calendar.is_unsure(day("2027-03-16"))  # no line doubts it


# --- outside the reviewed years -----------------------------------------------------------------------------------


def test_outside_the_reviewed_years_the_package_answers(kz: OpenDays) -> None:
    assert kz.covers(day("2015-01-01"))
    assert kz.covers(day("2027-12-31"))
    assert not kz.covers(day("2014-12-31"))
    assert not kz.covers(day("2028-01-01"))
    assert kz.answers(2028) == "package"
    assert not kz.is_open(day("2028-03-15"))
    assert kz.is_open(day("2014-05-04"))  # a worked Sunday
    assert not kz.is_open(day("2014-01-03"))
    assert kz.is_open(day("2013-12-28"))  # worked for a day off in the next year
    reason = kz.why_closed(day("2028-03-15"))
    assert (reason.name.en, reason.certainty) == ("Constitution Day", "secondary")
    assert "holidays" in reason.source
    assert [closure.day for closure in kz.days_of(2014) if closure.works] == [day("2014-05-04"), day("2014-05-11")]


@pytest.mark.parametrize("package", [None, "ZZ", "DE-ZZ", "UA"])
def test_where_nobody_knows_only_weekends_are_closed(package: str | None) -> None:
    """No package, no such country, no such part of it, and a country for which the package has no day."""
    calendar = small("", package=package)
    assert calendar.answers(2026) == "weekends"
    assert calendar.is_open(day("2026-01-01"))
    assert calendar.why_closed(day("2026-01-03")).name.en == "Saturday"
    assert calendar.certainty(day("2026-01-01")) == "unsure"
    assert calendar.days_of(2026) == []


def test_a_year_before_the_package_begins_has_weekends_only(kz: OpenDays) -> None:
    assert kz.answers(1980) == "weekends"


def test_without_the_package_only_weekends_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    packaged_days.cache_clear()
    assert small("", package="KZ").answers(2031) == "weekends"
    packaged_days.cache_clear()


def test_names_do_not_follow_the_language_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "uk")
    monkeypatch.setenv("LANG", "uk_UA.UTF-8")
    packaged_days.cache_clear()
    assert packaged_days("KZ", 2030)[day("2030-05-09")].name.en == "Victory Day"
    assert packaged_days("RU", 2026)[day("2026-05-09")].name.ru == "День Победы"
    packaged_days.cache_clear()


def test_a_part_of_a_country_has_its_own_days() -> None:
    assert day("2026-01-06") in packaged_days("DE-BY", 2026)
    assert day("2026-01-06") not in packaged_days("DE", 2026)


def test_a_reviewed_calendar_never_asks_the_package(kz: OpenDays, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "packaged_days", lambda *_: pytest.fail("asked the package"))
    first = day("2015-01-01")
    for ahead in range(365 * 13):
        kz.is_open(first + timedelta(ahead))


# --- walking ------------------------------------------------------------------------------------------------------


def test_the_next_and_the_previous_open_day(kz: OpenDays) -> None:
    assert kz.next_open(day("2026-07-04")) == day("2026-07-07")  # Saturday, Sunday, Capital Day
    assert kz.previous_open(day("2026-07-06")) == day("2026-07-03")
    assert kz.next_open(day("2025-01-05")) == day("2025-01-05")  # a worked Sunday
    assert kz.next_open(day("2025-01-01")) == day("2025-01-05")
    assert kz.previous_open(day("2025-01-04")) == day("2024-12-31")
    assert kz.next_open(day("2026-07-07")) == kz.previous_open(day("2026-07-07")) == day("2026-07-07")


@pytest.mark.parametrize("start", [date(2026, 1, 1), date.max, date.min])
def test_a_walk_does_not_go_on_for_ever(start: date) -> None:
    never = OpenDays.with_closed(weekend=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    with pytest.raises(ValueError, match=f"no open day within 60 days after {start}"):
        never.next_open(start)
    with pytest.raises(ValueError, match=f"no open day within 60 days before {start}"):
        never.previous_open(start)


# --- the other ways to build one ----------------------------------------------------------------------------------


def test_every_day_is_open_in_every_year() -> None:
    for start in (date.min, date(2026, 1, 3), date.max):
        assert EVERY_DAY.is_open(start)
        assert EVERY_DAY.covers(start)
    assert EVERY_DAY.days_of(2026) == []


def test_a_calendar_of_given_days() -> None:
    calendar = OpenDays.with_closed([day("2026-03-03")], works=[day("2026-03-07")])
    assert [calendar.is_open(date(2026, 3, number)) for number in range(1, 9)] == [
        False,
        True,
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert calendar.why_closed(day("2026-03-03")).source == "given"
    assert calendar.covers(day("1950-01-01"))
    assert OpenDays.with_closed(weekend=()).is_open(day("2026-03-01"))


def test_a_calendar_cannot_be_changed(kz: OpenDays) -> None:
    with pytest.raises(AttributeError):
        kz.package = "RU"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kz.days[day("2026-01-05")] = kz.days[day("2026-01-01")]  # type: ignore[index]
    assert {kz: 1}[kz] == 1


def test_building_thirteen_years_is_quick(written: model.Calendar) -> None:
    def build() -> float:
        start = perf_counter()
        OpenDays.of(written)
        return perf_counter() - start

    assert min(build() for _ in range(20)) < 0.001
