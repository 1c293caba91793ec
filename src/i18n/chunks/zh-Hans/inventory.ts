// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "第 {step} 步，共 {count} 步",
  "inventory.options": "选择合并方式",
  "inventory.edit": "编辑商品",
  "inventory.verify": "核对商品",
  "inventory.upload": "将商品上传到库存并取消订单",
  "inventory.one-step": "不编辑直接取消",
  "inventory.one-step-hint": "商品将与您的批次合并；批次保留原有数值。",
  "inventory.action": "如何处理商品",
  "inventory.consolidate": "与同款商品的批次合并",
  "inventory.new-lot": "新建批次",
  "inventory.delete": "删除：不放回",
  "inventory.values": "合并后批次的数值",
  "inventory.old": "保留批次原有数值",
  "inventory.new": "采用商品的数值",
  "inventory.quantity": "数量（最多 {count}）",
  "inventory.price": "单价",
  "inventory.description": "描述",
  "inventory.condition": "成色",
  "inventory.next": "下一步",
  "inventory.back": "返回",
  "inventory.bad-quantity": "请输入 1 到 {count} 之间的整数。",
  "inventory.bad-price": "请输入价格，例如 {amount}。",
  "inventory.ready": "确认后，这些商品将放回。",
  "inventory.none": "没有商品放回。",
} satisfies TextTable;
