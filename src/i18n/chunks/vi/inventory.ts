// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Bước {step} trên {count}",
  "inventory.options": "Chọn cách gộp",
  "inventory.edit": "Sửa sản phẩm",
  "inventory.verify": "Kiểm tra sản phẩm",
  "inventory.upload": "Đưa sản phẩm vào kho và hủy đơn hàng",
  "inventory.one-step": "Hủy mà không sửa",
  "inventory.one-step-hint": "Sản phẩm được gộp vào các lô của bạn; các lô giữ giá trị cũ.",
  "inventory.action": "Xử lý thế nào",
  "inventory.consolidate": "Gộp vào lô của cùng sản phẩm",
  "inventory.new-lot": "Tạo lô mới",
  "inventory.delete": "Xóa: không trở về",
  "inventory.values": "Giá trị của lô đã gộp",
  "inventory.old": "Giữ giá trị cũ của lô",
  "inventory.new": "Dùng giá trị của sản phẩm",
  "inventory.quantity": "Số lượng (tối đa {count})",
  "inventory.price": "Đơn giá",
  "inventory.description": "Mô tả",
  "inventory.condition": "Tình trạng",
  "inventory.next": "Tiếp theo",
  "inventory.back": "Quay lại",
  "inventory.bad-quantity": "Vui lòng nhập số nguyên từ 1 đến {count}.",
  "inventory.bad-price": "Vui lòng nhập giá, ví dụ {amount}.",
  "inventory.ready": "Các sản phẩm này sẽ trở về khi bạn xác nhận.",
  "inventory.none": "Không có sản phẩm nào trở về.",
} satisfies TextTable;
