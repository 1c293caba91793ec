// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Passo {step} de {count}",
  "inventory.options": "Escolher opções de consolidação",
  "inventory.edit": "Editar artigos",
  "inventory.verify": "Verificar artigos",
  "inventory.upload": "Carregar artigos no inventário e cancelar encomenda",
  "inventory.one-step": "Cancelar sem editar",
  "inventory.one-step-hint": "Os artigos são juntos aos seus lotes; os lotes mantêm os valores antigos.",
  "inventory.action": "O que acontece ao artigo",
  "inventory.consolidate": "Juntar ao lote do mesmo artigo",
  "inventory.new-lot": "Criar um novo lote",
  "inventory.delete": "Eliminar: não volta ao stock",
  "inventory.values": "Valores do lote consolidado",
  "inventory.old": "Manter os valores antigos do lote",
  "inventory.new": "Usar os valores do artigo",
  "inventory.quantity": "Quantidade (no máximo {count})",
  "inventory.price": "Preço unitário",
  "inventory.description": "Descrição",
  "inventory.condition": "Estado",
  "inventory.next": "Seguinte",
  "inventory.back": "Voltar",
  "inventory.bad-quantity": "Introduza um número inteiro de 1 a {count}.",
  "inventory.bad-price": "Introduza um preço como {amount}.",
  "inventory.ready": "Estes artigos voltam ao stock quando confirmar.",
  "inventory.none": "Nenhum artigo volta ao stock.",
} satisfies TextTable;
