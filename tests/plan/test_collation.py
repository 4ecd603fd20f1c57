"""Names stand where readers of a language look for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.collation import collation
from tests.sites import SiteFolder


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", "Apfel Ärzte Bauern Öl Ölmühle Ost Straße Strasse-Nord Zoologen"),
        ("en", "Ærø apple Apple Éclair École Egg Łódź Øre zoo"),
        ("sv", "Adam Zebra Åland Ärlig Öland"),
        ("da", "Adam Zebra Ærø Øre Åland"),
        ("es", "nada nube ñandú oso"),
        ("pl", "lato łódka mama zima żaba"),
        ("tr-TR", "cam çay dağ"),
        ("ja", "かき がき がく"),
    ],
)
def test_names_are_in_the_order_of_the_language(language: str, names: str) -> None:
    expected = names.split()
    backwards = list(reversed(expected))
    assert sorted(backwards, key=collation(language)) == expected


def test_quotes_and_dots_do_not_count_before_letters() -> None:
    names = ["Anna", "„Bild“", "Chip", "3sat"]
    assert sorted(names, key=collation("de")) == ["3sat", "Anna", "„Bild“", "Chip"]


@given(st.lists(st.text(max_size=20), max_size=20))
def test_the_order_does_not_depend_on_where_names_stood(names: list[str]) -> None:
    backwards = list(reversed(names))
    assert sorted(names, key=collation("sv")) == sorted(backwards, key=collation("sv"))


def test_indexes_and_the_list_of_sources_follow_it(site: SiteFolder) -> None:
    names = ["Zoologen", "Ärzte", "Bauern"]
    for name in names:
        site.with_event(name[0].lower(), audience=[name], topics=[name], source={"name": name})
    site.with_settings(language="de").build()

    for path in ("/audience/", "/topics/", "/sources/", "/sources.opml"):
        found = sorted(names, key=site.page(path).index)
        assert found == ["Ärzte", "Bauern", "Zoologen"], path
