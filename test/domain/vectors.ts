import { readFileSync } from 'node:fs';
import type { Decision, LineGroup, Withdrawal } from '../../src/domain/decision/decision.ts';
import type { Issue } from '../../src/domain/errors.ts';
import type { ActionInput, Effect } from '../../src/domain/lifecycle/lifecycle.ts';
import type { NoticeAction } from '../../src/domain/lifecycle/notices.ts';
import type { CancelPolicy, Contact, Outcome } from '../../src/domain/policy.ts';
import type { Actor, Cancellation, CancellationState, Order, RouteTaken } from '../../src/domain/records.ts';
import { combinePolicies } from '../../src/policy/combine-policies.ts';
import adobeCommerce from '../../src/policy/presets/adobe-commerce.ts';
import amazon from '../../src/policy/presets/amazon.ts';
import b2bSupplier from '../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import digitalGoods from '../../src/policy/presets/digital-goods.ts';
import ebay from '../../src/policy/presets/ebay.ts';
import etsy from '../../src/policy/presets/etsy.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import eventTickets from '../../src/policy/presets/event-tickets.ts';
import grocery from '../../src/policy/presets/grocery.ts';
import mercari from '../../src/policy/presets/mercari.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import preOrders from '../../src/policy/presets/pre-orders.ts';
import printOnDemand from '../../src/policy/presets/print-on-demand.ts';
import shopBuilder, { create as createShopBuilder } from '../../src/policy/presets/shop-builder.ts';
import shopee from '../../src/policy/presets/shopee.ts';
import shopifySelfServe from '../../src/policy/presets/shopify-self-serve.ts';
import vtex from '../../src/policy/presets/vtex.ts';
import woocommerce from '../../src/policy/presets/woocommerce.ts';

/** What has to be decided. */
export interface Expected {
  outcome: Outcome;
  reason: string;
  ruleId: string | null;
  contact: Contact;
  /** Epoch ms. */
  validUntil: number | null;
  alternatives: string[];
  /** Groups of lines, of which `next` is an instant alone, epoch ms. */
  lines?: (Omit<LineGroup, 'next'> & { validUntil: number | null })[] | null;
}

/** What is compared of a decision; lines only where the vector says what becomes of them. */
export function comparable(
  { outcome, reason, ruleId, contact, alternatives, validUntil, lines }: Decision,
  expected: Expected,
): Expected {
  const groups = lines?.map(({ next, ...group }) => ({ ...group, validUntil: next?.at ?? null })) ?? null;
  return {
    ...{ outcome, reason, ruleId, contact, validUntil, alternatives },
    ...(expected.lines !== undefined && { lines: groups }),
  };
}

export interface Vector {
  title: string;
  policy: CancelPolicy;
  /** Of the policy. */
  hash?: string;
  order: Order;
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
  cancellation: Cancellation | null;
  cancellations: Cancellation[] | undefined;
  malformed: boolean;
  /** The statutory lane, by the holidays of the member states; absent: not compared. */
  withdrawal?: Withdrawal | null;
  decision: Expected;
  /** What the words alone say of what is malformed. */
  ruled: Expected | undefined;
}

/** One step in a cancellation's life, and what becomes of it. */
export interface LifecycleVector {
  title: string;
  policy: CancelPolicy;
  order: Order;
  cancellation: Cancellation | null;
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
  action?: ActionInput;
  notice?: { kind: string; action: NoticeAction };
  result?: {
    state?: CancellationState;
    status: string;
    respondBy?: string | null;
    refund?: Cancellation['refund'];
    replaced?: CancellationState;
    routes?: RouteTaken[];
    refundBy?: string;
    penalty?: Cancellation['penalty'];
    effects: Effect[];
  };
  refused?: { code: string; issues?: Issue[] };
}

type Json = Record<string, unknown>;

/** Presets whose vectors, `policies/<name>.json`, share an order: of each rule at its boundaries. */
const systems: Record<string, CancelPolicy> = {
  'adobe-commerce': adobeCommerce,
  amazon,
  'digital-goods': digitalGoods,
  ebay,
  etsy,
  'event-tickets': eventTickets,
  grocery,
  mercari,
  'pre-orders': preOrders,
  'print-on-demand': printOnDemand,
  shopee,
  'shopify-self-serve': shopifySelfServe,
  vtex,
  woocommerce,
};
export const policyFiles = Object.keys(systems);

export const presets: Record<string, CancelPolicy> = {
  poshmark,
  bricklink,
  'b2b-supplier': b2bSupplier,
  'shop-builder': shopBuilder,
  'eu-withdrawal': euWithdrawal,
  ...systems,
};
const creators: Record<string, (options: never) => CancelPolicy> = { 'shop-builder': createShopBuilder };

export const vectorFiles = [
  ...Object.keys(presets).filter((name) => !(name in systems)),
  ...['language', 'parts', 'combined'],
];

const bases = read('bases') as Record<'policies' | 'orders' | 'cancellations', Record<string, Json>>;

/** The vectors of `<name>.json`, with their bases filled in. */
export function readVectors(name: string): Vector[] {
  return (read(name) as Json[]).map(vectorOf);
}

function vectorOf({
  policy,
  order,
  now,
  cancellation = null,
  cancellations,
  malformed,
  withdrawal,
  decision,
  ruled,
  ...rest
}: Json): Vector {
  const filledIn = (one: Json) => filled('cancellations', one);
  return {
    ...rest,
    policy: policyOf(policy as string | Json),
    order: filled('orders', order as Json),
    now: Date.parse(now as string),
    cancellation: cancellation && filledIn(cancellation as Json),
    cancellations: (cancellations as Json[] | undefined)?.map(filledIn),
    malformed: malformed === true,
    ...(withdrawal !== undefined && { withdrawal: withdrawal && laneOf(withdrawal as Json) }),
    decision: expectedOf(decision as Json),
    ruled: ruled && expectedOf(ruled as Json),
  } as unknown as Vector;
}

function laneOf({ until, from, ...rest }: Json): Withdrawal {
  const at = (instant: unknown) => instant && Date.parse(instant as string);
  return { ...rest, until: at(until), from: at(from) } as Withdrawal;
}

function expectedOf({ validUntil, lines, ...rest }: Json): Json {
  const at = validUntil === null ? null : Date.parse(validUntil as string);
  const groups = Array.isArray(lines) ? lines.map(expectedOf) : lines;
  return { ...rest, validUntil: at, ...(lines !== undefined && { lines: groups }) };
}

/** The vectors of `policies/<name>.json`: each of its policy, and of its order but for what they change. */
export function readPolicyVectors(name: string): Vector[] {
  const { policy, order, vectors } = read(`policies/${name}`) as { policy: string; order: Json; vectors: Json[] };
  return vectors.map((vector) => vectorOf({ ...vector, policy, order: { ...order, ...(vector['order'] as Json) } }));
}

export function readLifecycleVectors(): LifecycleVector[] {
  const all = ['lifecycle', 'disputes', 'money'].flatMap((name) => read(name) as Json[]);
  return [...all, ...policyFiles.flatMap(livesOf)].map(({ policy, order, now, cancellation = null, ...rest }) => {
    return {
      ...rest,
      policy: policyOf(policy as string | Json),
      order: filled('orders', order as Json),
      now: Date.parse(now as string),
      cancellation: cancellation && filled('cancellations', cancellation as Json),
    } as unknown as LifecycleVector;
  });
}

/** What becomes of cancellations under `policies/<name>.json`. */
function livesOf(name: string): Json[] {
  const { policy, order, lives = [] } = read(`policies/${name}`) as { policy: string; order: Json; lives?: Json[] };
  return lives.map((life) => ({
    ...life,
    title: `${name}: ${life['title']}`,
    policy,
    order: { ...order, ...(life['order'] as Json) },
  }));
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));
}

function filled(kind: keyof typeof bases, { base, ...own }: Json): Json {
  return base === undefined ? own : { ...bases[kind][base as string], ...own };
}

function policyOf(policy: string | Json): CancelPolicy {
  if (typeof policy === 'string') return presets[policy] as CancelPolicy;
  const { preset, options, combine } = policy;
  if (Array.isArray(combine)) return combinePolicies(...(combine.map(policyOf) as [CancelPolicy, ...CancelPolicy[]]));
  if (typeof preset === 'string') return creators[preset]?.(options as never) as CancelPolicy;
  return filled('policies', policy) as unknown as CancelPolicy;
}
