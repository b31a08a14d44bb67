"use strict";
// A drawing of the page as a file: SVG that looks the same elsewhere, PNG, and a table as CSV.

const looksKept = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "text-anchor", "paint-order", "vector-effect"];

const waysToHandOnDrawn = {
  png: ["image/png", (_, { svg }) => pngOfDrawn(svg)],
  svg: ["image/svg+xml", (_, { svg }) => svgOfDrawn(svg)],
  csv: ["text/csv", (_, { table }) => csvOfRows(table)],
  rq: waysOfHandingOn.rq,
};

/** The drawing with its looks at each element, since styles of the page do not go along. */
function svgOfDrawn(svg) {
  const copy = svg.cloneNode(true);
  const own = [...svg.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((part, at) => {
    const style = getComputedStyle(own[at]);
    for (const name of part.getAttributeNames()) if (/^(class|role|tabindex|style|data-.*|aria-.*)$/.test(name)) part.removeAttribute(name);
    if (style.display === "none") return part.setAttribute("display", "none");
    if (["g", "title"].includes(part.localName)) return style.opacity === "1" || part.setAttribute("opacity", style.opacity);
    for (const name of looksKept) part.setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = svg.getBoundingClientRect();
  for (const name of ["class", "role", "aria-label"]) copy.removeAttribute(name);
  for (const [name, value] of Object.entries({ width, height, "font-family": "sans-serif" })) copy.setAttribute(name, value);
  copy.prepend(drawn("rect", { width: "100%", height: "100%", fill: themeColours().paper }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy).replace(unwritable, "")}\n`;
}

/** The drawing painted, shape by shape: a picture made of SVG would be one that the page loads, which its policy forbids. */
function pngOfDrawn(svg) {
  const { width, height } = svg.getBoundingClientRect();
  const scale = Math.min(2, 16000 / Math.max(width, height)); // larger ones are not drawn by browsers
  const paper = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  const ctx = paper.getContext("2d");
  ctx.fillStyle = themeColours().paper;
  ctx.fillRect(0, 0, paper.width, paper.height);
  for (const part of svg.querySelectorAll("path, circle, rect, line, text")) if (part.checkVisibility()) paint(ctx, part, scale);
  return new Promise((done) => paper.toBlob(done, "image/png"));
}

function paint(ctx, part, scale) {
  const style = getComputedStyle(part);
  const matrix = part.getCTM();
  const opacity = [];
  for (let one = part; one.localName !== "svg"; one = one.parentNode) opacity.push(Number(getComputedStyle(one).opacity));
  ctx.globalAlpha = opacity.reduce((one, other) => one * other, 1);
  ctx.setTransform(scale * matrix.a, 0, 0, scale * matrix.d, scale * matrix.e, scale * matrix.f);
  ctx.fillStyle = style.fill;
  ctx.strokeStyle = style.stroke;
  ctx.lineJoin = "round";
  ctx.lineWidth = parseFloat(style.strokeWidth) / (style.vectorEffect === "non-scaling-stroke" ? matrix.a : 1);
  if (part.localName === "text") {
    ctx.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    ctx.textAlign = { middle: "center", end: "right" }[style.textAnchor] || "left";
    if (style.stroke !== "none") ctx.strokeText(part.textContent, part.getAttribute("x") || 0, part.getAttribute("y") || 0);
    ctx.fillText(part.textContent, part.getAttribute("x") || 0, part.getAttribute("y") || 0);
    return;
  }
  const path = outlineOf(part);
  if (style.fill !== "none") ctx.fill(path);
  if (style.stroke !== "none") ctx.stroke(path);
}

function outlineOf(part) {
  if (part.localName === "path") return new Path2D(part.getAttribute("d"));
  const path = new Path2D();
  const [x, y, width, height, r, x1, x2, y1, y2, rx] = ["x", "y", "width", "height", "r", "x1", "x2", "y1", "y2", "rx"].map((name) => Number(part.getAttribute(name)));
  if (part.localName === "circle") path.arc(0, 0, r, 0, 2 * Math.PI);
  else if (part.localName === "line") {
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  } else path.roundRect(x, y, width, height, rx);
  return path;
}
