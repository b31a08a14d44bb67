"use strict";
// The look of the picture, whoever draws it: colours, what is lit, and how lines appear.

const captionSize = 12; // pixels of the screen, at any zoom
const lineHeight = 14;
const outlines = new Map([...kinds.values()].map(({ kind, path }) => [kind, new Path2D(path)]));

/** What those who draw share: what is seen, what is picked, and the captions at this zoom. */
function startView() {
  return { seen: { things: new Map(), lines: [] }, selected: null, tie: null, lit: null, hovered: null, colours: themeColours(), scale: 1, captions: null, least: 4.5, hubs: 4, margins: marginsOf({ clientWidth: 1, clientHeight: 1 }) };
}

/** Follow the window: how small signs may be, how many captions may cover others, and the room for captions around all. */
function fitToWindow(view, container) {
  const area = container.clientWidth * container.clientHeight;
  view.least = Math.min(4.5, Math.max(2.2, 0.1 * Math.sqrt(area / (view.seen.things.size || 1))));
  view.hubs = Math.min(12, Math.max(4, Math.round(Math.min(area / 70000, Math.sqrt(view.seen.things.size) / 2))));
  view.margins = marginsOf(container);
}

/** Pixels that captions may take beside, above and below all that is seen. */
function marginsOf({ clientWidth: width, clientHeight: height }) {
  return { aside: Math.min(75, width / 9), above: Math.min(60, height / 8), below: Math.min(70, height / 7) };
}

/**
 * Bring the same into sight anew when the window changes, unless the reader has moved or zoomed since. `bring` returns
 * where it looks, `{x, y, scale}`, as `spotNow` does; `onLook` gets that once it is elsewhere, or null where all is seen.
 */
function startFitting(container, bring, spotNow, onLook) {
  let ids = null;
  let isOwn = false; // whether the reader chose where to look
  let waiting = 0;
  const tell = (spot) => onLook(spot && [Math.round(spot.x), Math.round(spot.y), Number(spot.scale.toPrecision(3))]);
  const leave = () => {
    isOwn = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(spotNow()), 400);
  };
  new ResizeObserver(() => {
    if (!container.clientHeight) return; // on paper others stand in its place
    if (isOwn) leave();
    else bring(ids, false);
  }).observe(container);
  return {
    fit(some, moving = true) {
      clearTimeout(waiting);
      [ids, isOwn] = [some, false];
      const spot = container.clientHeight ? bring(ids, moving) : null; // what is hidden is brought when it is shown
      tell(some ? spot : null);
    },
    /** Stay where a link or undo looks. */
    stay() {
      clearTimeout(waiting);
      isOwn = true;
    },
    leave, // the reader moves
  };
}

/** Light up a node, a line or some nodes, with the neighbours of a node; everything where all are null. */
function light(view, selected, tie, way) {
  view.selected = view.seen.things.has(selected) ? selected : null;
  view.tie = tie;
  const near = view.selected === null ? [] : view.seen.lines.filter(({ from, to }) => from === view.selected || to === view.selected);
  const lit = view.selected === null ? way || tie : [view.selected, ...near.flatMap(({ from, to }) => [from, to])];
  view.lit = lit && new Set(lit);
}

/** Take on the colours of light, dark or paper, which are those of the light, whenever these change. */
function followTheme(view, restyle) {
  const recolour = () => {
    view.colours = themeColours();
    restyle();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  for (const [event, isOnPaper] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      document.documentElement.classList.toggle("on-paper", isOnPaper);
      recolour();
    });
  }
}

/** The zoom and the middle at which points stand in the window with their captions. */
function sightOf(points, container, closest) {
  const { clientWidth: width, clientHeight: height } = container;
  const { aside, above, below } = marginsOf(container);
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  const across = (width - 2 * aside) / (right - left + 1);
  const down = (height - above - below) / (bottom - top + 1);
  const scale = Math.min(across, down, closest);
  return { scale, x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale };
}

const roomOfSign = 42; // half of it, as the layout leaves it

/** Half the width of a sign: it grows less than the picture does, so that hubs stand out from afar, and can always be seen. */
function drawnSize(size, { scale, least }) {
  return Math.max(Math.min(size / Math.sqrt(scale), Math.max(size, roomOfSign)), least / scale);
}

/** The three corners of the head of an arrow that meets a sign of half a width; null where there is no room. */
function arrowHead(from, to, half, length) {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const away = Math.hypot(across, down);
  if (away < half + length) return null;
  const [x, y] = [(across / away) * length, (down / away) * length];
  const tip = { x: to.x - (x * half) / length, y: to.y - (y * half) / length };
  return [tip, { x: tip.x - x - 0.4 * y, y: tip.y - y + 0.4 * x }, { x: tip.x - x + 0.4 * y, y: tip.y - y - 0.4 * x }];
}

/** The width of a line on the screen. */
function drawnWidth(width, scale) {
  return Math.max(0.7, width * Math.min(1, 2 * scale));
}

function halo(ctx, size, colour) {
  ctx.beginPath();
  ctx.arc(0, 0, size * 1.45, 0, 2 * Math.PI);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 3;
  ctx.stroke();
}

function isLit(view, id) {
  return view.lit === null || view.lit.has(id);
}

function isPicked(view, { from, to }) {
  return view.tie !== null && view.tie[0] === from && view.tie[1] === to;
}

/** The look of a line: the wider, the more ways it stands on; dashed where all its facts are doubtful. */
function lineStyle(view, line) {
  const { id, from, to, ways } = line;
  const near = (view.selected !== null && (from === view.selected || to === view.selected)) || isPicked(view, line);
  const lit = view.lit === null || near || (view.selected === null && view.lit.has(from) && view.lit.has(to));
  const colour = near ? view.colours.nearLine : view.colours.line;
  const dashes = ways.every(([, steps]) => steps.some((facts) => facts.length > 0 && facts.every((fact) => edges.get(fact).doubtful)));
  const width = Math.min(6, (near ? 1.6 : 1) * Math.sqrt(ways.length));
  return { id, width, dashes, color: { color: colour, hover: colour, highlight: colour, opacity: lit ? 1 : 0.18 } };
}

function range(values) {
  return [values.reduce((one, other) => Math.min(one, other), Infinity), values.reduce((one, other) => Math.max(one, other), -Infinity)];
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: read("ink"), paper: read("canvas"), outline: read("outline"), accent: read("accent"), line: read("line"), nearLine: read("near-line"), soft: read("soft-ink") };
}
