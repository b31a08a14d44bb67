"use strict";
// The legend: what each sign and its size mean, with a switch for each kind.

/** Show the kinds of a view; `onToggle` gets the kinds that are hidden then. */
function showLegend(state, seen, onToggle) {
  const counts = new Map();
  for (const [id] of views.get(state.view).things) counts.set(nodes.get(id).kind, (counts.get(nodes.get(id).kind) || 0) + 1);
  const rows = data.kinds
    .filter(({ kind }) => counts.has(kind) || state.kinds.includes(kind))
    .map(({ kind, many }) => {
      const hidden = state.kinds.includes(kind);
      const button = element("button", { type: "button", "aria-pressed": String(!hidden), "data-kind": kind }, kindSign(kind), element("span", { className: "what" }, many), element("span", { className: "number" }, String(counts.get(kind) || 0)));
      button.addEventListener("click", () => onToggle(hidden ? state.kinds.filter((one) => one !== kind) : [...state.kinds, kind]));
      return element("li", {}, button);
    });
  keepingFocus(document.getElementById("legend"), rows);
  document.getElementById("doubtful-lines").hidden = !data.edges.some(({ doubtful }) => doubtful);
  document.getElementById("largest").textContent = largest(state, seen);
}

/** The largest communities where these are folded or have colours; `onOpen` gets the one picked. */
function showGroups(state, onOpen) {
  const told = state.colour === "group" || areFolded(state) ? [...groupsOf(state.view).values()] : [];
  const rows = told.slice(0, groupColours.length).map((group) => {
    const swatch = element("span", { className: "swatch" });
    swatch.style.background = state.colour === "group" ? group.colour : otherColour;
    const button = element("button", { type: "button", title: "Open it, or bring it into sight" }, swatch, element("span", { className: "what" }, group.name));
    button.addEventListener("click", () => onOpen(group));
    return element("li", {}, button);
  });
  if (told.length > rows.length) rows.push(element("li", { className: "hint" }, `and ${counted(told.length - rows.length, "smaller one", "smaller ones")}${state.colour === "group" ? ", grey as what is in none" : ""}`));
  keepingFocus(document.getElementById("groups"), rows);
}

/** The thing of the highest measure in words, so that sizes can be read. */
function largest({ size }, { values }) {
  if (size === "same" || !values.size) return "";
  const [id, value] = [...values].reduce((one, other) => (other[1] > one[1] ? other : one));
  return `largest: ${nodes.get(id).name}, ${size === "rank" ? value.toFixed(3) : value}`;
}

/** Put rows in the place of others; the button that had the focus has it still. */
function keepingFocus(list, rows) {
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...rows);
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
}
