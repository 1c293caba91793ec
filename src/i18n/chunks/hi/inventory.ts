// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "चरण {step}, कुल {count}",
  "inventory.options": "मिलाने के विकल्प चुनें",
  "inventory.edit": "आइटम में बदलाव करें",
  "inventory.verify": "आइटम जाँचें",
  "inventory.upload": "आइटम इन्वेंटरी में डालें और ऑर्डर रद्द करें",
  "inventory.one-step": "बिना बदलाव के रद्द करें",
  "inventory.one-step-hint": "आइटम आपके लॉट में मिला दिए जाते हैं; लॉट की पुरानी जानकारी वैसी ही रहती है।",
  "inventory.action": "इसका क्या होगा",
  "inventory.consolidate": "उसी आइटम के लॉट में मिलाएँ",
  "inventory.new-lot": "नया लॉट बनाएँ",
  "inventory.delete": "मिटाएँ: यह वापस नहीं जाएगा",
  "inventory.values": "मिलाए गए लॉट की जानकारी",
  "inventory.old": "लॉट की पुरानी जानकारी रखें",
  "inventory.new": "आइटम की जानकारी लें",
  "inventory.quantity": "मात्रा (अधिकतम {count})",
  "inventory.price": "प्रति इकाई कीमत",
  "inventory.description": "विवरण",
  "inventory.condition": "हालत",
  "inventory.next": "आगे",
  "inventory.back": "वापस",
  "inventory.bad-quantity": "कृपया 1 से {count} तक की पूरी संख्या लिखें।",
  "inventory.bad-price": "कृपया {amount} जैसी कोई कीमत लिखें।",
  "inventory.ready": "आपके पुष्टि करने पर ये आइटम वापस जाएँगे।",
  "inventory.none": "कोई आइटम वापस नहीं जाएगा।",
} satisfies TextTable;
