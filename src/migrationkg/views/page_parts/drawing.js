"use strict";
// The look of the picture, whoever draws it: colours, what is lit, and how lines appear.

const captionSize = 12; // pixels of the screen, at any zoom
const lineHeight = 14;
const outlines = new Map([...kinds.values()].map(({ kind, path }) => [kind, new Path2D(path)]));

/** What those who draw share: what is seen, what is picked, and the captions at this zoom. */
function startView() {
  return { seen: { things: new Map(), lines: [] }, selected: null, tie: null, lit: null, hovered: null, colours: themeColours(), scale: 1, captions: null };
}

/** Light up a node, a line or some nodes, with the neighbours of a node; everything where all are null. */
function light(view, selected, tie, way) {
  view.selected = view.seen.things.has(selected) ? selected : null;
  view.tie = tie;
  const near = view.selected === null ? [] : view.seen.lines.filter(({ from, to }) => from === view.selected || to === view.selected);
  const lit = view.selected === null ? way || tie : [view.selected, ...near.flatMap(({ from, to }) => [from, to])];
  view.lit = lit && new Set(lit);
}

/** Take on the colours of light, dark or paper whenever these change. */
function followTheme(view, restyle) {
  const recolour = () => {
    view.colours = themeColours();
    restyle();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  addEventListener("beforeprint", recolour); // on paper, colours are those of the light
  addEventListener("afterprint", recolour);
}

/** The zoom and the middle at which points stand in the window with their captions. */
function sightOf(points, { clientWidth: width, clientHeight: height }, closest) {
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  const across = (width - Math.min(150, width / 3)) / (right - left + 1);
  const down = (height - Math.min(130, height / 3)) / (bottom - top + 1);
  const scale = Math.min(across, down, closest);
  return { scale, x: (left + right) / 2, y: (top + bottom) / 2 + 6 / scale }; // captions stand below
}

/** Half the width of a sign: from afar, still large enough to be seen and hit; of very many, the small ones less so. */
function drawnSize(size, scale) {
  return Math.max(size, (data.nodes.length > 2000 ? 2.2 * Math.sqrt(size / 7) : 4.5) / scale);
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
