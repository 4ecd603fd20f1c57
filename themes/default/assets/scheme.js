// Runs before the page is painted, so that a remembered choice of colours never flashes.
try {
  const scheme = localStorage.getItem("scheme");
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch { /* storage may be forbidden; the system's choice stands */ }
