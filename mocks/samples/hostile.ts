import { setting } from './poshmark.ts';
import { minutes, type Sample, sampler } from './sample.ts';

/** Texts that a page must show as text. */
export const hostileTexts = {
  markup: '<img src=x onerror=alert(1)><script>alert(2)</script>&lt;b&gt;',
  template: '{{constructor.constructor("alert(1)")()}} <!--lit-part-->',
  bidi: 'Jacket \u202egnp.exe\u2066 (\u200fM\u200e)',
  long: 'A very long title without a single place to break'.replaceAll(' ', '').padEnd(10_000, 'n'),
  surrogate: 'Half of a pair: \ud83d',
  controls: 'Line one\nline two\u0000\u0007\ttab',
  joined: 'Z\u0351\u036b\u0343\u036aa\u0367\u0350l\u0310\u0360g\u030d\u0489o\u0315 👩‍👩‍👧‍👦🏳️‍🌈',
  url: 'javascript:alert(1)//https://example.com',
} as const;

/** Orders of the buyer `buyer-1` in which every text is hostile, at `now` (epoch ms); `hostile-markup` and so on. */
export function samples(now: number): Sample[] {
  const make = sampler({ ...setting, firstNumber: 666_001 }, now);
  return Object.entries(hostileTexts).map(([name, text]) => {
    const sample = make(`hostile-${name}`, `Texts with ${name}`, {
      status: 'PLACED',
      placed: minutes(15),
      buyer: { name: text },
      seller: { name: text, contactUrl: 'javascript:alert(1)' },
    });
    for (const line of sample.order.lines)
      Object.assign(line, { title: text, description: text, size: text, sku: text });
    return sample;
  });
}
