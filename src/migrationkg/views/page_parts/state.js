"use strict";
// What the reader chose, all of which stands in the address: a link brings it back, and undo goes a step back.

const measures = new Map([
  ["ties", "ties to other things"],
  ["rank", "PageRank"],
  ["news", "sentences of the news"],
  ["same", "nothing: all are alike"],
]);
const allYears = spanOfYears();
const unchosen = {
  view: data.start, // name of the tab
  thing: null, // number of the thing selected
  tie: null, // [from, to], numbers of the ends of the line selected
  path: null, // [from, to], of the way asked for
  kinds: [], // hidden
  relations: [], // left out
  country: null,
  funder: null,
  years: allYears,
  sure: 0, // least confidence, 0 to 1
  size: "ties",
  colour: "kind", // what colours tell: "kind" or "group"
  fold: null, // whether communities are folded; as many things as there are decide, where it is null
  opened: [], // things whose communities are open all the same
  open: [], // things whose neighbours are all shown
  closed: [], // things whose neighbours without other ties are folded into them
  alone: false, // whether things without ties are shown
  lanes: "project", // of the timeline
  counts: "projects", // that colour the map
  rows: "funders", // of the matrix
  table: false, // whether the table stands in the place of the picture
  at: null, // [x, y, zoom], where in the network the reader looks; null where all is in sight
  spot: null, // likewise of map and timeline: in the world, or in thousandths of the time and pixels from the top
};

/** How each part stands in an address and is read from there; what does not fit is left out. */
const forms = {
  view: [(value) => value, (text) => (views.has(text) ? text : unchosen.view)],
  thing: [referenceOf, thingOf],
  tie: [referencesOf, pairOf],
  path: [referencesOf, pairOf],
  kinds: [(values) => values.join(" "), (text) => text.split(" ").filter((kind) => kinds.has(kind))],
  relations: [(values) => values.join(" "), (text) => text.split(" ").filter(Boolean)],
  country: [referenceOf, thingOf],
  funder: [referenceOf, thingOf],
  years: [(years) => years.join("-"), yearsFrom],
  sure: [String, (text) => Math.min(1, Math.max(0, Number(text) || 0))],
  size: [(value) => value, (text) => (measures.has(text) ? text : unchosen.size)],
  colour: [(value) => value, (text) => (text === "group" ? text : unchosen.colour)],
  fold: [Number, (text) => text === "1"],
  opened: [referencesOf, thingsOf],
  open: [referencesOf, thingsOf],
  closed: [referencesOf, thingsOf],
  alone: [Number, (text) => text === "1"],
  lanes: oneOf("lanes", "project", "type", "country"),
  counts: oneOf("counts", "projects", "occasions"),
  rows: oneOf("rows", "funders", "projects"),
  table: [Number, (text) => text === "1"],
  at: [(numbers) => numbers.join(" "), spotFrom],
  spot: [(numbers) => numbers.join(" "), spotFrom],
};

/** The forms of a part that is one of some words. */
function oneOf(name, ...words) {
  return [(value) => value, (text) => (words.includes(text) ? text : unchosen[name])];
}

function referencesOf(ids) {
  return ids.map(referenceOf).join(" ");
}

function thingsOf(text) {
  return text.split(" ").map(thingOf).filter((id) => id !== null);
}

/** Two things, either of which may be a folded community of a view. */
function pairOf(text, view) {
  const pair = text.split(" ").map((reference) => thingOf(reference) ?? signOfReference(reference, view)).filter((id) => id !== null);
  return pair.length === 2 ? pair : null;
}

function spotFrom(text) {
  const numbers = text.split(" ").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? numbers : null;
}

function yearsFrom(text) {
  const years = text.split("-").map(Number);
  return allYears && years.length === 2 && years[0] <= years[1] ? years : unchosen.years;
}

function spanOfYears() {
  const years = data.nodes.map(yearsOf).filter(Boolean).flat();
  return years.length ? [years.reduce((one, other) => Math.min(one, other)), years.reduce((one, other) => Math.max(one, other))] : null;
}

function addressOf(state) {
  const parts = new URLSearchParams();
  for (const [name, [write]] of Object.entries(forms)) {
    if (JSON.stringify(state[name]) !== JSON.stringify(unchosen[name])) parts.set(name, write(state[name]));
  }
  return parts.toString();
}

function stateOf(address) {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const told = Object.entries(forms).filter(([name]) => parts.has(name));
  const view = forms.view[1](parts.get("view"));
  return { ...unchosen, ...Object.fromEntries(told.map(([name, [, read]]) => [name, read(parts.get(name), view)])) };
}

/** Keep the state in the address; `onChange` gets it whenever it changes, also by the browser's Back and Forward. */
function startState(onChange) {
  let state = stateOf(location.hash);
  const past = [];

  function go(next) {
    state = next;
    const address = addressOf(next);
    if (location.hash.slice(1) !== address) location.hash = address;
    onChange(state);
  }

  addEventListener("hashchange", () => {
    if (addressOf(state) === addressOf(stateOf(location.hash))) return;
    state = stateOf(location.hash);
    onChange(state);
  });
  return {
    get now() {
      return state;
    },
    get canUndo() {
      return past.length > 0;
    },
    change(part) {
      const next = { ...state, ...part };
      if (addressOf(next) === addressOf(state)) return;
      past.push(state);
      go(next);
    },
    /** Change a part that is no step of its own. */
    keep(part) {
      state = { ...state, ...part };
      history.replaceState(null, "", `${location.href.split("#")[0]}#${addressOf(state)}`);
    },
    undo() {
      if (past.length) go(past.pop());
    },
  };
}
