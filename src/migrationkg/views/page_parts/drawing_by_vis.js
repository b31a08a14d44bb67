"use strict";
// The picture: vis-network draws lines and signs; captions are set by captions.js, so that none covers another.

/** Draw what is seen; `onPick` gets the number of a node or null, `onTie` a line, `onLook` where the reader looks. */
function startDrawing(onPick, onTie, onLook) {
  const container = document.getElementById("canvas");
  const view = startView();
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
    const looks = view.seen.lines.map((line) => lineStyle(view, line));
    view.widths = new Map(looks.map(({ id, width }) => [id, width]));
    lines.update(looks);
    setWidths(network, view);
    refresh();
  };
  view.placesNow = () => network.getPositions();
  view.spotOn = ({ id }, share) => network.body.edges[id].edgeType.getPoint(share);
  view.widths = new Map();
  const bring = (ids, moving) => {
    fitToWindow(view, container);
    return fitNodes(network, view, container, ids, moving);
  };
  const fitting = startFitting(container, bring, () => ({ ...network.getViewPosition(), scale: network.getScale() }), onLook);
  keepCaptions(network, view);
  noticeMoves(network, container, fitting.leave);
  followPointer(network, view, container, refresh, onPick, (id) => onTie(view.seen.lines.find((line) => line.id === id)));
  followTheme(view, restyle);

  return {
    /** Show things and lines in the place of those before. */
    show(seen) {
      view.seen = { things: new Map(), lines: [] }; // vis-network draws between the steps, too
      lines.clear();
      vertices.clear();
      vertices.add([...seen.things].map(([id, { x, y, size }]) => ({ id, x, y, size, shape: "custom", ctxRenderer })));
      lines.add(bent(seen.lines));
      view.seen = seen;
      fitToWindow(view, container);
      restyle();
    },
    /** Light up a node, a line or some nodes, with the neighbours of a node; everything where all are null. */
    mark(selected, tie, way) {
      light(view, selected, tie, way);
      network.selectNodes(view.selected === null ? [] : [view.selected]);
      restyle();
    },
    /** Bring nodes into sight with their captions, or all for none. */
    fit: fitting.fit,
    /** Look where the reader looked. */
    look([x, y, scale]) {
      fitting.stay();
      network.moveTo({ position: { x, y }, scale });
    },
    zoom(factor) {
      fitting.leave();
      network.moveTo({ scale: network.getScale() * factor, animation: motion() });
    },
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
  const size = drawnSize(style.size, view);
  const { kind } = nodes.get(id);
  return {
    nodeDimensions: { width: 2 * size, height: 2 * size },
    drawNode() {
      ctx.save();
      ctx.globalAlpha = isLit(view, id) ? 1 : 0.13;
      ctx.translate(x, y);
      if (id === view.selected || state.hover) halo(ctx, size, view.colours.accent);
      ctx.scale(size, size);
      ctx.fillStyle = colourOf(id);
      ctx.strokeStyle = view.colours.outline;
      ctx.lineWidth = 1.2 / (view.scale * size);
      ctx.fill(outlines.get(kind));
      ctx.stroke(outlines.get(kind));
      ctx.restore();
    },
  };
}

/** Set captions anew when the zoom changes; while the picture only moves, they stay. */
function keepCaptions(network, view) {
  network.on("beforeDrawing", () => {
    if (view.scale === network.getScale()) return;
    view.captions = null;
    view.scale = network.getScale();
    setWidths(network, view);
  });
  network.on("afterDrawing", (ctx) => {
    view.captions ||= placeCaptions(view, ctx);
    drawCaptions(ctx, view);
  });
}

/** Keep lines as wide on the screen as their looks tell, at any zoom. */
function setWidths(network, { widths, scale }) {
  for (const [id, width] of widths) network.body.edges[id].options.width = drawnWidth(width, scale) / scale;
}

/** Tell when the reader moves or zooms the picture. */
function noticeMoves(network, container, onMove) {
  for (const kind of ["dragStart", "zoom"]) network.on(kind, onMove);
  container.addEventListener("keydown", ({ key }) => /^Arrow|^[+=-]$/.test(key) && onMove());
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

function fitNodes(network, view, container, ids, moving) {
  const shown = (ids || [...view.seen.things.keys()]).filter((id) => view.seen.things.has(id));
  if (!shown.length) return null;
  const { scale, ...position } = sightOf(Object.values(network.getPositions(shown)), container, ids ? 1.1 : 1.3);
  network.moveTo({ position, scale, animation: moving && motion() });
  return { ...position, scale };
}
