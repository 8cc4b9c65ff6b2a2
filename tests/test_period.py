"""What is read as a length of time, and what is refused in which words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extradeadline.period import SPECIALS, Period, PeriodError, parse_period
from extradeadline.problems import LONGEST_QUOTE


@pytest.mark.parametrize(
    ("text", "months", "days", "working_days", "hours"),
    [
        ("10 days", 0, 10, 0, 0),
        ("1 day", 0, 1, 0, 0),
        ("1 days", 0, 1, 0, 0),
        ("72 hours", 0, 0, 0, 72),
        ("1 hour", 0, 0, 0, 1),
        ("2 months", 2, 0, 0, 0),
        ("1 year", 12, 0, 0, 0),
        ("1 year 6 months", 18, 0, 0, 0),
        ("1 year and 6 months", 18, 0, 0, 0),
        ("1 year 6 months 10 days", 18, 10, 0, 0),
        ("3 weeks", 0, 21, 0, 0),
        ("1 week 2 days", 0, 9, 0, 0),
        ("5 working days", 0, 0, 5, 0),
        ("1 working day", 0, 0, 1, 0),
        ("  10   days ", 0, 10, 0, 0),
        ("9999 days", 0, 9999, 0, 0),
    ],
)
def test_a_number_and_a_unit_are_read(text: str, months: int, days: int, working_days: int, hours: int) -> None:
    period = parse_period(text)
    assert (period.months, period.days, period.working_days, period.hours) == (months, days, working_days, hours)
    assert period.is_length
    assert not period.at_least


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("P10D", "10 days"),
        ("P1D", "1 day"),
        ("P2M", "2 months"),
        ("P1Y6M", "1 year 6 months"),
        ("P1Y", "1 year"),
        ("P3W", "3 weeks"),
        ("PT72H", "72 hours"),
        ("P1M10D", "1 month 10 days"),
        ("PT1H", "1 hour"),
    ],
)
def test_iso_8601_is_read_and_said_in_words(iso: str, words: str) -> None:
    assert parse_period(iso) == parse_period(words)
    assert parse_period(iso).text == words


def test_seventy_two_hours_are_not_three_days_and_a_month_is_not_thirty() -> None:
    assert parse_period("72 hours") != parse_period("3 days")
    assert parse_period("72 hours").days == 0
    assert parse_period("1 month").days == 0


def test_a_floor_keeps_its_length() -> None:
    floor = parse_period("at least 1 month")
    assert (floor.at_least, floor.months, floor.text) == (True, 1, "at least 1 month")


@pytest.mark.parametrize("text", SPECIALS)
def test_what_is_not_counted_is_no_length(text: str) -> None:
    period = parse_period(text)
    assert period.special == text
    assert not period.is_length


def test_the_parts_are_as_written() -> None:
    assert parse_period("1 year 6 months").terms() == [(1, "year"), (6, "month")]
    assert parse_period("at least 5 working days").terms() == [(5, "working day")]
    assert parse_period("P1Y6M").terms() == [(1, "year"), (6, "month")]
    assert parse_period("as ordered").terms() == []


NO_PERIOD = (
    "is no period; write a number and a unit (hours, days, working days, weeks, months, years), such as '10 days'"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'' has no length; a period is at least one hour or one day"),
        ("0 days", "'0 days' has no length; a period is at least one hour or one day"),
        ("0 hours", "'0 hours' has no length; a period is at least one hour or one day"),
        ("P0D", "'P0D' has no length; a period is at least one hour or one day"),
        ("ten days", f"'ten days' {NO_PERIOD}"),
        ("10", f"'10' {NO_PERIOD}"),
        ("days", f"'days' {NO_PERIOD}"),
        ("10days", f"'10days' {NO_PERIOD}"),
        ("10 Days", f"'10 Days' {NO_PERIOD}"),
        ("10 dayss", f"'10 dayss' {NO_PERIOD}"),
        ("10 business days", f"'10 business days' {NO_PERIOD}"),
        ("10 суток", f"'10 суток' {NO_PERIOD}"),
        ("10.5 days", f"'10.5 days' {NO_PERIOD}"),
        ("-10 days", f"'-10 days' {NO_PERIOD}"),
        ("10000 days", f"'10000 days' {NO_PERIOD}"),
        ("at most 10 days", f"'at most 10 days' {NO_PERIOD}"),
        ("at least", f"'at least' {NO_PERIOD}"),
        ("at least as ordered", f"'at least as ordered' {NO_PERIOD}"),
        ("10 days and", f"'10 days and' {NO_PERIOD}"),
        ("At once", f"'At once' {NO_PERIOD}"),
        ("P", f"'P' {NO_PERIOD}"),
        ("PT", f"'PT' {NO_PERIOD}"),
        ("P1DT", f"'P1DT' {NO_PERIOD}"),
        ("PT30M", f"'PT30M' {NO_PERIOD}"),
        ("p10d", f"'p10d' {NO_PERIOD}"),
        ("10 days 5 days", "'10 days 5 days' names days twice"),
        ("1 month and 2 months", "'1 month and 2 months' names months twice"),
        (
            "1 day 12 hours",
            "'1 day 12 hours' mixes hours with longer units; the law counts them apart, so write two limits",
        ),
        ("P1DT12H", "'P1DT12H' mixes hours with longer units; the law counts them apart, so write two limits"),
        ("1 month 5 working days", "'1 month 5 working days' mixes working days with other units; write two limits"),
    ],
)
def test_anything_else_is_refused_and_the_message_says_why(text: str, said: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert str(caught.value) == said


WORDS = st.sampled_from(
    [
        *SPECIALS,
        "at least",
        "and",
        "P",
        "T",
        "year",
        "months",
        "weeks",
        "day",
        "days",
        "working days",
        "hours",
        "0",
        "1",
        "72",
        "-",
        "  ",
    ]
)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(
    st.one_of(
        st.text(), st.lists(WORDS, max_size=6).map(" ".join), st.from_regex(r"P(\d{0,5}[YMWDTH]){0,4}", fullmatch=True)
    )
)
def test_any_text_is_a_period_or_is_refused_in_words(text: str) -> None:
    try:
        period, refusal = parse_period(text), ""
    except PeriodError as error:
        period, refusal = None, str(error)
    if period is None:
        assert text[:LONGEST_QUOTE] in refusal or " ".join(text.split())[:LONGEST_QUOTE] in refusal
    else:
        assert isinstance(period, Period)
        assert period.special or period.months + period.days + period.working_days + period.hours > 0


LENGTHS = st.one_of(
    st.tuples(st.integers(1, 900), st.sampled_from(["hour", "day", "working day", "week", "month", "year"])).map(
        lambda part: f"{part[0]} {part[1]}s"
    ),
    st.tuples(st.integers(1, 99), st.integers(1, 11), st.integers(1, 30)).map(
        lambda part: f"{part[0]} years {part[1]} months {part[2]} days"
    ),
)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(LENGTHS)
def test_a_period_is_read_from_its_own_text_again(text: str) -> None:
    period = parse_period(text)
    assert parse_period(period.text) == period
    assert parse_period(f"at least {text}").months == period.months
