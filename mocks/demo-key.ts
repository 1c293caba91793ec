import type { SigningKey } from '../src/evidence/index.ts';

/**
 * What the mocks sign checkpoints with. Both halves are public, here: anybody can sign with it, so that its signatures prove
 * nothing. For demos and tests only; a real server makes its own (`newSigningKey()`) and keeps it secret.
 */
export const publicDemoSigningKey: SigningKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'XpSrvWmVZfSbytDbM9J5R9HfTsHt3NGuulWm_TzTCeE',
  d: 'fmTS-34hgpFiy0sIqCu6hc1donALODKtdWkK9m8NWjI',
};
