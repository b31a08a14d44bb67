"use strict";
// The tabs of views and the controls of what is seen: each changes one part of the state and shows it.

const byId = (id) => document.getElementById(id);

/** Wire the controls; `change` gets a part of the state. Returns a way to let them show a state. */
function startControls(change) {
  const tabs = data.views.map(({ name, title, point }) => {
    const tab = element("button", { type: "button", title: point }, title);
    tab.addEventListener("click", () => change({ view: name, tie: null, closed: [], open: [], opened: [], spot: null }));
    return [name, tab];
  });
  byId("tabs").append(...tabs.map(([, tab]) => tab));
  byId("tabs").hidden = data.views.length < 2;

  const changes = [fillThings("country", "Country", change), fillThings("funder", "funds", change), startYears(change), startRelations(change)];
  byId("measure").append(...[...measures].map(([value, words]) => element("option", { value }, words)));
  byId("measure").addEventListener("change", ({ target }) => change({ size: target.value }));
  byId("colour").addEventListener("change", ({ target }) => change({ colour: target.value }));
  byId("fold").addEventListener("click", () => change({ fold: byId("fold").getAttribute("aria-pressed") !== "true", opened: [], tie: null }));
  byId("sure").addEventListener("change", ({ target }) => change({ sure: Number(target.value) / 100 }));
  byId("alone").addEventListener("click", () => change({ alone: byId("alone").getAttribute("aria-pressed") !== "true" }));
  byId("reset").addEventListener("click", () => change({ kinds: [], relations: [], country: null, funder: null, years: allYears, sure: 0, open: [], closed: [] }));

  return (state, seen) => {
    for (const [name, tab] of tabs) {
      if (name === state.view && tab.getAttribute("aria-pressed") !== "true") tab.scrollIntoView({ block: "nearest", inline: "center" });
      tab.setAttribute("aria-pressed", String(name === state.view));
    }
    byId("point").textContent = views.get(state.view).point;
    byId("measure").value = state.size;
    byId("colour").value = state.colour;
    byId("fold").setAttribute("aria-pressed", String(areFolded(state)));
    byId("fold").hidden = !groupsOf(state.view).size;
    byId("fold").textContent = areFolded(state) ? "Unfold all communities" : `Fold ${counted(groupsOf(state.view).size, "community", "communities")}`;
    byId("sure").value = Math.round(state.sure * 100);
    byId("sure-told").textContent = `${Math.round(state.sure * 100)} %`;
    byId("alone").setAttribute("aria-pressed", String(state.alone));
    byId("alone").hidden = !seen.alone.length;
    byId("alone").textContent = `${state.alone ? "Fold" : "Show"} ${counted(seen.alone.length, "thing", "things")} without ties`;
    for (const show of changes) show(state);
  };
}

/** A list of things to choose one of: those of a kind, or those that have a relation. */
function fillThings(name, which, change) {
  const has = (node) => node.kind === which || tiesOf.get(node.id).some(({ words }) => words === which);
  const options = data.nodes.filter(has).sort(compareNames).map(({ id, name: words }) => element("option", { value: String(id) }, words));
  byId(name).append(element("option", { value: "" }, "any"), ...options);
  byId(name).addEventListener("change", ({ target }) => change({ [name]: target.value === "" ? null : Number(target.value) }));
  return (state) => (byId(name).value = state[name] ?? "");
}

/** Two sliders over the years of occasions; one pushes the other along. */
function startYears(change) {
  byId("years").hidden = allYears === null || allYears[0] === allYears[1];
  const sliders = [byId("first-year"), byId("last-year")];
  for (const slider of sliders) if (allYears) Object.assign(slider, { min: allYears[0], max: allYears[1] });
  const choose = ({ target }) => {
    const [first, last] = sliders.map(({ value }) => Number(value));
    change({ years: target === sliders[0] ? [first, Math.max(first, last)] : [Math.min(first, last), last] });
  };
  for (const slider of sliders) slider.addEventListener("change", choose);
  return ({ years }) => {
    if (!years) return;
    sliders.forEach((slider, at) => (slider.value = years[at]));
    byId("years-told").textContent = years[0] === years[1] ? String(years[0]) : `${years[0]} to ${years[1]}`;
  };
}

/** A box to tick for each relation. */
function startRelations(change) {
  const words = new Map(data.edges.map(({ relation, forward, order }) => [relation, { forward, order }]));
  const boxes = [...words].sort(([, one], [, other]) => one.order - other.order).map(([relation, { forward }]) => {
    const box = element("input", { type: "checkbox", value: relation });
    box.addEventListener("change", () => change({ relations: boxes.filter(([, one]) => !one.checked).map(([name]) => name) }));
    byId("relations").append(element("label", {}, box, forward));
    return [relation, box];
  });
  return (state) => boxes.forEach(([relation, box]) => (box.checked = !state.relations.includes(relation)));
}
