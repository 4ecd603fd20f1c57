"""Links of imported documents: to each other, to files that come along, or told."""

import re
from collections.abc import Callable

from generator.decode.findings import Findings
from generator.importing.account import Account
from generator.importing.drafts import Draft
from generator.importing.files import Files
from generator.importing.keys import plain_text
from generator.importing.markup import Code, Lines
from generator.importing.places import Places, new_address
from generator.source.markdown.links import Links, is_external

_TARGET = r"<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_TITLE = r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?"""
_INLINE = re.compile(rf"\]\([ \t]*({_TARGET}){_TITLE}[ \t]*\)")
_DOUBLED = re.compile(r"\]\(\(?[ \t]*(?:h{2,}ttps?|https?)(?::/{1,2}|//:)[^\s()]+\)?\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,300}\]:[ \t]*(<[^<>\n]*>|\S+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"""<[a-zA-Z][^<>]{0,2000}?\b(?:href|src)\s*=\s*["']([^"'<>]*)["']""")
_FURTHEST = 1000
"""How many characters back the beginning of a link is looked for."""

_PICTURE_KEYS = ("src", "url", "path", "image", "file", "relative")
_WRONG_SCHEME = re.compile(r"h{1,3}tt?ps?(?::/{1,3}|//:|:)(?=[\w\[])")


_MARKERS = {"tag": "/tag/{}.html", "category": "/category/{}.html", "author": "/author/{}.html", "index": "/"}
_MARKED = re.compile(r"(?:\{|\||%7B)([a-z]+)(?:\}|\||%7D)(.*)", re.IGNORECASE | re.DOTALL)


class Rewriter:
    """Rewrites the links of one import."""

    def __init__(self, places: Places, files: Files, account: Account) -> None:
        self._places = places
        self._files = files
        self._account = account

    def rewrite(self, draft: Draft) -> str:
        """Return the body of a draft with its links as they are written here."""
        body = self._mend_doubled(draft.body, draft)
        for pattern in (_ATTRIBUTE, _DEFINITION, _INLINE):
            body = self._each(pattern, body, draft)
        return body

    def rewrite_picture(self, draft: Draft) -> None:
        """Let the picture of a draft's front matter be one of this site, or keep it among the rest."""
        image = draft.values.pop("image", None)
        if not image:
            return
        given = image if isinstance(image, dict) else {"src": image}
        address = plain_text(next((given[key] for key in _PICTURE_KEYS if given.get(key)), ""))
        src = self.address(address, draft, lambda _message: None, is_picture=True) if address else ""
        if not src.startswith("/"):
            draft.rest["image"] = image
            return
        alt = plain_text(given.get("alt") or given.get("caption") or "")
        if not alt:
            alt = draft.values["title"]
            self._account.ask(
                draft.record.path, "the picture has no description; it got the title as its alt"
            )
        credit = plain_text(given.get("credit", ""))
        draft.values["image"] = {"src": src, "alt": alt, **({"credit": credit} if credit else {})}

    def address(  # noqa: PLR0911 - a return for each thing that an address can be
        self, address: str, draft: Draft, say: Callable[[str], None], *, is_picture: bool = False
    ) -> str:
        """Return what an address of the old site is written as here; empty where it leads nowhere."""
        address = _unmarked(address.strip())
        if is_external(address) and not self._places.is_old(address):
            if is_picture:
                return self._files.remote(address, draft)
            return address
        if address.startswith(("#", "mailto:", "event:")):
            return address
        path, fragment = re.match(r"([^#]*)(#.*)?$", address, re.DOTALL).groups("")  # type: ignore[union-attr]  # any text matches
        local = (
            path if not is_external(address) else "/" + path.split("/", 3)[3] if path.count("/") > 2 else "/"
        )
        if found := self._places.find(local, draft):
            if found.values.get("draft") and not draft.values.get("draft"):
                return ""
            return new_address(found, fragment)
        if copied := self._files.local(self._places.below_base(local), draft):
            return f"{copied}{fragment}"
        left = self._leftover(address, draft, say)
        return self._files.remote(left, draft) if is_picture and is_external(left) else left

    def _leftover(self, address: str, draft: Draft, say: Callable[[str], None]) -> str:
        """Return an address that none of the imported files has: mended, at the old site, or nothing."""
        if match := _WRONG_SCHEME.match(address.lstrip("(").strip()):
            mended = f"http{'s' if 's' in match[0] else ''}://{address.lstrip('(').strip()[match.end() :]}"
            if is_external(mended) and mended != address:
                say(f"the address {address} was mended")
                return mended
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) and not is_external(address):
            return ""
        absolute = address if is_external(address) else self._places.absolute(address, draft)
        if absolute and Links("", Findings()).href(absolute, 1):
            if not is_external(address):
                say(f"{address} was not imported; the link leads to the old site")
            return absolute
        return ""

    def _each(self, pattern: re.Pattern[str], body: str, draft: Draft) -> str:
        """Return the body with every address that a pattern finds outside of code rewritten."""
        known: dict[tuple[str, bool], str] = {}
        code, lines, parts, done = Code(body), Lines(body, draft.record.line), list[str](), 0
        for match in pattern.finditer(body):
            start, end = match.span(1)
            if start < done or code.holds(match.start()) or not match[1].strip("<> "):
                continue
            old = match[1].strip("<>")
            line = lines.number(start) if draft.record.markup != "html" else 0

            def say(message: str, line: int = line) -> None:
                self._account.mend(draft.record.path, message, line)

            begin = _beginning(body, match.start()) if pattern is _INLINE else match.start()
            is_picture = begin > 0 and body[begin - 1] == "!" and pattern is _INLINE
            if (old, is_picture) not in known:
                known[old, is_picture] = self.address(old, draft, say, is_picture=is_picture)
            new = known[old, is_picture]
            if new == old:
                continue
            if new:
                parts += [body[done:start], new]
                done = end
                continue
            self._account.ask(draft.record.path, f"{old[:100] or 'a link'} leads nowhere", line)
            if pattern is _INLINE and begin >= done:
                text = body[begin + 1 : match.start()]
                parts += [body[done : begin - is_picture], f"{text} (`{old.replace('`', '%60')}`)".strip()]
                done = match.end()
        return "".join([*parts, body[done:]])

    def _mend_doubled(self, body: str, draft: Draft) -> str:
        """Return the body without the second parenthesis of ``[text]((https://...))``."""
        if "]((" not in body:
            return body
        code, lines = Code(body), Lines(body, draft.record.line)

        def mended(match: re.Match[str]) -> str:
            if code.holds(match.start()) or not match[0].startswith("](("):
                return match[0]
            line = lines.number(match.start())
            self._account.mend(draft.record.path, "an address in two parentheses was mended", line)
            return f"]({match[0][3:].rstrip(')')})"

        return _DOUBLED.sub(mended, body)


def _unmarked(address: str) -> str:
    """Return an address without what Pelican writes before it: ``{filename}memo.md``, ``{static}/a.png``."""
    match = _MARKED.match(address)
    if match and match[1] in {"filename", "static", "attach"}:
        return match[2]
    return _MARKERS[match[1]].format(match[2]) if match and match[1] in _MARKERS else address


def _beginning(body: str, end: int) -> int:
    """Return where the bracket opens that closes at ``end``; ``end`` itself when it is too far away."""
    depth = 0
    for at in range(end, max(-1, end - _FURTHEST), -1):
        if body[at] == "]" and (at == 0 or body[at - 1] != "\\"):
            depth += 1
        elif body[at] == "[" and (at == 0 or body[at - 1] != "\\"):
            depth -= 1
            if depth == 0:
                return at
    return end
