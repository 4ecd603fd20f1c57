# ruff: noqa: RUF001, E501 - texts of many scripts, and broken as they were
"""Quotes are located or they are not: every harmless variant is, and no altered one."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.desk.grounding import Located, Source, is_short_enough

ENGLISH = """
The harbour board of Eastport said on 14 May that it had signed a contract worth $1.5 billion for 320 electric
cranes — the largest order it has placed since 1998. “We will not close a single berth,” said Maria Keller, the
board’s chief engineer, “and the first 12 cranes will run by March 2027.” Officials at the ﬁnance office in Norwood
declined to comment. An earlier plan, drawn up by Thomas Reed, had foreseen 250 cranes at a price of $900 million.
Unions support the order but warn that 4,700 jobs could change: they ask for two years of training, well-paid and
part-time. The port handled 8.2 million containers last year, 3.4 percent more than the year before.
"""
GERMAN = """
Der Rat der Stadt Wiesenau hat am 3. Juni mit 41 zu 17 Stimmen beschlossen, die Straßenbahn bis zum Bahnhof zu
verlängern. „Wir bauen nicht teurer als geplant“, sagte Bürgermeisterin Annegret Schröder – der Kostenrahmen von
86,5 Millionen Euro gelte weiter. Die Größe der Fahrzeuge bleibt gleich, die Züge sollen ab Dezember 2028 alle
7,5 Minuten fahren. Der Verein Freie Fahrt hält die Pläne für überholt und verlangt 12 zusätzliche Busse in Maßen.
Nach Angaben der Verkehrsbetriebe nutzen täglich 23.000 Menschen die Linie, im Jahr 2019 waren es 18.400.
"""
CHINESE = """
海州市政府于2026年5月12日宣布，将在三年内投资一百二十亿元建设四座海上风电场。市长林文清表示：“我们不会提高居民电价，
首批36台机组将于2027年10月并网。”当地渔民协会对选址表示担忧，要求推迟至少18个月。东海大学的研究人员认为，
该项目每年可减少排放290万吨二氧化碳，但前提是电网同步升级。此前的方案只包括两座风电场，预算为55亿元。
"""
ARABIC = """
أعلنت بلدية مدينة الواحة يوم 9 مارس 2026 أنها ستزرع 45000 شجرة خلال أربع سنوات بكلفة 3.2 مليون دينار. وقال رئيس
البلدية سالم العمري: «لن نقطع شجرة واحدة قائمة، وسنبدأ بالحي القديم في شهر أبريل». وترى جمعية المزارعين أن الخطة
جيدة، لكنها تطلب 20 بئرا إضافية قبل نهاية عام 2027. وكان المشروع السابق يشمل 12000 شجرة فقط في ثلاثة أحياء.
"""
GETTYSBURG = """
Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, and
dedicated to the proposition that all men are created equal. Now we are engaged in a great civil war, testing whether
that nation, or any nation so conceived and so dedicated, can long endure. We are met on a great battle-field of that
war. The world will little note, nor long remember what we say here, but it can never forget what they did here.
"""
METAMORPHOSIS = """
Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich in seinem Bett zu einem ungeheueren
Ungeziefer verwandelt. Er lag auf seinem panzerartig harten Rücken und sah, wenn er den Kopf ein wenig hob, seinen
gewölbten, braunen, von bogenförmigen Versteifungen geteilten Bauch. »Was ist mit mir geschehen?« dachte er. Es war
kein Traum. Sein Zimmer, ein richtiges, nur etwas zu kleines Menschenzimmer, lag ruhig zwischen den vier Wänden.
"""
PEACH_BLOSSOM = """
晋太元中，武陵人捕鱼为业。缘溪行，忘路之远近。忽逢桃花林，夹岸数百步，中无杂树，芳草鲜美，落英缤纷，渔人甚异之。
复前行，欲穷其林。林尽水源，便得一山，山有小口，仿佛若有光，便舍船，从口入。初极狭，才通人，复行数十步，豁然开朗。
"""
IBN_KHALDUN = """
اعلم أن فن التاريخ فن عزيز المذهب، جم الفوائد، شريف الغاية، إذ هو يوقفنا على أحوال الماضين من الأمم في أخلاقهم،
والأنبياء في سيرهم، والملوك في دولهم وسياستهم، حتى تتم فائدة الاقتداء في ذلك لمن يرومه في أحوال الدين والدنيا.
"""
NEGATIONS = {"en": "not", "de": "nicht", "zh": "不", "ar": "لا"}
NAMES = {
    "en": {"Keller": "Reed", "Norwood": "Eastport", "Reed": "Keller"},
    "de": {"Schröder": "Schneider", "Wiesenau": "Wiesental"},
    "zh": {"林文清": "林文青", "东海大学": "南海大学"},
    "ar": {"العمري": "الدوسري", "الواحة": "البلدة"},
}
TEXTS = {
    "en": ENGLISH + GETTYSBURG,
    "de": GERMAN + METAMORPHOSIS,
    "zh": CHINESE + PEACH_BLOSSOM,
    "ar": ARABIC + IBN_KHALDUN,
}
"""Texts of our own, and after each one that has long been everybody's."""


def passages(lang: str) -> list[str]:
    """Return quotes that a careful reader could take: whole words, from a sentence."""
    text = " ".join(TEXTS[lang].split())
    if lang == "zh":
        text = text.replace(" ", "")
        runs = [text[start : start + length] for length in (8, 13, 20) for start in range(len(text) - length)]
        return [run for run in runs if run[0].isalpha() and run[-1].isalpha()]
    words = text.split(" ")
    return [
        " ".join(words[start : start + length])
        for length in (6, 9, 14)
        for start in range(len(words) - length)
    ]


def altered(lang: str, quote: str, chance: random.Random) -> Iterator[str]:
    """Yield what a careless or lying writer makes of a quote."""
    joiner = "" if lang == "zh" else " "
    parts = list(quote) if lang == "zh" else quote.split(" ")
    for found in re.finditer(r"\d+", quote):
        other = str(int(found[0]) + chance.choice((1, 10, 100)))
        yield quote[: found.start()] + other + quote[found.end() :]
    inside = chance.randrange(1, len(parts))
    yield joiner.join([*parts[:inside], NEGATIONS[lang], *parts[inside:]])
    if len(parts) > 3:
        gone = chance.randrange(1, len(parts) - 1)
        yield joiner.join([*parts[:gone], *parts[gone + 1 :]])
        swapped = chance.randrange(1, len(parts) - 2)
        yield joiner.join([*parts[:swapped], parts[swapped + 1], parts[swapped], *parts[swapped + 2 :]])
    for name, other in NAMES[lang].items():
        if name in quote:
            yield quote.replace(name, other)
    elsewhere = chance.choice(passages(lang))
    yield quote + joiner + elsewhere
    yield f"{quote} … {elsewhere}"


def is_another(lang: str, quote: str, change: str) -> bool:
    """Say whether the change says something else than the text does in any place, as a reader would see."""

    def bare(text: str) -> str:
        text = text.lower()
        return re.sub(r"[\W_]+", "" if lang == "zh" else " ", text).strip()

    return bare(change) not in bare(TEXTS[lang]) and bare(change) != bare(quote)


def test_no_altered_quote_is_located() -> None:
    chance = random.Random(7)  # noqa: S311 - the same changes in every run
    changes = [
        (lang, change)
        for lang in TEXTS
        for quote in passages(lang)
        for change in altered(lang, quote, chance)
        if is_another(lang, quote, change)
    ]
    sources = {lang: Source(text) for lang, text in TEXTS.items()}

    assert min(Counter(lang for lang, _ in changes).values()) > 1000
    assert [change for lang, change in changes if sources[lang].locate(change)] == []


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "straight quotes": lambda text: text.translate(str.maketrans("“”’„«»", '""\'"""')),
    "other quotes": lambda text: text.translate(str.maketrans("“”„«»’", "«»«“”‘")),
    "other dashes": lambda text: text.replace("—", "–").replace("–", "-").replace("-", "‑"),
    "other spaces": lambda text: text.replace(" ", "\u00a0\n"),
    "soft hyphens": "\u00ad".join,
    "zero width": "\u200b".join,
    "capital first": lambda text: text[:1].upper() + text[1:],
    "small first": lambda text: text[:1].lower() + text[1:],
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "ligatures apart": lambda text: text.replace("ﬁ", "fi"),
    "ligatures": lambda text: text.replace("fi", "ﬁ"),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c for c in text),
    "no end": lambda text: text.rstrip(".,:;"),
    "another end": lambda text: text.rstrip(".,:;") + ".",
}


def locatable(lang: str, source: Source) -> list[tuple[str, Located]]:
    found = [(quote, source.locate(quote)) for quote in passages(lang)]
    return [(quote, located) for quote, located in found if located]


@pytest.mark.parametrize("lang", TEXTS)
def test_every_harmless_variant_is_located_as_the_text_has_it(lang: str) -> None:
    source = Source(TEXTS[lang])
    quotes = locatable(lang, source)

    assert len(quotes) > 0.8 * len(passages(lang))  # the others begin within a number or right after a "not"
    for name, vary in VARIANTS.items():
        lost = [quote for quote, located in quotes if source.locate(vary(quote)) != located]
        assert (name, lost) == (name, [])


@pytest.mark.parametrize(
    ("text", "quote", "wording"),
    [
        ("It grew 1.5 percent.", "5 percent", None),
        ("It fell -5 percent.", "5 percent", None),
        ("They sold 5,000.", "sold 5", None),
        ("An area of 10² metres", "area of 102 metres", None),
        ("It costs 2① dollars", "costs 21 dollars", None),
        ("A plank of 5' length", 'plank of 5" length', None),
        ("in Massen vorhanden", "in Maßen vorhanden", None),
        ("We cannot support it", "We can", None),
        ("We do not support the law", "support the law", None),
        ("We didn’t sign the law", "sign the law", None),
        ("Not so. We support the law", "We support the law", "We support the law"),
        ("我们不支持这项法案", "支持这项法案", None),
        ("投资一百五十亿元", "五十亿元", None),
        ("政府はこの法案を支持しない", "この法案を支持し", None),
        ("Will it ship? He wondered.", "Will it ship.", "Will it ship?"),
        ("the “best” model", 'THE "best" model', "the “best” model"),
        ("one\u00adword and a\u200bnother", "oneword and another", "one\u00adword and a\u200bnother"),
        ("中文\n换行", "中文换行", "中文 换行"),
        ("他认为，\n该项目", "他认为，该项目", "他认为， 该项目"),
        ("版本 2 发布", "版本2 发布", None),
        ("a b", "…", None),
        ("a b", "", None),
        ("", "a", None),
    ],
)
def test_where_words_end_and_what_they_mean(text: str, quote: str, wording: str | None) -> None:
    located = Source(text).locate(quote)
    assert (located.wording if located else None) == wording


@given(st.text(), st.text())
def test_what_is_kept_is_the_text_itself(text: str, quote: str) -> None:
    source = Source(text)
    located = source.locate(quote)
    assert located is None or " ".join(source.text[located.start : located.end].split()) == located.wording


def test_a_quote_has_a_length() -> None:
    assert is_short_enough("word " * 25)
    assert not is_short_enough("word " * 26)
    assert is_short_enough("字" * 50)
    assert not is_short_enough("字" * 52)


def test_a_bracket_is_kept_with_its_other_half() -> None:
    text = Source("The model (49B activated) reads a million tokens (text only).")

    for quote in (
        "The model (49B activated)",
        "(49B activated) reads",
        "tokens (text only)",
        "49B activated",
    ):
        located = text.locate(quote)
        assert located is not None
        assert located.wording == quote
