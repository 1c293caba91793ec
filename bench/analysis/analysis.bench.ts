// How long the analysis of a policy takes, and how two compare, in processor time: of what is shipped, and of the worst there can be.
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { analysePolicy, diffPolicies, parsePolicy } from '../../src/policy/index.ts';
import b2bSupplier from '../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { printTable } from '../support/report.ts';
import { worstPolicies } from './worst-policies.ts';

/** Milliseconds of the processor. */
const mostOfPreset = 300;
const mostOfWorst = 5000;

function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

let failed = false;
const within = (time: number, most: number): string => {
  failed ||= time > most;
  return `${Math.round(time)} ms, ${time <= most ? 'within' : 'more than'} ${most}`;
};

function rowOf(policy: CancelPolicy, most: number): string[] {
  // The first time, with nothing compiled yet, is what who opens a page waits for.
  let findings: ReturnType<typeof analysePolicy> = [];
  const time = processorTime(() => {
    findings = analysePolicy(policy);
  });
  const undecided = findings.filter(({ code }) => code === 'not-decided').length;
  const itself = processorTime(() =>
    diffPolicies(policy, { ...structuredClone(policy), rules: policy.rules.slice(1) }),
  );
  return [
    policy.id,
    String(policy.rules.length),
    within(time, most),
    String(findings.length),
    String(undecided),
    within(itself, mostOfWorst),
  ];
}

const head = ['policy', 'rules', 'analysis', 'findings', 'not decided', 'diff to one rule less'];
const shipped: CancelPolicy[] = [poshmark, bricklink, b2bSupplier, shopBuilder, euWithdrawal];
printTable(
  'presets',
  head,
  shipped.map((policy) => rowOf(policy, mostOfPreset)),
);
printTable(
  'the worst that the bounds allow',
  head,
  worstPolicies().map((policy) => rowOf(parsePolicy(policy), mostOfWorst)),
);
if (failed) process.exitCode = 1;
