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
export {
  type ChainFault,
  type ChainReport,
  commitmentTo,
  eraseFrom,
  genesisOf,
  hashOf,
  isWithheld,
  linkEntry,
  type SealedEntry,
  sealEntry,
  verifyChain,
  withhold,
} from './chain.ts';
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
