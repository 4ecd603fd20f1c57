"""YAML and a type in, a value and every problem out."""

from typing import Annotated, Any, Literal

import msgspec

from generator.decode.findings import Findings
from generator.decode.scalars import Day, Duration, Line, Slug
from generator.decode.yaml_document import decode


class Ingredient(msgspec.Struct, frozen=True):
    """What goes in."""

    name: Line
    grams: Annotated[int, msgspec.Meta(ge=1)] = 1


class Recipe(msgspec.Struct, frozen=True):
    """What to cook."""

    title: Line
    time: Duration = 0
    day: Day = ""
    course: Literal["starter", "main"] = "main"
    tested: bool = False
    ingredients: tuple[Line | Ingredient, ...] = ()
    extra: dict[str, Any] = {}


def read(text: str, kind: Any = Recipe) -> tuple[Any, list[str]]:
    findings = Findings()
    decoded = decode(kind, text, findings)
    told = [f"{p.line}:{p.column}: {p.message}" for p in findings.problems("recipe.yaml")]
    return decoded and decoded.value, told


def test_values_are_typed() -> None:
    text = "title: Soup\ntime: 90m\nday: 2026-04-23\ncourse: starter\ntested: true\n"

    value, told = read(text + "ingredients:\n- Water\n- name: Salt\n  grams: 3\nx-who: [Ann, 2]\n")

    assert told == []
    assert value == Recipe(
        "Soup", 5400, "2026-04-23", "starter", True, ("Water", Ingredient("Salt", 3)), {"x-who": ["Ann", 2]}
    )


def test_an_escape_makes_no_other_line_breaks_than_a_file_has() -> None:
    value, told = read('title: "\\r\\nHot\\rsoup\\N\\Lwith\\P  salt\\L"\n')

    assert (value.title, told) == ("Hot soup with salt", [])


def test_all_problems_are_told_with_their_paths() -> None:
    value, told = read(
        "time: long\nday: 2026-02-30\ningredients:\n- name: Salt\n  grams: 0\n- {grams: 2}\n- [a]\n"
    )

    assert told == [
        "1:1: title: is missing",
        '1:7: time: "long" is not a duration',
        '2:6: day: there is no "2026-02-30" in the calendar',
        "5:10: ingredients[0].grams: must be 1 or more",
        "6:3: ingredients[1].name: is missing",
        "7:3: ingredients[2]: must be text or a mapping, not a list",
    ]
    assert not value.title


def test_what_has_problems_is_known_as_broken() -> None:
    decoded = decode(Recipe, "time: long\ningredients: [{}]\n", Findings())

    assert decoded is not None
    assert decoded.broken == {"title", "time", "ingredients"}


def test_places_are_those_of_the_whole_file() -> None:
    decoded = decode(Recipe, "title: Soup\ningredients:\n  - name: 'Sea salt'\n", Findings(), first_line=7)

    assert decoded is not None
    assert decoded.place("ingredients", 0, "name") == (10, 11, 10)
    assert decoded.place("ingredients", 0, "grams") == (10, 5, 1)
    assert decoded.place("ingredients", 5) == (10, 3, 1)


def test_a_registry_has_an_entry_for_each_id() -> None:
    value, told = read("salt: {name: Salt}\n36kr: {name: K}\n", dict[Slug, Ingredient])

    assert told == []
    assert value == {"salt": Ingredient("Salt"), "36kr": Ingredient("K")}
    assert read("", dict[Slug, Ingredient]) == ({}, [])
    assert read("# nothing yet\n", dict[Slug, Ingredient]) == ({}, [])


def test_one_file_tells_a_hundred_problems_at_most() -> None:
    _, told = read("title: Soup\n" + "".join(f"key{number}: 1\n" for number in range(500)))

    assert len(told) == 100


def test_own_keys_are_plain_data_by_yaml_1_2() -> None:
    text = "{a: yes, b: 010, c: 0x1F, d: 1_000, e: .5, f: 1e3, g: ~, h: '1', i: .inf, j: -0,"
    text += " k: 2026-04-23, l: True}"

    value, told = read(f"title: Soup\nx-own: {text}\n")

    assert told == []
    assert value.extra["x-own"] == {
        "a": "yes",
        "b": 10,
        "c": 31,
        "d": "1_000",
        "e": 0.5,
        "f": 1000.0,
        "g": None,
        "h": "1",
        "i": ".inf",
        "j": 0,
        "k": "2026-04-23",
        "l": True,
    }


def test_stars_and_exclamation_marks_inside_text_are_text() -> None:
    value, told = read("title: A*b & c! !d *e\ningredients: [R&D, 5 * 3, a!]\n")

    assert told == []
    assert (value.title, value.ingredients) == ("A*b & c! !d *e", ("R&D", "5 * 3", "a!"))


def test_deep_nesting_never_reaches_the_composer() -> None:
    deep = ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "? " * 50_000]

    assert [read(f"title: Soup\nx-own:\n  {text}")[1] for text in deep] == [
        ["3:34: nested more than 32 levels deep"],
        ["3:127: nested more than 32 levels deep"],
        ["3:65: nested more than 32 levels deep"],
        ["3:65: nested more than 32 levels deep"],
    ]
