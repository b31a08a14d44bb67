"use strict";
// The search box: a combobox by the pattern of the W3C's ARIA Authoring Practices, with a list of up to 12 hits.

const searchBox = document.getElementById("search");
const foundList = document.getElementById("found");

/** Let the reader search; `onPick` gets the number of the node picked. */
function startFinder(onPick) {
  let hits = [];
  let active = -1;

  function close() {
    hits = [];
    active = -1;
    foundList.hidden = true;
    foundList.replaceChildren();
    searchBox.setAttribute("aria-expanded", "false");
    searchBox.removeAttribute("aria-activedescendant");
  }

  function pick(hit) {
    searchBox.value = "";
    close();
    onPick(hit.node.id);
  }

  function activate(index) {
    active = index;
    [...foundList.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === active));
      if (at === active) option.scrollIntoView({ block: "nearest" });
    });
    searchBox.setAttribute("aria-activedescendant", `found-${active}`);
  }

  function search() {
    if (!searchBox.value.trim()) return close();
    hits = findNodes(searchBox.value, 12);
    foundList.replaceChildren(...(hits.length ? hits.map(option) : [element("li", { className: "none" }, "Nothing bears that name.")]));
    foundList.hidden = false;
    searchBox.setAttribute("aria-expanded", "true");
    if (hits.length) activate(0);
    else searchBox.removeAttribute("aria-activedescendant");
  }

  function option(hit, index) {
    const other = hit.name === hit.node.name ? null : element("span", { className: "matched" }, hit.name);
    const made = element("li", { id: `found-${index}`, role: "option" }, kindSign(hit.node.kind), element("span", {}, hit.node.name, other), element("span", { className: "unseen" }, `, ${kinds.get(hit.node.kind).one}`));
    made.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(hit);
    });
    return made;
  }

  searchBox.addEventListener("input", search);
  searchBox.addEventListener("focus", search);
  searchBox.addEventListener("blur", close);
  searchBox.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && searchBox.value) {
      searchBox.value = "";
      close();
      event.stopPropagation();
    } else if (hits.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      activate((active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (hits.length && event.key === "Enter") {
      event.preventDefault();
      pick(hits[active]);
    }
  });
}
