// The desk: keys and buttons that ask the server for steps, and what they leave on the page.
"use strict";

const token = document.querySelector('meta[name="weekmark-token"]').content;
const shown = Number(document.querySelector('meta[name="weekmark-shown"]').content);
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

// Asks for a step; what leaves no other story changed takes its own away, all else has the page come anew, which
// says then what was done, and takes no other step before.
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
    const { ok, words, draft, undated } = isOurs ? await answer.json() : { ok: false, words: await answer.text() };
    if (ok && !["take", "pin", "drop", "attach", "never"].includes(action)) {
      comeAnew(words);
      return;
    }
    say(words, !ok);
    if (undated) askForDate(action, handles);
    if (ok) leave(handles[0], draft);
  } catch {
    say("The preview does not answer; is it running?", true);
  }
  busy = false;
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

// Asks in a dialog of the page: for a text, for one of some choices (words and what they do), or to be sure.
function ask(title, { label = "", choices = [], then = null }) {
  const dialog = document.getElementById("ask");
  const text = document.getElementById("ask-text");
  document.getElementById("ask-title").textContent = title;
  document.getElementById("ask-label").textContent = label;
  document.getElementById("ask-choices").replaceChildren(...choices.map(([words], at) => choice(words, at)));
  document.getElementById("ask-yes").hidden = !then;
  text.value = "";
  text.hidden = text.parentElement.hidden = !label;
  dialog.returnValue = "";
  dialog.onclose = () => {
    select(current, { scroll: false });
    const answer = dialog.returnValue;
    if (answer === "yes") {
      if (then && (text.value.trim() || !label)) then(text.value.trim());
    } else if (answer) choices[answer][1]();
  };
  dialog.showModal();
}

function choice(words, at) {
  const button = document.createElement("button");
  const key = document.createElement("kbd");
  key.textContent = at < 9 ? at + 1 : "";
  button.value = at;
  button.append(key, ` ${words}`);
  const entry = document.createElement("li");
  entry.append(button);
  return entry;
}

// A text is sent by Enter as by OK, whatever choices stand before it.
document.getElementById("ask-text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  document.getElementById("ask-yes").click();
});

document.getElementById("ask").addEventListener("keydown", ({ key, target }) => {
  if (target.localName !== "input" && /^[1-9]$/.test(key)) document.querySelectorAll("#ask-choices button")[key - 1]?.click();
});

function take(action, article) {
  if ("undated" in article.dataset) say("Its feed gives no date; its page is being asked.");
  step(action, [article.dataset.handle]);
}

function askForDate(action, handles) {
  ask("Neither its feed nor its page gives a date", {
    label: "When did it appear? Such as 2026-04-23",
    then: (published) => step(action, handles, { published }),
  });
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

// Which report of a story is none of it: where there are two, the second; else whoever is asked chooses.
function which(article) {
  const others = [...article.querySelectorAll('[data-action="split"]')];
  if (others.length < 2) {
    others[0]?.click();
    return;
  }
  const first = [article.querySelector("h2").textContent, article.dataset.handle];
  const reports = [first, ...others.map((button) => [button.parentElement.querySelector("span").textContent, button.dataset.report])];
  ask("Which report is another story?", { choices: reports.map(([title, handle]) => [title, () => step("split", [handle])]) });
}

function mute(article) {
  const hosts = article.dataset.hosts.split(" ").filter(Boolean);
  ask("What shall never be offered again?", {
    choices: hosts.map((host) => [`Everything of ${host}`, () => step("mute", [], { domains: [host] })]),
    label: "Or titles with this word or phrase",
    then: (word) => step("mute", [], { words: [word] }),
  });
}

const acts = {
  take: (article) => take("take", article),
  pin: (article) => take("pin", article),
  drop: (article) => step("drop", [article.dataset.handle]),
  attach: (article, { event }) => step("attach", [article.dataset.handle], { event }),
  choose: (article) => ask("Attach to an event", { label: "The slug of the event", then: (event) => step("attach", [article.dataset.handle], { event }) }),
  merge,
  join: (article, { report }) => step("merge", [article.dataset.handle, report]),
  split: (_article, { report }) => step("split", [report]),
  which,
  never: (article) => step("never", [article.dataset.handle]),
  mute,
  undo: () => step("undo", []),
  done: () => ask("Be done with everything that waits?", { then: () => step("done", [], { shown }) }),
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

const letters = { t: "take", d: "drop", "!": "pin", a: "choose", m: "merge", s: "which", n: "never", x: "mute" };

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
