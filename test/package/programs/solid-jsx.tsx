/** @jsxImportSource solid-js */
import type {} from 'order-cancel-elements/jsx/solid';
import poshmark from 'order-cancel-elements/presets/poshmark';

export const page = (
  <order-cancel-provider backend="/api" prop:policy={poshmark}>
    <order-cancel-button
      order-id="1"
      when-denied="explain"
      class="big"
      on:order-cancel-request={(event) => event.preventDefault()}
      on:order-cancel-decision={({ decision }) => decision.reason}
    >
      <a href="/contact">Contact us</a>
    </order-cancel-button>
    <seller-cancel-queue page-size="50" on:seller-cancel-decide={(event) => event.input.reason} />
    <cancel-timeline prop:orderId="1" />
    {/* @ts-expect-error a way to deny that there is not */}
    <order-cancel-button when-denied="shout" />
    {/* @ts-expect-error an element that there is not */}
    <order-cancel-dialog />
  </order-cancel-provider>
);
