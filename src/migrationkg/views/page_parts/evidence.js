"use strict";
// Small pieces of the page, made of elements and text nodes only: no text is ever read as markup.

/** An element with properties and children; strings become text. */
function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The sign of a kind, as the picture draws it. */
function kindSign(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1.5 -1.5 3 3");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", kinds.get(kind).path);
  path.setAttribute("fill", kinds.get(kind).colour);
  svg.append(path);
  return svg;
}

function counted(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** What a tie stands on: sentences of the news, sure or not, or authority data, which is told apart. */
function grounds(edge) {
  if (edge.doubtful) return element("div", {}, element("p", { className: "source" }, doubtfulBadge()), evidenceList(edge.evidence));
  if (!edge.authority) return evidenceList(edge.evidence);
  const badge = element("span", { className: "badge" }, "authority data");
  return element("p", { className: "source" }, badge, `${edge.authority}. No news item here says it.`);
}

function doubtfulBadge() {
  return element("span", { className: "badge", title: "words of the news may say it, but not surely" }, "doubtful");
}

/** A way from thing to thing: each fact in words, with what it stands on. */
function wayOfFacts(steps) {
  if (!steps.flat().length) return [element("p", { className: "source" }, "The query ties them; no fact does so directly.")];
  return steps.flat().map((number) => {
    const fact = edges.get(number);
    const said = [nodes.get(fact.from).name, element("em", {}, ` ${fact.forward} `), nodes.get(fact.to).name];
    return element("div", { className: "fact" }, element("p", {}, ...said), grounds(fact));
  });
}

/** The sentences behind a fact: the first in sight, the others behind a fold. */
function evidenceList(numbers) {
  if (!numbers.length) return element("p", { className: "source" }, "No sentence is given.");
  const [first, ...others] = numbers.map((number) => quotation(data.sentences[number]));
  return element("div", { className: "evidence" }, first, others.length ? fold(counted(others.length, "more sentence", "more sentences"), others) : null);
}

/** The sentences behind a value, all behind a fold. */
function foldedEvidence(numbers) {
  if (!numbers.length) return null;
  return fold(counted(numbers.length, "sentence", "sentences"), numbers.map((number) => quotation(data.sentences[number])));
}

function fold(summary, content) {
  return element("details", {}, element("summary", {}, summary), ...content);
}

function quotation(sentence) {
  const headline = sentence.headline || "News item";
  const source = sentence.url
    ? element("a", { href: sentence.url, target: "_blank", rel: "noopener noreferrer" }, headline)
    : element("span", {}, headline);
  const sure = sentence.confidence === null ? "" : `confidence ${Math.round(100 * sentence.confidence)} %`;
  const notes = [sentence.published, sure].filter(Boolean).join(" · ");
  return element(
    "figure",
    { className: "quotation" },
    element("blockquote", {}, sentence.quote),
    element("figcaption", { className: "source" }, source, notes ? element("span", { className: "notes" }, notes) : null),
  );
}
