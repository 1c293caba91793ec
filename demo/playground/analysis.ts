// The worker in which a policy is analysed, or compared with another, so that nobody who types has to wait.
import {
  analysePolicy,
  type CancelPolicy,
  diffPolicies,
  type Finding,
  type PolicyDiff,
} from 'order-cancel-elements/policy';

/** What the page asks. */
export interface Asked {
  policy: CancelPolicy;
  /** It is compared with this one; absent: it is analysed. */
  other?: CancelPolicy;
}

export type Told = { findings: Finding[] } | { diff: PolicyDiff } | { error: string };

const end = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'>;

end.onmessage = ({ data: { policy, other } }: MessageEvent<Asked>) => {
  const tell = (told: Told): void => end.postMessage(told);
  try {
    tell(other ? { diff: diffPolicies(other, policy) } : { findings: analysePolicy(policy) });
  } catch (error) {
    tell({ error: (error as Error).message });
  }
};
end.postMessage('ready');
