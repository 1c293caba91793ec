/** So many bytes at once, a multiple of three: more would exhaust the stack, or make one slow string of many pieces. */
const chunk = 0x2000 * 3;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    // `apply` takes an array of bytes many times faster than arguments that are spread.
    const some = bytes.subarray(at, at + chunk) as unknown as number[];
    parts.push(btoa(String.fromCharCode.apply(null, some)));
  }
  return parts.join('');
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
