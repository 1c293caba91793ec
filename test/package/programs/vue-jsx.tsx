/** @jsxImportSource vue */
import type {} from 'order-cancel-elements/jsx/vue';
import poshmark from 'order-cancel-elements/presets/poshmark';
import type { GlobalComponents } from 'vue';

export const page = (
  <order-cancel-provider backend="/api" policy={poshmark}>
    <order-cancel-button
      order-id="1"
      when-denied="explain"
      class="big"
      onOrderCancelRequest={(event) => event.preventDefault()}
      onOrderCancelDecision={({ decision }) => decision.reason}
    >
      <a href="/contact">Contact us</a>
    </order-cancel-button>
    <seller-cancel-queue page-size="50" onSellerCancelDecide={(event) => event.input.reason} />
    {/* @ts-expect-error a way to deny that there is not */}
    <order-cancel-button when-denied="shout" />
  </order-cancel-provider>
);

// As templates are checked.
type Props = InstanceType<GlobalComponents['order-cancel-button']>['$props'];
export const props: Props = { 'order-id': '1', onOrderCancelRequest: (event) => event.preventDefault() };
// @ts-expect-error a way to deny that there is not
export const wrong: Props = { 'when-denied': 'shout' };
