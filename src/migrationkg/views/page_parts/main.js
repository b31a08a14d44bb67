"use strict";
// The page at work: the state changes, and picture, table, panel, legend and controls follow.

const told = byId("told");
const sheetButton = byId("sheet");
const smallScreen = matchMedia("(max-width: 760px), (max-height: 480px)");
let seen = { things: new Map(), lines: [], alone: [] };
let drawnLast = { things: new Map(), lines: [] }; // of the network
let colouredBy = "kind";
let lookedAt = null;
let wayFrom = null; // a thing from which the reader asks for a way, until the other end is picked

const state = startState(follow);
const change = (part) => state.change(part);
const drawing = startDrawing((id) => (id === null ? clear() : choose(id, false)), pickTie, keepLook);
const beside = startBeside((id) => choose(id, false), pickTie, change, (spot) => state.keep({ spot }));
const showControls = startControls(change);
startFinder(pick);

/** Select a thing picked by name: show it even where it was hidden or is not of the view, bring it into sight, read it out. */
function pick(id) {
  choose(id, true);
  byId("name").focus({ preventScroll: true });
}

function choose(id, bring) {
  if (id < 0) return openGroup(groupOfSign(state.now, id));
  if (wayFrom !== null && wayFrom !== id) return showWayTo(id);
  const { view, size, colour, alone, lanes, counts, rows } = state.now;
  const nothing = { ...unchosen, view, size, colour, alone, lanes, counts, rows, fold: false };
  const kind = nodes.get(id).kind;
  const shown = { ...state.now, kinds: state.now.kinds.filter((one) => one !== kind) };
  const looks = [shown, { ...shown, opened: [...shown.opened, id] }, nothing, { ...nothing, alone: true }, { ...nothing, open: [id] }, { ...nothing, view: "everything", alone: true }];
  const isSeen = (look) => (isNetwork(look) ? seenIn(look).things.has(id) : filterOfThings(look)(id));
  const enough = looks.find((look) => views.has(look.view) && isSeen(look)) || shown;
  change({ ...enough, thing: id, tie: null, path: null, table: state.now.table });
  bringFactsIntoSight();
  if (bring) pictureNow().fit([id, ...neighboursOf(id)]);
  told.textContent = `${nodes.get(id).name} selected`;
}

/** Open a folded community, or bring one that is open into sight. */
function openGroup({ name, members }) {
  const isFolded = signsOf(state.now)(members[0]) !== members[0];
  if (isFolded) change({ opened: [...state.now.opened, members[0]], tie: null });
  drawing.fit(members);
  told.textContent = `${name} ${isFolded ? "opened" : "in sight"}`;
}

/** Keep in the address where the reader looks. */
function keepLook(at) {
  lookedAt = at;
  state.keep({ at });
}

function pickTie({ from, to }) {
  change({ tie: [from, to], thing: null, path: null });
  bringFactsIntoSight();
}

function showWayTo(id) {
  const path = [wayFrom, id];
  wayFrom = null;
  change({ path, thing: null, tie: null });
  pictureNow().fit(shortestWay(...path));
  told.textContent = byId("name").textContent;
}

function clear() {
  wayFrom = null;
  const { thing, tie, path } = state.now;
  if (thing === null && tie === null && path === null) return;
  change({ thing: null, tie: null, path: null });
  told.textContent = "Selection cleared";
}

/** Show a state. What is seen is drawn anew only where it is another. */
function follow(now) {
  seen = seenIn(now);
  const way = now.path && shortestWay(...now.path);
  document.body.dataset.picture = views.get(now.view).form;
  byId("canvas").classList.toggle("covered", !isNetwork(now)); // one that is hidden would lose its size
  byId("beside").hidden = isNetwork(now);
  if (isNetwork(now)) showNetwork(now, way);
  else beside.show(now, seen);
  showPanel(now, way);
  showLegend(now, seen, (kinds) => change({ kinds, thing: now.thing !== null && kinds.includes(nodes.get(now.thing).kind) ? null : now.thing }));
  showControls(now, seen);
  showGroups(now, openGroup);
  if (now.table) showTable(seen, pick, pickTie);
  byId("table").hidden = !now.table;
  byId("as-table").setAttribute("aria-pressed", String(now.table));
  byId("undo").disabled = !state.canUndo;
  tellCounts();
}

/** Draw the network anew where another is seen, and bring other things into sight. */
function showNetwork(now, way) {
  const before = drawnLast;
  const recoloured = now.colour !== colouredBy;
  [drawnLast, colouredBy] = [seen, now.colour];
  if (recoloured || !isDrawnAlike(before, seen)) drawing.show(seen);
  drawing.mark(now.thing, now.tie, way);
  if (now.at && now.at !== lookedAt) drawing.look(now.at);
  else if ((lookedAt && !now.at) || String([...before.things.keys()]) !== String([...seen.things.keys()])) drawing.fit(null, before.things.size > 0);
  lookedAt = state.now.at;
}

function isDrawnAlike(one, other) {
  if (one.things.size !== other.things.size || one.lines.length !== other.lines.length) return false;
  const spots = ["x", "y", "size", "folded"];
  const ends = ["id", "from", "to"];
  return (
    [...one.things].every(([id, thing]) => other.things.has(id) && spots.every((part) => thing[part] === other.things.get(id)[part])) &&
    one.lines.every((line, at) => ends.every((part) => line[part] === other.lines[at][part]) && line.ways.length === other.lines[at].ways.length)
  );
}

/** Whether a state shows a network, or else what stands beside it. */
function isNetwork({ view }) {
  return views.get(view).form === "network";
}

function pictureNow() {
  return isNetwork(state.now) ? drawing : beside;
}

function showPanel(now, way) {
  const back = () => {
    clear();
    searchBox.focus();
  };
  const line = now.tie && seen.lines.find(({ from, to }) => from === now.tie[0] && to === now.tie[1]);
  if (way) showWay(way, now.path, pick, back);
  else if (line) showTie(line, pick, back);
  else if (now.thing !== null) showThing(now, seen, { onPick: pick, onBack: back, onTie: pickTie, onToggle: toggle, onWay: askForWay });
  else showAll(seen, pick);
}

function toggle(part, id) {
  const ids = state.now[part];
  change({ [part]: ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id] });
}

function askForWay(id) {
  wayFrom = id;
  told.textContent = `Now pick the other end of the way from ${nodes.get(id).name}`;
  searchBox.placeholder = "Way to: search, or pick in the picture";
  searchBox.focus();
  searchBox.addEventListener("blur", () => (searchBox.placeholder = "Search by any name"), { once: true });
}

function tellCounts() {
  const whole = data.things > data.nodes.length ? `the ${data.nodes.length} with the most ties of ` : "";
  const all = `${whole}${counted(data.things, "thing", "things")}, ${counted(data.edges.length, "relation", "relations")}, told by ${counted(data.newsItems, "news item", "news items")}`;
  const folded = [...seen.things.keys()].filter((id) => id < 0).length;
  const communities = folded ? `${counted(folded, "community", "communities")}, ` : "";
  const shown = `${communities}${counted(seen.things.size - folded, "thing", "things")} and ${counted(seen.lines.length, "tie", "ties")}`;
  byId("counts").textContent = all;
  byId("shown").textContent = `Seen: ${shown}`;
  byId("canvas").setAttribute("aria-label", `Network of ${shown}`);
}

function enlargeSheet(large) {
  document.body.classList.toggle("large-sheet", large);
  sheetButton.setAttribute("aria-expanded", String(large));
}

/** Keys that do something anywhere but where the reader types. */
const keys = {
  "/": () => searchBox.focus(),
  f: () => pictureNow().fit(),
  t: () => change({ table: !state.now.table }),
  u: () => state.undo(),
};

document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT"].includes(event.target.tagName) || event.altKey;
  if (event.key === "Escape") clear();
  else if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) state.undo();
  else if (!typing && !event.ctrlKey && !event.metaKey && keys[event.key.toLowerCase()]) {
    event.preventDefault();
    keys[event.key.toLowerCase()]();
  }
});
byId("fit").addEventListener("click", () => pictureNow().fit());
byId("closer").addEventListener("click", () => pictureNow().zoom(1.35));
byId("farther").addEventListener("click", () => pictureNow().zoom(1 / 1.35));
byId("undo").addEventListener("click", () => state.undo());
byId("as-table").addEventListener("click", () => change({ table: !state.now.table }));
byId("print").addEventListener("click", () => print());
addEventListener("beforeprint", () => putOnPaper({ isNetwork: isNetwork(state.now), table: state.now.table }, seen, pictureNow().picture));
for (const button of document.querySelectorAll("[data-form]")) {
  button.addEventListener("click", () => handOn(button.dataset.form, seen, pictureNow().picture));
}
sheetButton.addEventListener("click", () => enlargeSheet(!document.body.classList.contains("large-sheet")));
byId("legend-box").open = !smallScreen.matches;
follow(state.now);
