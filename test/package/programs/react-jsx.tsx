/** @jsxImportSource react */
import type { OrderCancelButton } from 'order-cancel-elements';
import type {} from 'order-cancel-elements/jsx/react';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { createRef } from 'react';

const button = createRef<OrderCancelButton>();
export const page = (
  <order-cancel-provider backend="/api" policy={poshmark}>
    <order-cancel-button
      ref={button}
      order-id="1"
      when-denied="explain"
      className="big"
      onorder-cancel-request={(event) => event.preventDefault()}
      onorder-cancel-decision={({ decision }) => decision.reason}
    >
      <a href="/contact">Contact us</a>
    </order-cancel-button>
    <seller-cancel-queue page-size="50" onseller-cancel-decide={(event) => event.input.reason} />
    <cancel-timeline orderId="1" />
    {/* @ts-expect-error a way to deny that there is not */}
    <order-cancel-button when-denied="shout" />
    {/* @ts-expect-error an element that there is not */}
    <order-cancel-dialog />
  </order-cancel-provider>
);
