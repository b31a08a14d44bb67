"use strict";
// Shows the rows that the filters allow, and goes from one difference to the next: n and p, or the buttons.
const rows = [...document.querySelectorAll("li[data-what]")];
const articles = [...document.querySelectorAll("article")];
const what = document.getElementById("what");
const kind = document.getElementById("kind");
const count = document.getElementById("count");

function filter() {
  for (const row of rows) {
    const fits = what.value === "all" || row.dataset.what === what.value || (what.value === "wrong" && row.dataset.what !== "right");
    row.hidden = !(fits && (kind.value === "" || row.dataset.kind === kind.value));
  }
  const everything = what.value === "all" && kind.value === "";
  for (const article of articles) article.hidden = !everything && !article.querySelector("li[data-what]:not([hidden])");
  count.textContent = told(rows.filter((row) => !row.hidden));
}

/** What is shown, in words; only facts are shown where they are right. */
function told(shown) {
  const right = shown.filter((row) => row.dataset.what === "right").length;
  const differences = counted(shown.length - right, "difference");
  return right ? `${differences} and ${counted(right, "right fact")}` : differences;
}

function counted(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function go(step) {
  const wrong = rows.filter((row) => !row.hidden && row.dataset.what !== "right");
  if (!wrong.length) return;
  const at = wrong.findIndex((row) => row.classList.contains("here"));
  const next = at < 0 ? (step > 0 ? 0 : wrong.length - 1) : (at + step + wrong.length) % wrong.length;
  rows.forEach((row) => row.classList.remove("here"));
  wrong[next].classList.add("here");
  wrong[next].scrollIntoView({ block: "center" });
  wrong[next].focus({ preventScroll: true });
}

what.addEventListener("change", filter);
kind.addEventListener("change", filter);
document.getElementById("next").addEventListener("click", () => go(1));
document.getElementById("previous").addEventListener("click", () => go(-1));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.tagName === "SELECT") return;
  if (event.key === "n") go(1);
  if (event.key === "p") go(-1);
});
filter();
