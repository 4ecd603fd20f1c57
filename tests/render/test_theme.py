"""A site's theme: built-in files, with those of the site laid over them."""

from pathlib import Path

from generator.digest import hexadecimal_digest
from generator.model import Theme
from generator.theme.files import built_in_themes, find_theme
from tests.sites import SiteFolder


def write(root: Path, name: str, content: str | bytes = "") -> Path:
    path = root / "themes" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def find(root: Path, name: str = "default") -> Theme:
    theme, problems = find_theme(root, name)
    assert theme is not None
    assert problems == ()
    return theme


def explain(root: Path, name: str = "default") -> list[str]:
    return [f"{p.path}:{p.line}: {p.severity}: {p.message} ({p.remedy})" for p in find_theme(root, name)[1]]


def test_without_files_of_its_own_a_site_has_the_built_in_theme(tmp_path: Path) -> None:
    theme = find(tmp_path)
    assert theme.templates["event.html"] == str(built_in_themes() / "default" / "templates" / "event.html")
    assert "style.css" in theme.assets


def test_one_file_overrides_one_file(tmp_path: Path) -> None:
    template = write(tmp_path, "default/templates/event.html", "mine")
    asset = write(tmp_path, "default/assets/style.css", "body{}")
    theme = find(tmp_path)
    before = find(tmp_path / "elsewhere")
    assert theme.templates["event.html"] == str(template)
    assert theme.templates["default/event.html"] == before.templates["event.html"]
    assert theme.templates["home.html"] == before.templates["home.html"]
    assert (theme.assets["style.css"].path, theme.assets["style.css"].size) == (str(asset), 6)
    assert theme.assets["style.css"].digest == hexadecimal_digest(b"body{}")
    assert theme.digest != before.digest


def test_a_theme_of_ones_own_falls_back_to_the_default(tmp_path: Path) -> None:
    template = write(tmp_path, "plain/templates/parts/own.html")
    write(tmp_path, "plain/templates/page.html", '{% include "parts/own.html" %}')
    theme = find(tmp_path, "plain")
    assert theme.templates["parts/own.html"] == str(template)
    assert "event.html" in theme.templates


def test_the_digest_knows_templates_and_catalogues_but_not_assets(tmp_path: Path) -> None:
    write(tmp_path, "default/templates/event.html", "one")
    first = find(tmp_path).digest
    assert find(tmp_path).digest == first
    write(tmp_path, "default/assets/style.css", "body{}")
    assert find(tmp_path).digest == first
    write(tmp_path, "default/templates/event.html", "two")
    second = find(tmp_path).digest
    write(tmp_path, "default/locale/it/LC_MESSAGES/weekmark.po")
    assert len({first, second, find(tmp_path).digest}) == 3


def test_catalogues_of_a_site_come_after_those_of_its_theme(tmp_path: Path) -> None:
    own = write(tmp_path, "default/locale/de/LC_MESSAGES/weekmark.po")
    brazilian = write(tmp_path, "default/locale/pt_BR/LC_MESSAGES/weekmark.po")
    catalogues = find(tmp_path).catalogues
    assert catalogues["de"][-1] == str(own)
    assert catalogues["pt-BR"] == (str(brazilian),)


def test_an_unknown_theme_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "plain/templates/event.html")
    assert explain(tmp_path, "plane") == [
        'site.yaml:0: error: there is no theme "plane" (did you mean "plain"?)'
    ]
    assert explain(tmp_path, "..") == [
        'site.yaml:0: error: there is no theme ".." (there are: default, gazette, plain)'
    ]
    assert find_theme(tmp_path, "../themes/plain")[0] is None


def test_a_symbolic_link_must_not_lead_out(tmp_path: Path) -> None:
    secret = write(tmp_path, "../secret.html", "secret")
    template = write(tmp_path, "default/templates/base.html")
    (template.parent / "event.html").symlink_to(secret)
    (template.parent / "parts").symlink_to(tmp_path)
    (template.parent / "home.html").symlink_to(template)
    (template.parent / "loop").symlink_to(template.parent)
    theme, _ = find_theme(tmp_path, "default")
    assert theme is None
    assert explain(tmp_path) == [
        f"themes/default/templates/{name}:0: error: the symbolic link leads out of the theme"
        " (put a copy of the file in its place)"
        for name in ("parts", "event.html")
    ]


def test_a_template_that_is_not_utf_8_is_an_error_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "default/templates/event.html", b"<p>\n\xff</p>")
    assert explain(tmp_path) == [
        "themes/default/templates/event.html:2: error: the template is not valid UTF-8 ()"
    ]


def test_files_that_mean_nothing_are_warned_about(tmp_path: Path) -> None:
    write(tmp_path, "default/event.html")
    write(tmp_path, "default/README.md")
    write(tmp_path, "default/templates/event.html~")
    write(tmp_path, "default/templates/.event.html.swp")
    write(tmp_path, "default/locale/de.po")
    unused = "0: warning: the file is not used"
    assert explain(tmp_path) == [
        f"themes/default/event.html:{unused} (did you mean themes/default/templates/event.html?)",
        f"themes/default/locale/de.po:{unused} (catalogues lie in locale/LANG/LC_MESSAGES/weekmark.po)",
    ]
    theme, _ = find_theme(tmp_path, "default")
    assert theme is not None
    assert "event.html~" not in theme.templates


def test_what_templates_name_and_the_theme_has_not_is_told_with_its_place(tmp_path: Path) -> None:
    write(
        tmp_path,
        "default/templates/page.html",
        b'{% extends "default/page.html" %}\n{# asset("old.css") #}\n'
        b'{% block mian %}{% block mine %}{{ asset("styel.css") }}{% endblock %}{% endblock %}\n'
        b'{% block main %}{% include "parts/mine.html" %}{{ asset("mine.css") }}{% endblock %}\n',
    )
    write(tmp_path, "default/templates/parts/mine.html")
    write(tmp_path, "default/templates/evnet.html")
    write(tmp_path, "default/assets/mine.css")
    place = "themes/default/templates"

    assert explain(tmp_path) == [
        f'{place}/evnet.html:0: warning: no page uses this template (did you mean "event.html"?)',
        f'{place}/page.html:3: warning: the theme has no asset "styel.css" (did you mean "style.css"?)',
        (
            f'{place}/page.html:3: warning: no template that this one extends has a block "mian" '
            '(did you mean "main"?)'
        ),
    ]


def test_blocks_add_to_an_article_and_the_nameplate_changes_everywhere(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path).with_settings(cards="off")
    site.with_event("memo", "The text.\n", tldr={"what_changed": "It is out."})
    names = ("after_title", "after_tldr", "before_coverage", "after_article")
    blocks = "".join(f"{{% block {name} %}}<p>{name}</p>{{% endblock %}}" for name in names)
    site.with_file("themes/default/templates/event.html", f'{{% extends "default/event.html" %}}{blocks}')
    site.with_file(
        "themes/default/templates/base.html",
        '{% extends "default/base.html" %}{% block nameplate %}<p>Ours</p>{% endblock %}',
    )
    site.build()
    page = site.page("/events/memo/").partition("<main")[2]
    shown = ("<h1", names[0], "It is out.", names[1], "The text.", names[2])
    places = [page.index(text) for text in (*shown, 'id="coverage"', "All rights", names[3])]
    assert places == sorted(places)
    assert [path for path in ("/", "/weekly/2026-w17/") if "<p>Ours</p>" not in site.page(path)] == []
