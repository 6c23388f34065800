// The place on a page that an address names after #. Anybody may have written the address.

/** A part of an address as it was typed; one with a stray percent sign stays as it is. */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The element that the last part of an address names, such as `#answer`; null if there is none. */
export function placeAt(hash) {
  return hash.length > 1 ? document.getElementById(decoded(hash.slice(1))) : null;
}
