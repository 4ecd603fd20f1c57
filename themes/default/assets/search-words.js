// Words: taken from a text, and found again in it.
const searchWords = (() => {
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]+/g;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };
  const WORD = /(?:[\p{L}\p{M}\p{N}]|(?<=\p{N})[.,](?=\p{N}))+/gu;
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
  const segmenter = Intl.Segmenter && new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });

  // Without case and diacritics; vowel signs and the voicing of kana are none.
  const fold = (text) => text.normalize("NFKD").replace(MARKS, "").toLowerCase()
    .replace(/[ßæœøđłı]/g, (letter) => LETTERS[letter]);

  const space = (text) => segmenter && UNSPACED.test(text)
    ? Array.from(segmenter.segment(text), ({ segment }) => segment).join(" ") : text;

  const split = (text) => fold(space(text)).match(WORD) ?? [];

  // A word begins where one of the text does, or anywhere in it in scripts without spaces.
  const needle = (word) => (UNSPACED.test(word) ? word : ` ${word}`);

  // How much of a token folds to so many characters.
  const reach = (token, length) => {
    let end = 0;
    while (end < token.length && fold(token.slice(0, end)).length < length) end++;
    while (end && end < token.length && !fold(token[end])) end++;
    return end;
  };

  // Start and end of the longest hit in each token of a text.
  const find = (text, words) => {
    const ranges = [];
    let after = 0;
    for (const [token] of words.length ? space(text).matchAll(WORD) : []) {
      const start = text.indexOf(token, after);
      after = start + token.length;
      const folded = fold(token);
      const [hit] = words.filter((word) => ` ${folded}`.includes(needle(word))).sort((a, b) => b.length - a.length);
      const at = folded.indexOf(hit);
      if (hit) ranges.push([start + reach(token, at), start + reach(token, at + hit.length)]);
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

  return { split, needle, find, write };
})();
