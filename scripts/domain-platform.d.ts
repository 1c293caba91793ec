// What the domain may use beyond ECMAScript: pure, and the same in every browser and server.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
