import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inOneLine } from '../../src/i18n/sentences.ts';
import { describePolicy } from '../../src/policy/describe/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';

it('sentences stand a space apart, but after a stop as wide as a letter; those that are empty leave none', () => {
  assert.equal(inOneLine(['It is packed.', '', undefined, 'It waits.', false]), 'It is packed. It waits.');
  assert.equal(inOneLine(['已打包。', '正在等待。']), '已打包。正在等待。');
  assert.equal(inOneLine(['\u2068梱包済みです。\u2069', '待っています。']), '\u2068梱包済みです。\u2069待っています。');
  assert.equal(inOneLine(['ส่งแล้ว', 'รออยู่']), 'ส่งแล้ว รออยู่');
  assert.equal(inOneLine(['यह भेजा गया।', 'प्रतीक्षा करें।']), 'यह भेजा गया। प्रतीक्षा करें।');
  assert.equal(inOneLine([]), '');
});

for (const language of ['zh-Hans', 'zh-Hant', 'ja']) {
  it(`a policy in ${language} has no space after a stop, and no Western stop or colon between its words`, async () => {
    const { text } = await describePolicy(poshmark, { language, actor: 'buyer' });
    assert.doesNotMatch(text, /[。！？：；，] +\S/);
    assert.doesNotMatch(text, /\p{Script=Han}[.:;] /u);
  });
}
