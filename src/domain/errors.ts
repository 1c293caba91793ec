/** One thing wrong with an input. `code` is stable: `type`, `required`, `unknown-key`, `format`, `value`, `too-small`, `too-large`, `too-deep`, … */
export interface Issue {
  path: (string | number)[];
  code: string;
  /** Of a name that is unknown: those that it may have been meant to be, the nearest first. */
  nearest?: string[];
}

export type CancelErrorCode =
  | 'invalid-policy'
  | 'invalid-order'
  | 'invalid-cancellation'
  | 'invalid-view'
  | 'not-found'
  | 'sign-in-required'
  | 'too-large'
  | 'unsupported-media-type'
  | 'rate-limited'
  | 'invalid-json'
  | 'unavailable'
  | 'aborted'
  | 'unknown-policy'
  | 'policy-altered'
  | 'policy-registered'
  | 'invalid-shop'
  | 'lease-lost'
  | 'order-busy'
  | 'database-newer';

/** The package's error. Compare `code`, not the class: two copies may share a page. */
export class CancelError extends Error {
  readonly code: CancelErrorCode;
  readonly issues: Issue[];

  constructor(code: CancelErrorCode, message: string, issues: Issue[] = [], options?: ErrorOptions) {
    super(message, options);
    this.name = 'CancelError';
    this.code = code;
    this.issues = issues;
  }
}
