export type {
  Attachment,
  Checkpoint,
  Claim,
  EntryType,
  EvidenceEntry,
  EvidenceKind,
  LogEntry,
  OrderDetails,
  PartyDetails,
  PersonalMember,
  PublicKey,
  WithheldEntry,
} from '../domain/log-entry.ts';
export { claims, entryTypes, evidenceKinds, personalMembers } from '../domain/log-entry.ts';
export { deadlinesOf } from './all-deadlines.ts';
export { type CalendarTexts, toCalendar } from './calendar.ts';
export type { CaseInput } from './case.ts';
export {
  type ChainFault,
  type ChainReport,
  commitmentTo,
  eraseFrom,
  genesisOf,
  hashOf,
  isBetweenOthers,
  isWithheld,
  linkEntry,
  type SealedEntry,
  sealEntry,
  verifyChain,
  withhold,
} from './chain.ts';
export { checkEvidence, type Finding, type Severity, type Stage } from './checklist.ts';
export {
  type CheckpointFit,
  fitOf,
  newSigningKey,
  publicKeyOf,
  type SignatureState,
  type SigningKey,
  signCheckpoint,
  verifySignature,
} from './checkpoint.ts';
export {
  type ActionCode,
  actionCodes,
  type ChecklistCode,
  type ConsequenceCode,
  type ContradictionCode,
  checklistCodes,
  consequenceCodes,
  contradictionCodes,
  costCodes,
  type DeadlineCode,
  deadlineCodes,
  type GuidanceCode,
  guidanceCodes,
  type ProofCode,
  proofCodes,
  riskCodes,
  timeCodes,
} from './codes.ts';
export { type Contradiction, findContradictions } from './contradictions.ts';
export type { Deadline } from './deadlines.ts';

export {
  type EvidencePacket,
  makePacket,
  type PacketParts,
  type PacketReport,
  type PolicyFinding,
  type Proof,
  type Signing,
  type Trust,
  verifyPacket,
} from './packet.ts';
export { type PacketHtmlOptions, packetHtml } from './packet-html.ts';
export { packetTexts } from './packet-texts.ts';
export { compareRoutes, type Guidance, guidanceOf, type RouteChoice } from './routes.ts';
export { parseStrictJson } from './strict-json.ts';
