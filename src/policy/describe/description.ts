import type { InstantName, Outcome } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import type { ReturnPolicyJson } from './json-ld.ts';

/** Sentences under a heading. */
export interface HelpSection {
  id: string;
  heading: string;
  sentences: string[];
}

/** One case of a cell, as a sentence. */
export interface HelpCase {
  ruleId: string | null;
  outcome: Outcome;
  /** “If …: …”, “Otherwise: …” or “Always: …”. */
  sentence: string;
  usual: boolean;
}

/** What applies in one part of the time. */
export interface HelpCell {
  /** Half-open, ms since the row's instant; `null`: without that end. */
  from: number | null;
  until: number | null;
  /** The time after which it begins, in words; empty where it begins with the instant itself. */
  begins: string;
  /** The part of the time in words. */
  time: string;
  /** What an order gets of which nothing is out of the ordinary. */
  outcome: Outcome;
  answer: string;
  /** What else it depends on; empty where it is the same for every order. */
  depends: string;
  cases: HelpCase[];
}

/** The statuses of which the same is true. */
export interface HelpRow {
  statuses: string[];
  /** The statuses in words. */
  name: string;
  axis: InstantName | null;
  cells: HelpCell[];
}

/** What is possible, by status and time. */
export interface HelpTable {
  caption: string;
  columns: [status: string, time: string, answer: string];
  rows: HelpRow[];
}

/** What a policy says to one role, in one language. */
export interface PolicyDescription {
  /** Of the words; another than was asked for where the package lacks that. */
  language: string;
  actor: Actor;
  policy: { id: string; version: string };
  title: string;
  /** In short, before the tables. */
  summary: HelpSection;
  /** While no request is open. */
  table: HelpTable;
  /** While one is. */
  openTable: HelpTable;
  sections: HelpSection[];
  headings: Readonly<Record<'table' | 'picture' | 'detail' | 'open' | 'note' | 'version', string>>;
  /** All of it as plain text, for e-mail. */
  text: string;
  /** Schema.org, as far as it fits: `null` where the policy says nothing that schema.org has a word for. */
  jsonLd: ReturnPolicyJson | null;
}
