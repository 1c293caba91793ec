// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "message": "Your message",
  "message.template": "Hello {seller},\n\nI would like to cancel order {number}. Reason: \n\nI am sorry for the trouble. Thank you for your understanding.",
  "message.template-seller": "Hello {buyer},\n\nI have to cancel order {number}. Reason: \n\nI am sorry for the trouble. Thank you for your understanding.",
  "send-message": "Send message",
  "message.sending": "Sending the message…",
  "message.sent": "Your message was sent ({time}).",
  "message.failed": "The message was not sent. Please try again.",
  "message.unknown": "We could not find out whether the message was sent. If you send it again, it still arrives only once.",
  "message.earlier": "Your message was sent before you changed it ({time}). What you changed has not been sent; send it only if it is still needed.",
} satisfies TextTable;
