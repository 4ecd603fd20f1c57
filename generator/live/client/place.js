// Keeps the reader's place over a reload: scroll position, open details and focus, for one path.

const placeKey = `weekmark:${location.pathname}`;

function savePlace() {
  const place = { x: scrollX, y: scrollY, details: {}, focus: focusedElement() };
  for (const [name, element] of namedDetails()) place.details[name] = element.open;
  try {
    sessionStorage.setItem(placeKey, JSON.stringify(place));
    history.scrollRestoration = "manual";
  } catch {
    // A browser that forbids storage reloads to the top.
  }
}

function restorePlace() {
  let place;
  try {
    place = JSON.parse(sessionStorage.getItem(placeKey));
    sessionStorage.removeItem(placeKey);
  } catch {
    return;
  }
  if (!place) return;
  for (const [name, element] of namedDetails()) {
    if (name in place.details) element.open = place.details[name];
  }
  const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  if (place.focus) findElement(place.focus)?.focus({ preventScroll: true });
  scroll();
  addEventListener("load", () => {
    scroll(); // pictures may have changed the page's height
    history.scrollRestoration = "auto";
  });
}

// Names each details element by its id, or by the text of its summary and how often that came before.
function namedDetails() {
  const seen = new Map();
  return [...document.querySelectorAll("details")].map((element) => {
    const text = element.id || element.querySelector("summary")?.textContent.trim() || "";
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return [`${text} ${count}`, element];
  });
}

// Describes the focused element by a selector and its index among the elements that match it.
function focusedElement() {
  const element = document.activeElement;
  if (!element || element === document.body || element.localName.startsWith("weekmark-")) return null;
  const selector = selectorOf(element);
  return { selector, index: [...document.querySelectorAll(selector)].indexOf(element) };
}

function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const attribute of ["href", "name", "aria-label"]) {
    const value = element.getAttribute(attribute);
    if (value) return `${CSS.escape(element.localName)}[${attribute}="${CSS.escape(value)}"]`;
  }
  return CSS.escape(element.localName);
}

function findElement({ selector, index }) {
  const matches = document.querySelectorAll(selector);
  return matches[Math.min(index, matches.length - 1)];
}
