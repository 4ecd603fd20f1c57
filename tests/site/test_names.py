"""What events call their sources and topics, and which entries of the registries are meant."""

import pytest

from generator.model import Outlet, Topic
from tests.site.newsroom import Newsroom


def newsroom() -> Newsroom:
    room = Newsroom()
    room.outlets |= {
        "hg": Outlet(
            "hg", "Harbour Gazette", "https://www.gazette.example/", domains=("gazette.net.example",)
        ),
        "hg-tech": Outlet("hg-tech", "Gazette Technology", "https://gazette.example/tech"),
    }
    room.topics |= {
        "c-plus-plus": Topic("c-plus-plus", "C++"),
        "c": Topic("c", "C"),
        "ml": Topic("ml", "Machine Learning", "", ("deep-learning",)),
    }
    return room


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("hg", "hg"),
        ("HG", "hg"),
        ("Harbour Gazette", "hg"),
        ("harbour gazette", "hg"),
        ("harbour-gazette", "hg"),
        ("gazette.example", "hg"),
        ("https://www.gazette.example/2026/04/memo", "hg"),
        ("https://gazette.example/tech/memo?page=2", "hg-tech"),
        ("https://gazette.example/technology/memo", "hg"),
        ("http://M.Gazette.example:80/tech", "hg-tech"),
        ("https://news.gazette.net.example/memo", "hg"),
    ],
)
def test_a_source_is_meant_by_its_id_its_name_or_an_address(written: str, id: str) -> None:  # noqa: A002 - the word
    site = newsroom().event("memo", source=written, coverage=(Outlet(written, ""),)).assemble()

    assert (site.events[0].source, site.events[0].coverage) == (id, (Outlet(id, ""),))
    assert site.weeks[0].sources == (id,)
    assert site.problems == ()


def test_a_host_that_no_outlet_has_is_an_outlet_of_that_name() -> None:
    site = newsroom().event("memo", source="https://www.blog.example/memo").assemble()

    assert site.events[0].source == "blog-example"
    assert site.outlets["blog-example"] == Outlet("blog-example", "blog.example", "https://blog.example/")
    assert site.problems == ()


def test_an_outlet_of_a_platform_does_not_own_what_others_publish_there() -> None:
    room = newsroom()
    room.outlets["stack"] = Outlet("stack", "Stack", "https://stack.example/")
    site = room.event("memo", source="https://ann.stack.example/p/memo").assemble()

    assert site.outlets[site.events[0].source].name == "ann.stack.example"


def test_a_name_that_is_not_registered_is_an_outlet_of_that_name() -> None:
    site = newsroom().event("memo", source="The Evening Star").assemble()

    assert site.outlets["the-evening-star"] == Outlet("the-evening-star", "The Evening Star")
    assert site.problems == ()


def test_a_name_that_is_nearly_that_of_an_outlet_is_told() -> None:
    site = newsroom().event("memo", source="Harbor Gazette").assemble()

    assert [(problem.message, problem.remedy) for problem in site.problems] == [
        ('unknown source "Harbor Gazette", it is shown by that name', 'did you mean "Harbour Gazette"?')
    ]


def test_sources_of_one_id_and_two_names_are_told() -> None:
    room = newsroom().event("a", source="a-b", inline=Outlet("a-b", "A & B"))
    site = room.event("b", source="a-b", inline=Outlet("a-b", "A/B")).assemble()

    assert [problem.message for problem in site.problems] == [
        'the sources "A/B" and "A & B" have one id, "a-b"'
    ]


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("C++", "c-plus-plus"),
        ("c++", "c-plus-plus"),
        ("C", "c"),
        ("machine learning", "ml"),
        ("Machine-Learning", "ml"),
        ("Deep learning", "ml"),
        ("ML", "ml"),
        ("Regulation", "policy"),
    ],
)
def test_a_topic_is_meant_by_its_id_its_name_or_an_alias(written: str, id: str) -> None:  # noqa: A002 - the word
    site = newsroom().event("memo", topics=(written,)).assemble()

    assert site.events[0].topics == (id,)
    assert site.problems == ()


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET", "asp-net"),
        ("C++20", "c-plus-plus-20"),
        ("A+", "a-plus"),
    ],
)
def test_the_id_of_a_new_topic_spells_what_would_vanish(written: str, id: str) -> None:  # noqa: A002 - the word
    site = newsroom().event("memo", topics=(written,)).assemble()

    assert site.topics[id] == Topic(id, written)


def test_topics_of_one_id_and_two_names_are_told() -> None:
    site = newsroom().event("a", topics=("R&D",)).event("b", topics=("R D", "r-d", "r&d")).assemble()

    assert [problem.message for problem in site.problems if problem.name == "shared-id"] == [
        'the topics "R D" and "R&D" have one id, "r-d", and one page'
    ]
