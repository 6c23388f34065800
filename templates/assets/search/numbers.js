// The numbers in a text, each in one form however it is written, with its unit. The pages' own numbers are found in
// the same way (scripts/wardbook/text/numbers.py).

const WRITTEN = {
  pct: "% percent",
  g: "g gram grams",
  kg: "kg kgs",
  mg: "mg mgs milligram milligrams",
  ug: "µg mcg ug microgram micrograms",
  ng: "ng",
  pg: "pg",
  l: "l litre liter litres liters",
  dl: "dl",
  ml: "ml mls cc millilitre milliliter",
  ul: "µl ul",
  mol: "mol",
  mmol: "mmol",
  umol: "µmol umol",
  nmol: "nmol",
  iu: "iu",
  u: "u unit units",
  meq: "meq",
  km: "km",
  m: "m",
  cm: "cm",
  mm: "mm",
  um: "µm um micron microns",
  m2: "m2 m²",
  cm2: "cm2 cm²",
  cm3: "cm3 cm³",
  mm3: "mm3 mm³",
  fr: "fr french",
  mmhg: "mmhg",
  cmh2o: "cmh2o cmh₂o",
  kpa: "kpa",
  degc: "°c",
  degf: "°f",
  gy: "gy gray",
  cgy: "cgy",
  mgy: "mgy",
  ugy: "µgy ugy",
  sv: "sv",
  msv: "msv millisievert millisieverts",
  usv: "µsv usv",
  mbq: "mbq",
  gbq: "gbq",
  mci: "mci",
  kv: "kv kvp",
  ma: "ma",
  mas: "mas",
  hz: "hz",
  khz: "khz",
  mhz: "mhz",
  t: "t tesla",
  hu: "hu",
  bpm: "bpm",
  s: "s sec secs second seconds",
  ms: "ms",
  min: "min mins minute minutes",
  h: "h hr hrs hour hours",
  day: "day days",
  week: "wk wks week weeks",
  month: "mo mos month months",
  year: "y yr yrs year years yo",
};

/** The units by the ways in which they are written, in small letters. */
export const UNITS = Object.fromEntries(
  Object.entries(WRITTEN).flatMap(([unit, ways]) => ways.replaceAll("µ", "μ").split(" ").map(written => [written, unit])),
);

const UNIT = Object.keys(UNITS)
  .sort((one, other) => other.length - one.length)
  .join("|");
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const NUMBER = new RegExp(
  "(?<whole>[0-9](?<![\\p{L}\\p{N}].)(?<!\\p{L}[-‐‑.·'’*].)(?<![0-9][.,·].)" + // no part of a word: neither T2 nor COVID-19
    "(?:(?<=[1-9])[0-9]{0,2}(?:[,\\u2009\\u202f\\xa0][0-9]{3})+(?![0-9])|[0-9]*))" +
    "(?:[.,·](?<part>[0-9]+))?" +
    `(?:\\s?[×x*·]\\s?10(?<power>\\^-?[0-9]+|⁻?[${RAISED}]+)|(?<exponent>\\^-?[0-9]+|⁻?[${RAISED}]+))?` +
    `(?:\\s?(?<unit>/?(?:${UNIT})(?:[/·](?:${UNIT}))*)(?![\\p{L}\\p{N}]|[-‐‑'’]\\p{L}))?` +
    "(?![\\p{L}\\p{N}]|[.,·][0-9])",
  "giu",
);
const RANGE = /^(?:\s?[-‐‑–—−/]\s?|\s(?:to|or)\s)$/;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * The numbers in a text: where each begins and ends with its unit, and it as one word of the index, which is `n12d5mg`
 * for 12.5 mg. In a range such as `5–10 mg` both have the unit.
 */
export function numbersIn(text) {
  const found = [...text.replaceAll("µ", "μ").matchAll(NUMBER)].map(match => read(match, text));
  for (let place = found.length - 2; place >= 0; place--) {
    const [number, after] = [found[place], found[place + 1]];
    if (after.unit && !number.unit && RANGE.test(text.slice(number.end, after.start))) number.unit = after.unit;
  }
  return found.map(({ start, end, value, unit }) => ({ start, end, word: `n${value}${unit}`, bareWord: `n${value}` }));
}

function read({ index: start, 0: whole, groups }, text) {
  const isPart = !groups.part && text[start - 1] === "."; // as in `.5`
  let value = isPart ? written("0", groups.whole) : written(groups.whole, groups.part ?? "");
  if (groups.power) value += `e${powerOf(groups.power)}`;
  if (groups.exponent) value += `p${powerOf(groups.exponent)}`;
  return { start, end: start + whole.length, value, unit: unitOf(groups.unit ?? "") };
}

function written(whole, part) {
  const digits = whole.replace(/[^0-9]/g, "").replace(/^0+(?=.)/, "");
  const rest = part.replace(/0+$/, "");
  return rest ? `${digits}d${rest}` : digits;
}

function powerOf(text) {
  return text
    .replace(/^\^/, "")
    .replace(/[⁻-]/, "m")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, digit => RAISED.indexOf(digit));
}

function unitOf(text) {
  const parts = text.toLowerCase().split("/");
  return parts.map(part => part.split("·").map(atom => UNITS[atom] ?? "").join("x")).join("per");
}

/** What is looked for: the words, and the numbers, each as it was typed and as a word of the index. */
export function parted(query) {
  const numbers = numbersIn(query);
  if (numbers.length === 0) return { words: query, numbers: [] };
  const between = numbers.map(({ end }, place) => query.slice(end, numbers[place + 1]?.start));
  const words = [query.slice(0, numbers[0].start), ...between]
    .join(" ")
    .split(/\s+/)
    .map(word => word.replace(AROUND, ""))
    .filter(word => word !== "");
  return {
    words: words.join(" "),
    numbers: numbers.map(({ start, end, word }) => ({ typed: query.slice(start, end), word })),
  };
}

const NUMERALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const SPELLED = new RegExp(`(?<!\\p{L})(${NUMERALS.join("|")})(?= (?:hour|day|week|month|year)s?(?!\\p{L}))`, "giu");

/** A query with digits for its spelled numbers of hours to years, as texts have them: `three months` becomes `3 months`. */
export function inDigits(query) {
  return query.replace(SPELLED, word => String(NUMERALS.indexOf(word.toLowerCase()) + 1));
}
