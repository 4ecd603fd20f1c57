// Shows the problems of a build over the page, in a shadow root that the site's styles don't reach.

let overlay = null;

function showProblems({ tally, problems }) {
  hideProblems();
  overlay = document.createElement("weekmark-problems");
  const style = create("link", "", "");
  style.rel = "stylesheet";
  style.href = "/__weekmark/client.css";
  const close = create("button", "close", "Close");
  close.type = "button";
  close.addEventListener("click", hideProblems);
  const panel = create("section", "panel", "");
  panel.setAttribute("role", "alert");
  panel.append(create("h2", "", `The site does not build: ${tally}`), close, ...problems.map(describeProblem));
  panel.append(create("p", "note", "This is the last good page. It is replaced as soon as the problems are mended."));
  panel.hidden = true; // until its style sheet is there, it would push the page about
  style.addEventListener("load", () => (panel.hidden = false));
  style.addEventListener("error", () => (panel.hidden = false));
  overlay.attachShadow({ mode: "open" }).append(style, panel);
  document.documentElement.append(overlay);
}

function hideProblems() {
  overlay?.remove();
  overlay = null;
}

function describeProblem({ place, severity, message, excerpt, remedy }) {
  const article = create("article", severity, "");
  article.append(create("p", "place", place), create("p", "message", severity ? `${severity}: ${message}` : message));
  if (excerpt) article.append(create("pre", "excerpt", excerpt));
  if (remedy) article.append(create("p", "remedy", remedy));
  return article;
}

function create(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && overlay) hideProblems();
});
