"""Templates can show what they are given and nothing else; every failure names its file and line."""

from pathlib import Path

import pytest

from generator.diagnostics import render_problem
from generator.errors import ContentError
from generator.render.templates import budget
from tests.render.views import make_event, make_event_page, make_renderer


def write_template(root: Path, text: str, name: str = "event.html") -> None:
    target = root / "themes" / "default" / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def render(root: Path) -> str:
    return make_renderer(root).render("event.html", make_event_page(), (make_event(),)).decode()


def explain(root: Path) -> str:
    """Return the errors of the event's page as a user sees them."""
    with pytest.raises(ContentError) as caught:
        render(root)
    return "\n".join(
        render_problem(problem, lambda path: (root / path).read_text("utf-8").splitlines())
        for problem in caught.value.problems
    )


TOO_BIG = "the page becomes too big, or takes too many steps"
PLACE = "themes/default/templates/event.html"
HOSTILE = {
    "{{ ''.__class__ }}": "access to attribute '__class__' of 'str' object is unsafe.",
    "{{ site.__class__.__mro__ }}": "access to attribute '__class__' of 'SiteFrame' object is unsafe.",
    "{{ site['__class__'] }}": "access to attribute '__class__' of 'SiteFrame' object is unsafe.",
    "{{ site | attr('__class__') }}": "access to attribute '__class__' of 'SiteFrame' object is unsafe.",
    "{{ [site] | map(attribute='__class__') | join }}": (
        "access to attribute '__class__' of 'SiteFrame' object is unsafe."
    ),
    "{{ _.__globals__ }}": "access to attribute '__globals__' of 'method' object is unsafe.",
    "{{ _.__func__.__globals__ }}": "access to attribute '__func__' of 'method' object is unsafe.",
    "{{ '{0.__class__}'.format(site) }}": "access to attribute '__class__' of 'SiteFrame' object is unsafe.",
    "{{ self._TemplateReference__context }}": (
        "access to attribute '_TemplateReference__context' of 'TemplateReference' object is unsafe."
    ),
    "{{ site.assets.clear() }}": "access to attribute 'clear' of 'dict' object is unsafe.",
    "{{ site.assets.setdefault('a', 'b') }}": "access to attribute 'setdefault' of 'dict' object is unsafe.",
    "{{ [1].append(2) }}": "access to attribute 'append' of 'list' object is unsafe.",
    "{{ range(100001) | list }}": "a range may have at most 100,000 numbers",
    "{{ 'a' * 100001 }}": "the result of * is too big for a template",
    "{{ 'a' * 1.5 }}": "TypeError: can't multiply sequence by non-int of type 'float'",
    "{{ 9 ** 9 ** 9 }}": "the result of ** is too big for a template",
    "{{ 1 / 0 }}": "ZeroDivisionError: division by zero",
    "{{ 'a'.center(2000000000) }}": "access to attribute 'center' of 'str' object is unsafe.",
    "{{ 'a' | attr('ljust') }}": "access to attribute 'ljust' of 'str' object is unsafe.",
    "{{ 1 .to_bytes(2000000000, 'big') }}": "access to attribute 'to_bytes' of 'int' object is unsafe.",
    "{{ 'a' | center(2000000000) }}": TOO_BIG,
    "{{ ['a', 'b'] | map('center', 2000000000) | join }}": TOO_BIG,
    "{{ '%2000000000d' % 1 }}": "a format may be at most 999 characters wide",
    "{{ '%*d' % (2000000000, 1) }}": "a format may be at most 999 characters wide",
    "{{ '%(a)02000000000d' | format(a=1) }}": "a format may be at most 999 characters wide",
    "{{ '{:2000000000}'.format(1) }}": "a format may be at most 999 characters wide",
    "{{ ('{:{w}}' | safe).format(1, w=2000000000) }}": "a format may be at most 999 characters wide",
    "{{ _('%(n)2000000000d', n=1) }}": "a format may be at most 999 characters wide",
    "{{ _('%2000000000s %(') }}": "a format may be at most 999 characters wide",
    "{{ ('%s' * 50000) % ((('a' * 100000),) * 50000) }}": "the result of * is too big for a template",
    "{{ ('{0}' * 30000).format('a' * 100000) }}": TOO_BIG,
    "{{ ('%(a)s' * 15000) | format(a='a' * 100000) }}": TOO_BIG,
    "{{ _('%(a)s' * 15000, a='a' * 100000) }}": TOO_BIG,
    "{{ range(100000) | join('a' * 100000) }}": TOO_BIG,
    "{{ ('a' * 100000).join('b' * 100000) }}": TOO_BIG,
    "{{ ('a' * 100000).replace('', 'b' * 100000) }}": TOO_BIG,
    "{{ ('a' * 100000) | safe | replace('a', 'b' * 100000) }}": TOO_BIG,
    "{{ 'a' | indent(2000000000) }}": TOO_BIG,
    "{{ [1] | batch(2000000000, 0) | list }}": TOO_BIG,
    "{{ [1] | slice(2000000000) | list }}": TOO_BIG,
    "{{ [1] | tojson(indent=2000000000) }}": TOO_BIG,
    "{{ 1 | round(2000000000, 'floor') }}": "a number may have at most 1,000 digits",
    "{{ ('9' * 5000) | int }}": "a number may have at most 1,000 digits",
    "{{ ([[1] * 9999] * 9999) | sum(start=[]) }}": "the result of * is too big for a template",
    "{{ (range(60000) | map('string') | list) | sum(start='') }}": TOO_BIG,
    "{{ ('a ' * 50000) | wordwrap(1, wrapstring='b' * 100000) }}": TOO_BIG,
    "{{ ('a' * 100000) | trim('b' * 100000) }}": TOO_BIG,
    "{{ [['a' * 100000] * 100000] }}": "the result of * is too big for a template",
    "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}": TOO_BIG,
    "{% for a in range(100000) %}{% for b in range(100000) if b < 0 %}{% endfor %}{% endfor %}": TOO_BIG,
    "{% for a in range(100000) %}{% for b in range(9999) | map('int') %}{% endfor %}{% endfor %}": TOO_BIG,
    "{% for a in range(100000) recursive %}{{ loop(range(100000)) if loop.depth < 3 }}{% endfor %}": TOO_BIG,
    "{% for a in range(100000) %}{{ ('&' * 100000) | upper }}{% endfor %}": TOO_BIG,
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}": TOO_BIG,
    "{% macro m(n) %}{{ m(n=n - 1, a=kwargs, b=kwargs) if n }}{% endmacro %}{{ m(n=60) }}": TOO_BIG,
    "{% macro loop_for_ever() %}{{ loop_for_ever() }}{% endmacro %}{{ loop_for_ever() }}": (
        "templates or macros include or call one another without end"
    ),
    "{% include 'event.html' %}": "templates or macros include or call one another without end",
    "{% include '../../../site.yaml' %}": 'the theme has no template "../../../site.yaml"',
    "{% include '/etc/passwd' %}": 'the theme has no template "/etc/passwd"',
    "{{ 'nothing at all' | date }}": "ValueError: Invalid isoformat string: 'nothing at'",
    "{{ lipsum() }}": "'lipsum' is undefined",
    "{{ [1, 2] | random }}": "No filter named 'random'.",
    "{{ nothing_of_this_name }}": "'nothing_of_this_name' is undefined",
    "{% if %}": "Expected an expression, got 'end of statement block'",
    "{{ none | path }}": "AttributeError: 'NoneType' object has no attribute 'startswith'",
}


@pytest.mark.parametrize("template", HOSTILE)
def test_what_a_template_must_not_or_cannot_do_is_an_error_with_its_line(
    tmp_path: Path, template: str
) -> None:
    write_template(tmp_path, f"<p>\n{template}\n</p>\n")
    assert explain(tmp_path) == f"{PLACE}:2: error: {HOSTILE[template]} [template-error]\n  2 | {template}"


@pytest.mark.parametrize(
    "step",
    [
        "{% set x = x ~ x %}",
        "{% set x = x + x %}",
        "{% set x %}{{ x }}{{ x }}{% endset %}",
        "{% set x = [x, x] %}",
        "{% set x = {1: x, 2: x} %}",
        "{% set x = dict(a=x, b=x) %}",
    ],
)
def test_a_template_can_double_nothing_without_end(tmp_path: Path, step: str) -> None:
    write_template(tmp_path, "{% set x = 'aa' %}\n" + f"{step}\n" * 60)
    assert explain(tmp_path).partition(": error: ")[2].splitlines()[0] == f"{TOO_BIG} [template-error]"


def test_what_a_template_remembers_shows_nothing_of_what_it_holds(tmp_path: Path) -> None:
    write_template(tmp_path, "{% set x = namespace(a=1) %}{% set x.a = x %}{{ x }}")
    assert render(tmp_path) == "&lt;namespace&gt;"


def test_a_page_may_take_so_long_and_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAXIMUM_SECONDS", 0.02)
    write_template(tmp_path, "{% for a in range(999) %}{{ range(999) | sort | first }}{% endfor %}")
    assert ": error: the page takes too long [template-error]\n" in explain(tmp_path)


def test_each_page_has_bounds_of_its_own(tmp_path: Path) -> None:
    write_template(tmp_path, "{% for a in range(100000) %}{{ 'a' * 100 }}{% endfor %}")
    renderer = make_renderer(tmp_path)
    pages = [renderer.render("event.html", make_event_page(), (make_event(),)) for _ in range(3)]
    assert [len(page) for page in pages] == [10_000_000] * 3


def test_unknown_fields_and_files_suggest_the_nearest(tmp_path: Path) -> None:
    write_template(tmp_path, "{{ events[0].card.sluug }}")
    assert explain(tmp_path) == (
        f'{PLACE}:1: error: Card has no field "sluug" [template-error]\n'
        "  1 | {{ events[0].card.sluug }}\n"
        '  did you mean "slug"?'
    )
    write_template(tmp_path, "{{ 'stile.css' | asset }}")
    assert explain(tmp_path) == (
        f'{PLACE}:1: error: the theme has no asset "stile.css" [template-error]\n'
        "  1 | {{ 'stile.css' | asset }}\n"
        '  did you mean "style.css"?'
    )
    write_template(tmp_path, "{% extends 'bas.html' %}")
    assert explain(tmp_path) == (
        f'{PLACE}:1: error: the theme has no template "bas.html" [template-error]\n'
        "  1 | {% extends 'bas.html' %}\n"
        '  did you mean "base.html"?'
    )


def test_the_line_is_that_of_the_innermost_template(tmp_path: Path) -> None:
    write_template(tmp_path, "{% include 'parts/own.html' %}")
    write_template(tmp_path, "\n\n{{ 1 / 0 }}", "parts/own.html")
    assert explain(tmp_path) == (
        "themes/default/templates/parts/own.html:3: error: "
        "ZeroDivisionError: division by zero [template-error]\n"
        "  3 | {{ 1 / 0 }}"
    )


def test_a_template_can_ask_whether_a_field_is_there(tmp_path: Path) -> None:
    write_template(
        tmp_path, "{{ page.cards is defined }} {{ page.head is defined }} {{ page.x | default('-') }}"
    )
    assert render(tmp_path) == "False True -"


def test_an_override_can_extend_what_it_overrides(tmp_path: Path) -> None:
    write_template(tmp_path, '{% extends "default/event.html" %}{% block main %}<p>Mine</p>{% endblock %}')
    page = render(tmp_path)
    assert "<p>Mine</p>" in page
    assert "<!doctype html>" in page


def test_texts_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    write_template(tmp_path, "{{ events[0].card.title }}|{{ events[0].event.hook_html | html }}|{{ 3 }}")
    event = (make_event(title="<script>\"'&"),)
    shown = make_renderer(tmp_path).render("event.html", make_event_page(), event).decode()
    assert shown == "&lt;script&gt;&#34;&#39;&amp;|A memo names <em>distillation</em>.|3"


def test_numbers_and_other_values_are_shown_as_python_writes_them(tmp_path: Path) -> None:
    write_template(tmp_path, "{{ 3 }} {{ 96.0 * 2 / 3 }} {{ 1e16 }} {{ true }} {{ none }} {{ ['<'] }}")
    assert render(tmp_path) == "3 64.0 1e+16 True None [&#39;&lt;&#39;]"


def test_lists_and_mappings_can_be_asked(tmp_path: Path) -> None:
    write_template(
        tmp_path,
        "{{ ['a', 'b'].index('b') }} {{ {'a': 1}.get('b', 2) }} {{ dict({'a': 1}, b=2).b }} {{ 'a'.upper() }}"
        " {{ events | map(attribute='card.title') | join }} {{ events[0]['card'].slug }}",
    )
    assert render(tmp_path) == f"1 2 2 A {make_event().card.title} memo"


def test_messages_are_markup_and_their_values_are_escaped(tmp_path: Path) -> None:
    message = "_('<b>%(name)s</b> 100%%: %(number)03d', name=name, number=7)"
    write_template(
        tmp_path,
        f"{{% set name = '<i>' %}}{{{{ {message} }}}}|{{% set name = name | safe %}}{{{{ {message} }}}}",
    )
    assert render(tmp_path) == "<b>&lt;i&gt;</b> 100%: 007|<b><i></b> 100%: 007"


def test_texts_of_content_can_be_translated_but_are_never_markup(tmp_path: Path) -> None:
    write_template(tmp_path, "{{ '<b> 100%' | translate }} {{ '' | translate }}|{{ _('50%') }}")
    assert render(tmp_path) == "&lt;b&gt; 100% |50%"


def test_numbers_in_messages_are_written_as_the_language_does(tmp_path: Path) -> None:
    write_template(tmp_path, "{{ ngettext('%(num)s event', '%(num)s events', 12345) }}")
    assert render(tmp_path) == "12,345 events"


def test_the_trans_tag_translates(tmp_path: Path) -> None:
    text = "{% trans count=2 %}{{ count }} event{% pluralize %}{{ count }} events{% endtrans %}"
    write_template(tmp_path, text + "{% trans %} <b>50%</b>{% endtrans %}")
    assert render(tmp_path) == "2 events <b>50%</b>"


def test_small_products_and_powers_are_allowed(tmp_path: Path) -> None:
    write_template(tmp_path, "{{ 'ab' * 3 }} {{ 7 * 6 }} {{ 1.5 * 2 }} {{ 2 ** 10 }} {{ range(3) | list }}")
    assert render(tmp_path) == "ababab 42 3.0 1024 [0, 1, 2]"
