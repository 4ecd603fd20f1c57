"""Tokens to HTML: links and pictures go through the :class:`Links` of their file."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it.common.utils import unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.source.markdown.links import SYMBOLIC_SCHEMES, is_external
from generator.source.markdown.loose_links import LOOSE_LINK
from generator.source.markdown.mending import mended
from generator.typography import joined


def render_plain(text: str) -> str:
    """Return the HTML of inline Markdown without markup, just as the parser would make it."""
    return escape(text, quote=False).replace('"', "&quot;")


def sealed(address: str, environment: EnvType) -> str:
    """Return an address of the renderer's, marked as such where it is symbolic."""
    scheme, colon, rest = address.partition(":")
    if environment["seal"] and scheme in SYMBOLIC_SCHEMES:
        return f"{scheme}{colon}{environment['seal']}{rest}"
    return address


def kept(html: str, environment: EnvType) -> str:
    """Return HTML that is whole in itself, or what stands for it until raw HTML around it is sanitized."""
    if not environment["seal"]:
        return html
    environment["kept"].append(html)
    return f"{environment['seal']}{len(environment['kept']) - 1}{environment['seal']}"


def unsealed(html: str, kept: Sequence[str], seal: str) -> str:
    """Return HTML without the seals, and what was kept in its place; not within a tag, which would end."""
    if kept:
        tag_or_kept = re.compile(rf'<[^<>"]*(?:"[^"]*"[^<>"]*)*>|{seal}([0-9]+){seal}')
        html = tag_or_kept.sub(lambda match: kept[int(match[1])] if match[1] else match[0], html)
    return html.replace(seal, "")


class Renderer(RendererHTML):
    """Renders tokens; links and pictures go through the :class:`Links` of their file."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Render block tokens, and remember on the way in which line they are."""
        parts = []
        first_line = env["first_line"]
        rules = self.rules
        for index, token in enumerate(tokens):
            if token.map:
                env["line"] = first_line + token.map[0]
            if token.type == "inline":
                parts.append(self.renderInline(token.children or (), options, env))
            elif token.nesting < 0 and token.type not in rules:
                if not token.hidden:
                    parts.append(f"</{token.tag}>\n")
            elif token.type in rules:
                parts.append(rules[token.type](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Render the tokens of a text; most are just text."""
        parts = []
        rules = self.rules
        is_joined: bool = env["joined"]
        for index, token in enumerate(tokens):
            if token.type == "text":
                html = render_plain(token.content)
                if is_joined and "-" in html and not (index and tokens[index - 1].info == "auto"):
                    html = joined(html)
                parts.append(html)
            elif token.type in rules:
                parts.append(rules[token.type](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)

    def th_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Open a cell; its alignment is a class, as a strict content security policy has no ``style``.

        A head without a text is a cell like others: an empty ``th`` would be the head of nothing.
        """
        if tokens[index].tag == "th" and not tokens[index + 1].content:
            tokens[index].tag = tokens[index + 2].tag = "td"
        style = str(tokens[index].attrs.pop("style", ""))
        if style:
            tokens[index].attrs["class"] = style.replace("text-align:", "align-")
        return self.renderToken(tokens, index, options, env)

    td_open = th_open

    def link_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Open a link, or nothing where it is not allowed; ``<word:word>`` was never meant as one."""
        token = tokens[index]
        url = str(token.attrs["href"])
        if token.info == "auto" and not is_external(url) and not url.startswith("mailto:"):
            href = None
        else:
            href = env["links"].href(url, env["line"])
            if token.info == LOOSE_LINK and href is not None:
                href = env["links"].without_spaces(href, url, env["line"])
        env.setdefault("open", []).append(href is not None)
        if href is None:
            return "&lt;" if token.info == "auto" else ""
        title = f' title="{render_plain(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        rel = ' rel="noopener"' if is_external(href) else ""
        return f'<a href="{render_plain(sealed(href, env))}"{title}{rel}>'

    def link_close(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Close a link that was opened."""
        if env["open"].pop():
            return "</a>"
        return "&gt;" if tokens[index].info == "auto" else ""

    def image(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Show a picture of the site, link one of another site, or else show its text."""
        token = tokens[index]
        url = str(token.attrs["src"])
        alt = render_plain(self.renderInlineAsText(token.children, options, env))
        src = env["links"].src(url, env["line"])
        if token.info == LOOSE_LINK and src is not None:
            src = env["links"].without_spaces(src, url, env["line"])
        if src is not None:
            title = f' title="{render_plain(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
            address = render_plain(sealed(src, env))
            return f'<img src="{address}" alt="{alt}"{title} loading="lazy" decoding="async">'
        meant = url if is_external(url) else mended(url)
        if meant is None or any(env.get("open", ())):
            return alt
        return f'<a href="{render_plain(meant)}" rel="noopener">{alt or render_plain(meant)}</a>'

    def html_block(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Pass raw HTML on, to be sanitized with the whole."""
        env["raw"].append((env["line"], tokens[index].content))
        return tokens[index].content

    def html_inline(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Pass raw HTML on, to be sanitized with the whole."""
        env["raw"].append((env["line"], tokens[index].content))
        return tokens[index].content

    def fence(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Show code; that of a known language in colours."""
        token = tokens[index]
        words = token.info.split(maxsplit=1)
        if not words or not token.content.strip():
            return super().fence(tokens, index, options, env)
        from generator.source.markdown.code import MOST, highlight  # noqa: PLC0415  # loaded where there is code

        language = unescapeAll(words[0])
        env["code"] = env.get("code", 0) + len(token.content)
        html = highlight(token.content, language if env["code"] <= MOST else "")
        return kept(f'<pre><code class="language-{render_plain(language)}">{html}</code></pre>\n', env)

    def list_item_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Open an item; one of a list of tasks has a box, whose label is its text."""
        item = tokens[index]
        if "checked" not in item.meta:
            return self.renderToken(tokens, index, options, env)
        box = Token("task", "", 0, meta=item.meta)
        text = tokens[index + 2] if index + 2 < len(tokens) else item
        if text.type != "inline":
            return self.renderToken(tokens, index, options, env) + self.task([box], 0, options, env)
        opening, closing = Token("label_open", "label", 1), Token("label_close", "label", -1)
        text.children = [opening, box, *(text.children or ()), closing]
        return self.renderToken(tokens, index, options, env)

    def math_inline(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Show a formula within a text, as MathML."""
        from generator.source.markdown.formulas import MOST, formula  # noqa: PLC0415  # loaded where there is one

        token = tokens[index]
        env["formulas"] = env.get("formulas", 0) + len(token.content) + 20  # what the least one costs
        is_block, is_one_too_many = token.type != "math_inline", env["formulas"] > MOST
        links, line = env["links"], env["line"]
        html = formula(token.content, links, line, is_block=is_block, is_one_too_many=is_one_too_many)
        return kept(html, env)

    math_inline_double = math_inline

    def math_block(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        """Show a formula on lines of its own."""
        return f"<p>{self.math_inline(tokens, index, options, env)}</p>\n"

    def task(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
        """Show the box of a task."""
        checked = " checked" if tokens[index].meta["checked"] else ""
        return kept(f'<input type="checkbox" disabled{checked}>', env) + " "
