"use strict";
// The page at work: one thing is selected or none, and picture, panel and legend follow.

const hiddenKinds = new Set();
const told = document.getElementById("told");
const sheetButton = document.getElementById("sheet");
const smallScreen = matchMedia("(max-width: 760px), (max-height: 480px)");
let selected = null;

const drawing = startDrawing((id) => (id === null ? clear() : select(id, false)));
const showKind = startLegend(hiddenKinds, () => {
  if (selected !== null && hiddenKinds.has(nodes.get(selected).kind)) selected = null;
  drawing.hideKinds(hiddenKinds);
  follow();
});
startFinder(pick);

/** Select a thing picked by name: show it even where its kind was hidden, bring it into sight, read it out. */
function pick(id) {
  showKind(nodes.get(id).kind);
  select(id, true);
  document.getElementById("name").focus({ preventScroll: true });
}

function select(id, bring) {
  selected = id;
  follow();
  bringFactsIntoSight();
  if (bring) drawing.fit([id, ...neighboursOf(id)]);
  told.textContent = `${nodes.get(id).name} selected`;
}

function clear() {
  if (selected === null) return;
  selected = null;
  follow();
  told.textContent = "Selection cleared";
}

function follow() {
  drawing.mark(selected);
  if (selected === null) showAll(hiddenKinds, pick);
  else showThing(selected, pick, () => {
    clear();
    searchBox.focus();
  });
}

function enlargeSheet(large) {
  document.body.classList.toggle("large-sheet", large);
  sheetButton.setAttribute("aria-expanded", String(large));
}

document.addEventListener("keydown", (event) => {
  const typing = event.target === searchBox || event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === "Escape") clear();
  else if (!typing && event.key === "/") {
    event.preventDefault();
    searchBox.focus();
  } else if (!typing && event.key.toLowerCase() === "f") drawing.fit();
});
document.getElementById("fit").addEventListener("click", () => drawing.fit());
document.getElementById("closer").addEventListener("click", () => drawing.zoom(1.35));
document.getElementById("farther").addEventListener("click", () => drawing.zoom(1 / 1.35));
sheetButton.addEventListener("click", () => enlargeSheet(!document.body.classList.contains("large-sheet")));

const all = data.things > data.nodes.length ? `the ${data.nodes.length} with the most ties of ` : "";
const things = `${all}${counted(data.things, "thing", "things")}`;
const relations = counted(data.edges.length, "relation", "relations");
const items = counted(data.newsItems, "news item", "news items");
document.getElementById("counts").textContent = `${things}, ${relations}, told by ${items}`;
document.getElementById("canvas").setAttribute("aria-label", `Network of ${things} and ${relations}`);
document.getElementById("legend-box").open = !smallScreen.matches;
follow();
drawing.fit();
