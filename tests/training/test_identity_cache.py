from __future__ import annotations

from hinge_log.training.identity_cache import MOST_ANSWERS, cached_by_identity


def test_an_answer_is_found_once_for_the_same_value_and_again_for_an_equal_one() -> None:
    asked: list[tuple[int, ...]] = []

    @cached_by_identity
    def total(values: tuple[int, ...], times: int = 1) -> int:
        asked.append(values)
        return times * sum(values)

    some, equal = tuple(range(4)), tuple(range(4))
    assert [total(some), total(some), total(equal)] == [6, 6, 6]
    assert len(asked) == 2
    assert [total(some, 2), total(some, times=3), total(some, 2)] == [12, 18, 12]
    assert len(asked) == 4


def test_what_may_change_is_never_cached() -> None:
    total = cached_by_identity(_sum)
    values = [1]
    assert total(values) == 1
    values.append(2)
    assert total(values) == 3


def _sum(values: list[int]) -> int:
    return sum(values)


def test_only_the_last_answers_are_kept() -> None:
    asked: list[tuple[int, ...]] = []

    @cached_by_identity
    def first(values: tuple[int, ...]) -> int:
        asked.append(values)
        return values[0]

    many = [(number, 0) for number in range(MOST_ANSWERS + 1)]
    assert [first(each) for each in many] == list(range(MOST_ANSWERS + 1))
    first(many[-1])
    assert len(asked) == MOST_ANSWERS + 1
    first(many[0])
    assert len(asked) == MOST_ANSWERS + 2
