// A second verifier, written from the description of the format and from nothing else of this repository.
import { createHash, createPublicKey, verify } from 'node:crypto';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Entry = { [name: string]: Json };

const outline = ['seq', 'prev', 'at', 'by', 'type', 'to'];
const names = [
  'comment',
  'text',
  'ticket',
  'representative',
  'attachments',
  'names',
  'statement',
  'cites',
  'place',
  'items',
];
const personal = [...names, 'buyer', 'seller'];

/** RFC 8785, from the inside out: sorted copies first, then the platform's own writer. */
function canonical(value: Json): string {
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  if (typeof value === 'string' && lone.test(value)) throw new Error('lone surrogate');
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name]!)}`).join(',')}}`;
}

const sha256 = (value: Json): string => createHash('sha256').update(canonical(value), 'utf8').digest('hex');
const isHash = (value: Json | undefined): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

function entryIsRight(entry: Entry): boolean {
  const { hash, salts, ...rest } = entry;
  const told: Entry = {};
  for (const name of outline) if (rest[name] !== undefined) told[name] = rest[name];
  if (rest.withheld !== undefined) {
    const { withheld, content = null } = rest;
    const isBare = Object.keys(entry).length === Object.keys(told).length + 3 && withheld === true && isHash(content);
    return isBare && sha256({ ...told, content }) === hash;
  }
  const commitments = (rest.commitments ?? {}) as Entry;
  if (salts !== undefined && Object.keys(salts as Entry).length === 0) return false;
  for (const name of Object.keys((salts ?? {}) as Entry)) {
    if (commitments[name] === undefined || rest[name] === undefined) return false;
  }
  for (const [name, commitment] of Object.entries(commitments)) {
    if (!personal.includes(name) || !isHash(commitment)) return false;
    if (rest[name] === undefined) continue;
    const salt = (salts as Entry | undefined)?.[name];
    if (typeof salt !== 'string' || sha256([salt, rest[name]]) !== commitment) return false;
    delete rest[name];
  }
  for (const name of outline) delete rest[name];
  return sha256({ ...told, content: sha256(rest) }) === hash;
}

function signatureIsRight({ signature, ...rest }: Entry): boolean {
  const key = createPublicKey({ key: rest.key as never, format: 'jwk' });
  const bytes = Buffer.from(signature as string, 'base64url');
  if (bytes.toString('base64url') !== signature || Object.keys(rest).length !== 5) return false;
  return verify(null, Buffer.from(`order-cancel-checkpoint\n${canonical(rest)}`, 'utf8'), key, bytes);
}

/** Whether nothing is wrong with a packet: its chain, its checkpoint by the key that it names, and its policies. */
export function isConsistent(packet: Entry): boolean {
  try {
    const log = packet.log as Entry[];
    const policies = packet.policies as Entry[];
    if (!Array.isArray(log) || !Array.isArray(policies)) return false;
    let head = sha256(['order-cancel-log', packet.orderId as string]);
    for (const [at, entry] of log.entries()) {
      if (entry.seq !== at + 1 || entry.prev !== head || !entryIsRight(entry)) return false;
      head = entry.hash as string;
    }
    const checkpoint = packet.checkpoint as Entry;
    const size = checkpoint.size as number;
    const genesis = sha256(['order-cancel-log', packet.orderId as string]);
    if (checkpoint.orderId !== packet.orderId || !(size <= log.length)) return false;
    if ((size === 0 ? genesis : log[size - 1]!.hash) !== checkpoint.head) return false;
    const references = log.flatMap((entry) => (entry.policy ? [entry.policy as Entry] : []));
    const named = new Map(references.map((reference) => [reference.hash, reference]));
    const shown = log.map((entry) => entry.shown);
    const seen = new Set<Json>();
    for (const policy of policies) {
      const hash = sha256(policy);
      const reference = named.get(hash);
      if (seen.has(hash) || (!reference && !shown.includes(hash))) return false;
      if (reference && (reference.id !== policy.id || reference.version !== policy.version)) return false;
      seen.add(hash);
    }
    return signatureIsRight(checkpoint);
  } catch {
    return false;
  }
}
