// The search; reads its index once a reader turns to it.
(() => {
  const { split, index, near, needle, find, write } = searchWords;
  const { lang } = document.documentElement;
  const form = document.getElementById("search");
  const input = form.elements.q;
  const { results: list, status, progress, retry, more, result, start, others, fold } = Object.fromEntries(
    [...document.querySelectorAll("[id^=search-]")].map((part) => [part.id.slice(7), part]));
  const FORMAT = 2;
  const STEP = 30; // results
  const PATIENCE = 8; // milliseconds
  const FILTERS = [...form.querySelectorAll("select")].map(({ name }) => name).filter((name) => name !== "sort");
  const KEYS = ["q", ...FILTERS, "sort"];
  // Of title, hook, names of topics and so on, TL;DR, takeaways.
  const WEIGHTS = [16, 8, 6, 3, 2];
  const SENTENCE = /.+?(?:[.!?](?!\S)|[。！？]|$)/g;
  const RIGHT_TO_LEFT = /^\P{L}*[\p{sc=Arab}\p{sc=Hebr}]/u;

  const shards = new Map();
  const terms = Object.fromEntries(FILTERS.map((key) => [key, new Map()]));
  let order = [], events = [], address, total, loading, failed;

  const date = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
  const week = (day) => {
    const monday = day - ((day.getUTCDay() + 6) % 7) * 864e5;
    return date.formatRange(monday, monday + 6 * 864e5);
  };

  const read = async ({ places, events: column }) => {
    for (const key in places) {
      places[key] = places[key]
        .map(([name, url, country]) => ({ name, url, country, id: decodeURIComponent(url.split("/").at(-2)) }));
    }
    const found = [];
    let pause = 0;
    for (const i of column.title.keys()) {
      const event = { text: "" };
      for (const key in column) event[key] = column[key][i];
      for (const key in places) event[key] = [event[key]].flat().map((at) => places[key][at]);
      const [kept, rest] = event.slug;
      event.slug = event.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, kept) + rest;
      event.week = [event.week].filter(Boolean).map((id) => ({ id }));
      event.date = new Date(event.day);
      for (const key of FILTERS) {
        for (const { id, name } of event[key] ??= []) {
          if ((terms[key].get(id) ?? id) === id) terms[key].set(id, name ?? week(event.date));
        }
      }
      const names = Object.keys(places).flatMap((key) => event[key].map(({ name }) => name)).join(" ");
      event.ends = [event.title, event.hook, names, event.tldr, event.takeaways]
        .map((field) => (event.text += ` ${index(field).join(" ")}`).length);
      event.text += " ";
      found.push(event);
      if (performance.now() < pause) continue;
      await new Promise((resume) => { setTimeout(resume); });
      pause = performance.now() + PATIENCE;
    }
    return found;
  };

  const get = async (url, cache) => {
    const response = await fetch(url, { cache });
    const content = response.ok && await response.json();
    if (content.version !== FORMAT) throw new Error(url);
    return content;
  };

  const load = async () => {
    loading = true;
    failed = false;
    show();
    const fail = () => { failed = true; };
    const work = async (waiting) => {
      for (let url; (url = waiting.shift());) {
        await get(url).then(read).then((found) => shards.set(url, found)).catch(fail);
        events = order.flatMap((known) => shards.get(known) ?? []).sort((a, b) => b.date - a.date);
        offer();
        show();
      }
    };
    try {
      const manifest = await get(form.dataset.manifest, "no-cache");
      address = manifest.event_url;
      order = manifest.shards.map(([, url]) => url);
      total = manifest.shards.reduce((sum, [,, count]) => sum + count, 0);
      const waiting = order.filter((url) => !shards.has(url));
      await Promise.all([1, 2, 3, 4].map(() => work(waiting)));
    } catch { fail(); }
    loading = false;
    show();
  };
  const begin = () => loading ?? load();

  const asked = {};
  let last = {}, limit = STEP, picture = "[]", speaking, typing;

  // 0 where a word is missing.
  const weigh = ({ text, ends }, needles) => {
    let weight = 1;
    for (const word of needles) {
      const at = text.indexOf(word);
      if (at < 0) return 0;
      weight += WEIGHTS[ends.findIndex((end) => at < end)] + (text[at + word.length] === " ");
    }
    return weight;
  };

  let vocabulary = {};
  const known = (test) => {
    if (vocabulary.events !== events) {
      vocabulary = { events, words: [...new Set(events.flatMap(({ text }) => text.split(" ")))] };
    }
    return vocabulary.words.filter(test);
  };

  const mended = (words) => words.map((word) =>
    (word.length < 5 || events.some(({ text }) => text.includes(needle(word)))
      ? word : known((other) => near(word, other))[0] ?? word));

  const search = (words) => {
    const filters = FILTERS.filter((key) => asked[key]);
    const without = asked.q.split(/\s+/).flatMap((part) => (/^-./.test(part) ? split(part) : []));
    const wanted = [...filters.map((key) => key + asked[key]), ...without].join();
    const narrower = last.events === events && last.wanted === wanted
      && last.words.every((word, i) => words[i]?.startsWith(word));
    const needles = words.map(needle);
    const matches = (narrower ? last.matches : events).filter((event) =>
      filters.every((key) => event[key].some(({ id }) => id === asked[key]))
      && !without.some((word) => event.text.includes(needle(word)))
      && (event.weight = weigh(event, needles)));
    last = { events, wanted, words, matches };
    return asked.sort ? matches : [...matches].sort((a, b) => b.weight - a.weight);
  };

  const link = (element, text, href, words) => write(Object.assign(element, { href }), text, words);
  const links = (places, words) =>
    places.flatMap(({ name, url }) => [" ", link(document.createElement("a"), name, url, words)]);

  const draw = (event, words) => {
    const item = result.content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(`[data-field=${name}]`);
    if (event.lang) {
      const dir = RIGHT_TO_LEFT.test(event.title) ? "rtl" : "ltr";
      for (const name of ["title", "hook", "excerpt"]) Object.assign(part(name), { lang: event.lang, dir });
    }
    const [{ name: place, url: at, country }] = event.recap ?? event.source;
    const url = event.url ?? address.replace("{slug}", () => encodeURIComponent(event.slug));
    link(part("source"), place, at, words);
    link(part("title"), event.title, url, words);
    write(part("flag"), country ?? "", []);
    part("corrected").href = `${url}#corrections`;
    for (const mark of ["ai", "ai-reviewed", "corrected"]) {
      if (event.origin !== mark && event[mark] !== true) part(mark).remove();
    }
    if (event.rel) part("title").rel = event.rel;
    write(part("hook"), event.hook, words);
    const quote = (field, text, pieces) => {
      const hidden = words.filter((word) => event.text.indexOf(needle(word)) >= event.ends[field]);
      return (text.match(pieces) ?? []).filter((piece) => find(piece, hidden).length);
    };
    const quotes = [...quote(2, event.tldr, SENTENCE), ...quote(3, event.takeaways, /\S+/g)];
    write(part("excerpt"), quotes.join(" … "), words);
    const time = part("date");
    time.dateTime = event.day;
    time.textContent = date.format(event.date);
    time.after(...links(event.topic.slice(0, 3), words));
    return item;
  };

  const offer = () => {
    for (const key of FILTERS) {
      const select = form.elements[key];
      const choices = [...terms[key]]
        .sort(key === "week" ? ([a], [b]) => (a < b ? 1 : -1) : ([, a], [, b]) => a.localeCompare(b, lang));
      select.replaceChildren(select.options[0], ...choices.map(([id, name]) => new Option(name, id)));
      select.value = asked[key];
    }
  };

  const speak = (count, asking) => {
    const { none, one, many, older, broken } = form.dataset;
    const found = [loading || failed ? "" : none, one][count] ?? many.replace("{count}", count.toLocaleString(lang));
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      status.textContent = `${asking ? found : ""} ${loading ? older : failed ? broken : ""}`.trim();
    }, 200);
  };

  const show = () => {
    let words = [...new Set(split(asked.q.replace(/(^|\s)-\S+/g, " ")))];
    const asking = words.length || FILTERS.some((key) => asked[key]);
    let found = asking ? search(words) : [];
    const isLost = () => words.length && !found.length && !loading;
    if (isLost()) found = search(words = mended(words));
    const alike = isLost() ? known((other) => words.some((word) => other[3] && word.startsWith(other.slice(0, 4)))) : [];
    others.lastElementChild.replaceChildren(...links(alike.slice(0, 6).map((name) => ({ name, url: `?q=${name}` })), []));
    others.hidden = !alike[0];
    start.hidden = asking && !isLost();
    const first = found.slice(0, limit);
    const next = JSON.stringify([...words, ...first.map(({ slug, url }) => url ?? slug)]);
    if (next !== picture) {
      const focused = list.contains(document.activeElement) && document.activeElement.href;
      list.replaceChildren(...first.map((event) => draw(event, words)));
      if (focused) ([...list.querySelectorAll("a")].find(({ href }) => href === focused) ?? input).focus();
      picture = next;
    }
    more.hidden = found.length <= limit;
    retry.hidden = !failed || loading;
    progress.hidden = !loading;
    progress.value = total ? events.length / total : 0;
    speak(found.length, asking);
  };

  const follow = () => {
    const query = new URLSearchParams(location.search);
    for (const key of KEYS) {
      form.elements[key].value = asked[key] = query.get(key) ?? "";
      if (asked[key] && !terms[key]?.has(asked[key])) terms[key]?.set(asked[key], asked[key]);
    }
    offer();
    fold.open = FILTERS.some((key) => asked[key]) || matchMedia("(min-width: 40rem)").matches;
    limit = STEP;
    typing = 0;
    show();
    if (KEYS.some((key) => asked[key]) || form.contains(document.activeElement)) begin();
  };

  const ask = (event) => {
    if (event.isComposing) return;
    begin();
    for (const key of KEYS) asked[key] = form.elements[key].value;
    limit = STEP;
    show();
    const query = new URLSearchParams(KEYS.filter((key) => asked[key]).map((key) => [key, asked[key]])).toString();
    const isTyping = event.target === input;
    const step = typing && isTyping ? "replaceState" : "pushState";
    if (query !== location.search.slice(1)) history[step](null, "", location.pathname + (query && `?${query}`));
    clearTimeout(typing);
    typing = isTyping && setTimeout(() => { typing = 0; }, 1000);
  };

  const choose = (event) => {
    const stops = [input, ...list.querySelectorAll("h2 a")];
    const at = stops.indexOf(event.target);
    if (at < 0 || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      input.value = "";
      input.focus();
      ask({ target: input });
    } else if (stops[at + step]) stops[at + step].focus();
    else if (step !== 1 || more.hidden) return;
    else more.click();
    event.preventDefault();
  };

  form.addEventListener("focusin", begin);
  form.addEventListener("input", ask);
  form.addEventListener("compositionend", ask);
  form.addEventListener("submit", (event) => { event.preventDefault(); typing = 0; begin(); });
  form.parentElement.addEventListener("keydown", choose);
  addEventListener("popstate", follow);
  retry.addEventListener("click", load);
  more.addEventListener("click", () => {
    limit += STEP;
    show();
    list.children[limit - STEP].querySelector("h2 a").focus();
  });
  follow();
})();
