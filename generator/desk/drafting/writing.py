"""What holds of a draft as keys of front matter, where these are absent. Pure.

``origin`` and ``model`` speak for hook, summary and body together. So a machine's hook or summary is not put
beside a person's words: they would be called the machine's, or its words theirs.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from generator.desk.drafting.claims import Claim, Quote
from generator.desk.drafting.holding import Held

_MARKUP = re.compile(r"([\\`*_{}\[\]<>&~$^|])")

Keys = dict[str, Any]
"""Keys of the top level, in the order in which they are written."""


class Origins(msgspec.Struct, frozen=True):
    """How a draft came about."""

    model: str
    """As readers are told."""
    prompt: str
    at: str
    """ISO 8601 in UTC."""
    sources: Mapping[str, str]
    """The digest of each text by what cites call it."""


class Wanted(msgspec.Struct, frozen=True):
    """Which keys a draft may fill."""

    hook: bool = False
    tldr: bool = False
    insight: bool = False
    reason: str = ""
    """Why nothing may be written, or not all; in words."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to ask a model for."""
        return self.hook or self.tldr or self.insight


def wanted(there: Mapping[str, Any], model: str, *, has_body: bool) -> Wanted:
    """Return which keys of an event a draft may fill.

    :param there: its front matter as it is.
    :param model: as readers are told.
    """
    if there.get("provenance"):
        return Wanted(
            reason="has a draft already; to have another, remove `provenance` and what came with it"
        )
    hook, tldr, insight = (not there.get(key) for key in ("hook", "tldr", "insight"))
    reason = _conflict(there, model, has_text=not hook or not tldr or has_body) if hook or tldr else ""
    found = Wanted(hook and not reason, tldr and not reason, insight, reason)
    if not found.anything and not reason:
        return Wanted(reason="has hook, summary and insight")
    return found


def _conflict(there: Mapping[str, Any], model: str, *, has_text: bool) -> str:
    """Say why hook and summary can't be the model's, if so."""
    origin = there.get("origin")
    if origin not in (None, "ai"):
        return f"hook and summary are left to people: `origin` is {origin}"
    if origin is None and has_text:
        return "hook and summary are left to people: a text is there that `origin: ai` would speak for"
    if there.get("model") not in (None, model):
        return "hook and summary are left out: `model` names another one"
    return ""


def keys(held: Held, which: Wanted, there: Mapping[str, Any], origins: Origins) -> Keys:
    """Return what is to be written; nothing where nothing holds."""
    found: Keys = {}
    if which.hook and held.hook:
        found["hook"] = as_markdown(held.hook)
    if which.tldr and (tldr := _tldr(held)):
        found["tldr"] = tldr
    if found:
        found |= {"origin": "ai", "model": origins.model}
    if which.insight and (insight := _insight(held)):
        found["insight"] = {"origin": "ai", "model": origins.model, **insight}
    if found:
        found["provenance"] = {"at": origins.at, "prompt": origins.prompt, "sources": dict(origins.sources)}
    return {key: value for key, value in found.items() if not there.get(key)}


def as_markdown(text: str) -> str:
    """Return plain text as inline Markdown that reads as the text does."""
    return _MARKUP.sub(r"\\\1", text)


def _tldr(held: Held) -> Keys:
    claims = {"what_changed": held.what_changed, "why_it_matters": held.why_it_matters}
    found: Keys = {name: as_markdown(claim.text) for name, claim in claims.items() if claim.text}
    if held.what_to_do_next and found:
        found["what_to_do_next"] = as_markdown(held.what_to_do_next)
    quotes = {name: _quotes(claim.quotes) for name, claim in claims.items() if claim.text}
    return found | ({"quotes": quotes} if quotes else {})


def _insight(held: Held) -> Keys:
    implications = [
        {
            "prediction": as_markdown(one.prediction),
            "rationale": as_markdown(one.rationale),
            "quotes": _quotes(one.quotes),
        }
        for one in held.implications
    ]
    timeline = [
        {"date": one.date, "text": as_markdown(one.text), "quotes": _quotes(one.quotes)}
        for one in held.timeline
    ]
    found = {
        "takeaways": [_claim(claim) for claim in held.takeaways],
        "implications": implications,
        "timeline": timeline,
    }
    return {name: entries for name, entries in found.items() if entries}


def _claim(claim: Claim) -> Keys:
    return {"text": as_markdown(claim.text), "quotes": _quotes(claim.quotes)}


def _quotes(quotes: Sequence[Quote]) -> list[dict[str, str]]:
    return [{"cite": quote.cite, "text": quote.text} for quote in quotes]
