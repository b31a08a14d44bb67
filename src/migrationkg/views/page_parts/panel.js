"use strict";
// The panel: a list of all things, or what is known of one.

const factsSection = document.getElementById("facts");
const belowSearch = document.getElementById("rest"); // scrolls as a whole where there is little room

/** Scroll back to where the facts begin; a legend in sight stays in sight. */
function backToFirstFact() {
  factsSection.scrollTop = 0;
  belowSearch.scrollTop = Math.min(belowSearch.scrollTop, factsSection.offsetTop);
}

/** Scroll to the facts, past the legend where it is open and would stand in their way. */
function bringFactsIntoSight() {
  belowSearch.scrollTop = document.getElementById("legend-box").open ? factsSection.offsetTop : 0;
}

/** Show all things by kind, those of hidden kinds left out; `onPick` gets the number of the one picked. */
function showAll(hiddenKinds, onPick) {
  const groups = data.kinds
    .filter(({ kind }) => !hiddenKinds.has(kind))
    .map(({ kind, many }) => {
      const members = nodesOfKind(kind);
      return element(
        "section",
        { className: "group" },
        element("h3", {}, many, element("span", { className: "number" }, String(members.length))),
        element("ul", { className: "things" }, ...members.map((node) => element("li", {}, thingButton(node, onPick)))),
      );
    });
  factsSection.replaceChildren(
    element("h2", { className: "list-title" }, "All things"),
    element("p", { className: "hint" }, "Pick one here, in the picture or by search, and read what the news says of it."),
    ...groups,
  );
  backToFirstFact();
}

/** Show one thing: its names, values and facts, each with its sentences. */
function showThing(id, onPick, onBack) {
  const node = nodes.get(id);
  const back = element("button", { type: "button", className: "back" }, "← All things");
  back.addEventListener("click", onBack);
  const neighbours = neighboursOf(id).size;
  const parts = [
    back,
    element("p", { className: "kind" }, kindSign(node.kind), kinds.get(node.kind).one),
    element("h2", { className: "name", id: "name", tabIndex: -1 }, node.name),
    otherNames(node),
    element("p", { className: "hint" }, `Tied to ${counted(neighbours, "other thing", "other things")}; size in the picture follows this number.`),
    valueList(node),
    ...[...tiesByRelation(id)].map(([words, ties]) => relationSection(words, ties, onPick)),
    involvedMinistries(node, onPick),
  ];
  factsSection.replaceChildren(...parts.filter((part) => part !== null));
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
