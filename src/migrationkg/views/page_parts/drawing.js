"use strict";
// The picture: vis-network draws lines and signs; captions are set here, so that none covers another.

const outlines = new Map(data.kinds.map(({ kind, path }) => [kind, new Path2D(path)]));
const captionSize = 12; // pixels of the screen, at any zoom
const lineHeight = 14;

/** Draw the network; returns ways to mark, hide, fit and zoom. `onPick` gets the number of a node, or null. */
function startDrawing(onPick) {
  const container = document.getElementById("canvas");
  const view = { selected: null, lit: null, hovered: null, hidden: new Set(), colours: themeColours(), scale: 1, captions: null };
  const vertices = new vis.DataSet(data.nodes.map(({ id, x, y, size }) => ({ id, x, y, size, shape: "custom", ctxRenderer: sign })));
  const lines = new vis.DataSet(data.edges.map(({ id, from, to, smooth }) => ({ id, from, to, smooth })));
  const network = new vis.Network(container, { nodes: vertices, edges: lines }, {
    ...data.options,
    interaction: { ...data.options.interaction, keyboard: { enabled: true, bindToWindow: false } },
  });

  function sign({ ctx, id, x, y, state, style }) {
    const node = nodes.get(id);
    const size = drawnSize(style.size, view.scale);
    return {
      nodeDimensions: { width: 2 * size, height: 2 * size },
      drawNode() {
        ctx.save();
        ctx.globalAlpha = isLit(view, id) ? 1 : 0.13;
        ctx.translate(x, y);
        if (id === view.selected || state.hover) halo(ctx, size, view.colours.accent);
        ctx.scale(size, size);
        ctx.fillStyle = kinds.get(node.kind).colour;
        ctx.strokeStyle = view.colours.outline;
        ctx.lineWidth = size === style.size ? 1.4 / size : 0.2;
        ctx.fill(outlines.get(node.kind));
        ctx.stroke(outlines.get(node.kind));
        ctx.restore();
      },
    };
  }

  function colourLines() {
    lines.update(data.edges.map(({ id, from, to }) => {
      const near = view.selected !== null && (from === view.selected || to === view.selected);
      const colour = near ? view.colours.nearLine : view.colours.line;
      const opacity = view.selected === null || near ? 1 : 0.18;
      return { id, width: near ? 1.6 : 1, hidden: view.hidden.has(from) || view.hidden.has(to), color: { color: colour, hover: colour, highlight: colour, opacity } };
    }));
    refresh();
  }

  function refresh() {
    view.captions = null;
    network.redraw();
  }

  network.on("beforeDrawing", () => {
    if (view.scale !== network.getScale()) view.captions = null;
    view.scale = network.getScale();
  });
  network.on("afterDrawing", (ctx) => {
    view.captions ||= placeCaptions(network, view, ctx);
    drawCaptions(ctx, view);
  });
  network.on("click", ({ nodes: [id] }) => onPick(id ?? null));
  for (const [name, read] of [["hoverNode", (event) => event.node], ["blurNode", () => null]]) {
    network.on(name, (event) => {
      view.hovered = read(event);
      container.style.cursor = view.hovered === null ? "" : "pointer";
      refresh();
    });
  }
  network.on("dragEnd", refresh);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    view.colours = themeColours();
    colourLines();
  });
  colourLines();

  return {
    /** Light up a node and its neighbours, or everything for null. */
    mark(id) {
      view.selected = id;
      view.lit = id === null ? null : new Set([id, ...neighboursOf(id)]);
      network.selectNodes(id === null ? [] : [id]);
      colourLines();
    },
    /** Hide the nodes of some kinds, and their lines. */
    hideKinds(hiddenKinds) {
      view.hidden = new Set(data.nodes.filter((node) => hiddenKinds.has(node.kind)).map((node) => node.id));
      vertices.update(data.nodes.map(({ id }) => ({ id, hidden: view.hidden.has(id) })));
      colourLines();
    },
    /** Bring nodes into sight with their captions, or all for none. */
    fit(ids) {
      const shown = (ids || data.nodes.map((node) => node.id)).filter((id) => !view.hidden.has(id));
      if (!shown.length) return;
      const points = Object.values(network.getPositions(shown));
      const [left, right] = range(points.map(({ x }) => x));
      const [top, bottom] = range(points.map(({ y }) => y));
      const across = (container.clientWidth - Math.min(150, container.clientWidth / 3)) / (right - left + 1);
      const down = (container.clientHeight - Math.min(170, container.clientHeight / 3)) / (bottom - top + 1);
      const scale = Math.min(across, down, ids ? 1.1 : 1.3);
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 20 / scale }, scale, animation: motion() });
    },
    zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor, animation: motion() });
    },
    /** Where a node is in the window, for those who point at it. */
    whereIs(id) {
      const { x, y } = network.canvasToDOM(network.getPosition(id));
      const box = container.getBoundingClientRect();
      return { x: box.left + x, y: box.top + y };
    },
  };
}

/** Half the width of a sign: from afar, still large enough to be seen and hit. */
function drawnSize(size, scale) {
  return Math.max(size, 4.5 / scale);
}

function isLit(view, id) {
  return view.lit === null || view.lit.has(id);
}

function halo(ctx, size, colour) {
  ctx.beginPath();
  ctx.arc(0, 0, size * 1.45, 0, 2 * Math.PI);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 3;
  ctx.stroke();
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: read("ink"), paper: read("canvas"), outline: read("outline"), accent: read("accent"), line: read("line"), nearLine: read("near-line"), soft: read("soft-ink") };
}
