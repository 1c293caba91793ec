// What stands on the page of each element and runs there: HTML over the mocks (site/examples.ts). Shown as code too.
export const examples = {
  'order-cancel-provider': `<order-cancel-provider backend="/api/poshmark">
  <order-cancel-button order-id="pm-past-1"></order-cancel-button>
  <order-cancel-button order-id="pm-past-2"></order-cancel-button>
</order-cancel-provider>`,
  'order-cancel-button': `<order-cancel-button order-id="pm-just-placed" backend="/api/poshmark">
  To cancel, please <a href="mailto:help@example.com">write to us</a>.
</order-cancel-button>
<order-cancel-button order-id="pm-shipped" backend="/api/poshmark" when-denied="explain"></order-cancel-button>`,
  'cancel-status-badge': `<cancel-status-badge order-id="pm-request-open" backend="/api/poshmark"></cancel-status-badge>
<cancel-status-badge order-id="pm-cancelled" backend="/api/poshmark"></cancel-status-badge>`,
  'order-cancel-lookup': `<p>For example 24700314, 24700321 or 24700334.</p>
<order-cancel-lookup backend="/api/bricklink"></order-cancel-lookup>`,
  'cancel-timeline': `<cancel-timeline order-id="pm-request-declined" backend="/api/poshmark"></cancel-timeline>`,
  'cancel-policy': `<cancel-policy policy="example" actor="buyer" heading-level="3"></cancel-policy>`,
  'contract-withdrawal': `<contract-withdrawal backend="/api/eu/as/nobody" country="IE">
  <a href="mailto:help@example.com">Withdraw by e-mail</a>
</contract-withdrawal>`,
  'seller-cancel-queue': `<seller-cancel-queue backend="/api/poshmark/as/seller" page-size="25"></seller-cancel-queue>`,
};
