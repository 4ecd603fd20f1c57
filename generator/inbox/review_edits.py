"""What a review changes in a file: a text, a claim that goes, and who vouches for the rest. Pure.

Only what is meant changes; every other byte stays, see :mod:`generator.editing`.
"""

from collections.abc import Mapping, Sequence

from generator.editing.front_matter import read_keys
from generator.editing.insertion import add_key
from generator.editing.replacement import Steps, set_text, take_away
from generator.inbox.claims import Claim, Claims, Part, reviewed_text

_CLAIMS = ("takeaways", "implications", "timeline")


def with_texts(data: bytes, claim: Claim, texts: Mapping[str, str]) -> bytes:
    """Return a document in which texts of a claim are others.

    :param texts: by their paths; those that are none of the claim's are passed over.
    :raises EditError: it can't be edited.
    """
    for text in claim.texts:
        wanted = texts.get(text.path, text.text)
        if wanted != text.text:
            data = set_text(data, _steps(text.path), wanted)
    return data


def without_claim(data: bytes, claim: Claim) -> bytes:
    """Return a document without a claim and what it rests on; an insight without claims goes as a whole.

    :raises EditError: it can't be edited.
    """
    data = take_away(data, _steps(claim.id))
    there = read_keys(data)
    if claim.id.startswith("tldr."):
        name = claim.id.removeprefix("tldr.")
        if name in ((there.get("tldr") or {}).get("quotes") or {}):
            data = take_away(data, ("tldr", "quotes", name))
    insight = there.get("insight")
    if isinstance(insight, dict) and claim.part == "insight" and not any(map(insight.get, _CLAIMS)):
        data = take_away(data, ("insight",))
    return data


def without_quote(data: bytes, claim: Claim, number: int) -> bytes:
    """Return a document without one of the quotes of a claim.

    :param number: from 0; there is such a quote.
    :raises EditError: it can't be edited.
    """
    if claim.id.startswith("tldr."):
        return take_away(data, ("tldr", "quotes", claim.id.removeprefix("tldr."), number))
    return take_away(data, [*_steps(claim.id), "quotes", number])


def vouched_for(data: bytes, claims: Claims, by: str, day: str) -> bytes:
    """Return a document that says who has reviewed it, when, and which texts.

    :param by: a name.
    :param day: YYYY-MM-DD.
    :raises EditError: it can't be edited.
    """
    for part in sorted(claims.parts, reverse=True):
        for key, value in (("origin", "ai-reviewed"), ("reviewed_by", by), ("reviewed", day)):
            data = set_text(data, (*_mapping_of(part), key), value)
    provenance = read_keys(data).get("provenance") or {}
    before = provenance.get("reviewed_text") or {}
    wanted = reviewed_text(claims, list(before.items()))
    for path, digest in wanted.items():
        if path in before and before[path] != digest:
            data = set_text(data, ("provenance", "reviewed_text", path), digest)
    if new := {path: digest for path, digest in wanted.items() if path not in before}:
        data = _with_digests(data, new, is_first=not before)
    for path in before:
        if path not in wanted:
            data = take_away(data, ("provenance", "reviewed_text", path))
    return data


def _with_digests(data: bytes, digests: Mapping[str, str], *, is_first: bool) -> bytes:
    if is_first:
        return add_key(data, ("provenance", "reviewed_text"), dict(digests))
    for path, digest in digests.items():
        data = add_key(data, ("provenance", "reviewed_text", path), digest)
    return data


def _mapping_of(part: Part) -> Sequence[str]:
    return ("insight",) if part == "insight" else ()


def _steps(path: str) -> Steps:
    return [int(step) if step.isdecimal() else step for step in path.split(".")]
