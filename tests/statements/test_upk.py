"""Articles 48-50 of the Criminal Procedure Code of Kazakhstan, part by part, as properties of the count."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from kazakh_cases import ALMATY, AS_OF, BOOK, KZ, case_files, lines, scheduled

from extradeadline.calendars import EVERY_DAY
from extradeadline.counting import count
from extradeadline.model import CaseFile, Record
from extradeadline.period import parse_period
from extradeadline.rulebook import zone_of
from extradeadline.steps import Count
from extradeadline.ways import Way, way_of

often = settings(deadline=None, max_examples=60, derandomize=True)
# whole cases: a failing one is shown as found, for making it smaller takes minutes
whole_cases = settings(often, phases=[Phase.explicit, Phase.generate])
DAY = timedelta(days=1)

PROCEDURAL = way_of("kz/procedural", BOOK.regimes["kz/procedural"])
CUSTODY_READINGS = [
    way_of("kz/custody", BOOK.regimes["kz/custody"], reading)
    for reading in (None, *BOOK.regimes["kz/custody"].readings)
]
CUSTODY = CUSTODY_READINGS[0]

days = st.dates(date(2012, 1, 1), date(2032, 12, 31))
zones = st.sampled_from(["Asia/Almaty", "Asia/Oral", "Asia/Qyzylorda", "Asia/Qostanay"]).map(zone_of)
moments = st.datetimes(datetime(2015, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
# the weeks in which the clocks of Almaty, Qostanay and Qyzylorda changed
near_a_change = st.one_of(
    st.datetimes(datetime(2024, 2, 24), datetime(2024, 3, 5), timezones=st.just(UTC)),
    st.datetimes(datetime(2018, 12, 15), datetime(2018, 12, 25), timezones=st.just(UTC)),
)
numbers = st.integers(1, 120)
terms_in_days = numbers.map(lambda n: f"{n} days")
terms_in_months = st.integers(1, 36).map(lambda n: f"{n} months")
day_terms = st.one_of(terms_in_days, terms_in_months)


def counted(trigger: date, period: str, way: Way) -> Count:
    return count(trigger, parse_period(period), way, KZ, ALMATY)


class TestPart1Units:
    """48(1): «исчисляются часами, сутками, месяцами, годами» - counted in hours, days, months and years."""

    @often
    @given(days, st.integers(1, 20))
    def test_a_year_is_twelve_months(self, day: date, years: int) -> None:
        assert (
            counted(day, f"{years} years", PROCEDURAL).last_day
            == counted(day, f"{12 * years} months", PROCEDURAL).last_day
        )

    @often
    @given(moments, st.integers(1, 10), zones)
    def test_a_day_is_not_24_hours(self, moment: datetime, number: int, zone: object) -> None:
        """A term in days ends with a day; one in hours at an hour."""
        in_days = count(moment, parse_period(f"{number} days"), CUSTODY, KZ, zone)  # type: ignore[arg-type]
        assert (in_days.ends_at.hour, in_days.ends_at.minute) == (0, 0)
        in_hours = count(moment, parse_period(f"{24 * number} hours"), CUSTODY, KZ, zone)  # type: ignore[arg-type]
        assert in_hours.ends_at - moment == timedelta(hours=24 * number)


class TestPart2TheStart:
    """48(2): «не принимаются в расчет тот час и те сутки, которыми начинается течение срока» - the hour and the day on which
    a term begins are not counted."""

    @often
    @given(days, numbers)
    def test_the_day_of_the_event_is_left_out(self, day: date, number: int) -> None:
        counted_to = counted(day, f"{number} days", PROCEDURAL).counted_to
        assert len([n for n in range(1, 400) if day + n * DAY <= counted_to]) == number

    @often
    @given(moments, st.integers(1, 96), zones)
    def test_the_hour_of_the_event_is_left_out(self, moment: datetime, hours: int, zone: object) -> None:
        end = count(moment, parse_period(f"{hours} hours"), PROCEDURAL, KZ, zone).counted_to  # type: ignore[arg-type]
        assert isinstance(end, datetime)
        assert timedelta(hours=hours) < end - moment <= timedelta(hours=hours + 1)
        assert (end.minute, end.second) == (0, 0)

    @often
    @given(days, st.integers(0, 1439), numbers)
    def test_the_hour_of_the_event_makes_no_difference_to_a_term_in_days(
        self, day: date, minute: int, number: int
    ) -> None:
        moment = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ALMATY)
        period = parse_period(f"{number} days")
        assert (
            count(moment, period, PROCEDURAL, KZ, ALMATY).last_day
            == count(day, period, PROCEDURAL, KZ, ALMATY).last_day
        )


class TestPart2Custody:
    """48(2): «Это правило не относится к исчислению сроков при задержании, содержании под стражей» - that rule is not for detention
    and custody; 48(5): «в срок включаются первые сутки срока» - the first day is inside the term."""

    @often
    @given(days, numbers)
    def test_the_first_day_of_custody_is_day_one(self, day: date, number: int) -> None:
        last = counted(day, f"{number} days", CUSTODY).last_day
        assert (last - day).days + 1 == number

    @often
    @given(days, day_terms)
    def test_custody_is_never_longer_than_another_term_of_the_same_length(self, day: date, term: str) -> None:
        for way in CUSTODY_READINGS:
            assert counted(day, term, way).last_day <= counted(day, term, PROCEDURAL).last_day

    @often
    @given(days, terms_in_months)
    def test_under_either_reading_of_months_custody_ends_within_a_day(self, day: date, term: str) -> None:
        """A1: the day before the same number, or the number itself."""
        ends = {counted(day, term, way).last_day for way in CUSTODY_READINGS}
        assert max(ends) - min(ends) <= DAY


class TestPart3ClosedDaysCount:
    """48(3): «включается и нерабочее время» - time that is not worked is inside the term."""

    @often
    @given(days, day_terms)
    def test_what_is_counted_is_the_same_whether_the_days_between_are_worked_or_not(self, day: date, term: str) -> None:
        without_closed_days = count(day, parse_period(term), PROCEDURAL, EVERY_DAY, ALMATY)
        assert counted(day, term, PROCEDURAL).counted_to == without_closed_days.last_day


class TestPart4TheEnd:
    """48(4): «истекает в двадцать четыре часа последних суток срока» - a term in days runs out at 24:00 of its last day."""

    @often
    @given(days, day_terms, st.sampled_from([PROCEDURAL, *CUSTODY_READINGS]), zones)
    def test_the_first_instant_too_late_is_the_midnight_after_the_last_day(
        self, day: date, term: str, way: Way, zone: object
    ) -> None:
        found = count(day, parse_period(term), way, KZ, zone)  # type: ignore[arg-type]
        assert found.ends_at.date() == found.last_day + DAY
        assert (found.ends_at.hour, found.ends_at.minute, found.ends_at.second) == (0, 0, 0)


class TestPart4Months:
    """48(4): «истекает в соответствующие месяц и число последнего месяца срока» - it ends on the same number of the last month;
    «в котором нет соответствующего числа, то срок истекает в последний день этого месяца» - or on its last day."""

    @often
    @given(days, st.integers(1, 60))
    def test_it_ends_in_its_month_on_the_same_number_or_on_the_last_day(self, day: date, number: int) -> None:
        end = counted(day, f"{number} months", PROCEDURAL).counted_to
        assert (end.year - day.year) * 12 + end.month - day.month == number
        assert end.day == day.day or (end.day < day.day and (end + DAY).month != end.month)

    @often
    @given(days, st.integers(1, 30), st.integers(1, 30))
    def test_months_are_added_in_one_step(self, day: date, one: int, other: int) -> None:
        """Month by month a 31 January would become a 28 March; the law counts once, from the event."""
        whole = counted(day, f"{one + other} months", PROCEDURAL).counted_to
        middle = counted(day, f"{one} months", PROCEDURAL).counted_to
        assert counted(middle, f"{other} months", PROCEDURAL).counted_to <= whole


class TestPart4TheNextWorkingDay:
    """48(4): «последний день срока приходится на нерабочий день, то днем окончания срока считается следующий за ним рабочий день»
    - a last day that is not a working day gives way to the next working day."""

    @often
    @given(days, day_terms)
    def test_a_rolled_last_day_is_open(self, day: date, term: str) -> None:
        assert KZ.is_open(counted(day, term, PROCEDURAL).last_day)

    @often
    @given(days, day_terms)
    def test_it_is_the_first_open_one(self, day: date, term: str) -> None:
        found = counted(day, term, PROCEDURAL)
        between = [found.counted_to + n * DAY for n in range((found.last_day - found.counted_to).days)]
        assert not any(KZ.is_open(passed) for passed in between)
        assert found.last_day == KZ.next_open(found.counted_to)

    @often
    @given(moments, st.integers(1, 96))
    def test_so_is_that_of_a_term_in_hours(self, moment: datetime, hours: int) -> None:
        assert KZ.is_open(count(moment, parse_period(f"{hours} hours"), PROCEDURAL, KZ, ALMATY).last_day)

    @whole_cases
    @given(case_files("decision_made", "decision_served"), AS_OF)
    def test_in_a_schedule_too(self, file: CaseFile, as_of: date) -> None:
        for line in scheduled(file, as_of).deadlines:
            computed = line.basis != "ordered" and any(step.code == "add" for step in line.steps)
            if line.regime == "kz/procedural" and computed and line.last_day is not None:
                assert KZ.is_open(line.last_day), line.id


class TestPart4CustodyDoesNotMove:
    """48(4): «кроме случаев исчисления сроков при задержании, содержании под стражей» - but not for detention and custody."""

    @often
    @given(days, day_terms)
    def test_a_custody_end_never_rolls(self, day: date, term: str) -> None:
        for way in CUSTODY_READINGS:
            found = counted(day, term, way)
            assert found.last_day == found.counted_to

    @often
    @given(moments, st.integers(1, 96), zones)
    def test_nor_does_that_of_detention_in_hours(self, moment: datetime, hours: int, zone: object) -> None:
        found = count(moment, parse_period(f"{hours} hours"), CUSTODY, KZ, zone)  # type: ignore[arg-type]
        assert found.ends_at == found.counted_to

    @whole_cases
    @given(case_files("detained"), AS_OF)
    def test_in_a_schedule_too(self, file: CaseFile, as_of: date) -> None:
        for line in scheduled(file, as_of).deadlines:
            if line.kind == "liberty" and line.last_day is not None:
                assert not any(step.code == "closed" for step in line.steps), line.id


class TestPart5ToTheMinute:
    """48(5): «с момента (часа с точностью до минуты) фактического применения этой меры» - from the moment, to the minute, at which
    the person is actually detained."""

    @often
    @given(st.one_of(moments, near_a_change), st.integers(1, 96), zones)
    def test_hours_are_elapsed_time_whatever_the_clocks_did(self, moment: datetime, hours: int, zone: object) -> None:
        end = count(moment, parse_period(f"{hours} hours"), CUSTODY, KZ, zone).ends_at  # type: ignore[arg-type]
        assert end.astimezone(UTC) - moment == timedelta(hours=hours)

    @often
    @given(st.one_of(moments, near_a_change), st.integers(1, 96), zones)
    def test_counting_the_same_hours_back_leads_to_the_minute_of_the_start(
        self, moment: datetime, hours: int, zone: object
    ) -> None:
        period, back = parse_period(f"{hours} hours"), way_of("kz/backward", BOOK.regimes["kz/backward"])
        end = count(moment, period, CUSTODY, KZ, zone).ends_at  # type: ignore[arg-type]
        assert count(end, period, back, KZ, zone, before=True).ends_at == moment  # type: ignore[arg-type]

    @often
    @given(st.datetimes(datetime(2024, 2, 20), datetime(2024, 3, 10)))
    def test_in_a_schedule_the_72_hours_are_72_hours(self, clock: datetime) -> None:
        file = CaseFile("KZ", "RU", zone="Asia/Almaty", events={"detained": f"{clock:%Y-%m-%d %H:%M}"})
        line = lines(scheduled(file, clock.date()))["kz/extradition/custody-ruling"]
        assert line.ends_at is not None
        start = clock.replace(second=0, microsecond=0, tzinfo=ALMATY)
        assert line.ends_at.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=72)


class TestALaterEvent:
    """48(2), 48(4): a term runs from its event; what happens later cannot run out sooner."""

    @often
    @given(days, st.integers(0, 60), day_terms, st.sampled_from([PROCEDURAL, *CUSTODY_READINGS]))
    def test_a_later_trigger_never_ends_earlier(self, day: date, later: int, term: str, way: Way) -> None:
        assert counted(day, term, way).ends_at <= counted(day + later * DAY, term, way).ends_at

    @often
    @given(
        st.one_of(moments, near_a_change),
        st.integers(0, 7 * 24 * 60),
        st.integers(1, 96),
        zones,
        st.sampled_from([PROCEDURAL, CUSTODY]),
    )
    def test_nor_on_an_earlier_day_where_the_term_is_in_hours(
        self, moment: datetime, later: int, hours: int, zone: object, way: Way
    ) -> None:
        """Its day, for hours that give way to the next working day keep their clock time there: see below."""
        period = parse_period(f"{hours} hours")
        one = count(moment, period, way, KZ, zone)  # type: ignore[arg-type]
        other = count(moment + timedelta(minutes=later), period, way, KZ, zone)  # type: ignore[arg-type]
        assert one.last_day <= other.last_day

    @often
    @given(st.one_of(moments, near_a_change), st.integers(0, 7 * 24 * 60), st.integers(1, 96), zones)
    def test_nor_at_an_earlier_moment_where_nothing_moves(
        self, moment: datetime, later: int, hours: int, zone: object
    ) -> None:
        period = parse_period(f"{hours} hours")
        one = count(moment, period, CUSTODY, KZ, zone).ends_at.astimezone(UTC)  # type: ignore[arg-type]
        other = count(moment + timedelta(minutes=later), period, CUSTODY, KZ, zone).ends_at.astimezone(UTC)  # type: ignore[arg-type]
        assert other - one == timedelta(minutes=later)

    def test_but_hours_that_give_way_to_a_working_day_keep_their_clock_time_and_may_end_after_those_of_a_later_event(
        self,
    ) -> None:
        """Friday 12 June 2026 at 14:30: Saturday 15:00, so Monday 15:00. Saturday at 09:30: Sunday 10:00, so Monday 10:00."""
        friday, saturday = datetime(2026, 6, 12, 14, 30, tzinfo=ALMATY), datetime(2026, 6, 13, 9, 30, tzinfo=ALMATY)
        ends = [
            count(moment, parse_period("24 hours"), PROCEDURAL, KZ, ALMATY).ends_at for moment in (friday, saturday)
        ]
        assert ends == [datetime(2026, 6, 15, 15, tzinfo=ALMATY), datetime(2026, 6, 15, 10, tzinfo=ALMATY)]


class TestArticle49Part1:
    """49(1): «Срок не считается пропущенным, если жалоба ... сданы до истечения срока на почту, переданы или заявлены лицу» - in time is
    what is posted, handed in or stated before the term runs out, by a detainee to the administration of the place of custody."""

    @often
    @given(
        st.dates(date(2019, 1, 1), date(2026, 9, 1)),
        st.integers(0, 30),
        st.sampled_from(["complaint_lodged", "complaint_posted", "complaint_handed_in"]),
    )
    def test_a_complaint_is_in_time_exactly_up_to_the_last_day(self, served: date, after: int, kind: str) -> None:
        lodged = served + after * DAY
        file = CaseFile("KZ", "RU", events={"decision_served": served.isoformat(), kind: lodged.isoformat()})
        line = lines(scheduled(file, served + 60 * DAY))["kz/extradition/appeal"]
        assert line.last_day == counted(served, "10 days", PROCEDURAL).last_day
        assert line.status == ("met" if lodged <= line.last_day else "met late")


class TestArticle49Part3:
    """49(3): «могут быть продлены лишь в случаях и порядке» - extended only where and as the Code says."""

    @whole_cases
    @given(st.dates(date(2019, 1, 1), date(2026, 9, 1)), case_files())
    def test_nothing_that_happens_moves_the_last_day_of_the_appeal(self, served: date, file: CaseFile) -> None:
        events = {kind: records for kind, records in file.events.items() if kind != "decision_served"}
        one = CaseFile("KZ", "RU", events={**events, "decision_served": [Record(when=served.isoformat())]})
        line = lines(scheduled(one, served))["kz/extradition/appeal"]
        assert line.last_day == counted(served, "10 days", PROCEDURAL).last_day


class TestArticle50Part1:
    """50(1): «совершенные ... по истечении срока, считаются недействительными» - what is done after the term is invalid; so a late act
    is shown as late, with how late."""

    @often
    @given(st.dates(date(2019, 1, 1), date(2026, 9, 1)), st.integers(1, 40))
    def test_a_late_complaint_says_by_how_much(self, served: date, late: int) -> None:
        last = counted(served, "10 days", PROCEDURAL).last_day
        file = CaseFile(
            "KZ",
            "RU",
            events={"decision_served": served.isoformat(), "complaint_lodged": (last + late * DAY).isoformat()},
        )
        line = lines(scheduled(file, last + 60 * DAY))["kz/extradition/appeal"]
        assert line.closed is not None
        assert line.closed.late_by == ("1 day" if late == 1 else f"{late} days")
