/// <reference types="vite/client" />
import type { CancelPolicy } from 'order-cancel-elements/policy';

/** Every preset of the package, by its name. */
export const presets: Record<string, CancelPolicy> = Object.fromEntries(
  Object.entries(import.meta.glob<{ default: CancelPolicy }>('../../src/policy/presets/*.ts', { eager: true })).map(
    ([, { default: policy }]) => [policy.id, policy],
  ),
);
