"""Days and moments as a case states them, and which of two came first."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extradeadline.moments import Point, WhenError, end_of, in_zone, is_before, parse_when, start_of
from extradeadline.rulebook import zone_of

ALMATY = zone_of("Asia/Almaty")
BERLIN = zone_of("Europe/Berlin")
SANTIAGO = zone_of("America/Santiago")  # its clocks go forward at midnight


def at(text: str, zone: object = ALMATY) -> Point:
    return in_zone(parse_when(text), zone)  # type: ignore[arg-type]


class TestReading:
    def test_a_day_is_a_day(self) -> None:
        assert parse_when("2025-06-02") == date(2025, 6, 2)
        assert not isinstance(parse_when("2025-06-02"), datetime)

    @pytest.mark.parametrize(
        "text", ["2025-06-02 14:20", "2025-06-02T14:20", " 2025-06-02 14:20 ", "2025-06-02 14:20:00"]
    )
    def test_a_moment_without_an_offset_has_no_zone_yet(self, text: str) -> None:
        assert parse_when(text) == datetime(2025, 6, 2, 14, 20)

    def test_a_moment_may_carry_its_offset(self) -> None:
        assert parse_when("2025-06-02T14:20+05:00") == datetime(2025, 6, 2, 14, 20, tzinfo=timezone(timedelta(hours=5)))
        assert parse_when("2025-06-02 14:20Z") == datetime(2025, 6, 2, 14, 20, tzinfo=UTC)
        assert parse_when("2025-06-02 14:20-03:30") == datetime(2025, 6, 2, 17, 50, tzinfo=UTC)

    def test_the_seconds_are_kept(self) -> None:
        assert parse_when("2025-06-02 14:20:59") == datetime(2025, 6, 2, 14, 20, 59)

    @pytest.mark.parametrize("text", ["02.06", "2-6", "02/06"])
    def test_a_day_without_its_year_is_refused(self, text: str) -> None:
        with pytest.raises(WhenError, match=f"^'{text}' has no year; write the day as 2025-06-02$"):
            parse_when(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2 June 2025",
            "02.06.2025",
            "2025-6-2",
            "2025-06",
            "2025-06-02 14",
            "2025-06-02 2:20pm",
            "2025-06-02 14:20+5",
        ],
    )
    def test_what_is_no_day_is_refused(self, text: str) -> None:
        with pytest.raises(WhenError, match="is no day; write 2025-06-02, or 2025-06-02 14:20 where the hour is known"):
            parse_when(text)

    @pytest.mark.parametrize(
        "text",
        [
            "2025-02-29",
            "2025-13-01",
            "2025-06-31",
            "2025-06-02 24:00",
            "2025-06-02 14:60",
            "2025-06-02 14:20+24:00",
        ],
    )
    def test_what_the_calendar_lacks_is_refused(self, text: str) -> None:
        with pytest.raises(WhenError, match="does not exist in the calendar"):
            parse_when(text)

    @settings(deadline=None, max_examples=300, derandomize=True)
    @given(
        st.one_of(
            st.text(),
            st.from_regex(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?", fullmatch=True),
        )
    )
    def test_any_text_is_a_day_or_a_moment_or_is_refused_in_words(self, text: str) -> None:
        try:
            when, refusal = parse_when(text), ""
        except WhenError as error:
            when, refusal = None, str(error)
        assert isinstance(when, date) or text in refusal

    @settings(deadline=None, max_examples=100, derandomize=True)
    @given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
    def test_a_day_is_read_from_its_own_text_again(self, day: date) -> None:
        assert parse_when(day.isoformat()) == day


class TestInAZone:
    def test_a_day_stays_a_day(self) -> None:
        assert at("2025-06-02") == Point(date(2025, 6, 2))

    def test_a_moment_without_an_offset_is_a_clock_time_of_the_zone(self) -> None:
        assert at("2025-06-02 14:20").value.isoformat() == "2025-06-02T14:20:00+05:00"

    def test_a_moment_of_another_zone_may_fall_on_another_day(self) -> None:
        assert at("2025-06-01T23:30:00+03:00").day == date(2025, 6, 2)
        assert at("2025-06-01T23:30:00+03:00").value.isoformat() == "2025-06-02T01:30:00+05:00"

    def test_a_time_that_the_clocks_skip_is_read_as_if_they_had_not(self) -> None:
        assert at("2026-03-29 02:30", BERLIN).value.isoformat() == "2026-03-29T03:30:00+02:00"

    def test_a_time_that_the_clocks_show_twice_is_the_first_unless_its_offset_says_otherwise(self) -> None:
        assert at("2026-10-25 02:30", BERLIN).value.isoformat() == "2026-10-25T02:30:00+02:00"
        assert at("2026-10-25 02:30+01:00", BERLIN).value.isoformat() == "2026-10-25T02:30:00+01:00"

    @pytest.mark.parametrize("text", ["0001-01-01 00:00", "0001-01-01 00:00+05:00", "9999-12-31 23:59-05:00"])
    def test_a_moment_that_no_zone_can_hold_is_refused_in_words(self, text: str) -> None:
        with pytest.raises(WhenError):
            at(text)

    def test_a_day_lasts_from_its_first_instant_to_the_first_of_the_next(self) -> None:
        assert start_of(at("2025-06-02"), ALMATY) == datetime(2025, 6, 2, tzinfo=ALMATY)
        assert end_of(at("2025-06-02"), ALMATY) == datetime(2025, 6, 3, tzinfo=ALMATY)

    def test_a_moment_is_its_own_start_and_end(self) -> None:
        point = at("2025-06-02 14:20")
        assert start_of(point, ALMATY) == end_of(point, ALMATY) == point.instant

    def test_a_day_on_which_the_clocks_change_is_as_long_as_they_make_it(self) -> None:
        def hours(text: str, zone: object) -> float:
            point = at(text, zone)
            return (end_of(point, zone).astimezone(UTC) - start_of(point, zone).astimezone(UTC)) / timedelta(hours=1)  # type: ignore[arg-type]

        assert hours("2026-03-29", BERLIN) == 23
        assert hours("2026-10-25", BERLIN) == 25
        assert hours("2024-02-29", ALMATY) == 25
        assert hours("2024-02-29", zone_of("Asia/Oral")) == 24


class TestOrder:
    def test_days_come_in_their_order(self) -> None:
        assert is_before(at("2025-06-02"), at("2025-06-03"))
        assert not is_before(at("2025-06-03"), at("2025-06-02"))
        assert not is_before(at("2025-06-02"), at("2025-06-02"))

    def test_moments_come_in_their_order(self) -> None:
        assert is_before(at("2025-06-02 14:20"), at("2025-06-02 14:21"))
        assert is_before(at("2025-06-02 14:20+05:00"), at("2025-06-02 14:20+03:00"))

    def test_a_day_alone_is_neither_before_nor_after_a_moment_inside_it(self) -> None:
        day, moment = at("2025-06-02"), at("2025-06-02 14:20")
        assert not is_before(day, moment)
        assert not is_before(moment, day)

    def test_a_day_alone_is_before_a_moment_of_the_next(self) -> None:
        assert is_before(at("2025-06-02"), at("2025-06-03 00:00"))

    def test_in_the_hour_that_the_clocks_show_twice_the_instants_decide_and_not_the_clock(self) -> None:
        """Almaty, 2024-02-29: 23:30 at +06:00 came forty minutes before 23:10 at +05:00."""
        first, second = at("2024-02-29 23:30+06:00"), at("2024-02-29 23:10+05:00")
        assert is_before(first, second)
        assert not is_before(second, first)


def test_where_the_clocks_skip_midnight_the_day_begins_when_they_have_changed() -> None:
    """Santiago, 2026-09-06: 24:00 of the 5th is 01:00 of the 6th."""
    start = start_of(at("2026-09-06", SANTIAGO), SANTIAGO)
    assert start.astimezone(UTC) == datetime(2026, 9, 6, 4, tzinfo=UTC)
    assert end_of(at("2026-09-05", SANTIAGO), SANTIAGO).astimezone(UTC) == datetime(2026, 9, 6, 4, tzinfo=UTC)
