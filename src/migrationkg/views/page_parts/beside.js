"use strict";
// Beside the network: timeline, map and matrix, drawn in one place of the page, with one way of choosing by keys.

const space = byId("beside");
const sheetOfPaper = byId("drawn");

/** Draw those views; `onPick` gets a thing, `onTie` a line, `change` a part of the state, `onLook` where the reader looks. */
function startBeside(onPick, onTie, change, onLook) {
  const forms = { timeline: startTimeline(onPick, startLook(onLook)), map: startMap(onPick, startLook(onLook)), matrix: startMatrix(onPick, onTie) };
  let form = null; // the one that is shown
  let last = null;

  for (const choice of space.querySelectorAll("select")) {
    choice.addEventListener("change", () => change({ [choice.dataset.part]: choice.value }));
  }
  space.addEventListener("keydown", (event) => {
    if (event.target.tagName === "SELECT" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "+" || event.key === "-") form.zoom(event.key === "+" ? 1.35 : 1 / 1.35);
    else if (event.key.startsWith("Arrow")) goAlong(event);
    else if (event.key === "Enter" || event.key === " ") press(event);
  });
  new ResizeObserver(() => form && draw(...last)).observe(sheetOfPaper);

  function draw(state, seen, lit) {
    const focused = document.activeElement?.dataset?.key;
    last = [state, seen, lit];
    form.show(state, seen, lit);
    const items = itemsToGoTo();
    const kept = items.find(({ dataset }) => focused && dataset.key === focused);
    for (const item of items) item.tabIndex = -1;
    if (items.length) (kept || items.find((item) => item.getAttribute("aria-pressed") === "true") || items[0]).tabIndex = 0;
    kept?.focus({ preventScroll: true });
  }

  return {
    show(state, seen) {
      const another = form !== forms[views.get(state.view).form];
      form = forms[views.get(state.view).form];
      if (another) sheetOfPaper.replaceChildren();
      for (const choice of space.querySelectorAll("select")) choice.value = state[choice.dataset.part];
      for (const label of space.querySelectorAll("[data-of]")) label.hidden = label.dataset.of !== views.get(state.view).form;
      draw(state, seen, litIn(state, seen));
    },
    /** Bring some things into sight; all for none. */
    fit: (ids) => form.fit(ids),
    zoom: (factor) => form.zoom(factor),
    /** The drawing where there is one, and a table, for those who want them elsewhere. */
    get picture() {
      return form.picture();
    },
  };
}

/** Keeps where a reader looks, a moment after the last movement, and tells whether a state looks elsewhere. */
function startLook(onLook) {
  let kept = null;
  let waiting = null;
  let last = null; // a state that is drawn again is no other one
  return {
    keep(spot) {
      clearTimeout(waiting);
      if (String(spot) === String(kept)) return;
      kept = spot;
      waiting = setTimeout(() => onLook(spot), 150);
    },
    /** Whether a state looks where the reader does not; from now on they do. */
    isElsewhere(state) {
      const isOther = state !== last && String(state.spot) !== String(kept);
      last = state;
      if (!isOther) return false;
      clearTimeout(waiting);
      kept = state.spot;
      return true;
    },
  };
}

/** What a choice is about: a thing, what has to do with it, the ends of a line, a way; null where nothing is chosen. */
function litIn({ thing, tie, path }, { lines }) {
  if (path) return new Set(shortestWay(...path));
  if (thing !== null) return concernedWith(thing);
  const line = tie && lines.find(({ from, to }) => from === tie[0] && to === tie[1]);
  return line ? new Set([line.from, line.to, ...line.ways.flatMap(([through]) => through)]) : null;
}

function itemsToGoTo() {
  return [...sheetOfPaper.querySelectorAll("[data-key]")];
}

/** Go to the nearest item in the direction of an arrow. */
function goAlong(event) {
  const from = event.target.closest("[data-key]");
  if (!from) return;
  event.preventDefault();
  const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const here = middleOf(from);
  let nearest = null;
  for (const item of itemsToGoTo()) {
    const there = middleOf(item);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const ahead = x * across + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * across);
    if (item !== from && ahead > 1 && (!nearest || ahead + 3 * aside < nearest.cost)) nearest = { item, cost: ahead + 3 * aside };
  }
  if (!nearest) return;
  from.tabIndex = -1;
  nearest.item.tabIndex = 0;
  nearest.item.focus();
}

function middleOf(item) {
  const { left, right, top, bottom } = item.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Enter and the space bar do what a click does; buttons of HTML know that by themselves. */
function press(event) {
  const item = event.target.closest("svg [data-key]");
  if (!item) return;
  event.preventDefault();
  item.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

/** An element of SVG with attributes and children; strings become text. */
function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A part of a drawing that can be clicked and reached by keys. */
function drawnButton(key, words, chosen, onClick, ...children) {
  const made = drawn("g", { role: "button", "data-key": key, "aria-label": words, "aria-pressed": String(chosen), tabindex: "-1" }, drawn("title", {}, words), ...children);
  made.addEventListener("click", onClick);
  return made;
}

/** Bounds of up to five classes of counts: each the highest count of its class, each about so many times the one before. */
function classBounds(most) {
  const bounds = [];
  for (let step = 1; step <= 5; step += 1) {
    const bound = most <= 5 ? step : Math.max(Math.round(most ** (step / 5)), (bounds[bounds.length - 1] || 0) + 1);
    if (bound <= most) bounds.push(bound);
  }
  return bounds;
}

/** The class of a count, 1 to 5: few classes are the palest and the darkest ones too, since there is no need to save. */
function classOf(count, bounds) {
  return bounds.findIndex((bound) => count <= bound) + 1;
}

/** A key to the classes, in words and colours; `none` has the colour of those counted none, too. */
function classKey(bounds, words, none = false) {
  const told = bounds.map((bound, at) => {
    const first = (bounds[at - 1] || 0) + 1;
    return element("span", { className: "class" }, element("span", { className: `swatch class-${at + 1}` }), first === bound ? String(bound) : `${first}–${bound}`);
  });
  const zero = none ? element("span", { className: "class" }, element("span", { className: "swatch class-0" }), "0") : null;
  return element("span", { className: "key" }, zero, ...told, words);
}

/** Lines seen that tie a thing of a kind to another, as [thing, other, line]. */
function tiesSeen(lines, isOne, isOther) {
  return lines.flatMap((line) => {
    const [from, to] = [nodes.get(line.from), nodes.get(line.to)];
    if (isOne(from) && isOther(to)) return [[from, to, line]];
    return isOne(to) && isOther(from) ? [[to, from, line]] : [];
  });
}

const isOfKind = (kind) => (node) => node.kind === kind;
