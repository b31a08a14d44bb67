"use strict";
// Communities: things with more ties among themselves than with others, as found when the file was written. Each can be
// drawn as one sign, which opens on a click, or as a colour of its own.

const manyThings = 20000; // of a view that begins with its communities folded
// Okabe and Ito's, as for kinds; those beyond are grey, and the legend tells their names
const groupColours = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442", "#000000"];
const otherColour = "#8b949e";
const groupsByView = new Map();
const communityMark = "community:";

kinds.set("Group", { kind: "Group", one: "Community", many: "Communities", colour: otherColour, path: "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0 -1 0Z" });

/** The communities of a view by their numbers, the largest first; each has a sign's number, which is below nought. */
function groupsOf(name) {
  if (!groupsByView.has(name)) groupsByView.set(name, madeGroups(views.get(name)));
  return groupsByView.get(name);
}

function madeGroups(view) {
  const ties = new Map();
  for (const { from, to } of view.lines) for (const id of [from, to]) ties.set(id, (ties.get(id) || 0) + 1);
  const members = new Map();
  for (const [id, , , group] of view.things) {
    if (group === undefined) continue;
    if (!members.has(group)) members.set(group, []);
    members.get(group).push(id);
  }
  const first = -1 - [...groupsByView.values()].reduce((sum, groups) => sum + groups.size, 0);
  return new Map([...members].sort(([one], [other]) => one - other).map(([group, ids], at) => [group, madeGroup(view, first - at, ids, ties, groupColours[at] || otherColour)]));
}

/** A community as a thing among others: named by its two most tied members, occasions and people only where there are no others. */
function madeGroup(view, id, ids, ties, colour) {
  const passing = (member) => Number(["Event", "Person"].includes(nodes.get(member).kind));
  const members = [...ids].sort((one, other) => passing(one) - passing(other) || (ties.get(other) || 0) - (ties.get(one) || 0) || one - other);
  const named = members.slice(0, 2).map((member) => shortened(shortName(nodes.get(member)), 30, 1)[0]);
  const name = `${named.join(", ")} + ${(members.length - 2).toLocaleString("en")}`;
  nodes.set(id, { id, name, iri: `${communityMark}${referenceOf(members[0])}`, kind: "Group", names: [], values: [] });
  tiesOf.set(id, []);
  return { id, name, members, colour };
}

/** Thing → its community in a view. */
function groupOfThings(name) {
  const groups = groupsOf(name);
  const found = (groups.byThing ||= new Map([...groups.values()].flatMap((group) => group.members.map((id) => [id, group]))));
  return found;
}

/** Whether the communities of a view are folded. */
function areFolded({ view, fold }) {
  return fold ?? views.get(view).things.length > manyThings;
}

/** The community of a sign's number, in the view that has it. */
function groupOfSign({ view }, sign) {
  return [...groupsOf(view).values()].find(({ id }) => id === sign);
}

/** The sign of the community that an address tells of, or null. */
function signOfReference(reference, name) {
  return (reference.startsWith(communityMark) && groupOfThings(name).get(thingOf(reference.slice(communityMark.length)))?.id) || null;
}

/** Thing → the sign that stands for it: its community's, where that is folded and not opened. */
function signsOf(state) {
  if (!areFolded(state)) return (id) => id;
  const groups = groupOfThings(state.view);
  const opened = new Set(state.opened.map((id) => groups.get(id)));
  return (id) => (groups.has(id) && !opened.has(groups.get(id)) ? groups.get(id).id : id);
}

/** The colour of a thing: of its kind, or of its community where the reader asks for that. */
function colourOf(id) {
  if (state.now.colour === "kind" || id < 0) return id < 0 ? colourOfGroup(id) : kinds.get(nodes.get(id).kind).colour;
  return groupOfThings(state.now.view).get(id)?.colour || otherColour;
}

function colourOfGroup(sign) {
  return (state.now.colour === "group" && groupOfSign(state.now, sign)?.colour) || otherColour;
}
