// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "ขั้นตอนที่ {step} จาก {count}",
  "inventory.options": "เลือกวิธีรวมสินค้า",
  "inventory.edit": "แก้ไขสินค้า",
  "inventory.verify": "ตรวจสอบสินค้า",
  "inventory.upload": "นำสินค้าเข้าคลังและยกเลิกคำสั่งซื้อ",
  "inventory.one-step": "ยกเลิกโดยไม่แก้ไข",
  "inventory.one-step-hint": "สินค้าจะถูกรวมกับล็อตของคุณ โดยล็อตคงค่าเดิมไว้",
  "inventory.action": "จะทำอย่างไรกับสินค้านี้",
  "inventory.consolidate": "รวมกับล็อตของสินค้าเดียวกัน",
  "inventory.new-lot": "สร้างล็อตใหม่",
  "inventory.delete": "ลบ: ไม่นำกลับ",
  "inventory.values": "ค่าของล็อตที่รวมแล้ว",
  "inventory.old": "คงค่าเดิมของล็อต",
  "inventory.new": "ใช้ค่าของสินค้า",
  "inventory.quantity": "จำนวน (ไม่เกิน {count})",
  "inventory.price": "ราคาต่อหน่วย",
  "inventory.description": "รายละเอียด",
  "inventory.condition": "สภาพ",
  "inventory.next": "ถัดไป",
  "inventory.back": "ย้อนกลับ",
  "inventory.bad-quantity": "โปรดกรอกจำนวนเต็มตั้งแต่ 1 ถึง {count}",
  "inventory.bad-price": "โปรดกรอกราคา เช่น {amount}",
  "inventory.ready": "สินค้าเหล่านี้จะกลับไปเมื่อคุณยืนยัน",
  "inventory.none": "ไม่มีสินค้าที่กลับไป",
} satisfies TextTable;
