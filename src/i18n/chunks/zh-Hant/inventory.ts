// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "步驟 {step}／{count}",
  "inventory.options": "選擇合併方式",
  "inventory.edit": "編輯商品",
  "inventory.verify": "核對商品",
  "inventory.upload": "將商品放入庫存並取消訂單",
  "inventory.one-step": "不編輯直接取消",
  "inventory.one-step-hint": "商品會併入您的庫存批次，批次保留原有數值。",
  "inventory.action": "如何處理",
  "inventory.consolidate": "併入同一商品的批次",
  "inventory.new-lot": "建立新批次",
  "inventory.delete": "刪除：不放回",
  "inventory.values": "合併後批次的數值",
  "inventory.old": "保留批次的原有數值",
  "inventory.new": "採用商品的數值",
  "inventory.quantity": "數量（最多 {count}）",
  "inventory.price": "單價",
  "inventory.description": "說明",
  "inventory.condition": "狀況",
  "inventory.next": "下一步",
  "inventory.back": "返回",
  "inventory.bad-quantity": "請輸入 1 到 {count} 的整數。",
  "inventory.bad-price": "請輸入價格，例如 {amount}。",
  "inventory.ready": "您確認後，這些商品會放回。",
  "inventory.none": "沒有商品放回。",
} satisfies TextTable;
