"""What a message looks like, and what it never does."""

import pickle

import msgspec
import pytest

from extradeadline.problems import (
    LONGEST_GUESSED,
    MOST_LISTED,
    Gathering,
    Problem,
    Problems,
    did_you_mean,
    quoted,
    shown,
)


def test_a_message_says_where_what_and_the_way_out() -> None:
    problem = Problem("examples/a.yaml", "12", "unknown key 'evnts'", "Did you mean 'events'?")
    assert str(problem) == "examples/a.yaml:12: unknown key 'evnts'. Did you mean 'events'?"


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.yaml", "", "the file is empty", ""), "a.yaml: the file is empty"),
        (
            Problem("a.json", "events.detained[1].when", "no", "Do this."),
            "a.json:events.detained[1].when: no. Do this.",
        ),
        (Problem("", "", "no", ""), "no"),
    ],
)
def test_what_is_not_known_is_left_out(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Problem("a", "1", "b", "").file = "c"  # type: ignore[misc]


def test_a_problem_can_be_written_as_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(Problem("a", "1", "b", "C.")), type=Problem) == Problem(
        "a", "1", "b", "C."
    )


def test_a_message_cannot_command_the_terminal_or_turn_text_around() -> None:
    text = str(Problem("a\x1b[2J.yaml", "1", "key '\u202eabc\n'", ""))
    assert text == "a\\x1b[2J.yaml:1: key '\\u202eabc\\n'"
    assert shown("статья 592, ч. 1 — «день»") == "статья 592, ч. 1 — «день»"


def test_the_exception_carries_all_problems_one_in_a_line() -> None:
    several = Problems(Problem("a", str(line), "b", "") for line in (1, 2))
    assert str(several) == "a:1: b\na:2: b"
    assert len(several.problems) == 2
    assert pickle.loads(pickle.dumps(several)).problems == several.problems  # it crosses to another process


def test_an_exception_without_a_problem_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Problems([])


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("evnts", "Did you mean 'events'?"),
        ("Events", "Did you mean 'events'?"),
        ("ended by", "Did you mean 'ended_by'?"),
        ("x", ""),
        ("", ""),
        ("events" * LONGEST_GUESSED, ""),
    ],
)
def test_did_you_mean(word: str, answer: str) -> None:
    assert did_you_mean(word, ["events", "facts", "ended_by"]) == answer


def test_a_long_text_is_cut_where_it_is_quoted() -> None:
    assert quoted("a") == "'a'"
    assert len(quoted("a" * 1000)) < 80


def test_problems_stand_in_the_order_of_lines_and_end_somewhere() -> None:
    gathering = Gathering("a")
    for line in range(2 * MOST_LISTED, 0, -1):
        gathering.add(str(line), "b", "")
    found = gathering.problems()
    assert len(found) == MOST_LISTED + 1
    assert [int(problem.where) for problem in found[:-1]] == sorted(range(MOST_LISTED + 1, 2 * MOST_LISTED + 1))
    assert "first 100" in found[-1].what
