// What the build makes of the elements' own descriptions, for editors and frameworks.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesIn, root } from '../entries.mjs';
import { codeCssData, codeHtmlData, webTypes } from './editors.mjs';
import { elementTypes } from './elements.mjs';
import { customElementsManifest } from './manifest.mjs';

/** Writes the manifest and all that is made of it to a folder. */
export async function writeTypes(folder) {
  const manifest = await customElementsManifest();
  const write = (name, data) => writeFileSync(join(folder, name), `${JSON.stringify(data, null, 2)}\n`);
  write('custom-elements.json', manifest);
  write('vscode.html-custom-data.json', codeHtmlData(manifest));
  write('vscode.css-custom-data.json', codeCssData(manifest));
  write('web-types.json', webTypes(manifest));
  const jsx = join(folder, 'jsx');
  mkdirSync(jsx, { recursive: true });
  writeFileSync(join(jsx, 'elements.d.ts'), elementTypes(manifest));
  for (const file of filesIn('scripts/types/jsx')) copyFileSync(join(root, file), join(jsx, basename(file)));
}
