"""A small digest in each language: an event that says all an event can, and foreign ones beside it."""

from typing import Any, NamedTuple

from tests.sites import SiteFolder


class Words(NamedTuple):
    """What the digest of a language writes itself, and what its pages are to make of it."""

    title: str
    event: str
    text: str
    date: str
    """April 23, 2026."""
    days: str
    """From April 20 to April 26, 2026."""
    week: str
    """Week 17 of 2026."""
    events: str
    """Three events."""
    country: str
    """Hong Kong."""
    readers: str
    """A list of Ada, Bo and Chen."""
    direction: str = "ltr"


WORDS = {
    "en": Words(
        title="The Week",
        event="Museum opens its archive",
        text="Ten million letters are free to read.",
        date="April 23, 2026",
        days="Apr 20\u2009\u2013\u200926, 2026",
        week="Week 17 of 2026",
        events="3 events",
        country="Hong Kong",
        readers="Ada, Bo, and Chen",
    ),
    "de": Words(
        title="Die Woche",
        event="Museum öffnet sein Archiv",
        text="Zehn Millionen Briefe sind frei zu lesen.",
        date="23. April 2026",
        days="20.\u201326. Apr. 2026",
        week="Woche 17/2026",
        events="3 Ereignisse",
        country="Hongkong",
        readers="Ada, Bo und Chen",
    ),
    "fr": Words(
        title="La Semaine",
        event="Le musée ouvre ses archives",
        text="Dix millions de lettres se lisent librement.",
        date="23 avril 2026",
        days="20\u201326 avr. 2026",
        week="Semaine 17 de 2026",
        events="3 événements",
        country="Hong Kong",
        readers="Ada, Bo et Chen",
    ),
    "es": Words(
        title="La Semana",
        event="El museo abre su archivo",
        text="Diez millones de cartas se leen libremente.",
        date="23 de abril de 2026",
        days="20\u201326 abr 2026",
        week="Semana 17 de 2026",
        events="3 acontecimientos",
        country="Hong Kong",
        readers="Ada, Bo y Chen",
    ),
    "ja": Words(
        title="今週の出来事",
        event="博物館が書庫を公開、一千万通の手紙を誰でも読めるように",
        text="一千万通の手紙が自由に読める。",
        date="2026年4月23日",
        days="2026年4月20日\uff5e26日",
        week="2026年第17週",
        events="3件の出来事",
        country="香港",
        readers="Ada、Bo、Chen",
    ),
    "zh": Words(
        title="一周要闻",
        event="博物馆开放档案\uff0c一千万封信件可供自由阅读",
        text="一千万封信件可以自由阅读。",
        date="2026年4月23日",
        days="2026年4月20日\u2009\u2013\u200926日",
        week="2026 年第 17 周",
        events="3 个事件",
        country="香港",
        readers="Ada、Bo和Chen",
    ),
    "ar": Words(
        title="أسبوع الأخبار",
        event="المتحف يفتح أرشيفه أمام القراء (مجانًا)",
        text="عشرة ملايين رسالة متاحة للقراءة.",
        date="23 أبريل 2026",
        days="20\u201326 أبريل 2026",
        week="الأسبوع 17 من 2026",
        events="3 أحداث",
        country="هونغ كونغ",
        readers="Ada وBo وChen",
        direction="rtl",
    ),
}

BODY = """
## {text}

{text} `code`

```
{long_line}
```

## {event}

| {text} | {text} | {text} | {text} | {text} |
|---|---|---|---|---|
| {event} | {long_line} | 2 | 3 | 4 |

## {title}

{text} {text}
"""
LONG_LINE = "withoutanyend" * 10
SOURCES = """
gazette: {name: "What's new (Hong Kong)", country: HK, url: https://gazette.example/}
wire: {name: The Wire, country: GB}
"""


def write_newspaper(site: SiteFolder, language: str) -> SiteFolder:
    """Write the digest of a language, with two events in other languages in the same week."""
    words = WORDS[language]
    site.with_settings(title=words.title, tagline=words.text, language=language, origin="ai", cards="off")
    site.with_file("content/sources.yaml", SOURCES)
    site.with_file("content/topics.yaml", f"letters: {{name: {words.text!r}, description: {words.text!r}}}\n")
    body = BODY.format(**words._asdict(), long_line=LONG_LINE)
    site.with_event("archive", body, **_front_matter(words))
    foreign: dict[str, Any] = {"source": "wire", "topics": ["letters"], "audience": ["Ada"]}
    for slug, day in (("ar", 21), ("ja", 22)):
        lang = "en" if slug == language else slug
        other = WORDS[lang]
        texts = {"title": other.event, "hook": other.text, "tldr": {"what_changed": other.text}}
        site.with_event(f"foreign-{slug}", lang=lang, published=f"2026-04-{day}", **texts, **foreign)
    for month in (1, 2):
        site.with_event(f"old-{month}", title=words.event, published=f"2026-0{month}-02", **foreign)
    return site


def _front_matter(words: Words) -> dict[str, Any]:
    def cited(**texts: str) -> dict[str, Any]:
        return {**texts, "cites": ["source", "wire"]}

    return {
        "title": words.event,
        "published": "2026-04-23T09:00:00Z",
        "collected": "2026-04-23T09:05:00Z",
        "source": "gazette",
        "hook": words.text,
        "topics": ["letters"],
        "audience": ["Ada", "Bo", "Chen"],
        "tldr": dict.fromkeys(("what_changed", "why_it_matters", "what_to_do_next"), words.text),
        "insight": {
            "origin": "ai-reviewed",
            "takeaways": [cited(text=words.text), cited(text=words.event)],
            "implications": [cited(prediction=words.event, rationale=words.text, due="2026-12")],
            "timeline": [{"date": "2025", "text": words.text}, {"date": "2026-04-22", "text": words.event}],
        },
        "coverage": [
            {"source": "wire", "title": "A museum (in English)", "url": "https://wire.example/a"},
            {"source": "gazette", "title": words.event, "url": "https://gazette.example/b"},
        ],
        "corrections": [{"date": "2026-04-24", "text": words.text, "severity": "major"}],
    }
