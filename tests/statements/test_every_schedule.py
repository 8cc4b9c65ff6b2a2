"""What holds of every schedule, whatever happened in the case and whenever it is looked at."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from kazakh_cases import AS_OF, BOOK, case_files, kinds, lines, over, scheduled, shown, unrelated_to, written_with
from msgspec.structs import replace

from extradeadline.model import CalendarDay, CaseFile, Order, Record, Words
from extradeadline.problems import Problems
from extradeadline.rulebook import zone_of

often = settings(deadline=None, max_examples=60, derandomize=True)
# whole cases: a failing one is shown as found, for making it smaller takes minutes
whole_cases = settings(often, phases=[Phase.explicit, Phase.generate])


class TestTheSameCase:
    """A schedule is a function of the case, the rules and the day: nothing else is asked and nothing is kept."""

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_gives_the_same_schedule_twice(self, file: CaseFile, as_of: date) -> None:
        one, other = scheduled(file, as_of), scheduled(file, as_of)
        assert one.deadlines == other.deadlines
        assert one.flags == other.flags

    @whole_cases
    @given(case_files("detained", "decision_served"), AS_OF, st.integers(0, 10_000))
    def test_in_another_order_of_its_events_gives_the_same_schedule(
        self, file: CaseFile, as_of: date, seed: int
    ) -> None:
        shuffled = random.Random(seed)
        order = shuffled.sample(list(file.events), len(file.events))
        events = {
            kind: shuffled.sample(records, len(records))
            for kind in order
            if isinstance(records := file.events[kind], list)
        }
        one, other = scheduled(file, as_of), scheduled(written_with(file, events=events), as_of)
        assert one.deadlines == other.deadlines
        assert set(one.flags) == set(other.flags)

    @whole_cases
    @given(case_files("detained", "decision_served"), AS_OF, st.integers(0, 500), st.data())
    def test_with_an_unrelated_event_keeps_all_its_lines(
        self, file: CaseFile, as_of: date, offset: int, data: st.DataObject
    ) -> None:
        kind = data.draw(st.sampled_from(unrelated_to(file)))
        more = Record(when=(date(2019, 1, 1) + timedelta(days=offset * 6)).isoformat())
        one, other = scheduled(file, as_of), scheduled(written_with(file, events={**file.events, kind: [more]}), as_of)
        assert lines(one) == lines(other)

    def test_meets_every_act_of_the_procedure(self) -> None:
        assert {"detained", "request_received", "extradition_arrest_ordered", "decision_served", "surrendered"} <= set(
            kinds()
        )


class TestBounds:
    """Every reading of the law is shown, and the bounds are those of all of them."""

    @whole_cases
    @given(case_files("detained", "decision_made", "decision_served"), AS_OF)
    def test_the_last_day_lies_between_the_earliest_and_the_latest(self, file: CaseFile, as_of: date) -> None:
        found = scheduled(file, as_of)
        for line in found.deadlines:
            within = [end for end in (line.earliest, shown(line), line.latest) if end is not None]
            moments = [over(end, found, line) for end in within]
            assert moments == sorted(moments), line.id

    @whole_cases
    @given(case_files("detained", "decision_made", "decision_served"), AS_OF)
    def test_so_does_every_reading(self, file: CaseFile, as_of: date) -> None:
        found = scheduled(file, as_of)
        for line in found.deadlines:
            for reading in line.readings:
                within = [end for end in (line.earliest, reading.ends_at, line.latest) if end is not None]
                moments = [over(end, found, line) for end in within]
                assert reading.ends_at is None or moments == sorted(moments), f"{line.id} {reading.name}"

    @whole_cases
    @given(case_files("detained", "decision_made", "decision_served"), AS_OF)
    def test_a_reading_that_is_listed_moves_something(self, file: CaseFile, as_of: date) -> None:
        for line in scheduled(file, as_of).deadlines:
            first = line.readings[0] if line.readings else None
            for other in line.readings[1:]:
                assert first is not None
                if first.ends_at is not None and other.ends_at is not None:
                    assert (other.last_day, other.ends_at) != (first.last_day, first.ends_at), f"{line.id} {other.name}"


class TestLines:
    """What a line says of itself fits together."""

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_each_has_an_id_of_its_own(self, file: CaseFile, as_of: date) -> None:
        ids = [line.id for line in scheduled(file, as_of).deadlines]
        assert len(ids) == len(set(ids))

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_they_stand_in_the_order_of_their_earliest_ends(self, file: CaseFile, as_of: date) -> None:
        ends = [
            line.earliest.isoformat()[:10]
            for line in scheduled(file, as_of).deadlines
            if line.earliest is not None and not line.closed
        ]
        assert ends == sorted(ends)

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_what_is_pending_waits_for_something_or_has_a_reading_that_has_come(
        self, file: CaseFile, as_of: date
    ) -> None:
        for line in scheduled(file, as_of).deadlines:
            if line.basis == "pending":
                assert line.last_day is None, line.id
                assert line.waits_for or len(line.readings) > 1, line.id

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_a_day_ends_at_the_midnight_after_it(self, file: CaseFile, as_of: date) -> None:
        for line in scheduled(file, as_of).deadlines:
            if line.last_day is not None and line.ends_at is not None and not line.hours and line.kind != "effect":
                zone = zone_of(file.zone or "Asia/Almaty")
                assert line.ends_at.astimezone(zone).date() == line.last_day + timedelta(days=1), line.id

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_what_came_after_the_day_of_the_schedule_closes_nothing(self, file: CaseFile, as_of: date) -> None:
        for line in scheduled(file, as_of).deadlines:
            if line.closed is not None:
                assert line.closed.when.isoformat()[:10] <= as_of.isoformat(), line.id

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_nothing_has_lapsed_before_its_end(self, file: CaseFile, as_of: date) -> None:
        for line in scheduled(file, as_of).deadlines:
            if line.status == "lapsed" and line.last_day is not None:
                assert line.last_day < as_of, line.id


class TestOddFacts:
    """What a lawyer may truthfully write never breaks the program."""

    @pytest.mark.parametrize(
        "term", ["1 day", "30 days", "1 month", "2 months", "1 month 15 days", "72 hours", "10 working days"]
    )
    def test_a_treaty_term_in_any_unit_gives_a_schedule(self, term: str) -> None:
        file = CaseFile("KZ", "RU", facts={"treaty_term": term}, events={"detained": "2026-03-02 10:20"})
        assert scheduled(file, "2026-03-03").deadlines

    @pytest.mark.parametrize("term", ["1 day", "8 months", "25 years", "99 years", "999 years 11 months"])
    def test_a_sentence_of_any_length_gives_a_schedule(self, term: str) -> None:
        events: dict[str, str | Record | list[str | Record]] = {
            "detained": "2026-03-02 10:20",
            "request_received": "2026-03-20",
        }
        facts = {"foreign_sentence": term, "foreign_maximum": term, "wanted_for": "sentence"}
        assert scheduled(CaseFile("KZ", "RU", facts=facts, events=events), "2026-03-03").deadlines

    def test_a_sentence_that_no_calendar_can_hold_is_refused_in_words(self) -> None:
        events: dict[str, str | Record | list[str | Record]] = {"detained": "2026-03-02 10:20"}
        with pytest.raises(Problems, match="9999 years"):
            scheduled(CaseFile("KZ", "RU", facts={"foreign_sentence": "9999 years"}, events=events), "2026-03-03")

    def test_a_ceiling_that_nobody_knows_is_pending(self) -> None:
        events: dict[str, str | Record | list[str | Record]] = {
            "detained": "2026-03-02",
            "custody_prolonged_for_surrender": Record(when="2027-02-20", names="2027-06-01"),
        }
        found = lines(scheduled(CaseFile("KZ", "RU", facts={"wanted_for": "prosecution"}, events=events), "2027-03-01"))
        assert found["kz/extradition/custody-ceiling"].basis == "pending"

    @pytest.mark.parametrize("day", ["1950-01-01", "2000-02-29", "2099-12-31"])
    def test_a_case_of_any_time_gives_a_schedule(self, day: str) -> None:
        assert scheduled(CaseFile("KZ", "RU", events={"detained": day, "decision_served": day}), "2026-03-03").deadlines

    @pytest.mark.parametrize("when", ["9999-12-31", "0001-01-01 00:00", "9999-12-31 23:59-05:00"])
    def test_a_day_at_the_end_of_time_is_refused_in_words(self, when: str) -> None:
        with pytest.raises(Problems, match=when[:4]):
            scheduled(CaseFile("KZ", "RU", events={"detained": when}), "2026-03-03")


class TestOneMomentAfterAnother:
    """What came first is told by the instant: not by the clock, not by the place in the file."""

    def test_a_ruling_in_the_hour_that_the_clocks_showed_twice_is_late_by_elapsed_time(self) -> None:
        """Detained in Almaty on 26 February 2024 at 23:10: the 72 hours ran out on the 29th at 23:10 +06:00. The ruling at 23:05
        +05:00, after the clocks went back, came 55 minutes later."""
        events: dict[str, str | Record | list[str | Record]] = {
            "detained": "2024-02-26 23:10",
            "temporary_custody_ordered": "2024-02-29 23:05+05:00",
        }
        line = lines(scheduled(CaseFile("KZ", "RU", zone="Asia/Almaty", events=events), "2024-03-05"))[
            "kz/extradition/custody-ruling"
        ]
        assert line.status == "met late"
        assert line.closed is not None
        assert line.closed.late_by == "55 minutes"

    def test_a_release_after_the_clocks_went_back_is_late_by_elapsed_time(self) -> None:
        events: dict[str, str | Record | list[str | Record]] = {
            "detained": "2024-02-26 22:00",
            "released": "2024-03-01 02:00",
        }
        found = lines(scheduled(CaseFile("KZ", "RU", zone="Asia/Almaty", events=events), "2024-03-05"))
        closed = found["kz/extradition/release-at-72-hours"].closed
        assert closed is not None
        assert closed.late_by == "5 hours"

    def test_of_two_acts_in_one_minute_the_earlier_second_closes(self) -> None:
        events: dict[str, str | Record | list[str | Record]] = {
            "decision_served": "2026-03-05",
            "complaint_lodged": "2026-03-10 10:00:50",
            "complaint_posted": "2026-03-10 10:00:10",
        }
        closed = lines(scheduled(CaseFile("KZ", "RU", events=events), "2026-03-20"))["kz/extradition/appeal"].closed
        assert closed is not None
        assert closed.kind == "complaint_posted"

    def test_of_two_extensions_on_one_day_one_stands_whatever_their_order_in_the_file(self) -> None:
        extensions: list[str | Record] = [
            Record(when="2026-05-01", names="2026-07-01"),
            Record(when="2026-05-01", names="2026-08-01"),
        ]
        standing = []
        for order in (extensions, extensions[::-1]):
            events: dict[str, str | Record | list[str | Record]] = {
                "detained": "2026-03-02 10:20",
                "extradition_arrest_ordered": Record(when="2026-03-30", names="2026-05-02"),
                "extradition_arrest_extended": order,
            }
            found = scheduled(CaseFile("KZ", "RU", events=events), "2026-05-10").deadlines
            running = [
                line for line in found if line.limit == "kz/extradition/ordered-end" and line.status == "running"
            ]
            standing.append([line.last_day for line in running])
        assert standing == [[date(2026, 8, 1)]] * 2


class TestDoubtfulDays:
    """A day of which nobody is sure makes two readings, and several such days make every combination."""

    def test_the_earliest_end_is_that_of_the_world_in_which_all_of_them_are_open(self) -> None:
        """Two working days from Wednesday 10 June: Thursday and Friday if both are open, Tuesday 16 if neither is."""
        calendar = BOOK.calendars["kz/state"]
        name = Words(en="doubted", ru="под вопросом")
        doubted = CalendarDay(name=name, source="test", certainty="unsure")
        year = replace(calendar.years["2026"], days={date(2026, 6, 11): doubted, date(2026, 6, 12): doubted})
        book = replace(
            BOOK, calendars={**BOOK.calendars, "kz/state": replace(calendar, years={**calendar.years, "2026": year})}
        )
        file = CaseFile(
            "KZ",
            "RU",
            events={
                "detained": "2026-06-01",
                "preliminary_decision_received": "2026-06-10",
                "asylum_registered": "2026-06-02",
            },
        )
        found = lines(scheduled(file, "2026-06-10", book))["kz/asylum/objections"]
        assert (found.last_day, found.earliest, found.latest) == (
            date(2026, 6, 16),
            date(2026, 6, 12),
            date(2026, 6, 16),
        )


class TestSuspension:
    """While a suspending order lasts the clock stands: the end can only move on."""

    @often
    @given(
        st.dates(date(2019, 1, 1), date(2026, 6, 1)),
        st.integers(0, 40),
        st.integers(0, 60),
        st.sampled_from(
            ["kz/extradition/appeal", "kz/extradition/complaint-materials", "kz/extradition/complaint-review"]
        ),
    )
    def test_a_suspension_never_shortens(self, day: date, offset: int, length: int, limit: str) -> None:
        moment = day.isoformat()
        file = CaseFile(
            "KZ",
            "RU",
            events=dict.fromkeys(
                ("decision_made", "decision_served", "prosecutor_told_of_complaint", "complaint_received_by_court"),
                moment,
            ),
        )
        first, until = day + timedelta(days=offset), day + timedelta(days=offset + length)
        order = Order(when=first.isoformat(), suspends=limit, from_=first.isoformat(), until=until.isoformat())
        as_of = day + timedelta(days=200)
        running, stood = (
            lines(scheduled(file, as_of))[limit],
            lines(scheduled(written_with(file, orders=[order]), as_of))[limit],
        )
        assert running.last_day is not None
        assert stood.last_day is not None
        assert running.last_day <= stood.last_day
        assert stood.last_day <= running.last_day + timedelta(
            days=length + 12
        )  # a roll over the longest holidays apart


class TestALaterTrigger:
    """Whatever opens a limit a day later does not end it earlier."""

    @often
    @given(
        st.dates(date(2015, 1, 1), date(2027, 10, 1)),
        st.sampled_from(["decision_served", "prosecutor_told_of_complaint", "detained", "complaint_received_by_court"]),
    )
    def test_never_ends_a_line_earlier(self, day: date, kind: str) -> None:
        as_of = day + timedelta(days=1)
        first = scheduled(CaseFile("KZ", "RU", events={kind: day.isoformat()}), as_of)
        second = scheduled(CaseFile("KZ", "RU", events={kind: (day + timedelta(days=1)).isoformat()}), as_of)
        one, other = lines(first), lines(second)
        for ident in one.keys() & other.keys():
            for end in ("earliest", "latest"):
                before, after = getattr(one[ident], end), getattr(other[ident], end)
                if before is not None and after is not None:
                    assert over(before, first, one[ident]) <= over(after, second, other[ident]), ident


def test_the_procedure_of_kazakhstan_is_there() -> None:
    assert any(path.startswith("kz/extradition/") for path in BOOK.limits)
