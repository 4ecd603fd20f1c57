// The light/dark switch, headings whose link is copied when it is followed, and the key of the search.
const root = document.documentElement;
const { copy, copied, search } = document.currentScript.dataset;

const system = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (root.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";

const button = document.querySelector(".scheme");
const show = () => button.setAttribute("aria-pressed", dark());

button.addEventListener("click", () => {
  const scheme = dark() ? "light" : "dark";
  const followsSystem = (scheme === "dark") === system.matches;
  if (followsSystem) delete root.dataset.scheme;
  else root.dataset.scheme = scheme;
  try {
    if (followsSystem) localStorage.removeItem("scheme");
    else localStorage.setItem("scheme", scheme);
  } catch { /* the choice holds for this page */ }
  show();
});
system.addEventListener("change", show);
show();
button.hidden = false;

// Ids of headings once began with "h-"; links to them lead on.
if (location.hash.startsWith("#h-") && !document.querySelector(":target")) location.replace(`#${location.hash.slice(3)}`);

for (const heading of document.querySelectorAll(".prose :is(h2, h3, h4)[id]")) {
  if (heading.querySelector("a")) continue;
  const anchor = document.createElement("a");
  anchor.className = "anchor";
  anchor.href = `#${heading.id}`;
  anchor.append(...heading.childNodes);
  heading.append(anchor);
}

// What is wider than its column can be reached, and so scrolled, with the keyboard; its heading names it.
const reach = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
let heading;
for (const part of document.querySelectorAll("h1, .prose :is(h2, h3, h4, pre, table)")) {
  if (/^H/.test(part.tagName)) { heading = part; continue; }
  let box = part;
  if (part.tagName === "TABLE") {
    box = document.createElement("div");
    box.className = "scroll";
    part.replaceWith(box);
    box.append(part);
  }
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", heading.textContent);
  reach.observe(box);
}

const share = document.querySelector("[data-share]");
if (share && (navigator.share || navigator.clipboard)) {
  share.hidden = false;
  share.addEventListener("click", async () => {
    const link = { title: document.title, url: document.querySelector("link[rel=canonical]").href };
    try {
      if (navigator.share) await navigator.share(link);
      else {
        await navigator.clipboard.writeText(link.url);
        tell(copied);
      }
    } catch { /* the reader has thought better of it */ }
  });
}

const status = document.createElement("p");
status.className = "toast";
status.setAttribute("role", "status");
document.body.append(status);
let timer;
const tell = (text) => {
  status.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { status.textContent = ""; }, 2500);
};

if (navigator.clipboard) {
  for (const anchor of document.querySelectorAll("a.anchor")) {
    anchor.title = copy;
    anchor.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(anchor.href);
      } catch {
        return;
      }
      tell(copied);
    });
  }
}

// Escape takes away what hangs over the text, until the reader turns to something else.
addEventListener("keydown", ({ key }) => { if (key === "Escape") root.dataset.still = ""; });
for (const turn of ["focusin", "mouseover"]) addEventListener(turn, () => delete root.dataset.still);

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !search) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  const field = document.getElementById("search-words");
  if (field) field.focus();
  else location.href = `${search}#search-words`;
});
