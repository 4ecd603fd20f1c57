"""What is sent of each article: whole paragraphs, as many as fit. Pure."""

from collections.abc import Mapping

import msgspec

from generator.desk.grounding import Source


class Material(msgspec.Struct, frozen=True):
    """An article that a draft may rest on."""

    id: str
    """What cites call it."""
    name: str
    """Who published it."""
    text: str
    """A paragraph a line."""
    sha256: str
    """Of the whole text."""
    published: str = ""
    """When it appeared: ISO 8601, a day or a time."""


class Passages(msgspec.Struct, frozen=True):
    """What was sent of an article."""

    material: Material
    paragraphs: tuple[str, ...]
    is_cut: bool
    """Whether the article goes on after them."""

    @property
    def text(self) -> str:
        """What quotes are looked for in."""
        return "\n".join(self.paragraphs)

    def source(self) -> Source:
        """Return the text as quotes are looked for in it."""
        return Source(self.text)


def passages(materials: tuple[Material, ...], most: int) -> tuple[Passages, ...]:
    """Return what is sent of each article, in the same order.

    :param most: how many letters of all of them; what short ones leave is for the longer ones.
    """
    shares: dict[str, int] = {}
    left = most
    by_length = sorted(materials, key=lambda material: (len(material.text), material.id))
    for number, material in enumerate(by_length):
        shares[material.id] = min(len(material.text), left // (len(by_length) - number))
        left -= shares[material.id]
    return tuple(_beginning(material, shares) for material in materials)


def _beginning(material: Material, shares: Mapping[str, int]) -> Passages:
    """Return whole paragraphs, or of a first one that is too long whole words."""
    most = shares[material.id]
    paragraphs: list[str] = []
    for paragraph in material.text.split("\n"):
        if len(paragraph) > most:
            if not paragraphs:
                paragraphs.append(paragraph[:most].rpartition(" ")[0] or paragraph[:most])
            return Passages(material, tuple(paragraphs), is_cut=True)
        paragraphs.append(paragraph)
        most -= len(paragraph)
    return Passages(material, tuple(paragraphs), is_cut=False)
