// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "{count}단계 중 {step}단계",
  "inventory.options": "통합 방식 선택",
  "inventory.edit": "상품 편집",
  "inventory.verify": "상품 확인",
  "inventory.upload": "상품을 재고에 올리고 주문 취소",
  "inventory.one-step": "편집 없이 취소",
  "inventory.one-step-hint": "상품이 내 재고 품목과 통합되며, 재고 품목의 기존 값은 유지됩니다.",
  "inventory.action": "처리 방법",
  "inventory.consolidate": "같은 상품의 재고 품목과 통합",
  "inventory.new-lot": "새 재고 품목 만들기",
  "inventory.delete": "삭제: 재고로 돌아가지 않음",
  "inventory.values": "통합된 재고 품목의 값",
  "inventory.old": "재고 품목의 기존 값 유지",
  "inventory.new": "상품의 값 사용",
  "inventory.quantity": "수량(최대 {count})",
  "inventory.price": "단가",
  "inventory.description": "설명",
  "inventory.condition": "상품 상태",
  "inventory.next": "다음",
  "inventory.back": "뒤로",
  "inventory.bad-quantity": "1부터 {count}까지의 정수를 입력해 주세요.",
  "inventory.bad-price": "가격을 입력해 주세요(예: {amount}).",
  "inventory.ready": "확정하면 이 상품들이 재고로 돌아갑니다.",
  "inventory.none": "재고로 돌아가는 상품이 없습니다.",
} satisfies TextTable;
