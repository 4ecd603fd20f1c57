"""Ten thousand paths of a manifest are looked at together, and found to be what each is by itself."""

from hypothesis import given
from hypothesis import strategies as st

from generator.manifest import first_not_below, is_below

paths = st.one_of(
    st.text("ab./\\:\n\0", max_size=6),
    st.lists(st.sampled_from(["a", "b.html", "..", ".", ""]), min_size=1, max_size=3).map("/".join),
)


@given(st.lists(paths, max_size=5))
def test_the_first_path_that_leads_elsewhere_is_found_among_all(found: list[str]) -> None:
    assert first_not_below(found) == next((path for path in found if not is_below(path)), None)
