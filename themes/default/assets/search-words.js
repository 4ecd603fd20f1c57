// Words: taken from a text, and found again in it.
const searchWords = (() => {
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]+/g;
  const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ة: "ه", ى: "ي" };
  const WORD = /(?:[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]|(?<=\p{N})[.,](?=\p{N}))+/gu;
  const HYPHENED = /[\p{L}\p{N}]+(?:[-\u2010-\u2013][\p{L}\p{N}.]+)+/gu;
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
  const segmenter = Intl.Segmenter && new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });

  // Without case and diacritics; vowel signs and the voicing of kana are none.
  const fold = (text) => text.normalize("NFKD").replace(MARKS, "").replace(UNSEEN, "").toLowerCase()
    .replace(/[ßæœøđłıةى]/g, (letter) => LETTERS[letter])
    .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() & 15);

  const space = (text) => segmenter && UNSPACED.test(text)
    ? Array.from(segmenter.segment(text), ({ segment }) => segment).join(" ") : text;

  const split = (text) => fold(space(text)).match(WORD) ?? [];

  // All that a text can be found by: its words, in scripts without spaces whole runs, and GPT-5 as gpt5 too.
  const index = (text) => {
    const folded = fold(text);
    const joined = folded.match(HYPHENED) ?? [];
    return [...folded.match(WORD) ?? [], ...joined.map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))];
  };

  // Whether one letter more, less or another makes one word of the other, or two that changed places.
  const near = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const same = (i, j) => one.slice(at + i) === other.slice(at + j);
    return same(1, 1) || same(1, 0) || same(0, 1)
      || (one[at] === other[at + 1] && one[at + 1] === other[at] && same(2, 2));
  };

  // A word begins where one of the text does, or anywhere in it in scripts without spaces.
  const needle = (word) => (UNSPACED.test(word) ? word : ` ${word}`);

  // How much of a token folds to so many characters.
  const reach = (token, length) => {
    let end = 0;
    while (end < token.length && fold(token.slice(0, end)).length < length) end++;
    while (end && end < token.length && !fold(token[end])) end++;
    return end;
  };

  // Start and end of each hit in a text, the longest first where they overlap.
  const find = (text, words) => {
    const longest = [...words].sort((a, b) => b.length - a.length);
    const ranges = [];
    for (const { 0: token, index: start } of words.length ? text.matchAll(WORD) : []) {
      const folded = fold(token);
      const taken = [];
      for (const word of longest) {
        const at = ` ${folded}`.indexOf(needle(word)) - (needle(word) === word);
        const end = at + word.length;
        if (at < 0 || taken.some(([from, to]) => at < to && from < end)) continue;
        taken.push([at, end]);
      }
      for (const [from, to] of taken.sort(([a], [b]) => a - b)) {
        ranges.push([start + reach(token, from), start + reach(token, to)]);
      }
    }
    return ranges;
  };

  const write = (element, text, words) => {
    let from = 0;
    for (const [start, end] of find(text, words)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(from, start), mark);
      from = end;
    }
    element.append(text.slice(from));
    element.hidden = !text;
    return element;
  };

  return { split, index, near, needle, find, write };
})();
