/** What the page holds, as the end of its address: nothing of it is sent to a server. */
export interface Shared {
  policy: string;
  order: string;
  actor: string;
  /** The clock, epoch ms. */
  now: number;
}

const through = async (bytes: BlobPart, stream: GenericTransformStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

export async function toFragment(shared: Shared): Promise<string> {
  const bytes = await through(JSON.stringify(shared), new CompressionStream('deflate-raw'));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** `null`: it is none, or was cut off. */
export async function fromFragment(fragment: string): Promise<Shared | null> {
  try {
    const binary = atob(fragment.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
    const { policy, order, actor, now } = JSON.parse(text);
    const isWhole = [policy, order, actor].every((one) => typeof one === 'string') && Number.isFinite(now);
    return isWhole ? { policy, order, actor, now } : null;
  } catch {
    return null;
  }
}
