// The outlines of countries and where a place stands among them, projected on a flat map 1,000 wide.
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import countries from "world-atlas/countries-50m.json";

const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(1000, { type: "Sphere" }); // the far east of Russia in one piece
const path = geoPath(projection).digits(2);

/** The largest part of a country, which bears its name. */
function mainPart({ geometry }) {
  if (geometry.type !== "MultiPolygon") return geometry;
  const parts = geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((one, other) => (path.area(other) > path.area(one) ? other : one));
}

globalThis.world = {
  /** Of each country its code (ISO 3166-1, a number), its outline, the middle of its largest part and that part's area. */
  outlines: feature(countries, countries.objects.countries).features.map((country) => {
    const part = mainPart(country);
    return { code: country.id === undefined ? "" : String(country.id), path: path(country), middle: path.centroid(part), area: path.area(part) };
  }),
  /** Where a place stands, of longitude and latitude. */
  spot: (place) => projection(place),
};
