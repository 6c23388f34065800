// What is chosen, as the part of the address after #, which no server ever sees.
import { FACETS, nothing } from "./library.js";

/** The address's part for what is chosen; empty for nothing. */
export function write(library, chosen) {
  const pairs = FACETS.flatMap(name =>
    [...chosen[name]]
      .sort((one, other) => one - other)
      .map(place => `${name}=${encodeURIComponent(library.data.values[name].ids[place])}`),
  );
  return pairs.length > 0 ? `#${pairs.join("&")}` : "";
}

/** Whether a part of an address says what is chosen, and is no place on the page and no query of the search. */
export function isChoice(hash) {
  return hash.includes("=") && !hash.startsWith("#search=");
}

/** What a part of an address chooses, and what in it this library does not have. */
export function read(library, hash) {
  const chosen = nothing();
  const unknown = [];
  if (isChoice(hash)) {
    for (const [name, id] of new URLSearchParams(hash.slice(1))) {
      const place = Object.hasOwn(library.places, name) ? library.places[name].get(id) : undefined;
      if (place === undefined) unknown.push(id ? `${name}=${id}` : name);
      else chosen[name].add(place);
    }
  }
  return { chosen, unknown };
}
