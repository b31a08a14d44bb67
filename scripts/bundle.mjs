// Make src/migrationkg/bundles/: of each browser/NAME.js one script that needs no other file, of styles that it imports
// NAME.css beside it, and LICENSES.txt with the licence of every package that is in one of them.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { feature, quantize } from "topojson-client";
import { filter, planarRingArea, presimplify, simplify } from "topojson-simplify";

const FOLDER = "src/migrationkg/bundles";

const made = await build({
  entryPoints: readdirSync("browser").filter((name) => name.endsWith(".js")).map((name) => join("browser", name)),
  outdir: FOLDER,
  bundle: true,
  minify: true,
  format: "iife", // runs as a file and within a page
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Licences of its parts: LICENSES.txt */", css: "/* Licences of its parts: LICENSES.txt */" },
  plugins: [
    {
      name: "outlines",
      setup: (all) => all.onLoad({ filter: /world-atlas\/countries-.*\.json$/ }, ({ path }) => ({ contents: outlines(path), loader: "json" })),
    },
  ],
  metafile: true,
  write: false,
  logLevel: "warning",
});

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const file of made.outputFiles) {
  writeFileSync(join(FOLDER, basename(file.path)), file.contents);
  console.log(`${join(FOLDER, basename(file.path))}: ${Math.round(file.contents.length / 1024)} KiB`);
}
writeFileSync(join(FOLDER, "LICENSES.txt"), packages(made.metafile).map(licence).join(`\n${"-".repeat(80)}\n\n`));

/** The outlines of countries as a map of the world needs them: a third of their size, without names and the Antarctic. */
function outlines(path) {
  const least = 0.01; // square degrees: what is smaller cannot be seen before a map is zoomed in ten times
  const { objects, ...whole } = JSON.parse(readFileSync(path, "utf8"));
  const geometries = objects.countries.geometries
    .filter(({ properties }) => properties.name !== "Antarctica")
    .map(({ id, properties, ...rest }) => ({ ...rest, id: id ?? (properties.name === "Kosovo" ? "XK" : undefined) })); // has no number
  const simpler = simplify(presimplify({ ...whole, objects: { countries: { ...objects.countries, geometries } } }), least);
  const area = (ring) => planarRingArea(feature(simpler, { type: "Polygon", arcs: [ring] }).geometry.coordinates[0]);
  const main = new Set(geometries.map(({ type, arcs }) => (type === "Polygon" ? arcs[0] : arcs.map(([ring]) => ring).reduce((one, other) => (area(other) > area(one) ? other : one)))));
  return JSON.stringify(quantize(filter(simpler, (ring) => main.has(ring) || area(ring) >= least), 36000));
}

/** The folders of the packages of which something is in a bundle. */
function packages(metafile) {
  const used = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = used.map((path) => path.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(folders.filter(Boolean))].sort();
}

/** Name, version and licence of a package; its own words where it brings them. */
function licence(folder) {
  const told = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (!file && !told.license) throw new Error(`${told.name}: no licence; leave it out`);
  const words = file ? readFileSync(join(folder, file), "utf8") : `${told.license}, as its package.json says\n`;
  return `${told.name} ${told.version}\n\n${words}`;
}
