/** @jsxImportSource react */
import type { OrderCancelButton as Element } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import {
  CancelStatusBadge,
  CancelTimeline,
  OrderCancelButton,
  OrderCancelLookup,
  OrderCancelProvider,
  SellerCancelQueue,
} from 'order-cancel-elements/react';
import { useRef } from 'react';

export function Account() {
  const button = useRef<Element>(null);
  return (
    <OrderCancelProvider backend="/api" policy={poshmark} onOrderCancelSettled={({ result }) => void result.ok}>
      <OrderCancelButton
        ref={button}
        orderId="1"
        whenDenied="hide"
        className="big"
        onOrderCancelRequest={(event) => {
          event.preventDefault();
          return event.lines?.length;
        }}
        onOrderCancelDecision={({ decision, drift }) => [decision.reason, drift?.server]}
      >
        <a href="/contact">Contact us</a>
      </OrderCancelButton>
      <CancelStatusBadge orderId="1" />
      <OrderCancelLookup actor="buyer" />
      <CancelTimeline orderId="1" />
      <SellerCancelQueue pageSize={50} onSellerCancelDecide={(event) => event.input.reason} />
      {/* @ts-expect-error an actor that there is not */}
      <OrderCancelButton actor="nobody" />
    </OrderCancelProvider>
  );
}
