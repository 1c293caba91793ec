import type { ProofCode } from './codes.ts';
import type { PacketReport } from './packet.ts';

/** One line of the verification, and the numbers of the entries that it is about (none: the whole). */
export interface Proof {
  code: ProofCode;
  seqs: number[];
}

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
  const { chain, signing, fit, kept, policies, strayPolicies } = report;
  const isWhole = chain?.ok === true;
  const isSigned = signing === 'trusted' || signing === 'own-key' || signing === 'other-key';

  say('chain', isWhole, chain?.faults.map(({ at }) => at + 1) ?? []);
  say('signature', signing === 'trusted');
  say('checkpoint', isWhole && isSigned && fit?.code === 'fits');
  if (kept.length > 0) {
    const fits = ({ signing: by, fit: stands }: (typeof kept)[number]): boolean =>
      (by === 'trusted' || by === 'own-key') && stands?.code === 'fits';
    say('kept-checkpoint', isWhole && kept.every(fits));
  }
  sayOf('unsigned-tail', report.unsigned);
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
