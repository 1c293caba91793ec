import type { CancelPolicy } from '../../domain/policy.ts';

/** Games and downloads, item by item: before the release, until the first download, or within days and hours of use. */
const policy: CancelPolicy = {
  id: 'digital-goods',
  version: '1',
  description:
    'Games and downloads, item by item: any time before the release, until the first download, or within 14 days and two hours of use; else asked for.',
  statuses: { PAID: { phase: 'open' }, REFUNDED: { phase: 'cancelled' } },
  lineFacts: {
    firstDownloadAt: { type: 'instant', default: null },
    releasedAt: { type: 'instant', default: null },
    minutesPlayed: { type: 'number', default: 0 },
  },
  rules: [
    {
      id: 'refunded',
      when: { status: 'REFUNDED' },
      then: { outcome: 'none', reason: 'already-cancelled' },
      source: 'nothing is left to cancel',
    },
    {
      id: 'not-released',
      when: [{ actor: 'buyer' }, { before: 'line.facts.releasedAt' }, { lineFact: 'minutesPlayed', below: 120 }],
      then: { outcome: 'cancel', reason: 'not-released' },
      source: 'Steam, after pledgetimes.com: any time before the release; the 14 days begin with it',
    },
    {
      id: 'not-downloaded',
      when: [{ actor: 'buyer' }, { not: { since: 'line.facts.firstDownloadAt', from: 'PT0S' } }],
      then: { outcome: 'cancel', reason: 'not-downloaded' },
      source: 'docs.nopadvance.com cancel-order-option: not downloaded at least once',
    },
    {
      id: 'fourteen-days-two-hours',
      when: [
        { actor: 'buyer' },
        { lineFact: 'minutesPlayed', below: 120 },
        {
          any: [
            { since: 'line.facts.releasedAt', from: 'PT0S', until: 'P14D' },
            { since: 'placedAt', until: 'P14D' },
          ],
        },
      ],
      then: { outcome: 'cancel', reason: 'within-window' },
      source: 'Steam, after enstarz.com: 14 days and less than 2 hours',
    },
    {
      id: 'ask-anyway',
      when: { actor: 'buyer' },
      then: { outcome: 'request', reason: 'shop-looks-at-it' },
      source: 'store.steampowered.com/steam_refunds: even outside of these rules one may ask',
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role' },
  reasons: {
    buyer: {
      demand: 'required',
      choices: [{ code: 'not-fun' }, { code: 'does-not-run' }, { code: 'ordered-by-mistake' }],
    },
  },
  refund: { method: 'original', choices: ['original', 'credits'] },
  lifecycle: { cancelled: 'REFUNDED', completes: 'when-refunded', scope: 'lines', notifies: ['buyer'] },
  messages: {
    en: {
      REFUNDED: 'Refunded',
      releasedAt: 'the release',
      firstDownloadAt: 'the first download',
      minutesPlayed: 'minutes of use',
      'not-released': 'It has not been released yet, so you can cancel it.',
      'not-downloaded': 'You have not downloaded it yet, so you can cancel it.',
      'shop-looks-at-it': 'You may ask all the same; the shop takes a look at it.',
      'not-fun': 'I do not like it',
      'does-not-run': 'It does not run on my device',
    },
    de: {
      REFUNDED: 'Erstattet',
      releasedAt: 'Erscheinen',
      firstDownloadAt: 'erstes Herunterladen',
      minutesPlayed: 'Minuten der Nutzung',
      'not-released': 'Es ist noch nicht erschienen, deshalb können Sie stornieren.',
      'not-downloaded': 'Sie haben es noch nicht heruntergeladen, deshalb können Sie stornieren.',
      'shop-looks-at-it': 'Sie können trotzdem fragen; der Shop sieht es sich an.',
      'not-fun': 'Es gefällt mir nicht',
      'does-not-run': 'Es läuft auf meinem Gerät nicht',
    },
    ar: {
      REFUNDED: 'رُدّ المبلغ',
      releasedAt: 'الإصدار',
      firstDownloadAt: 'أول تنزيل',
      minutesPlayed: 'دقائق الاستخدام',
      'not-released': 'لم يصدر بعد، لذلك يمكنك الإلغاء.',
      'not-downloaded': 'لم تنزّله بعد، لذلك يمكنك الإلغاء.',
      'shop-looks-at-it': 'يمكنك أن تطلب ذلك على أي حال، وسينظر المتجر فيه.',
      'not-fun': 'لم يعجبني',
      'does-not-run': 'لا يعمل على جهازي',
    },
  },
};

export default policy;
