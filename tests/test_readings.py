"""Readings of contested points: which results agree, what a choice changes, and the bounds over all of them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extradeadline.counting import midnight
from extradeadline.model import Words
from extradeadline.moments import Point
from extradeadline.readings import MOST_BRANCHES, Branch, Choices, End, agree, bounds, join, options, settle
from extradeadline.rulebook import zone_of

ALMATY = zone_of("Asia/Almaty")
A, B, C = 1, 2, 4
BECAUSE = Words(en="because", ru="потому что")


def day(number: int) -> End:
    """The end of that day of June 2026."""
    last = date(2026, 6, 1) + timedelta(days=number - 1)
    return End(last, last, midnight(last + timedelta(days=1), ALMATY))


def moment(number: int, hour: int, minute: int = 0) -> End:
    ends = datetime(2026, 6, number, hour, minute, tzinfo=ALMATY)
    return End(ends, ends.date(), ends, hours=True)


def dated(considered: int, taken: int, end: End) -> Branch:
    return Branch(considered, taken, end, end)


def last(ends: list[End]) -> End:
    return max(ends, key=End.key)


def first(ends: list[End]) -> End:
    return min(ends, key=End.key)


class TestEnds:
    def test_a_day_is_shown_as_a_day_and_a_moment_as_a_moment(self) -> None:
        assert day(5).shown == date(2026, 6, 5)
        assert moment(5, 14, 20).shown == datetime(2026, 6, 5, 14, 20, tzinfo=ALMATY)

    def test_a_day_has_no_hour_and_a_moment_has_one(self) -> None:
        assert day(5).point == Point(date(2026, 6, 5))
        assert moment(5, 14).point == Point(date(2026, 6, 5), datetime(2026, 6, 5, 14, tzinfo=ALMATY))

    def test_a_day_ends_when_its_last_moment_does(self) -> None:
        in_order = [moment(4, 23), day(4), moment(5, 0, 1), moment(5, 23, 59), day(5), moment(6, 1)]
        assert sorted({*in_order}, key=End.key) == in_order


class TestChoices:
    def test_readings_of_one_name_in_one_state_share_a_choice(self) -> None:
        choices = Choices()
        assert choices.bit("kz", "A1", BECAUSE) == choices.bit("kz", "A1", BECAUSE)

    def test_other_names_and_other_states_have_choices_of_their_own(self) -> None:
        choices = Choices()
        bits = [choices.bit("kz", "A1", BECAUSE), choices.bit("kz", "A2", BECAUSE), choices.bit("ru", "A1", BECAUSE)]
        assert bits == [1, 2, 4]
        assert [choices.names[bit][0] for bit in bits] == ["A1", "A2", "A1"]

    def test_of_a_first_reading_and_its_alternatives_exactly_one_holds(self) -> None:
        assert options([(A, "other"), (B, "third")], "first") == [
            (A | B, 0, "first"),
            (A | B, A, "other"),
            (A | B, B, "third"),
        ]

    def test_without_alternatives_there_is_nothing_to_choose(self) -> None:
        assert options([], "first") == [(0, 0, "first")]


class TestAgreement:
    def test_results_that_never_met_the_same_point_agree(self) -> None:
        assert agree(A, A, B, 0)
        assert agree(0, 0, A, A)

    def test_results_that_read_the_same_point_alike_agree(self) -> None:
        assert agree(A | B, A, A | C, A | C)

    def test_one_point_is_not_read_two_ways(self) -> None:
        assert not agree(A, A, A, 0)
        assert not agree(A | B, A, A | C, C)

    @settings(deadline=None, max_examples=100, derandomize=True)
    @given(st.tuples(*[st.integers(0, 15)] * 4))
    def test_agreement_goes_both_ways(self, bits: tuple[int, int, int, int]) -> None:
        one, taken, other, also = bits
        assert agree(one, taken & one, other, also & other) == agree(other, also & other, one, taken & one)


class TestSettling:
    def test_a_choice_that_moves_nothing_is_dropped(self) -> None:
        assert settle([dated(A, 0, day(5)), dated(A, A, day(5))]) == [dated(0, 0, day(5))]

    def test_a_choice_that_moves_the_date_stays(self) -> None:
        branches = [dated(A, 0, day(5)), dated(A, A, day(6))]
        assert settle(branches) == branches

    def test_of_two_choices_only_the_idle_one_is_dropped(self) -> None:
        branches = [
            dated(A | B, 0, day(5)),
            dated(A | B, A, day(6)),
            dated(A | B, B, day(5)),
            dated(A | B, A | B, day(6)),
        ]
        assert settle(branches) == [dated(A, 0, day(5)), dated(A, A, day(6))]

    def test_a_choice_that_matters_only_together_with_another_stays(self) -> None:
        branches = [
            dated(A | B, 0, day(5)),
            dated(A | B, A, day(6)),
            dated(A | B, B, day(5)),
            dated(A | B, A | B, day(7)),
        ]
        assert settle(branches) == branches

    def test_that_there_is_no_date_is_a_result_too(self) -> None:
        branches = [dated(A, 0, day(5)), Branch(A, A, absent="no limit")]
        assert settle(branches) == branches

    def test_the_first_reading_stays_first(self) -> None:
        settled = settle([dated(A | B, 0, day(9)), dated(A | B, A, day(2)), dated(A | B, B, day(9))])
        assert settled[0].lo == day(9)

    def test_too_many_are_cut_to_the_first_the_single_ones_and_the_outermost(self) -> None:
        points = 8
        branches = [
            dated((1 << points) - 1, taken, day(40 + taken if taken.bit_count() != 3 else 1 + taken % 7))
            for taken in range(1 << points)
        ]
        settled = settle(branches)
        assert len(settled) <= MOST_BRANCHES
        assert settled[0] == branches[0]
        assert {1 << point for point in range(points)} <= {branch.taken for branch in settled}
        assert bounds(settled) == bounds(branches)

    @settings(deadline=None, max_examples=100, derandomize=True)
    @given(st.lists(st.integers(1, 28), min_size=8, max_size=8))
    def test_settling_never_changes_the_bounds_or_the_first_reading(self, days: list[int]) -> None:
        branches = [dated(A | B | C, taken, day(number)) for taken, number in enumerate(days)]
        settled = settle(branches)
        assert bounds(settled) == bounds(branches)
        assert settled[0].lo == branches[0].lo
        assert settle(settled) == settled


class TestBounds:
    def test_the_earliest_and_the_latest_over_all_readings(self) -> None:
        assert bounds([dated(A, 0, day(5)), dated(A, A, day(3))]) == (day(3), day(5))

    def test_what_is_not_known_exactly_widens_them(self) -> None:
        assert bounds([Branch(A, 0, moment(5, 0), moment(6, 0)), dated(A, A, moment(5, 12))]) == (
            moment(5, 0),
            moment(6, 0),
        )

    def test_a_reading_without_a_date_leaves_the_latest_open(self) -> None:
        assert bounds([dated(A, 0, day(5)), Branch(A, A, absent="no limit")]) == (day(5), None)

    def test_without_any_date_there_are_none(self) -> None:
        assert bounds([Branch(absent="pending")]) == (None, None)
        assert bounds([]) == (None, None)

    def test_a_moment_inside_the_day_is_earlier_than_the_day(self) -> None:
        assert bounds([dated(A, 0, day(5)), dated(A, A, moment(5, 10))]) == (moment(5, 10), day(5))


class TestJoining:
    def test_the_last_of_two_is_the_later(self) -> None:
        assert join([[dated(0, 0, day(5))], [dated(0, 0, day(8))]], last) == [dated(0, 0, day(8))]
        assert join([[dated(0, 0, day(5))], [dated(0, 0, day(8))]], first) == [dated(0, 0, day(5))]

    def test_one_alone_is_itself(self) -> None:
        branches = [dated(A, 0, day(5)), dated(A, A, day(6))]
        assert join([branches], last) == branches

    def test_different_points_make_every_combination(self) -> None:
        one = [dated(A, 0, day(5)), dated(A, A, day(9))]
        other = [dated(B, 0, day(7)), dated(B, B, day(11))]
        found = {branch.taken: branch.lo for branch in join([one, other], last)}
        assert found == {0: day(7), A: day(9), B: day(11), A | B: day(11)}

    def test_one_point_is_read_one_way_within_a_result(self) -> None:
        one = [dated(A, 0, day(5)), dated(A, A, day(6))]
        other = [dated(A, 0, day(4)), dated(A, A, day(7))]
        found = {branch.taken: branch.lo for branch in join([one, other], last)}
        assert found == {0: day(5), A: day(7)}

    def test_while_one_is_awaited_so_is_the_last_of_both(self) -> None:
        [branch] = join([[dated(0, 0, day(5))], [Branch(absent="pending")]], last)
        assert (branch.lo, branch.absent) == (None, "pending")

    def test_an_exact_moment_stays_exact_and_a_range_a_range(self) -> None:
        wide = Branch(lo=moment(5, 0), hi=moment(6, 0))
        [exact] = join([[dated(0, 0, day(8))], [dated(0, 0, day(3))]], last)
        [ranged] = join([[wide], [dated(0, 0, moment(5, 12))]], last)
        assert exact.lo is exact.hi
        assert (ranged.lo, ranged.hi) == (moment(5, 12), moment(6, 0))

    @settings(deadline=None, max_examples=60, derandomize=True)
    @given(
        st.lists(st.lists(st.integers(1, 28), min_size=4, max_size=4), min_size=1, max_size=3),
        st.sampled_from([first, last]),
    )
    def test_a_join_is_the_choice_made_in_every_world_apart(self, groups: list[list[int]], choose: object) -> None:
        """Each way to read A and B is a world of its own; there the joined end is simply chosen."""
        branches = [[dated(A | B, taken, day(number)) for taken, number in enumerate(group)] for group in groups]
        joined = join(branches, choose)  # type: ignore[arg-type]
        for world in range(4):
            expected = choose([day(group[world]) for group in groups])  # type: ignore[operator]
            [found] = [branch.lo for branch in joined if agree(branch.considered, branch.taken, A | B, world)]
            assert found == expected


@pytest.mark.parametrize("absent", ["pending", "no limit", "stopped", "open"])
def test_why_there_is_no_date_is_part_of_the_result(absent: str) -> None:
    assert Branch(absent=absent).same_result(Branch(absent=absent))
    assert not Branch(absent=absent).same_result(Branch())
    assert not Branch(absent=absent).same_result(dated(0, 0, day(5)))
