// The desk: keys and buttons that ask the server for steps, and what they leave on the page.
"use strict";

const token = document.querySelector('meta[name="weekmark-token"]').content;
const said = document.getElementById("said");
const stories = () => [...document.querySelectorAll("article")];
let current = null;
let marked = null;
let busy = false;

function select(article, { scroll = true } = {}) {
  current?.removeAttribute("aria-current");
  current = article ?? null;
  if (!current) return;
  current.setAttribute("aria-current", "true");
  current.focus({ preventScroll: true });
  if (scroll) current.scrollIntoView({ block: "nearest" });
}

function move(by) {
  const all = stories();
  const at = all.indexOf(current);
  select(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

function say(words, isWrong = false) {
  said.textContent = words;
  said.classList.toggle("wrong", isWrong);
}

// Asks for a step; what leaves no other story changed takes its own away, all else has the page come anew.
async function step(action, handles, more = {}) {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch("/__weekmark/desk/step", {
      method: "POST",
      headers: { "content-type": "application/json", "x-weekmark-token": token },
      body: JSON.stringify({ action, handles, ...more }),
    });
    const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
    const { ok, words, draft } = isOurs ? await answer.json() : { ok: false, words: await answer.text() };
    say(words, !ok);
    if (!ok) return;
    if (["take", "pin", "drop", "attach", "never"].includes(action)) leave(handles[0], draft);
    else comeAnew(words);
  } catch {
    say("The preview does not answer; is it running?", true);
  } finally {
    busy = false;
  }
}

function leave(handle, draft) {
  const article = document.getElementById(`s${handle}`);
  const next = article.nextElementSibling ?? article.previousElementSibling;
  article.remove();
  const waiting = document.getElementById("waiting");
  waiting.textContent = Number(waiting.textContent) - 1;
  if (next?.localName === "article") select(next);
  else if (Number(waiting.textContent) > 0) comeAnew(said.textContent);
  if (draft) show(draft);
}

function show({ path, slug, text }) {
  document.getElementById("draft").hidden = false;
  document.getElementById("draft-path").textContent = path;
  document.getElementById("draft-text").textContent = text;
  const link = document.getElementById("draft-link");
  link.href = `${link.dataset.home}events/${encodeURIComponent(slug)}/`;
}

function comeAnew(words) {
  const all = stories();
  sessionStorage.setItem("weekmark-desk", JSON.stringify({ words, at: Math.max(all.indexOf(current), 0), handle: current?.dataset.handle }));
  location.reload();
}

// Asks for a text in a dialog of the page, and gives it on unless that was closed.
function ask(title, label, then) {
  const dialog = document.getElementById("ask");
  const text = document.getElementById("ask-text");
  document.getElementById("ask-title").textContent = title;
  document.getElementById("ask-label").textContent = label;
  text.value = "";
  text.hidden = text.parentElement.hidden = !label;
  dialog.returnValue = "";
  dialog.onclose = () => {
    select(current, { scroll: false });
    if (dialog.returnValue === "yes" && (text.value.trim() || !label)) then(text.value.trim());
  };
  dialog.showModal();
}

function take(action, article) {
  const handle = article.dataset.handle;
  if (!("undated" in article.dataset)) step(action, [handle]);
  else ask("Its feed gives no date", "When did it appear? Such as 2026-04-23", (published) => step(action, [handle], { published }));
}

function merge(article) {
  if (marked && marked !== article && marked.isConnected) {
    step("merge", [marked.dataset.handle, article.dataset.handle]);
    return;
  }
  const button = article.querySelector('[data-action="merge"]');
  const isOn = marked !== article;
  button.setAttribute("aria-pressed", String(isOn));
  marked = isOn ? article : null;
  say(isOn ? "Now choose Merge on the story that it is one with." : "");
}

const acts = {
  take: (article) => take("take", article),
  pin: (article) => take("pin", article),
  drop: (article) => step("drop", [article.dataset.handle]),
  attach: (article, { event }) => step("attach", [article.dataset.handle], { event }),
  choose: (article) => ask("Attach to an event", "The slug of the event", (event) => step("attach", [article.dataset.handle], { event })),
  merge,
  join: (article, { report }) => step("merge", [article.dataset.handle, report]),
  split: (_article, { report }) => step("split", [report]),
  undo: () => step("undo", []),
  done: () => ask("Be done with everything that waits?", "", () => step("done", [])),
  help: () => document.getElementById("help").showModal(),
};

addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  const article = event.target.closest("article");
  if (article && article !== current) {
    current?.removeAttribute("aria-current");
    current = article;
    article.setAttribute("aria-current", "true");
  }
  if (button) acts[button.dataset.action](article, button.dataset);
});

const letters = { t: "take", d: "drop", "!": "pin", a: "choose", m: "merge" };

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, dialog");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
  if (!document.getElementById("keys").checked && event.key !== "?") return;
  const { key } = event;
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "u") acts.undo();
  else if (key === "D") acts.done();
  else if (key === "?") acts.help();
  else if (current && letters[key]) acts[letters[key]](current, {});
  else if (current && "123".includes(key)) current.querySelectorAll('[data-action="attach"]')[key - 1]?.click();
  else if (current && key === "s") [...current.querySelectorAll('[data-action="split"]')].at(-1)?.click();
  else return;
  event.preventDefault();
});

const keys = document.getElementById("keys");
keys.checked = localStorage.getItem("weekmark-desk-keys") !== "off";
keys.addEventListener("change", () => localStorage.setItem("weekmark-desk-keys", keys.checked ? "on" : "off"));

const kept = JSON.parse(sessionStorage.getItem("weekmark-desk") ?? "null");
sessionStorage.removeItem("weekmark-desk");
if (kept) say(kept.words);
select((kept && document.getElementById(`s${kept.handle}`)) || stories()[kept?.at ?? 0] || stories().at(-1), { scroll: Boolean(kept) });
