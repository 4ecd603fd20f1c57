// Leads on from an old address with the query and the fragment that a refresh by the page itself would drop.
const { target } = document.currentScript.dataset;
location.replace(target + location.search + location.hash);
