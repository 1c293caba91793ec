/** The set of evidence (DP-8). */
export const evidenceSet = [
  'buyer-seller-log',
  'support-log',
  'support-reference',
  'order-details',
  'requests',
  'responses',
  'written-answer',
  'attachments',
  'timestamps',
] as const;

/** What the checklist looks for: `checklist.<code>` names it, `checklist.<code>.missing` may say what its absence means. */
export const checklistCodes = [
  // Before a dispute.
  'immediate-request',
  'logs-kept',
  'evidence-complete',
  ...evidenceSet,
  'dispute-in-time',
  // During it.
  'rules-applied',
  'policy-text',
  'sections-cited',
  'citations-right',
  'evidence-in-time',
  'marking-verified',
  // After it.
  'arbitration-prepared',
  'platform-confirmation',
] as const;

export type ChecklistCode = (typeof checklistCodes)[number];

/** What goes wrong where something is missing (DP-13, DP-18). */
export const consequenceCodes = [
  /** The order ships before the attempt to cancel. */
  'ships-first',
  /** Evidence is weak or cannot be verified. */
  'weak-evidence',
  /** The claim is likely rejected or dismissed, and less believed. */
  'claim-rejected',
  /** The dispute is rejected as the policy was confused. */
  'policy-confusion',
  /** A claim on a wrong basis is denied, and less believed. */
  'basis-invalid',
  /** Dismissed by itself, rights lost, no appeal. */
  'case-dismissed',
  /** Higher costs, and the risk of an unfavourable ruling. */
  'higher-costs',
  /** The claim is believed less. */
  'less-credible',
] as const;

export type ConsequenceCode = (typeof consequenceCodes)[number];

/** What to do about it (DP-18). */
export const actionCodes = [
  /** Act promptly; document all communication. */
  'act-promptly',
  /** Keep pictures of the screen, ticket numbers and times. */
  'save-records',
  /** Go through the checklist and add what is missing. */
  'complete-evidence',
  /** Write to the other side through the platform. */
  'message-other-side',
  'contact-support',
  /** Note the number of the case, or who spoke for support. */
  'note-reference',
  /** Ask the other side for a confirmation or refusal in writing. */
  'ask-in-writing',
  /** Confirm or refuse in writing. */
  'answer-in-writing',
  'attach-files',
  /** Ask the shop for the record of the order. */
  'ask-for-record',
  /** Dispute early, to keep one's rights. */
  'dispute-early',
  /** Read the official documentation, or an expert's summary. */
  'consult-policy',
  /** Keep the policy's text and version. */
  'keep-policy',
  'cite-sections',
  'correct-citation',
  /** Track the deadlines and submit promptly. */
  'submit-promptly',
  /** Verify how the platform marks the order and the dispute. */
  'verify-marking',
  /** Put the evidence in order and keep to the arbitration's rules. */
  'organize-evidence',
] as const;

export type ActionCode = (typeof actionCodes)[number];

/** How a statement and the log disagree (DP-14). */
export const contradictionCodes = [
  /** The log shows the opposite. */
  'claim-denied-by-log',
  /** On record are only messages: whether they ask to cancel, people have to read. */
  'read-messages',
  /** The time claimed is not the log's. */
  'time-differs',
  /** Said to be cancelled, but the platform does not mark it so. */
  'no-official-confirmation',
  /** One side says that both agreed, the other did not. */
  'unclear-agreement',
  /** The policy has no such rule or section. */
  'wrong-citation',
  /** Nothing in the log tells of it. */
  'not-in-log',
] as const;

export type ContradictionCode = (typeof contradictionCodes)[number];

/** What is to be done, or ends, by a time (DP-10). */
export const deadlineCodes = [
  'answer',
  'reminder',
  'refund',
  'window',
  'support',
  'mediation',
  'complaint',
  'dispute',
  'arbitration',
  'return',
  'support-evidence',
  'mediation-evidence',
  'complaint-evidence',
  'dispute-evidence',
  'arbitration-evidence',
  'return-evidence',
] as const;

export type DeadlineCode = (typeof deadlineCodes)[number];

/** What the evidence at hand suggests (DP-19), and two misconceptions that are answered. */
export const guidanceCodes = [
  /** A timely request and a refusal are proven. */
  'proceed',
  /** Evidence has gaps, or times have lapsed. */
  'consider-settling',
  /** Shipped before anybody confirmed: so the replayed case was lost (DP-17). */
  'shipped-before-confirmation',
  /** The seller is silent: dispute early to keep one's rights (DP-10). */
  'dispute-early',
  /** "Cancelling is always possible": it is not. */
  'always-possible',
  /** "Arbitration costs nothing": it does. */
  'arbitration-costs',
  /** Information, not legal advice; outcomes vary. */
  'information-only',
] as const;

export type GuidanceCode = (typeof guidanceCodes)[number];

/** What presets say of routes: `risk.<code>`, `time.<code>`, `cost.<code>` (DP-15). A shop's own codes are worded by its policy. */
export const riskCodes = ['no-guarantee', 'weak-evidence', 'cost-and-delay', 'may-be-refused'] as const;
export const timeCodes = ['days', 'weeks', 'weeks-to-months', 'several-months'] as const;
export const costCodes = ['none', 'own-time', 'several-hundred'] as const;

/** What a packet's verification says: `packet.proven.<code>` where it is proven, `packet.not-proven.<code>` where it is not. */
export const proofCodes = [
  /** Every entry is as it was written and where it was written; none in between is lacking. */
  'chain',
  /** The checkpoint was signed by a key that the reader trusts. */
  'signature',
  /** The log reaches to where the checkpoint was signed, unaltered. */
  'checkpoint',
  /** The log is the one of which a checkpoint was kept outside. */
  'kept-checkpoint',
  /** The entries that nobody vouches for whom the reader trusts. */
  'unvouched',
  /** Entries that were left out although the reader may read them. */
  'left-out',
  /** What withheld entries say. */
  'withheld',
  /** What members said that were erased, as an entry of the log tells. */
  'erased',
  /** What members said that are lacking though no entry tells of an erasure. */
  'omitted',
  /** The policies that applied are here, word for word. */
  'policies',
  /** The policies that people were shown are here. */
  'shown',
  /** Whom the packet was made for, and when. */
  'made',
  /** That what people and carriers said is true. */
  'truth',
] as const;

export type ProofCode = (typeof proofCodes)[number];

/** The keys of the texts of a packet's page, with the English that stands in for those that are absent. */
export { packetTexts } from './packet-texts.ts';
