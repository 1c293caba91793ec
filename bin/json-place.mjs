/** Where in a JSON text the value of a path stands, or the nearest around it that does: line and column, from 1. */
export function placeOf(text, path) {
  let at = skip(text, 0);
  for (const step of path) {
    const inner = memberAt(text, at, step);
    if (inner === null) break;
    at = inner;
  }
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1).length + 1 };
}

const blank = /[\t\n\r ]*/y;
const scalar = /"(?:[^"\\]|\\.)*"|[^\s,:[\]{}]+/y;

function skip(text, at) {
  blank.lastIndex = at;
  return at + blank.exec(text)[0].length;
}

/** The end of the value that begins at `at`. */
function endOf(text, at) {
  let depth = 0;
  for (let place = at; place < text.length; ) {
    const sign = text[place];
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    scalar.lastIndex = place;
    const word = scalar.exec(text)?.[0];
    place += word?.length ?? 1;
    if (depth === 0 && !/[\s,:]/.test(sign)) return place;
  }
  return text.length;
}

/** Where the member of an object, or the item of a list, begins that stands at `at`; `null`: there is none. */
function memberAt(text, at, step) {
  const isObject = text[at] === '{';
  if (!isObject && text[at] !== '[') return null;
  let place = skip(text, at + 1);
  for (let index = 0; place < text.length && text[place] !== '}' && text[place] !== ']'; index++) {
    let name = index;
    if (isObject) {
      const end = endOf(text, place);
      name = JSON.parse(text.slice(place, end));
      place = skip(text, skip(text, end) + 1);
    }
    if (name === step || String(name) === String(step)) return place;
    place = skip(text, endOf(text, place));
    if (text[place] === ',') place = skip(text, place + 1);
  }
  return null;
}
