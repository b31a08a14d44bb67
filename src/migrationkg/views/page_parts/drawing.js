"use strict";
// The picture: vis-network draws lines and signs; captions are set by captions.js, so that none covers another.

const outlines = new Map(data.kinds.map(({ kind, path }) => [kind, new Path2D(path)]));
const captionSize = 12; // pixels of the screen, at any zoom
const lineHeight = 14;

/** Draw the network; returns ways to mark, hide, fit and zoom. `onPick` gets the number of a node, or null. */
function startDrawing(onPick) {
  const container = document.getElementById("canvas");
  const view = { selected: null, lit: null, hovered: null, hidden: new Set(), colours: themeColours(), scale: 1, captions: null };
  const ctxRenderer = (asked) => sign(view, asked);
  const vertices = new vis.DataSet(data.nodes.map(({ id, x, y, size }) => ({ id, x, y, size, shape: "custom", ctxRenderer })));
  const lines = new vis.DataSet(data.edges.map(({ id, from, to, smooth, dashes }) => ({ id, from, to, smooth, dashes: dashes || false })));
  const interaction = { ...data.options.interaction, keyboard: { enabled: true, bindToWindow: false } };
  const network = new vis.Network(container, { nodes: vertices, edges: lines }, { ...data.options, interaction });
  const refresh = () => {
    view.captions = null;
    network.redraw();
  };
  const restyle = () => {
    lines.update(data.edges.map((edge) => lineStyle(view, edge)));
    refresh();
  };
  keepCaptions(network, view);
  followPointer(network, view, container, refresh, onPick);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    view.colours = themeColours();
    restyle();
  });

  return {
    /** Light up a node and its neighbours, or everything for null. */
    mark(id) {
      view.selected = id;
      view.lit = id === null ? null : new Set([id, ...neighboursOf(id)]);
      network.selectNodes(id === null ? [] : [id]);
      restyle();
    },
    /** Hide the nodes of some kinds, and their lines. */
    hideKinds(hiddenKinds) {
      view.hidden = new Set(data.nodes.filter((node) => hiddenKinds.has(node.kind)).map((node) => node.id));
      vertices.update(data.nodes.map(({ id }) => ({ id, hidden: view.hidden.has(id) })));
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
  };
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

function lineStyle(view, { id, from, to }) {
  const near = view.selected !== null && (from === view.selected || to === view.selected);
  const colour = near ? view.colours.nearLine : view.colours.line;
  const opacity = view.selected === null || near ? 1 : 0.18;
  const hidden = view.hidden.has(from) || view.hidden.has(to);
  return { id, width: near ? 1.6 : 1, hidden, color: { color: colour, hover: colour, highlight: colour, opacity } };
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

function followPointer(network, view, container, refresh, onPick) {
  const hover = (id) => {
    view.hovered = id;
    container.style.cursor = id === null ? "" : "pointer";
    refresh();
  };
  network.on("click", ({ nodes: [id] }) => onPick(id ?? null));
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("dragEnd", refresh);
}

function fitNodes(network, view, container, ids) {
  const shown = (ids || data.nodes.map((node) => node.id)).filter((id) => !view.hidden.has(id));
  if (!shown.length) return;
  const points = Object.values(network.getPositions(shown));
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  const { clientWidth: width, clientHeight: height } = container;
  const across = (width - Math.min(150, width / 3)) / (right - left + 1);
  const down = (height - Math.min(170, height / 3)) / (bottom - top + 1);
  const scale = Math.min(across, down, ids ? 1.1 : 1.3);
  // A little higher than the middle: captions stand below, and so do the buttons.
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 20 / scale };
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
