// The review: what its reader decides of each claim. Accepting stays in the browser until all is accepted;
// every other step changes the file, and the page comes anew.
"use strict";

const token = document.querySelector('meta[name="weekmark-token"]').content;
const said = document.getElementById("said");
const { event: slug, version } = document.body.dataset;
const entries = () => [...document.querySelectorAll("article, .waiting li")];
const memory = `weekmark-review:${slug}`;
const accepted = new Set(slug ? JSON.parse(localStorage.getItem(memory) ?? "[]") : []);
let current = null;
let busy = false;

function select(entry, { scroll = true, focus = true } = {}) {
  current?.removeAttribute("aria-current");
  current = entry ?? null;
  if (!current) return;
  current.setAttribute("aria-current", "true");
  if (focus) (current.querySelector("a.event") ?? current).focus({ preventScroll: true });
  if (scroll) current.scrollIntoView({ block: "nearest" });
}

function move(by) {
  const all = entries();
  select(all[Math.min(Math.max(all.indexOf(current) + by, 0), all.length - 1)]);
}

function say(words, isWrong = false) {
  said.textContent = words;
  said.classList.toggle("wrong", isWrong);
}

async function step(action, more = {}) {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch("/__weekmark/desk/review/step", {
      method: "POST",
      headers: { "content-type": "application/json", "x-weekmark-token": token },
      body: JSON.stringify({ action, event: slug ?? "", version: version ?? "", ...more }),
    });
    const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
    const { ok, words, to } = isOurs ? await answer.json() : { ok: false, words: await answer.text() };
    if (ok) {
      leadTo(words, to);
      return;
    }
    say(words, true);
  } catch {
    say("The preview does not answer; is it running?", true);
  }
  busy = false;
}

// No other step is taken until the page has come anew, nor are its words said before.
function leadTo(words, to) {
  sessionStorage.setItem("weekmark-review", JSON.stringify({ words, slug, at: entries().indexOf(current) }));
  if (to && new URL(to, location.href).href !== location.href) location.assign(to);
  else location.reload();
}

// What was accepted is remembered by the digest of the claim and its words, so that an edit is none.
function show() {
  const claims = [...document.querySelectorAll("article")];
  for (const claim of claims) {
    const isAccepted = accepted.has(claim.dataset.digest);
    claim.dataset.state = isAccepted ? "accepted" : "";
    claim.querySelector('[data-action="accept"]').setAttribute("aria-pressed", String(isAccepted));
  }
  const count = document.getElementById("accepted");
  if (count) count.textContent = claims.filter((claim) => claim.dataset.state).length;
  if (slug) localStorage.setItem(memory, JSON.stringify([...accepted]));
}

function accept(claim) {
  const { digest } = claim.dataset;
  const isNew = !accepted.delete(digest);
  if (isNew) accepted.add(digest);
  show();
  if (!isNew) return;
  const rest = entries().filter((other) => !other.dataset.state);
  const next = rest.find((other) => claim.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) ?? rest[0];
  if (next) select(next);
  else say("All is accepted; say who has reviewed it.");
}

function edit(claim, isOn = true) {
  const form = claim.querySelector(".editing");
  if (!form) return;
  form.hidden = !isOn;
  claim.querySelector(".reading").hidden = isOn;
  claim.querySelector(".actions").hidden = isOn;
  if (isOn) form.querySelector("textarea").focus();
  else {
    form.reset();
    select(claim, { scroll: false });
  }
}

function save(form) {
  const fields = [...form.querySelectorAll("textarea")].filter((field) => field.value !== field.defaultValue);
  const claim = form.closest("article");
  if (fields.length === 0) edit(claim, false);
  else step("edit", { claim: claim.dataset.claim, texts: Object.fromEntries(fields.map((field) => [field.dataset.path, field.value])) });
}

function vouch() {
  const by = document.getElementById("by");
  if (!by) return;
  if (!by.value.trim()) {
    by.focus();
    say("Say who has reviewed it.", true);
    return;
  }
  localStorage.setItem("weekmark-reviewer", by.value.trim());
  step("reviewed", { by: by.value, accepted: [...document.querySelectorAll('article[data-state="accepted"]')].map((claim) => claim.dataset.digest) });
}

const acts = {
  accept,
  edit: (claim) => edit(claim),
  leave: (claim) => edit(claim, false),
  drop: (claim) => { if (claim.querySelector('[data-action="drop"]')) step("drop", { claim: claim.dataset.claim }); },
  unquote: (claim, { quote }) => step("unquote", { claim: claim.dataset.claim, quote: Number(quote) }),
  undo: () => step("undo"),
  fetch: () => {
    say("The texts are fetched …");
    step("fetch");
  },
  help: () => document.getElementById("help").showModal(),
};

addEventListener("click", (event) => {
  const claim = event.target.closest("article");
  if (claim && claim !== current) select(claim, { scroll: false, focus: false });
  const button = event.target.closest("[data-action]");
  if (button) acts[button.dataset.action](claim, button.dataset);
  const link = event.target.closest('a[href^="#t-"]');
  if (link) document.getElementById(decodeURIComponent(link.hash.slice(1))).open = true;
});

// Whoever tabs to a button of another claim means that claim by keys, too.
addEventListener("focusin", (event) => {
  const entry = event.target.closest("article, .waiting li");
  if (entry && entry !== current) select(entry, { scroll: false, focus: false });
});

addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  event.preventDefault();
  if (event.target.id === "vouch") vouch();
  else save(event.target);
});

const letters = { a: "accept", e: "edit", d: "drop" };

addEventListener("keydown", (event) => {
  const form = event.target.closest(".editing");
  if (form && event.key === "Escape") edit(form.closest("article"), false);
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(form);
  const isTyping = event.target.closest("input, textarea, select, dialog");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !"jk".includes(event.key))) return;
  if (!document.getElementById("keys").checked && event.key !== "?") return;
  const { key } = event;
  const claim = current?.localName === "article" ? current : null;
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "u") acts.undo();
  else if (key === "?") acts.help();
  else if (key === "R") vouch();
  else if (key === "f" && document.querySelector('[data-action="fetch"]')) acts.fetch();
  else if (claim && letters[key]) acts[letters[key]](claim);
  else return;
  event.preventDefault();
});

const keys = document.getElementById("keys");
keys.checked = localStorage.getItem("weekmark-desk-keys") !== "off";
keys.addEventListener("change", () => localStorage.setItem("weekmark-desk-keys", keys.checked ? "on" : "off"));

for (const claim of document.querySelectorAll("article[data-reviewed]")) accepted.add(claim.dataset.digest);
const by = document.getElementById("by");
if (by) by.value = localStorage.getItem("weekmark-reviewer") ?? "";
show();
const kept = JSON.parse(sessionStorage.getItem("weekmark-review") ?? "null");
sessionStorage.removeItem("weekmark-review");
if (kept) say(kept.words);
// Who comes to an event for the first time hears first what the marks can't tell.
const isAgain = Boolean(kept) && kept.slug === slug;
select(isAgain ? (entries()[kept.at] ?? entries().at(-1)) : entries()[0], { scroll: isAgain, focus: isAgain || !slug });
