"""Words of a text: how many there are to read, and which tell a title apart."""

import re
import unicodedata

# The commonest words of the commonest languages, folded as words of titles are.
_STOP_WORDS = frozenset(
    """
    the and for with from that this into over after about than its his her their our your they are
    was were will has have had not but can may how why what who when where which all any more most
    new now out off via per amid says said say gets get one two der die das den dem des ein eine
    einer einem einen und oder mit von vom fur auf aus bei nach uber unter zum zur ist sind war wird
    werden hat haben nicht auch sich als wie was wer wenn aber nur noch neue neuer neues les des une
    dans pour par sur avec sans sous chez est sont ont pas plus que qui quoi son ses leur leurs aux
    cette ces mais comme entre apres avant los las una unos unas del por para con sin sobre entre
    como que quien esta este estos estas ese esa sus mas pero desde hasta tras hacia muy son fue ser
    han hay gli della delle dello degli dei dal dalla nel nella nelle con per tra fra che chi sono
    era non piu come alla alle uma uns umas dos das nos nas pelo pela com sem sob mais mas nao sao
    foi ser tem seu sua seus suas het een van voor met naar uit bij aan door over onder niet ook
    zijn haar hun wordt werd heeft hebben och att det som med for den till har inte ett efter eller
    """.split()  # noqa: SIM905  # easier to read than two hundred quoted words
)
_MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]+")
"""Thai, Lao, Burmese and Khmer, whose words have no spaces between them."""
_LETTERS_A_WORD = 5
MOST_QUOTED_WORDS = 25
"""Of a quote: enough to find a claim again, and no more than one may take from another's text."""
_JOINTS = re.compile("[\u200b_/\u2013-\u2015\u2026]+")
"""What may stand between two words without a space: zero width space, underscore, slash, dashes, dots."""
_LONGEST_WORD = 40
_CJK = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def count_words(text: str) -> int:
    """Return how many words there are to read.

    A CJK character counts as half a word, and five characters of Thai, Lao, Burmese or Khmer count as one.
    """
    if text.isascii():
        return len(text.split())
    characters = sum(map(len, _CJK.findall(text)))
    rest = _CJK.sub(" ", text)
    letters = sum(map(len, _UNSPACED.findall(rest)))
    words = len(_UNSPACED.sub(" ", rest).split()) + -(-letters // _LETTERS_A_WORD)
    return words + (characters + 1) // 2


def quoted_words(text: str) -> int:
    """Return how many words a quote has.

    They are counted as words to read are, but what is written as one word counts as many where something
    else than a space keeps its words apart, and each 40 characters of a longer one count as a word.
    """
    parted = _JOINTS.sub(" ", text)
    long = [word for word in parted.split() if len(word) > _LONGEST_WORD and count_words(word) == 1]
    return count_words(parted) + sum((len(word) - 1) // _LONGEST_WORD for word in long)


def title_words(title: str) -> tuple[str, ...]:
    """Return the first 12 of a title's :func:`telling_words`."""
    return telling_words(title)[:_MOST_WORDS]


def telling_words(text: str) -> tuple[str, ...]:
    """Return the distinct words of a text that tell it apart, in their order.

    Case and accents are folded, common words and those of one or two letters left out. CJK text, which has no
    spaces, gives its pairs of neighbouring characters.
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = without_marks(folded)
    words: dict[str, None] = {}
    for word in _WORD.findall(folded):
        if word.isascii() or not _CJK.search(word):
            if len(word) > 2 and word not in _STOP_WORDS:
                words[word] = None
        else:
            words |= dict.fromkeys(_pairs(word))
    return tuple(words)


def without_marks(text: str) -> str:
    """Return the text without accents and other combining marks; Hangul stays composed."""
    parts = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def _pairs(word: str) -> list[str]:
    """Return the pairs of neighbouring CJK characters, and whole any other letters between them."""
    found = []
    for run in _CJK.findall(word):
        found += [run[index : index + 2] for index in range(len(run) - 1)] or [run]
    found += [rest for rest in _CJK.sub(" ", word).split() if len(rest) > 2]
    return found
