import type { ProofCode } from './codes.ts';
import type { PacketReport, Proof } from './packet-report.ts';

/** What is proven and what is not, line by line. What rests on a broken chain is not proven. */
export function proofsOf(
  report: Omit<PacketReport, 'proven' | 'notProven'>,
): Pick<PacketReport, 'proven' | 'notProven'> {
  const proven: Proof[] = [];
  const notProven: Proof[] = [];
  const say = (code: ProofCode, isProven: boolean, seqs: readonly number[] = []): void =>
    void (isProven ? proven : notProven).push({ code, seqs: [...new Set(seqs)] });
  const sayOf = (code: ProofCode, seqs: readonly number[]): void => {
    if (seqs.length > 0) say(code, false, seqs);
  };
  const { chain, signing, fit, kept, vouched, policies, strayPolicies } = report;
  const isWhole = chain?.ok === true;
  const size = chain?.size ?? 0;

  if (!isWhole) say('chain', false, chain?.faults.map(({ at }) => at + 1) ?? []);
  else if (vouched > 0) say('chain', true, vouched < size ? upTo(vouched) : []);
  // That they fit together anybody can bring about who makes such a file.
  if (isWhole && vouched < size) say('unvouched', false, vouched > 0 ? upTo(size).slice(vouched) : []);
  say('signature', signing === 'trusted');
  if (signing !== 'own-key') say('checkpoint', isWhole && signing === 'trusted' && fit?.code === 'fits');
  const outside = kept.filter(({ own }) => !own);
  if (outside.length > 0) {
    const fits = ({ signing: by, fit: stands }: (typeof kept)[number]): boolean =>
      (by === 'trusted' || by === 'own-key') && stands.code === 'fits';
    say('kept-checkpoint', isWhole && outside.every(fits));
  }
  sayOf('left-out', report.leftOut);
  sayOf('withheld', report.withheld);
  sayOf('erased', report.erased);
  sayOf('omitted', report.omitted);

  const missing = policies.filter(({ state }) => state === 'missing');
  const applied = missing.flatMap(({ seqs }) => seqs);
  if (applied.length > 0 || strayPolicies.length > 0 || !isWhole) say('policies', false, applied);
  else if (policies.length > 0) say('policies', true);
  const shown = policies.flatMap((policy) => policy.shown);
  const unseen = missing.flatMap((policy) => policy.shown);
  if (shown.length > 0) say('shown', unseen.length === 0 && isWhole, unseen.length > 0 ? unseen : shown);

  // Never: nobody signs for these.
  say('made', false);
  say('truth', false);
  return { proven, notProven };
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
