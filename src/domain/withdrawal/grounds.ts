import type { OrderLine } from '../records.ts';
import { own } from '../values/own-member.ts';

/** What a line sells: from it follows when its period begins. */
export type LineKind = 'goods' | 'services' | 'digital';

/** What has to be true, as a fact of the line, before a ground exempts it: it comes about after the order only. */
export type Depends = 'performed' | 'unsealed' | 'mixed' | 'waived';

/** Art. 16 of Directive 2011/83/EU: why a line carries no right of withdrawal, by letter. */
export interface Ground {
  /** What it is about. */
  lines: LineKind | 'any';
  dependsOn?: Depends;
}

export const grounds: Readonly<Record<string, Ground>> = {
  /** A service that was performed in full, at the consumer's express request. */
  a: { lines: 'services', dependsOn: 'performed' },
  /** A price that follows the financial market. */
  b: { lines: 'any' },
  /** Made to the consumer's specification, or clearly personalised. */
  c: { lines: 'goods' },
  /** Spoils or expires quickly. */
  d: { lines: 'goods' },
  /** Sealed for health or hygiene, and unsealed after delivery. */
  e: { lines: 'goods', dependsOn: 'unsealed' },
  /** Mixed inseparably with other things after delivery. */
  f: { lines: 'goods', dependsOn: 'mixed' },
  /** Alcoholic drinks that are delivered later and follow the market. */
  g: { lines: 'goods' },
  /** An urgent repair that the consumer called for. */
  h: { lines: 'services' },
  /** Sealed recordings or software, and unsealed after delivery. */
  i: { lines: 'goods', dependsOn: 'unsealed' },
  /** A single newspaper, periodical or magazine. */
  j: { lines: 'goods' },
  /** A public auction. */
  k: { lines: 'any' },
  /** Accommodation, transport of goods, car rental, catering or leisure for a date or period. */
  l: { lines: 'services' },
  /** Digital content whose supply has begun, with consent, acknowledgement and the trader's confirmation of both. */
  m: { lines: 'digital', dependsOn: 'waived' },
};

/** `open`: it can be withdrawn from; `judged`: too, but what it `dependsOn` has to be found out when it is back; `exempt`: it cannot. */
export interface Standing {
  state: 'open' | 'judged' | 'exempt';
  /** The letter of Art. 16 that the shop gives it; `null`: none. */
  ground: string | null;
  dependsOn: Depends | null;
}

/** What a line is. Goods where nobody says: their period ends last. */
export function kindOf(line: Partial<OrderLine>): LineKind {
  const kind = factOf(line, 'kind');
  if (kind === 'goods' || kind === 'services' || kind === 'digital') return kind;
  const { lines = 'any' } = groundOf(line) ?? {};
  return lines === 'any' ? 'goods' : lines;
}

/** How a line stands. A ground that nobody knows, or of something that the line is not, exempts nothing. */
export function standingOf(line: Partial<OrderLine>): Standing {
  const ground = groundOf(line);
  const open: Standing = { state: 'open', ground: null, dependsOn: null };
  if (!ground || (ground.lines !== 'any' && ground.lines !== kindOf(line))) return open;
  const { dependsOn = null } = ground;
  const said = dependsOn === null || factOf(line, dependsOn);
  const state = said === true ? 'exempt' : said === false ? 'open' : 'judged';
  return { state, ground: line.exempt as string, dependsOn };
}

function groundOf({ exempt }: Partial<OrderLine>): Ground | undefined {
  return typeof exempt === 'string' ? own(grounds, exempt) : undefined;
}

function factOf({ facts }: Partial<OrderLine>, name: string): unknown {
  return own(facts, name);
}
