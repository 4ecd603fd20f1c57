"""What a mistaken name may have meant: found among many, and never at the price of the build."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from generator.decode.findings import Suggestions, did_you_mean, listed

LETTERS = "abcdefghijklmnoprstuvw"


def make_names(number: int) -> list[str]:
    source = random.Random(7)  # noqa: S311 - names, not secrets
    return ["-".join("".join(source.choices(LETTERS, k=6)) for _ in range(3)) for _ in range(number)]


def test_a_slip_of_the_finger_is_found_among_many_thousand() -> None:
    names = make_names(5000)
    meant = names[1234]

    assert did_you_mean(meant[1:], names) == f'did you mean "{meant}"?'
    assert did_you_mean(meant[:5] + meant[6:], names) == f'did you mean "{meant}"?'
    assert did_you_mean(meant[1] + meant[0] + meant[2:], frozenset(names)) == f'did you mean "{meant}"?'
    assert not did_you_mean("0123456789", names)


def test_ten_thousand_mistaken_names_cost_next_to_nothing() -> None:
    names = make_names(2000)
    suggestions = Suggestions(names)
    started = time.process_time()

    told = [suggestions.remedy(name[1:]) for name in names for _ in range(5)]

    assert sum(map(bool, told)) == 20
    assert time.process_time() - started < 2, "10,000 comparisons with 2,000 names took ten seconds"


@given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=300))
def test_any_text_has_a_known_name_or_none_that_is_near(word: str, known: list[str]) -> None:
    told = did_you_mean(word, known)

    assert told in {"", *(f'did you mean "{name}"?' for name in known)}
    assert told == did_you_mean(word, reversed(known))


def test_of_many_names_the_first_are_listed() -> None:
    assert listed(["b", "a"]) == "a, b"
    assert listed(f"{number:02}" for number in range(22)).endswith("18, 19 and 2 more")
