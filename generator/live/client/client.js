// Listens to the preview server while the page can be seen, and shows what it says.
//
// A hidden page lets go of its connection, because a browser opens only six to a host: seen again, it
// learns from "hello" whether it missed a build.

const { build, always } = document.currentScript.dataset;
let shownBuild = build;
let source = null;

function connect() {
  if (source || document.visibilityState === "hidden") return;
  source = new EventSource("/__weekmark/events");
  for (const [name, act] of Object.entries(actions)) {
    source.addEventListener(name, (event) => act(JSON.parse(event.data)));
  }
}

function disconnect() {
  source?.close();
  source = null;
}

const actions = {
  hello({ build }) {
    if (build !== shownBuild) reload();
    else hideProblems();
  },
  reload({ build, urls }) {
    if (always !== undefined || urls === null || shows(urls)) reload();
    else shownBuild = build;
  },
  css({ build, urls }) {
    shownBuild = build;
    if (swapStyles(urls) === 0 && shows(urls)) reload();
  },
  problems: showProblems,
  fixed() {
    hideProblems();
    if (always !== undefined) reload();
  },
};

function reload() {
  disconnect();
  savePlace();
  location.reload();
}

// Whether one of the URLs is this page, or something it has loaded.
function shows(urls) {
  const loaded = performance.getEntriesByType("resource").map((entry) => pathOf(entry.name));
  const shown = new Set([pathOf(location.href).replace(/\/index\.html$/, "/"), ...loaded]);
  return urls.some((url) => shown.has(pathOf(url)));
}

// Replaces each style sheet by its new version, once that is there, and returns how many there are.
function swapStyles(urls) {
  let swapped = 0;
  for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
    const url = urls.find((candidate) => stemOf(candidate) === stemOf(link.href));
    if (!url || link.dataset.replaced) continue;
    const fresh = link.cloneNode();
    fresh.removeAttribute("integrity");
    fresh.href = `${url}?${shownBuild}`;
    fresh.addEventListener("load", () => link.remove());
    fresh.addEventListener("error", () => link.remove());
    link.dataset.replaced = "true";
    link.after(fresh);
    swapped += 1;
  }
  return swapped;
}

// The path of a style sheet without its fingerprint: /assets/style.0a1b2c3d.css is /assets/style.css.
function stemOf(url) {
  return pathOf(url).replace(/\.[0-9a-f]{8,}(?=\.css$)/, "");
}

function pathOf(url) {
  const path = new URL(url, location.href).pathname;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

restorePlace();
connect();
addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? disconnect() : connect()));
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);
