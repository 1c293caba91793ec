import './elements/order-cancel-provider/define.ts';
import './elements/cancel-policy/define.ts';
import './elements/order-cancel-button/define.ts';
import './elements/cancel-status-badge/define.ts';
import './elements/order-cancel-lookup/define.ts';
import './elements/seller-cancel-queue/define.ts';
import './elements/cancel-timeline/define.ts';
import './elements/contract-withdrawal/define.ts';

export * from './index.ts';
