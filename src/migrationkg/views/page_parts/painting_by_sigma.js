"use strict";
// Lines and dots by sigma, where the browser has WebGL on a graphics card; its camera follows ours. Large signs, of which
// few are in sight at a time, are painted over them on a canvas.

const unit = 1000; // the side of sigma's own square, in the measure of the layout

/** Whether WebGL is there and is not worked out by the processor, which takes far longer than painting on a canvas. */
function hasGraphicsCard() {
  const gl = typeof sigma !== "undefined" && document.createElement("canvas").getContext("webgl2");
  if (!gl) return false;
  const told = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/** A painter by sigma, put into a stage. */
function paintBySigma(stage) {
  const place = element("div", { className: "by-sigma" });
  const signs = element("canvas");
  stage.append(place, signs);
  const graph = new sigma.Graph({ multi: true });
  const settings = { renderLabels: false, autoRescale: true, stagePadding: 0, zoomToSizeRatioFunction: () => 1, minEdgeThickness: 0.7, allowInvalidContainer: true };
  let drawer = null;
  let shown = null;
  let scale = 0; // for which sizes are; a little more or less of it is let pass

  function start() {
    drawer = new sigma.Sigma(graph, place, {
      settings,
      primitives: { nodes: { shapes: [sigma.sdfCircle()], layers: [sigma.layerFill()] }, edges: { paths: [sigma.pathLine()], extremities: [sigma.extremityArrow()], layers: [sigma.layerPlain()] } },
      styles: { nodes: [read("x", "y", "size", "color", "opacity")], edges: [read("size", "color", "opacity", "head")] },
    });
    drawer.setCustomBBox({ x: [0, unit], y: [0, unit] });
    drawer.refresh();
    return drawer;
  }

  function fill(view) {
    graph.clear();
    for (const [id, { x, y }] of view.seen.things) graph.addNode(String(id), { x, y: -y, ...lookOf(view, id) });
    for (const line of view.seen.lines) graph.addEdgeWithKey(String(line.id), String(line.from), String(line.to), lookOfLine(view, line));
    shown = view.seen;
    scale = view.scale;
  }

  function style(view) {
    graph.updateEachNodeAttributes((id, had) => Object.assign(had, lookOf(view, Number(id))), { attributes: ["size", "color", "opacity"] });
    const lines = new Map(view.seen.lines.map((line) => [String(line.id), line]));
    graph.updateEachEdgeAttributes((id, had) => Object.assign(had, lookOfLine(view, lines.get(id))), { attributes: ["size", "color", "opacity"] });
    scale = view.scale;
  }

  return {
    margin: 0,
    isQuick: true,
    restyle(view) {
      if (shown === view.seen) style(view);
    },
    paint(view, sight) {
      if (shown !== view.seen) fill(view);
      else if (Math.abs(Math.log(scale / sight.scale)) > 0.2) style(view);
      Object.assign(place.style, { width: `${sight.width}px`, height: `${sight.height}px` });
      drawer ||= start();
      drawer.resize();
      const least = Math.min(sight.width, sight.height);
      drawer.getCamera().setState({ x: sight.x / unit, y: -sight.y / unit, ratio: least / (unit * sight.scale), angle: 0 });
      fitCanvas(signs, sight);
      const ctx = signs.getContext("2d");
      ctx.scale(sight.ratio, sight.ratio);
      paintSigns(ctx, view, spotsOf(view, sight), sight);
    },
    copyTo(ctx) {
      drawer.refresh({ schedule: false });
      ctx.drawImage(drawer.getStageCanvas(), 0, 0);
      ctx.drawImage(signs, 0, 0);
    },
  };
}

/** A dot's look as sigma's attributes, on the screen; none of a large sign. */
function lookOf(view, id) {
  const half = drawnSize(view.seen.things.get(id).size, view) * view.scale;
  return { size: half > dotBelow ? 0 : half, color: colourOf(id), opacity: isLit(view, id) ? 1 : 0.13 };
}

function lookOfLine(view, line) {
  const { width, color } = lineStyle(view, line);
  return { size: drawnWidth(width, view.scale), color: color.color, opacity: color.opacity, head: line.mutual ? "none" : "arrow" };
}

function read(...names) {
  return Object.fromEntries(names.map((name) => [name, { attribute: name }]));
}
