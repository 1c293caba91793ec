import { readFileSync } from 'node:fs';
import type { EvidenceEntry, LogEntry, WithheldEntry } from '../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Actor, Cancellation, Order } from '../../src/domain/records.ts';
import { formatInstant } from '../../src/domain/values/instant.ts';
import {
  type CaseInput,
  checkEvidence,
  compareRoutes,
  deadlinesOf,
  findContradictions,
  guidanceOf,
} from '../../src/evidence/index.ts';

/** What of a case's findings a vector tells. Lists are whole; of the checklist, those codes that are named. */
export interface Expected {
  /** State, and the numbers of the entries that it rests on. */
  checklist?: Record<string, [state: string, seqs: number[]]>;
  /** Every line of the checklist. */
  lines?: string[];
  /** What to do about those lines of the checklist that are named; `null`: nothing is advised. */
  advice?: Record<string, string | null>;
  /** No line of the checklist but these is `missing`, or `unknown`. */
  missing?: string[];
  unknown?: string[];
  contradictions?: { code: string; seqs: number[]; claimed?: string; logged?: string; by?: string }[];
  /** By code: when (RFC 3339; `null`: unknown), whose, and how it stands. */
  deadlines?: Record<string, [at: string | null, by: string | null, state: string]>;
  /** By name: how it stands, and until when (`null`: not yet counted; absent: unknown). */
  routes?: Record<string, [state: string, deadline?: string | null]>;
  guidance?: Record<string, number[]>;
}

export interface EvidenceVector {
  title: string;
  input: CaseInput;
  actions: string[];
  expected: Expected;
}

type Json = Record<string, unknown>;

interface File {
  policies: Record<string, CancelPolicy>;
  orders: Record<string, Json>;
  cancellations: Record<string, Json>;
  logs: Record<string, (LogEntry | WithheldEntry)[]>;
  vectors: (Json & { title: string; expected: Expected })[];
}

/** The vectors of `evidence.json`, with their bases filled in. */
export function readCases(): EvidenceVector[] {
  const path = new URL('../vectors/evidence.json', import.meta.url);
  const file = JSON.parse(readFileSync(path, 'utf8')) as File;
  const filled = <T>(table: Record<string, Json>, value: Json | undefined): T | null => {
    if (!value) return null;
    const { base, ...own } = value;
    return { ...table[base as string], ...own } as T;
  };
  return file.vectors.map((vector) => {
    const { base, until, more = [] } = vector.log as { base: string; until?: number; more?: EvidenceEntry[] };
    const log = [...file.logs[base]!.slice(0, until), ...more].map(
      (entry, at) => ({ id: `entry-${at + 1}`, ...entry }) as unknown as CaseInput['log'][number],
    );
    return {
      title: vector.title,
      input: {
        policy: file.policies[(vector.policy as string | undefined) ?? 'disputes']!,
        order: filled<Order>(file.orders, (vector.order as Json | undefined) ?? { base: 'placed' })!,
        cancellation: filled<Cancellation>(file.cancellations, vector.cancellation as Json | undefined),
        log,
        now: Date.parse(vector.now as string),
        actor: (vector.actor as Actor | undefined) ?? 'buyer',
      },
      actions: (vector.actions as string[] | undefined) ?? [],
      expected: vector.expected,
    };
  });
}

const instant = (at: number | null): string | null => (at === null ? null : formatInstant(at));

/** Everything that is found of a case, in the form of the vectors. */
export function found(input: CaseInput, actions: readonly string[]): Required<Expected> {
  const findings = checkEvidence(input);
  const codesIn = (state: string): string[] => findings.flatMap((one) => (one.state === state ? [one.code] : []));
  return {
    checklist: Object.fromEntries(findings.map(({ code, state, seqs }) => [code, [state, seqs]])),
    lines: findings.map(({ code }) => code),
    advice: Object.fromEntries(findings.map(({ code, action }) => [code, action ?? null])),
    missing: codesIn('missing'),
    unknown: codesIn('unknown'),
    contradictions: findContradictions(input),
    deadlines: Object.fromEntries(
      deadlinesOf(input).map(({ code, at, by, state }) => [code, [instant(at), by, state]]),
    ),
    routes: Object.fromEntries(
      compareRoutes(input, actions).map(({ route, state, deadline }) => [
        route,
        deadline === undefined ? [state] : [state, instant(deadline)],
      ]),
    ),
    guidance: Object.fromEntries(guidanceOf(input).map(({ code, seqs }) => [code, seqs])),
  };
}
