"use strict";
// The picture: vis-network draws lines and signs; captions are set by captions.js, so that none covers another.

const outlines = new Map(data.kinds.map(({ kind, path }) => [kind, new Path2D(path)]));
const captionSize = 12; // pixels of the screen, at any zoom
const lineHeight = 14;

/** Draw what is seen; returns ways to show, fit and zoom. `onPick` gets the number of a node or null, `onTie` a line. */
function startDrawing(onPick, onTie) {
  const container = document.getElementById("canvas");
  const view = { seen: { things: new Map(), lines: [] }, selected: null, tie: null, lit: null, hovered: null, colours: themeColours(), scale: 1, captions: null };
  const ctxRenderer = (asked) => sign(view, asked);
  const vertices = new vis.DataSet();
  const lines = new vis.DataSet();
  const interaction = { ...data.options.interaction, keyboard: { enabled: true, bindToWindow: false } };
  const network = new vis.Network(container, { nodes: vertices, edges: lines }, { ...data.options, interaction });
  const refresh = () => {
    view.captions = null;
    network.redraw();
  };
  const restyle = () => {
    lines.update(view.seen.lines.map((line) => lineStyle(view, line)));
    refresh();
  };
  keepCaptions(network, view);
  followPointer(network, view, container, refresh, onPick, (id) => onTie(view.seen.lines.find((line) => line.id === id)));
  const recolour = () => {
    view.colours = themeColours();
    restyle();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  addEventListener("beforeprint", recolour); // on paper, colours are those of the light
  addEventListener("afterprint", recolour);

  return {
    /** Show things and lines in the place of those before. */
    show(seen) {
      view.seen = { things: new Map(), lines: [] }; // vis-network draws between the steps, too
      lines.clear();
      vertices.clear();
      vertices.add([...seen.things].map(([id, { x, y, size }]) => ({ id, x, y, size, shape: "custom", ctxRenderer })));
      lines.add(bent(seen.lines));
      view.seen = seen;
      restyle();
    },
    /** Light up a node, a line or some nodes, with the neighbours of a node; everything where all are null. */
    mark(selected, tie, way) {
      view.selected = view.seen.things.has(selected) ? selected : null;
      view.tie = tie;
      const near = view.seen.lines.filter(({ from, to }) => from === view.selected || to === view.selected);
      const lit = view.selected === null ? way || tie : [view.selected, ...near.flatMap(({ from, to }) => [from, to])];
      view.lit = lit && new Set(lit);
      network.selectNodes(view.selected === null ? [] : [view.selected]);
      restyle();
    },
    /** Bring nodes into sight with their captions, or all for none. */
    fit: (ids) => fitNodes(network, view, container, ids),
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() }),
    /** Where a node is in the window, for those who point at it. */
    whereIs(id) {
      const { x, y } = network.canvasToDOM(network.getPosition(id));
      const box = container.getBoundingClientRect();
      return { x: box.left + x, y: box.top + y };
    },
    /** The canvas, and what is on it: places, captions and colours, for those who draw it elsewhere. */
    get picture() {
      return { canvas: container.querySelector("canvas"), places: network.getPositions(), ...view };
    },
  };
}

/** Lines as vis-network takes them, those between the same two things bent aside so that each can be seen. */
function bent(lines) {
  const between = new Map();
  return lines.map(({ id, from, to, mutual }) => {
    const nth = between.get(pairKey(from, to)) || 0;
    between.set(pairKey(from, to), nth + 1);
    const type = from < to ? "curvedCW" : "curvedCCW";
    return { id, from, to, smooth: nth ? { enabled: true, type, roundness: 0.14 * nth } : false, ...(mutual ? { arrows: { to: { enabled: false } } } : {}) };
  });
}

/** What vis-network asks of a node of our own shape: how large it is, and to draw it. */
function sign(view, { ctx, id, x, y, state, style }) {
  const size = drawnSize(style.size, view.scale);
  const { kind } = nodes.get(id);
  return {
    nodeDimensions: { width: 2 * size, height: 2 * size },
    drawNode() {
      ctx.save();
      ctx.globalAlpha = isLit(view, id) ? 1 : 0.13;
      ctx.translate(x, y);
      if (id === view.selected || state.hover) halo(ctx, size, view.colours.accent);
      ctx.scale(size, size);
      ctx.fillStyle = kinds.get(kind).colour;
      ctx.strokeStyle = view.colours.outline;
      ctx.lineWidth = size === style.size ? 1.4 / size : 0.2;
      ctx.fill(outlines.get(kind));
      ctx.stroke(outlines.get(kind));
      ctx.restore();
    },
  };
}

/** Half the width of a sign: from afar, still large enough to be seen and hit. */
function drawnSize(size, scale) {
  return Math.max(size, 4.5 / scale);
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

/** Set captions anew when the zoom changes; while the picture only moves, they stay. */
function keepCaptions(network, view) {
  network.on("beforeDrawing", () => {
    if (view.scale !== network.getScale()) view.captions = null;
    view.scale = network.getScale();
  });
  network.on("afterDrawing", (ctx) => {
    view.captions ||= placeCaptions(network, view, ctx);
    drawCaptions(ctx, view);
  });
}

function followPointer(network, view, container, refresh, onPick, onLine) {
  const hover = (id) => {
    view.hovered = id;
    container.style.cursor = id === null ? "" : "pointer";
    refresh();
  };
  network.on("click", ({ nodes: [id], edges: [line] }) => (id === undefined && line !== undefined ? onLine(line) : onPick(id ?? null)));
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("dragEnd", refresh);
}

function fitNodes(network, view, container, ids) {
  const shown = (ids || [...view.seen.things.keys()]).filter((id) => view.seen.things.has(id));
  if (!shown.length) return;
  const points = Object.values(network.getPositions(shown));
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  const { clientWidth: width, clientHeight: height } = container;
  const across = (width - Math.min(150, width / 3)) / (right - left + 1);
  const down = (height - Math.min(130, height / 3)) / (bottom - top + 1);
  const scale = Math.min(across, down, ids ? 1.1 : 1.3);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 6 / scale }; // captions stand below
  network.moveTo({ position, scale, animation: motion() });
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
