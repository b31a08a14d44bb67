"use strict";
// The panel: a list of all things, or what is known of one.

const factsSection = document.getElementById("facts");
const belowSearch = document.getElementById("rest"); // scrolls as a whole where there is little room

const mostInList = 200;

/** Scroll back to where the facts begin; a legend in sight stays in sight. */
function backToFirstFact() {
  factsSection.scrollTop = 0;
  belowSearch.scrollTop = Math.min(belowSearch.scrollTop, factsSection.offsetTop);
}

/** Scroll to the facts, past the legend where it is open and would stand in their way. */
function bringFactsIntoSight() {
  belowSearch.scrollTop = document.getElementById("legend-box").open ? factsSection.offsetTop : 0;
}

/** Show the things seen by kind, those without ties folded; `onPick` gets the number of the one picked. */
function showAll({ things, alone }, onPick) {
  const others = new Set(alone);
  const tied = [...things.keys()].filter((id) => !others.has(id)).map((id) => nodes.get(id));
  const groups = [...kinds.values()].flatMap(({ kind, many }) => {
    const members = tied.filter((node) => node.kind === kind).sort(compareNames);
    return members.length ? [thingsGroup(many, members, onPick)] : [];
  });
  if (alone.length) groups.push(fold(`${counted(alone.length, "thing", "things")} without ties here`, [thingList(alone.map((id) => nodes.get(id)).sort(compareNames), onPick)]));
  factsSection.replaceChildren(
    element("h2", { className: "list-title" }, "Things seen"),
    element("p", { className: "hint" }, "Pick one here, in the picture or by search, and read what the news says of it."),
    ...groups,
  );
  backToFirstFact();
}

function thingsGroup(many, members, onPick) {
  return element(
    "section",
    { className: "group" },
    element("h3", {}, many, element("span", { className: "number" }, String(members.length))),
    thingList(members, onPick),
  );
}

/** A list of things, the first of very many; the others come when asked for. */
function thingList(members, onPick) {
  const list = element("ul", { className: "things" });
  const more = element("button", { type: "button", className: "link" });
  let from = 0;
  const add = () => {
    more.remove();
    list.append(...members.slice(from, from + mostInList).map((node) => element("li", {}, thingButton(node, onPick))));
    from += mostInList;
    more.textContent = `${Math.min(mostInList, members.length - from).toLocaleString("en")} more of ${members.length.toLocaleString("en")}`;
    if (from < members.length) list.append(element("li", {}, more));
  };
  more.addEventListener("click", add);
  add();
  return list;
}

/** Show one thing: its names, values and facts, each with its sentences. `todo` has what can be done with it. */
function showThing(state, seen, todo) {
  const node = nodes.get(state.thing);
  const { onPick } = todo;
  const ties = tiesOf.get(node.id).length ? counted(neighboursOf(node.id).size, "other thing", "other things") : "nothing else";
  const parts = [
    backButton(todo.onBack),
    element("p", { className: "kind" }, kindSign(node.kind), kinds.get(node.kind).one),
    element("h2", { className: "name", id: "name", tabIndex: -1 }, node.name),
    otherNames(node),
    element("p", { className: "hint" }, `Tied to ${ties} in all.`),
    element("div", { className: "doing", role: "group", "aria-label": "With this thing" }, ...doings(state, node, todo)),
    valueList(node),
    foldedTies(node, seen, todo),
    ...[...tiesByRelation(node.id)].map(([words, ties]) => relationSection(words, ties, onPick)),
    involvedMinistries(node, onPick),
  ];
  factsSection.replaceChildren(...parts.filter((part) => part !== null));
  backToFirstFact();
}

function backButton(onBack) {
  const back = element("button", { type: "button", className: "back" }, "← Back to the list");
  back.addEventListener("click", onBack);
  return back;
}

/** Buttons that show or fold the neighbours of a thing, and that ask for a way from it to another. */
function doings({ open, closed }, { id }, { onToggle, onWay }) {
  const toggles = [["open", open, "Show all its neighbours"], ["closed", closed, "Fold its neighbours"]].map(([part, ids, words]) => {
    const button = element("button", { type: "button", "aria-pressed": String(ids.includes(id)) }, words);
    button.addEventListener("click", () => onToggle(part, id));
    return button;
  });
  const way = element("button", { type: "button" }, "Way to …");
  way.addEventListener("click", () => onWay(id));
  return [...toggles, way];
}

/** The lines of a thing that have others folded in them, with what these are. */
function foldedTies(node, { lines }, { onTie }) {
  const own = lines.filter(({ from, to, ways }) => (from === node.id || to === node.id) && ways.some(([things]) => things.length));
  if (!own.length) return null;
  const rows = own.map((line) => {
    const button = element("button", { type: "button", className: "thing" }, `${nodes.get(line.from).name} ${line.words} ${nodes.get(line.to).name}`);
    button.addEventListener("click", () => onTie(line));
    return element("li", {}, button, element("p", { className: "source" }, `through ${through(line)}`));
  });
  return element("section", { className: "group" }, element("h3", {}, "Drawn here in one line", element("span", { className: "number" }, String(own.length))), element("ul", { className: "ties" }, ...rows));
}

/** Show what a line stands on: each way, and the sentences of each of its steps. */
function showTie(line, onPick, onBack) {
  const ends = [line.from, line.to].map((id) => thingButton(nodes.get(id), onPick));
  const ways = line.ways.slice(0, mostInList).map(([things, steps], at) => {
    const title = things.length ? `through ${things.map((id) => nodes.get(id).name).join(", ")}` : `fact ${at + 1}`;
    return element("section", { className: "group" }, element("h3", {}, element("span", { className: "words" }, title)), ...wayOfFacts(steps));
  });
  factsSection.replaceChildren(
    backButton(onBack),
    element("h2", { className: "name", id: "name", tabIndex: -1 }, titleOfTie(line)),
    ...ends,
    ...ways,
    line.ways.length > mostInList ? element("p", { className: "hint" }, `The first ${mostInList} of ${line.ways.length.toLocaleString("en")}; the table that is saved counts all.`) : "",
  );
  backToFirstFact();
}

function titleOfTie({ from, to, words }) {
  const [one, other] = [from, to].map((id) => nodes.get(id).name);
  return from < 0 || to < 0 ? `${words} between ${one} and ${other}` : `${one} ${words} ${other}`;
}

/** Show a way between two things, step by step with its sentences. */
function showWay(way, [from, to], onPick, onBack) {
  const steps = way.slice(1).map((id, at) => {
    const facts = tiesOf.get(way[at]).filter(({ other }) => other === id).map(({ edge }) => edge.id);
    return element("li", {}, ...wayOfFacts([facts]), thingButton(nodes.get(id), onPick));
  });
  const told = way.length ? `${counted(way.length - 1, "step", "steps")}; the shortest over all facts` : "Nothing ties them, over however many steps.";
  factsSection.replaceChildren(
    backButton(onBack),
    element("h2", { className: "name", id: "name", tabIndex: -1 }, `From ${nodes.get(from).name} to ${nodes.get(to).name}`),
    element("p", { className: "hint" }, told),
    thingButton(nodes.get(from), onPick),
    element("ol", { className: "ties" }, ...steps),
  );
  backToFirstFact();
}

function otherNames(node) {
  if (!node.names.length) return null;
  return element("p", { className: "names" }, element("span", { className: "also" }, "also "), node.names.join(" · "));
}

function valueList(node) {
  if (!node.values.length) return null;
  return element(
    "dl",
    { className: "values" },
    ...node.values.flatMap((value) => [
      element("dt", {}, value.name),
      element("dd", {}, value.text, value.doubtful ? " " : null, value.doubtful ? doubtfulBadge() : null, foldedEvidence(value.evidence)),
    ]),
  );
}

function relationSection(words, ties, onPick) {
  return element(
    "section",
    { className: "group" },
    element("h3", {}, element("span", { className: "words" }, words), element("span", { className: "number" }, String(ties.length))),
    element(
      "ul",
      { className: "ties" },
      ...ties.map((tie) => element("li", {}, thingButton(nodes.get(tie.other), onPick), grounds(tie.edge))),
    ),
  );
}

/** The ministries that took part in the occasions of a project, which makes them no partners of it. */
function involvedMinistries(node, onPick) {
  if (!node.involved) return null;
  return element(
    "section",
    { className: "group" },
    element(
      "h3",
      {},
      element("span", { className: "words" }, "ministries involved through events"),
      element("span", { className: "number" }, String(node.involved.length)),
    ),
    element(
      "ul",
      { className: "ties" },
      ...node.involved.map(({ ministry, events }) => {
        const names = events.map((event) => nodes.get(event).name).join(" · ");
        return element("li", {}, thingButton(nodes.get(ministry), onPick), element("p", { className: "source" }, `in ${names}`));
      }),
    ),
  );
}

function thingButton(node, onPick) {
  const kind = kinds.get(node.kind).one;
  const button = element(
    "button",
    { type: "button", className: "thing" },
    kindSign(node.kind),
    element("span", {}, node.name),
    element("span", { className: "unseen" }, `, ${kind}`),
  );
  button.addEventListener("click", () => onPick(node.id));
  return button;
}
